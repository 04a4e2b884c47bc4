"""What every move has in common: the story locked, the rule asked, the row written."""

from django.utils.translation import gettext as _

from articles import copies, readiness
from articles.models import Move, State, Story, StoryAddress

from .saving import save
from .table import MOVES, MoveRefused, NotReady


def locked(story):
    """The story as the database has it now, its row locked: two people pressing at the same
    moment make one decision after the other."""
    return Story.objects.select_for_update().get(pk=story.pk)


def settled(story, by):
    """The story with an address, its present copy a revision: what readers see always is one."""
    if not story.slug:
        Story.objects.filter(pk=story.pk).update(slug=copies.slug_for(story.headline))
    save(story, by=by)
    return locked(story)


def refuse_unless_allowed(verb, story, by):
    rule = MOVES[verb]
    if not by.has_perm(rule.permission):
        raise MoveRefused(_("You may not do this: “%(move)s”.") % {"move": rule.label})
    if story.state not in rule.from_states:
        raise MoveRefused(
            _("%(why)s This one is: %(state)s.")
            % {"why": rule.refusal, "state": State(story.state).label}
        )


def make(verb, story, by, note):
    """Write the new state and the row that remembers the move."""
    refuse_unless_allowed(verb, story, by)
    rule = MOVES[verb]
    if rule.needs_note and not note.strip():
        raise MoveRefused(_("Say why in the note: “%(move)s”.") % {"move": rule.label})
    Move.objects.create(
        story=story,
        verb=verb,
        from_state=story.state,
        to_state=rule.to_state,
        made_by=by,
        note=note,
        revision_number=story.revision_number,
    )
    story.state = rule.to_state
    story.save(update_fields=["state", "published_at"])
    return story


def build_readers_copy(story, *, updated_at):
    if problems := readiness.problems(story):
        raise NotReady(problems)
    copy = copies.readers_copy_of(story, published_at=story.published_at, updated_at=updated_at)
    claim_address(story, copy)
    copies.put_before_readers(copy)


def claim_address(story, copy):
    """Make the address this story's for ever, or say whose it is."""
    address, _is_new = StoryAddress.objects.get_or_create(
        day=copy.day, slug=copy.slug, defaults={"story": story}
    )
    if address.story_id != story.pk:
        raise MoveRefused(address_taken(address))


def address_taken(address):
    """The sentence that says whose an address already is."""
    return _(
        "The address “%(slug)s” of that day belongs to “%(story)s”. Choose another address."
    ) % {"slug": address.slug, "story": address.story}
