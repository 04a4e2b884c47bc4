"""Captions and alt texts of single stories, to look at after the library's have changed.

The rule: each is shown with what the library said, what it says now and what the story says, and
nothing is decided for anybody.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import overrides, workflow
from articles.body import compare_words
from articles.models import Override, Story

from .desk import is_number

SHOWN = 40
MOST_OF_A_STORY = 200
LOOKING = "articles.view_story"


def override_addresses():
    """What StoryAdmin adds to its addresses."""
    every, one = admin.site.admin_view(captions_to_review), admin.site.admin_view(review_captions)
    return [
        path("captions/", every, name="articles_overrides"),
        path("<int:pk>/captions/", one, name="articles_override_review"),
    ]


@require_safe
def captions_to_review(request):
    """All that wait, those whose library words changed last first."""
    if not request.user.has_perm(LOOKING):
        raise PermissionDenied
    rows = overrides.waiting().newest_first()
    before = request.GET.get("before", "")
    last = (
        Override.objects.to_review().filter(pk=int(before)).first() if is_number(before) else None
    )
    found = list((rows.older_than(last) if last else rows)[: SHOWN + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("Captions to look at"),
        "rows": [in_words(row) for row in found[:SHOWN]],
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "is_first_page": last is None,
    }
    return render(request, "admin/articles/overrides.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_captions(request, pk):
    """Those of one story, each with its two buttons."""
    if not request.user.has_perm(LOOKING):
        raise PermissionDenied
    story = get_object_or_404(Story.objects.not_killed(), pk=pk)
    if request.method == "POST":
        return _decide(request, story)
    context = {
        **admin.site.each_context(request),
        "title": _("Captions to look at"),
        "story": story,
        "may_decide": request.user.has_perm("articles.change_story"),
        "rows": captions_of(story),
    }
    return render(request, "admin/articles/override_review.html", context)


def _decide(request, story):
    """Do what a button says: keep the row's words, or take those of the library that were seen."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    here = redirect("admin:articles_override_review", story.pk)
    number, based_on = request.POST.get("row", ""), request.POST.get("based_on", "")
    row = overrides.waiting_in(story).filter(pk=int(number)).first() if is_number(number) else None
    act = request.POST.get("act")
    if row is None or not is_number(based_on) or act not in {"keep", "take"}:
        messages.error(request, _("This was decided already; nothing was changed."))
        return here
    seen = as_stored(request.POST.get("seen", ""), row)
    try:
        if act == "keep":
            workflow.keep_own_words(row, by=request.user, seen=seen)
            messages.success(request, _("The story keeps its own words."))
        else:
            story = workflow.take_library_words(
                row, by=request.user, seen=seen, based_on=int(based_on)
            )
            messages.success(request, _taken(story))
    except workflow.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return here
    has_more = overrides.waiting_in(story).exists()
    return here if has_more else redirect("admin:articles_story_change", story.pk)


def as_stored(sent, row):
    """The library's words as they were sent: a browser turns their line ends into its own."""
    now = row.library_words
    return now if sent.replace("\r\n", "\n") == now.replace("\r\n", "\n") else sent


def _taken(story):
    if story.readers_copy is None:
        return _("The library's words stand there again, as a new version.")
    return _(
        "The library's words stand there again, as a new version. Readers get it when you publish "
        "the changes."
    )


def captions_of(story):
    """What the story's screens show of its words that wait."""
    return [in_words(row) for row in overrides.waiting_in(story)[:MOST_OF_A_STORY]]


def in_words(row):
    """What the lists show of one row."""
    return {
        "id": row.pk,
        "story": row.story_id,
        "headline": row.story.headline,
        "picture": row.picture,
        "is_alt": row.field == Override.Field.ALT,
        "own": row.words,
        "before": row.against,
        "now": row.library_words,
        "pieces": compare_words(row.against, row.library_words),
        "changed_at": row.changed_at,
    }
