"""The buttons of the story's form: a press makes its move, at once or after the form was saved.

The rule: a press never loses what was typed, and never seems to have worked where it did not.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import workflow
from articles.body import is_visible, writable
from articles.models import State, Story

from . import open_forms
from .two_editors import saved_tag
from .typed import says_more

NOTE_KEPT = "note_of_a_refused_move"
AT_ONCE = {  # the moves that take effect before anything is saved, and what is then said
    "withdraw": gettext_lazy("Withdrawn: readers do not see it any more."),
    "break_embargo": gettext_lazy("The embargo is broken."),
    "kill": gettext_lazy("Killed."),
}


class Presses:
    """What the story's screen does with a pressed button, beside saving."""

    def act_at_once(self, request, story):
        """Take a story from readers, whatever became of its words: such a press never waits.

        Nothing is saved by it; what was typed waits as unsaved words, but for a killed story's.

        Returns None where it is no such move, or one that is refused: the form then takes its way.
        """
        verb = request.POST.get("_move", "")
        if verb not in AT_ONCE or (verb == "kill" and "sure" not in request.POST):
            return None
        note = note_of(request.POST)
        words = open_forms.words_in(request)
        try:
            story = workflow.move(
                verb, story, by=request.user, note=note, **more_of(verb, request.POST)
            )
        except workflow.MoveRefused:
            return None
        if verb != "kill" and says_more(words.fields, open_forms.saved_content(story)):
            open_forms.insist(words, by=request.user, story=story)
        messages.success(request, AT_ONCE[verb], extra_tags=saved_tag(story))
        return redirect("admin:articles_story_change", story.pk)

    def response_add(self, request, obj, post_url_continue=None):
        return self._saved(request, obj)

    def response_change(self, request, obj):
        return self._saved(request, obj)

    def _saved(self, request, story):
        """Everything is saved; now the move whose button was pressed, if one was."""
        here = reverse("admin:articles_story_change", args=[story.pk])
        verb = request.POST.get("_move")
        if not verb:
            messages.success(request, _("Saved."), extra_tags=saved_tag(story))
            return HttpResponseRedirect(here)
        note = note_of(request.POST)
        stopped = f"{here}?{urlencode({'stopped': 1})}"
        notice = writable(request.POST.get("notice", ""))[:2000]
        request.session[NOTE_KEPT] = {"story": story.pk, "note": note, "notice": notice}
        try:
            if verb == "kill" and "sure" not in request.POST:
                raise workflow.MoveRefused(_("To kill it, tick the box that says you are sure."))
            workflow.move(verb, story, by=request.user, note=note, **more_of(verb, request.POST))
        except workflow.NotReady as refusal:
            count = len(refusal.problems)
            messages.error(
                request,
                ngettext(
                    "All you typed is saved, but the story did not go out: one thing is missing, "
                    "marked below.",
                    "All you typed is saved, but the story did not go out: %(count)s things are "
                    "missing, marked below.",
                    count,
                )
                % {"count": count},
                extra_tags=saved_tag(story),
            )
            return HttpResponseRedirect(stopped)
        except workflow.MoveRefused as refusal:
            if workflow.wants_note(verb) and not is_visible(note):
                request.session[NOTE_KEPT]["error"] = str(refusal)
            messages.error(
                request,
                _("All you typed is saved. %(why)s") % {"why": refusal},
                extra_tags=saved_tag(story),
            )
            return HttpResponseRedirect(stopped)
        del request.session[NOTE_KEPT]
        story = Story.objects.get(pk=story.pk)
        messages.success(
            request,
            _("Saved. The story is now: %(state)s.") % {"state": story.state_now.label},
            extra_tags=saved_tag(story),
        )
        return HttpResponseRedirect(here)


def note_of(data):
    """The note for a move, as somebody typed it."""
    return writable(data.get("note", ""))[:2000]


def note_in(request, story):
    """The note and the notice for the next move, as they were typed before it was refused."""
    shown = getattr(request, "words_shown", request.POST)
    kept = request.session.get(NOTE_KEPT, {})
    kept = kept if kept.get("story") == story.pk and "stopped" in request.GET else {}
    found = {name: shown.get(name, kept.get(name, "")) for name in ("note", "notice")}
    return {**found, "note_error": kept.get("error", "")}


def forward_of(story, moves):
    """The verbs among `moves` whose buttons stand out; an update only where there is one.

    Where a moment is planned, scheduling is the way forward and publishing now the exception.
    """
    is_promised = story is not None and story.state_now in {State.PUBLISHED, State.SCHEDULED}
    if is_promised and not story.has_unpublished_changes:
        return []
    forward = [move.verb for move in moves if move.goes_out or move.verb == "submit"]
    is_planned = story is not None and story.publish_at is not None
    aside = "publish" if is_planned else "schedule"
    return [verb for verb in forward if verb != aside] or forward


def more_of(verb, data):
    """What a form holds for one move alone: that something is overridden, a kill's notice."""
    if verb == "kill":
        return {"notice": writable(data.get("notice", ""))[:2000].strip()}
    rule = workflow.MOVES.get(verb)
    return {"override": "override" in data} if rule and rule.goes_out else {}
