"""The life of a story: its states, the moves between them as one table, and the verbs.

Nothing else changes a story's state or builds what readers see.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import copies, readiness, references
from articles.models import (
    Move,
    PublishedStory,
    PublishedTopic,
    Reference,
    Revision,
    State,
    Story,
    StoryAddress,
    StoryTopic,
)


class MoveRefused(Exception):
    """A move was not made; the message is a sentence that says why."""


class NotReady(MoveRefused):
    """The story still lacks something; `problems` says what and at which fields."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problem.sentence for problem in problems))


@dataclass(frozen=True)
class Rule:
    """One row of the table: where a move leads from and to, and who may make it."""

    from_states: frozenset[State]
    to_state: State
    permission: str
    label: str
    refusal: str
    needs_note: bool = False
    is_danger: bool = False


MOVES = {
    "submit": Rule(
        frozenset({State.DRAFT}),
        State.IN_REVIEW,
        "articles.change_story",
        gettext_lazy("Send to the editor"),
        gettext_lazy("Only a draft can be sent to the editor."),
    ),
    "approve": Rule(
        frozenset({State.IN_REVIEW}),
        State.READY,
        "articles.approve_story",
        gettext_lazy("Mark as ready"),
        gettext_lazy("Only a story in review can be marked as ready."),
    ),
    "publish": Rule(
        frozenset({State.IN_REVIEW, State.READY, State.WITHDRAWN}),
        State.PUBLISHED,
        "articles.publish_story",
        gettext_lazy("Publish now"),
        gettext_lazy("A draft cannot be published before an editor has read it."),
    ),
    "publish_update": Rule(
        frozenset({State.PUBLISHED}),
        State.PUBLISHED,
        "articles.publish_story",
        gettext_lazy("Publish the changes"),
        gettext_lazy("Only a published story can be updated."),
    ),
    "send_back": Rule(
        frozenset({State.IN_REVIEW, State.READY}),
        State.DRAFT,
        "articles.approve_story",
        gettext_lazy("Send back to the writer"),
        gettext_lazy("Only a story in review or ready can be sent back."),
        needs_note=True,
    ),
    "reopen": Rule(
        frozenset({State.WITHDRAWN}),
        State.DRAFT,
        "articles.approve_story",
        gettext_lazy("Make it a draft again"),
        gettext_lazy("Only a withdrawn story can become a draft again."),
    ),
    "withdraw": Rule(
        frozenset({State.PUBLISHED}),
        State.WITHDRAWN,
        "articles.publish_story",
        gettext_lazy("Withdraw"),
        gettext_lazy("Only a published story can be withdrawn."),
        needs_note=True,
        is_danger=True,
    ),
}


@dataclass(frozen=True)
class OpenMove:
    """A move that a person may make with a story now: what its button says."""

    verb: str
    label: str
    needs_note: bool
    is_danger: bool


def moves_open_to(user, story):
    """The moves that `user` may make with `story` in its present state, in the table's order."""
    return [
        OpenMove(verb, rule.label, rule.needs_note, rule.is_danger)
        for verb, rule in MOVES.items()
        if story.state in rule.from_states and user.has_perm(rule.permission)
    ]


def move(verb, story, *, by, note=""):
    """Make the move called `verb`; raises MoveRefused where there is no such move."""
    if verb not in VERBS:
        raise MoveRefused(_("There is no move called “%(verb)s”.") % {"verb": verb})
    return VERBS[verb](story, by=by, note=note)


@transaction.atomic
def save(story, *, by):
    """Append a revision of the desk's copy as it now stands in the database.

    To be called after the story with its bylines, topics and related links was written.

    Returns:
        The new revision, or None where nothing has changed since the last one.
    """
    story = _locked(story)
    content = copies.snapshot(story)
    latest = story.revisions.first()
    if latest is not None and latest.content == content:
        return None
    references.rebuild(story, Reference.Copy.DESK, story.body)
    revision = Revision.objects.create(
        story=story, number=latest.number + 1 if latest else 1, made_by=by, content=content
    )
    Story.objects.filter(pk=story.pk).update(
        revision_number=revision.number, changed_at=timezone.now()
    )
    return revision


@transaction.atomic
def submit(story, *, by, note=""):
    """Hand a draft to the editors."""
    return _make("submit", _locked(story), by, note)


@transaction.atomic
def approve(story, *, by, note=""):
    """Say that a story in review is fit to print."""
    return _make("approve", _locked(story), by, note)


@transaction.atomic
def send_back(story, *, by, note=""):
    """Return a story to its writer with a note that says why."""
    return _make("send_back", _locked(story), by, note)


@transaction.atomic
def reopen(story, *, by, note=""):
    """Make a withdrawn story a draft again."""
    return _make("reopen", _locked(story), by, note)


@transaction.atomic
def publish(story, *, by, note="", at=None):
    """Put a story before readers.

    Args:
        at: the moment of first publication, for stories that bring their own (an import);
            now where it is left out. A story published before keeps its first moment.

    Raises:
        MoveRefused: wrong state or role, or its address belongs to another story.
        NotReady: the story lacks something, see `readiness`.
    """
    story = _locked(story)
    _refuse_unless_allowed("publish", story, by)
    story = _settled(story, by)
    now = timezone.now()
    story.published_at = story.published_at or at or now
    _build_readers_copy(story, updated_at=now if story.addresses.exists() else story.published_at)
    return _make("publish", story, by, note)


@transaction.atomic
def publish_update(story, *, by, note="", at=None):
    """Replace what readers see of a published story with the desk's present copy.

    Raises MoveRefused where readers see that copy already: an update that changes nothing would
    date the story anew.
    """
    story = _locked(story)
    _refuse_unless_allowed("publish_update", story, by)
    story = _settled(story, by)
    if not story.has_unpublished_changes:
        raise MoveRefused(_("Readers already see this version; there is nothing to publish."))
    _build_readers_copy(story, updated_at=at or timezone.now())
    return _make("publish_update", story, by, note)


@transaction.atomic
def withdraw(story, *, by, note=""):
    """Take a story from readers at once; the desk's copy and every old address stay."""
    story = _locked(story)
    _refuse_unless_allowed("withdraw", story, by)
    PublishedStory.objects.filter(pk=story.pk).delete()
    story.references.filter(copy=Reference.Copy.READERS).delete()
    return _make("withdraw", story, by, note)


@transaction.atomic
def set_replies(story, *, are_open, by):
    """Open or close replies under a story, before readers at once: both copies are changed.

    Raises MoveRefused for somebody who may not publish.
    """
    story = _locked(story)
    if not by.has_perm(MOVES["publish"].permission):
        raise MoveRefused(_("You may not open or close replies under a published story."))
    Story.objects.filter(pk=story.pk).update(replies_open=are_open)
    save(story, by=by)
    story = _locked(story)
    if copy := story.readers_copy:
        copy.replies_open = are_open
        if copies.changed_since(story, copy.revision_number) <= {"replies_open"}:
            copy.revision_number = story.revision_number
        copy.save(update_fields=["replies_open", "revision_number"])
    return story


@transaction.atomic
def correct(story, text, *, by, at=None):
    """Publish a correction of a story: it stands under it at once and for ever.

    The story counts as updated at that moment. `at` is for corrections that bring their own.

    Raises MoveRefused for somebody who may not correct, or where the same was said already.
    """
    story = _locked(story)
    if not by.has_perm("articles.add_correction"):
        raise MoveRefused(_("You may not publish corrections."))
    if story.corrections.filter(text=text).exists():
        raise MoveRefused(_("This correction stands under the story already."))
    correction = story.corrections.create(text=text, made_by=by, made_at=at or timezone.now())
    PublishedStory.objects.filter(pk=story.pk, updated_at__lt=correction.made_at).update(
        updated_at=correction.made_at
    )
    return correction


@transaction.atomic
def merge_topics(topic, *, into):
    """Give every story of `topic`, in both copies, the topic `into`; `topic` is deleted."""
    for tagged in (StoryTopic, PublishedTopic):
        has_both = tagged.objects.filter(tag=into).values("content_object")
        tagged.objects.filter(tag=topic).exclude(content_object__in=has_both).update(tag=into)
    topic.delete()
    return into


VERBS = {
    "submit": submit,
    "approve": approve,
    "publish": publish,
    "publish_update": publish_update,
    "send_back": send_back,
    "reopen": reopen,
    "withdraw": withdraw,
}


def _locked(story):
    """The story as the database has it now, its row locked: two people pressing at the same
    moment make one decision after the other."""
    return Story.objects.select_for_update().get(pk=story.pk)


def _settled(story, by):
    """The story with an address, its present copy a revision: what readers see always is one."""
    if not story.slug:
        Story.objects.filter(pk=story.pk).update(slug=copies.slug_for(story.headline))
    save(story, by=by)
    return _locked(story)


def _refuse_unless_allowed(verb, story, by):
    rule = MOVES[verb]
    if not by.has_perm(rule.permission):
        raise MoveRefused(_("You may not do this: “%(move)s”.") % {"move": rule.label})
    if story.state not in rule.from_states:
        raise MoveRefused(
            _("%(why)s This one is: %(state)s.")
            % {"why": rule.refusal, "state": State(story.state).label}
        )


def _make(verb, story, by, note):
    """Write the new state and the row that remembers the move."""
    _refuse_unless_allowed(verb, story, by)
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


def _build_readers_copy(story, *, updated_at):
    if problems := readiness.problems(story):
        raise NotReady(problems)
    copy = copies.readers_copy_of(story, published_at=story.published_at, updated_at=updated_at)
    _claim_address(story, copy)
    copies.put_before_readers(copy)


def _claim_address(story, copy):
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
