"""The history of a story: its saves and moves, any two versions compared, one restored.

The rule: a page costs the same whether a story was saved five times or five hundred.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import comparison, copies, workflow
from articles.body import writable
from articles.models import PublishedVersion, State, Story

from .acts import acts_before, save_in_words
from .desk import is_number

PAGE = 40  # saves
LONGEST_REASON = 2000  # characters


def history_addresses():
    """What StoryAdmin adds to its addresses; the first takes the place of the stock history."""
    here = "<int:pk>/history/"
    return [
        path(f"{here}{rest}", admin.site.admin_view(view), name=f"articles_story_{name}")
        for rest, view, name in (
            ("", history, "history"),
            ("compare/", compare, "compare"),
            ("<int:number>/restore/", restore, "restore"),
            ("withhold/<int:version>/", withhold, "withhold"),
        )
    ]


@require_safe
def history(request, pk):
    """Every save and move, newest first, a page at a time."""
    story = _story_for(request, pk)
    before = _number_in(request.GET.get("before", ""))
    acts, lowest, highest = acts_before(story, before, PAGE)
    newer = highest + PAGE + 1
    context = {
        "acts": acts,
        "highest": highest,
        "second": max(highest - 1, lowest),
        "older_url": f"?before={lowest}" if lowest > 1 else "",
        "newer_url": "" if not before or highest >= story.revision_number else f"?before={newer}",
        "newest_url": "?" if before else "",
        "copy": story.readers_copy,
        "current": story.versions.newest_first().first() if story.is_published else None,
        "may_withhold": workflow.may_publish(request.user),
    }
    return _page(request, story, "history", _("History"), context)


@require_safe
def compare(request, pk):
    """Two versions of a story, and what became of the older one on the way to the newer."""
    story = _story_for(request, pk)
    asked = [_number_in(request.GET.get(name, "")) for name in ("a", "b")]
    if not all(asked):
        messages.error(request, _("Choose two versions of this story to compare."))
        return redirect("admin:articles_story_history", story.pk)
    numbers = sorted(asked)
    found = {one.number: one for one in story.revisions.numbered(numbers).with_people()}
    if missing := [number for number in numbers if number not in found]:
        messages.error(request, _("This story has no version %(number)s.") % {"number": missing[0]})
        return redirect("admin:articles_story_history", story.pk)
    older, newer = (found[number] for number in numbers)
    changes = comparison.compare(
        older.content,
        newer.content,
        before_names=copies.names_of(older),
        after_names=copies.names_of(newer),
    )
    acts = [save_in_words(older), save_in_words(newer)]
    context = {
        "acts_compared": acts,
        "older": acts[0],
        "newer": acts[1],
        "changes": changes,
        "previous": older.number - 1 if newer.number - older.number == 1 else 0,
        "next": newer.number + 1 if newer.number < story.revision_number else 0,
    }
    return _page(request, story, "compare", _("What changed"), context)


@require_POST
def restore(request, pk, number):
    """Make an earlier version the newest one."""
    story = _story_for(request, pk)
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    revision = get_object_or_404(story.revisions, number=number)
    based_on = _number_in(request.POST.get("based_on", "")) or 0
    try:
        restored = workflow.restore(story, revision, by=request.user, based_on=based_on)
    except workflow.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_story_history", story.pk)
    if restored.revision is None:
        messages.info(request, _("The story says all of that already: nothing had to be saved."))
    else:
        messages.success(
            request,
            _(
                "What version %(old)s held is back as version %(new)s. Readers see nothing of it "
                "before it is published."
            )
            % {"old": revision.number, "new": restored.revision.number},
        )
    for sentence in restored.left_out:
        messages.warning(request, sentence)
    return redirect("admin:articles_story_change", story.pk)


@require_POST
def withhold(request, pk, version):
    """Take a version from the public history of a story."""
    story = _story_for(request, pk)
    if not workflow.may_publish(request.user):
        raise PermissionDenied
    chosen = get_object_or_404(PublishedVersion, story=story, pk=version)
    reason = writable(request.POST.get("reason", ""))[:LONGEST_REASON]
    try:
        workflow.withhold(chosen, by=request.user, reason=reason)
    except workflow.MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Readers do not find this version in the history any more."))
    return redirect("admin:articles_story_history", story.pk)


def _story_for(request, pk):
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    return get_object_or_404(Story.objects.select_related("published"), pk=pk)


def _number_in(value):
    return int(value) if is_number(value) else None


def _page(request, story, template, title, context):
    may_restore = request.user.has_perm("articles.change_story") and story.state != State.KILLED
    context |= {
        **admin.site.each_context(request),
        "title": f"{title}: {story.headline}",
        "heading": title,
        "story": story,
        "may_restore": may_restore,
    }
    return render(request, f"admin/articles/story/{template}.html", context)
