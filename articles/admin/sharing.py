"""The page of a story's share links: one is made, its address copied, all are seen and revoked."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import sharing
from articles.forms import ShareForm
from articles.models import State, Story

from .desk import is_number

USUAL = timedelta(days=7)  # how long a link is open where nothing else is typed
SHOWN = 200  # links, the newest


@require_http_methods(["GET", "HEAD", "POST"])
def share_page(request, pk):
    """The form and the links of one story; POST makes a link, or revokes the one named."""
    if not request.user.has_perm("articles.share_story"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    if request.method == "POST" and "revoke" in request.POST:
        return _revoke(request, story)
    form = ShareForm(request.POST or None, initial={"until": timezone.now() + USUAL})
    if request.method == "POST" and form.is_valid():
        try:
            link = sharing.share(story, by=request.user, **form.cleaned_data)
        except sharing.ShareRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The link for %(whom)s is made: copy it below.") % {"whom": link.whom}
            )
            return redirect("admin:articles_story_share", story.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Share links"),
        "story": story,
        "form": form,
        "is_killed": story.state == State.KILLED,
        "links": links_of(story),
    }
    return render(request, "admin/articles/story/share.html", context)


def _revoke(request, story):
    number = request.POST["revoke"]
    link = get_object_or_404(story.shares, pk=int(number) if is_number(number) else 0)
    sharing.revoke(link, by=request.user)
    messages.success(request, _("The link for %(whom)s is closed.") % {"whom": link.whom})
    return redirect("admin:articles_story_share", story.pk)


def links_of(story):
    """The links of a story, the newest first; those that are open with their address."""
    links = list(story.shares.select_related("made_by", "revoked_by")[:SHOWN])
    for link in links:
        link.address = sharing.address_of(link) if link.is_open else ""
    return links
