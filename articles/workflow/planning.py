"""The moments of a story: when it goes out, when it is withdrawn, how long an embargo holds it.

The rule: readers go by the clock. What is written here takes effect at its moment whether or not
anything runs; `catch_up` only notes afterwards what the clock has done.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import copies, readiness
from articles.models import State, Story

from .making import (
    claim_address,
    give_back_addresses,
    locked,
    make,
    moments_of,
    refuse_unless_allowed,
    write,
)
from .table import MoveRefused, may_publish

PLANNED = ("publish_at", "withdraw_at", "embargo_until")


def in_words(moment):
    """A moment in the newsroom's time zone, its zone named."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


def refuse_past(moment):
    """Raises MoveRefused for a moment that is over."""
    if moment <= timezone.now():
        raise MoveRefused(_("%(moment)s is past already.") % {"moment": in_words(moment)})


def plan(story, *, publish_at, withdraw_at, by):
    """Say when a story is to go out and when it is to be withdrawn; None is no plan.

    A plan alone puts nothing before readers: that takes `schedule`. The moments of a story that is
    scheduled or published take effect at once.

    Raises MoveRefused for a past moment, one out of order, or somebody who may not.
    """
    moments = {"publish_at": publish_at, "withdraw_at": withdraw_at}
    return set_moments(story, **moments, by=by)


def embargo(story, *, until, by, note=""):
    """Close every door of a story until a moment; one that stands can only be made longer.

    Raises MoveRefused for a past moment, a shorter embargo (see `break_embargo`), one beyond the
    planned withdrawal, or somebody who may not.
    """
    return set_moments(story, embargo_until=until, by=by, note=note)


@transaction.atomic
def set_moments(story, *, by, note="", **moments):
    """Change those of a story's `publish_at`, `withdraw_at` and `embargo_until` that are given.

    They are judged together, as `refusals` says, and take effect together.
    """
    story = locked(story)
    for _field, sentence in refusals(story, by=by, **moments):
        raise MoveRefused(sentence)
    changed = changed_moments(story, moments)
    for name, moment in changed.items():
        setattr(story, name, moment)
    if changed:
        _redate(story)
        verb = "embargo" if "embargo_until" in changed else "plan"
        stored = {name: _stored(moment) for name, moment in changed.items()}
        write(story, verb, by=by, note=note, plan=stored)
    return story


def changed_moments(story, moments):
    """Those of `moments` (field name to moment or None) that are not the story's already."""
    return {name: one for name, one in moments.items() if one != getattr(story, name)}


def refusals(story, *, by, **moments):
    """Why the given moments cannot be those of `story`, as pairs of a field and a sentence."""
    changed = changed_moments(story, moments)
    if not changed:
        return
    planned = {name: moments.get(name, getattr(story, name)) for name in PLANNED}
    state, first = story.state_now, next(iter(changed))
    is_promised = state in {State.SCHEDULED, State.PUBLISHED}
    if not (may_publish(by) if is_promised else by.has_perm("articles.change_story")):
        yield first, _("You may not change when readers see this story.")
    elif state == State.KILLED:
        yield first, _("Nothing can be planned of a killed story.")
    else:
        for name, moment in changed.items():
            if moment is not None and moment <= timezone.now():
                yield name, _("%(moment)s is past already.") % {"moment": in_words(moment)}
        yield from _refusals_by_state(story, state, changed)
        yield from _refusals_of_order(planned)


def _refusals_by_state(story, state, changed):
    if "publish_at" in changed and state == State.PUBLISHED:
        yield "publish_at", _("It is published already: no moment can be set for that.")
    if "publish_at" in changed and state == State.SCHEDULED:
        if changed["publish_at"] is None:
            yield "publish_at", _("It is scheduled. Take it from the schedule instead.")
        else:
            for sentence in _lacking_since(story, changed["publish_at"]):
                yield "publish_at", sentence
    until = changed.get("embargo_until")
    is_shorter = until is None or (story.is_embargoed and until < story.embargo_until)
    if "embargo_until" in changed and story.is_embargoed and is_shorter:
        yield (
            "embargo_until",
            _("The embargo stands until %(until)s. To end it sooner, break it.")
            % {"until": in_words(story.embargo_until)},
        )


def _refusals_of_order(planned):
    begins = [planned[name] for name in ("publish_at", "embargo_until") if planned[name]]
    ends = planned["withdraw_at"]
    if ends and begins and ends <= max(begins):
        yield (
            "withdraw_at",
            _("It would be withdrawn before it is seen: that is not before %(moment)s.")
            % {"moment": in_words(max(begins))},
        )


@transaction.atomic
def break_embargo(story, *, by, note):
    """End an embargo before its moment. Needs a permission of its own, and a reason."""
    story = locked(story)
    refuse_unless_allowed("break_embargo", story, by)
    if not story.is_embargoed:
        raise MoveRefused(_("There is no embargo to break."))
    before = story.embargo_until
    story.embargo_until = None
    if story.state == State.SCHEDULED and story.publish_at <= timezone.now():
        story.publish_at = timezone.now()  # its moment passed while it was held: it goes out now
    _redate(story)
    make("break_embargo", story, by, note, plan={"embargo_until": _stored(before)})
    return locked(story)


def _redate(story):
    """Give the readers' copy, where there is one, the story's present moments."""
    copy = story.readers_copy
    if copy is None:
        return
    moments = moments_of(story)
    if story.published_at is None:  # its address begins with the day it goes out
        copy.day = timezone.localdate(moments["published_at"])
        give_back_addresses(story)
        claim_address(story, copy)
    copies.redate(copy, **moments)
    seen_from = story.embargo_until if story.is_embargoed else timezone.now()
    story.versions.to_come().update(shown_from=seen_from)


def _stored(moment):
    return moment and moment.isoformat()


def catch_up():
    """Note what the clock has done: stories that went out or ran out since the last look.

    Readers saw it at its moment; this is for what follows. May run anywhere, any number of times.

    Returns the stories that it found.
    """
    found = []
    # Put in order here: asked for in order, a database would read every story to find none.
    for pk in sorted(Story.objects.overtaken_by_the_clock().values_list("pk", flat=True)):
        with transaction.atomic():
            story = Story.objects.filter(pk=pk).first()
            if story is not None:
                found.append(locked(story))
    return found


def trouble_with(story):
    """Why a story will not go out as it is planned, in sentences; none where it will.

    Asked while there is still time; also says what goes out otherwise than somebody may think.
    """
    moment, now, state = story.publish_at, timezone.now(), story.state_now
    if moment is None or state in {State.PUBLISHED, State.KILLED}:
        return []
    if state == State.SCHEDULED:
        return list(_trouble_with_scheduled(story, moment))
    if story.state != state:  # it went out and ran out as it was planned
        return []
    promise = _("It will not go out on %(moment)s: it is not scheduled, its state is “%(state)s”.")
    if moment <= now:
        promise = _(
            "It did not go out on %(moment)s: it was not scheduled, its state is “%(state)s”."
        )
    lacking = [problem.sentence for problem in readiness.problems(story, at=moment)]
    if story.withdraw_at is not None and story.withdraw_at <= now:
        lacking.insert(0, withdrawal_is_past(story))
    return [promise % {"moment": in_words(moment), "state": story.get_state_display()}, *lacking]


def withdrawal_is_past(story):
    """The sentence that says that a story would vanish as it appears."""
    return _("Its planned withdrawal, %(moment)s, is past: choose another moment, or none.") % {
        "moment": in_words(story.withdraw_at)
    }


def _trouble_with_scheduled(story, moment):
    if story.embargo_until is not None and story.embargo_until > max(moment, timezone.now()):
        yield _(
            "It will not go out on %(moment)s: its embargo lasts until %(until)s, and it goes out "
            "then."
        ) % {"moment": in_words(moment), "until": in_words(story.embargo_until)}
    if story.has_unpublished_changes:
        yield _(
            "Version %(out)s goes out. Version %(now)s was saved after it was scheduled and is not "
            "in it: press “Schedule the changes”."
        ) % {"out": story.published.revision_number, "now": story.revision_number}
    for sentence in _lacking_since(story, story.goes_out_at):
        yield _("It goes out although something is missing by now: %(what)s") % {"what": sentence}


def _lacking_since(story, moment):
    """What a scheduled story lacks at `moment` that nobody has let it go out without."""
    promised = story.moves.promising().first()
    overridden = set(promised.overridden) if promised else set()
    found = (problem.sentence for problem in readiness.problems(story, at=moment))
    return [sentence for sentence in found if sentence not in overridden]
