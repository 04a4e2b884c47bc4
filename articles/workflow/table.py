"""The moves between the states of a story as one table: what draws the buttons is what refuses."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from articles.models import State


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
