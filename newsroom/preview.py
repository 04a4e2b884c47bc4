"""Preview: the very page readers will get, in a frame at the width of a phone or of a desk.

The framed page has an address of its own, which the desk's own shell alone may frame. Composition:
it needs the desk's permission and the readers' page at once.
"""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import references
from articles.models import Story
from articles.views.desk_copies import earlier_page, moment_of, never_kept, preview_page

WIDTHS = {"phone": _("Phone"), "desktop": _("Desktop")}


@require_safe
@csp_update({"frame-src": [SELF]})
def shell(request, pk):
    """The page in its frame; which version it is, and what of it readers will not see."""
    story = _story_for(request.user, pk)
    width = request.GET.get("width", "")
    moment = moment_of(story)
    context = {
        **admin.site.each_context(request),
        "title": story.headline,
        "story": story,
        "revision": story.revisions.with_people().without_content().newest_first().first(),
        "widths": WIDTHS,
        "width": width if width in WIDTHS else "desktop",
        "later": moment if moment > timezone.now() else None,
        "hidden": references.not_public(story.body, moment),
        "may_change": request.user.has_perm("articles.change_story"),
    }
    return never_kept(render(request, "admin/articles/story/preview.html", context))


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def page(request, pk):
    """The page that readers would get of a story's desk copy as it was last saved."""
    return preview_page(request, _story_for(request.user, pk))


@require_safe
def earlier(request, pk, number):
    """The page that readers would have got of one version of a story."""
    story = _story_for(request.user, pk)
    revisions = story.revisions.with_people()
    return earlier_page(request, story, get_object_or_404(revisions, number=number))


def _story_for(account, pk):
    if not account.has_perm("articles.view_story"):
        raise PermissionDenied
    stories = Story.objects.not_killed().select_related("section", "lead_picture__fallback")
    return get_object_or_404(stories, pk=pk)


def urls(desk):
    """The addresses, behind the door of the desk."""
    address = "articles/story/<int:pk>/preview/"
    return [
        path(address, desk.admin_view(shell), name="articles_story_preview"),
        path(f"{address}page/", desk.admin_view(page), name="articles_story_preview_page"),
        path(
            "articles/story/<int:pk>/history/<int:number>/",
            desk.admin_view(earlier),
            name="articles_story_earlier",
        ),
    ]
