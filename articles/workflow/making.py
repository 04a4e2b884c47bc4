"""What every move has in common: the story locked, the rule asked, the row written."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import copies, mending, notices, readiness
from articles.body import is_visible
from articles.models import Move, PublishedVersion, State, Story, StoryAddress

from .saving import save
from .table import MOVES, MoveRefused, NotReady

ALREADY = {
    State.DRAFT: gettext_lazy("It is a draft already."),
    State.IN_REVIEW: gettext_lazy("It is in review already."),
    State.READY: gettext_lazy("It is marked as ready already."),
    State.SCHEDULED: gettext_lazy("It is scheduled already."),
    State.PUBLISHED: gettext_lazy("It is published already."),
    State.WITHDRAWN: gettext_lazy("It is withdrawn already."),
    State.KILLED: gettext_lazy("The story was killed already."),
}
MOMENTS = ("published_at", "publish_at", "withdraw_at", "embargo_until")


def locked(story):
    """The story as the database has it now, its row locked, the clock's moves noted.

    Two people pressing at the same moment make one decision after the other.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    return follow_the_clock(story)


def follow_the_clock(story):
    """Note what the clock has done with a locked story since: it went out, or ran out."""
    while story.state_now != story.state:
        copy = story.published
        if story.state == State.SCHEDULED:
            moment = story.goes_out_at
            story.published_at = copy.published_at
            story.publish_at = None
            note_version(story, copy.revision_number, shown_from=moment)
            plan = {"publish_at": moment.isoformat()}
            write(story, "go_out", State.PUBLISHED, plan=plan, number=copy.revision_number)
        else:
            plan = {"withdraw_at": story.withdraw_at.isoformat()}
            story.withdraw_at = None
            copies.take_from_readers(story)
            write(story, "run_out", State.WITHDRAWN, plan=plan, number=copy.revision_number)
        story = Story.objects.get(pk=story.pk)
    return story


def settled(story, by):
    """The story with an address, its present copy a revision: what readers see always is one."""
    has_address = bool(story.slug)
    if not has_address:
        slug = copies.slug_for(story.headline, story)
        Story.objects.filter(pk=story.pk).update(slug=slug)
    if save(story, by=by) is None and has_address:
        return story
    return locked(story)


def refuse_unless_allowed(verb, story, by):
    rule = MOVES[verb]
    if not by.has_perm(rule.permission):
        raise MoveRefused(_("You may not do this: “%(move)s”.") % {"move": rule.label})
    if story.state not in rule.from_states:
        raise MoveRefused(why_not_from_here(rule, story))


def why_not_from_here(rule, story):
    """Why a story's state lets nobody make a move: most often it was made already."""
    is_out = rule.goes_out and story.state == State.PUBLISHED
    if is_out or story.state in {rule.to_state, State.KILLED}:
        return str(ALREADY[story.state])
    return _("%(why)s This one is: %(state)s.") % {
        "why": rule.refusal,
        "state": State(story.state).label,
    }


def make(verb, story, by, note, *, overridden=(), plan=None):
    """Write the new state and the row that remembers the move."""
    refuse_unless_allowed(verb, story, by)
    rule = MOVES[verb]
    if rule.needs_note and not is_visible(note):
        raise MoveRefused(_("Say why in the note: “%(move)s”.") % {"move": rule.label})
    sentences = [problem.sentence for problem in overridden]
    write(story, verb, rule.to_state, by=by, note=note, overridden=sentences, plan=plan)
    return story


def write(story, verb, to_state=None, *, by=None, number=None, note="", overridden=(), plan=None):
    """Write a row of the story's history, and the state and the moments that it leads to.

    Without `by` it was the clock.
    """
    move = Move.objects.create(
        story=story,
        verb=verb,
        from_state=story.state,
        to_state=to_state or story.state,
        made_by=by,
        is_by_the_clock=by is None,
        note=note,
        overridden=list(overridden),
        plan=plan or {},
        revision_number=number or story.revision_number,
    )
    story.state = move.to_state
    story.save(update_fields=["state", *MOMENTS])
    notices.tell_of_move(move)
    mending.look_after(story, by=by)
    return move


def refuse_unless_ready(story, *, by, note, override, at=None):
    """Stop a story that lacks something, unless somebody who may takes it on themselves.

    Returns what was overridden. Raises NotReady, and MoveRefused where an override has no reason.
    """
    problems = readiness.problems(story, at=at)
    if not problems:
        return []
    is_final = any(problem.is_final for problem in problems)
    if is_final or not override or not by.has_perm("articles.override_readiness"):
        raise NotReady(problems)
    if not is_visible(note):
        raise MoveRefused(_("Say in the note why it goes out although something is missing."))
    return problems


def build_readers_copy(story, *, updated_at):
    """Put the desk's present copy, ready as it is, before readers; they see it at its moments."""
    moments = moments_of(story)
    copy = copies.readers_copy_of(
        story, **moments, updated_at=max(updated_at, moments["published_at"])
    )
    claim_address(story, copy)
    copies.put_before_readers(copy)
    return copy


def moments_of(story):
    """The moments of the readers' copy: when it is dated, and between which readers see it.

    The date of first publication never changes: a story that comes back keeps it, and is held back
    until its new moment.
    """
    not_before = story.embargo_until
    if story.published_at is None:
        published_at = story.goes_out_at
    else:
        published_at = story.published_at
        if story.publish_at is not None:
            not_before = story.goes_out_at
    return {
        "published_at": published_at,
        "embargo_until": not_before,
        "withdraw_at": story.withdraw_at,
    }


def note_version(story, number, *, shown_from=None):
    """Write down that readers see the revision of that number from now on.

    Under an embargo that is from its end, and what was to be seen then before this never is.
    """
    moment = shown_from or timezone.now()
    story.versions.to_come().delete()
    PublishedVersion.objects.create(
        story=story,
        revision=story.revisions.get(number=number),
        shown_from=max(moment, story.embargo_until) if story.is_embargoed else moment,
    )
    story.corrections.put_right_in(number)


def claim_address(story, copy):
    """Make the address this story's, or say whose it is."""
    address, _is_new = StoryAddress.objects.get_or_create(
        day=copy.day, slug=copy.slug, defaults={"story": story}
    )
    if address.story_id != story.pk:
        raise MoveRefused(address_taken(address))


def give_back_addresses(story):
    """Free the addresses of a story that was only planned: they never led anywhere."""
    if story.published_at is None:
        story.addresses.all().delete()


def address_taken(address):
    """The sentence that says whose an address already is."""
    return _(
        "The address “%(slug)s” of that day belongs to “%(story)s”. Choose another address."
    ) % {"slug": address.slug, "story": address.story}
