"""Lines to mend: all of them, and those of one story with what could stand in their place.

The rule: a press makes a new revision of the desk's copy and nothing else; publishing stays a move.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import mending, notices, workflow
from articles.models import BrokenLine, Story

from .desk import is_number

SHOWN = 40


def mending_addresses():
    """What StoryAdmin adds to its addresses."""
    every, one = admin.site.admin_view(lines_to_mend), admin.site.admin_view(mend_story)
    return [
        path("mending/", every, name="articles_lines"),
        path("<int:pk>/mend/", one, name="articles_story_mend"),
    ]


@require_safe
def lines_to_mend(request):
    """Every line that waits, newest first."""
    if not request.user.has_perm(notices.READING):
        raise PermissionDenied
    lines = BrokenLine.objects.open().with_parts().newest_first()
    before = request.GET.get("before", "")
    is_first_page = not is_number(before)
    if not is_first_page:
        lines = lines.older_than(int(before))
    found = list(lines[: SHOWN + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("Lines to mend"),
        "lines": [in_words(line) for line in found[:SHOWN]],
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "is_first_page": is_first_page,
    }
    return render(request, "admin/articles/lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mend_story(request, pk):
    """The lines of one story with stories that could stand in their place; a press puts one in."""
    if not request.user.has_perm(notices.READING):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    if request.method == "POST":
        return _mend(request, story)
    if request.method == "GET":
        notices.mark_seen(request.user, story=story)
    may_mend = request.user.has_perm("articles.change_story")
    lines = _lines_of(story)
    context = {
        **admin.site.each_context(request),
        "title": _("Lines to mend"),
        "story": story,
        "headline": notices.headline_of(story),
        "may_mend": may_mend,
        "lines": [{**in_words(line), "places": mending.places_of(line)} for line in lines],
        "offers": mending.replacements_for(story) if may_mend and lines else [],
    }
    return render(request, "admin/articles/mend.html", context)


def _mend(request, story):
    """Do what a button says: `mend` is the target's number and the replacement's, or nothing."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    here = redirect("admin:articles_story_mend", story.pk)
    old, _colon, new = request.POST.get("mend", "").partition(":")
    line = _lines_of(story).filter(target=int(old)).first() if is_number(old) else None
    replacement = Story.objects.filter(pk=int(new)).first() if is_number(new) else None
    based_on = request.POST.get("based_on", "")
    if line is None or not is_number(based_on) or (new and replacement is None):
        messages.error(request, _("This line is not there any more; nothing was changed."))
        return here
    try:
        workflow.mend_line(
            story,
            line.target,
            replacement=replacement,
            by=request.user,
            based_on=int(based_on),
        )
    except workflow.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return here
    messages.success(request, _mended(story))
    has_more = any(mending.places_of(other) for other in _lines_of(story))
    return here if has_more else redirect("admin:articles_story_change", story.pk)


def _mended(story):
    if story.readers_copy is None:
        return _("Mended, as a new version.")
    return _("Mended, as a new version. Readers get it when you publish the changes.")


def _lines_of(story):
    return BrokenLine.objects.open().filter(story=story).with_parts().newest_first()


def broken_lines_of(story):
    """What the panel beside the text says of a story's lines."""
    return [in_words(line) for line in _lines_of(story)]


def in_words(line):
    """What the lists show of a line."""
    return {
        "id": line.pk,
        "story": line.story_id,
        "headline": notices.headline_of(line.story),
        "target": line.target_id,
        "target_headline": notices.headline_of(line.target),
        "why": mending.why_broken(line.target),
        "is_mended": not line.leads_at_desk,
        "found_at": line.found_at,
    }
