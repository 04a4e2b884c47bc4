"""The moves between the states of a story as one table: what draws the buttons is what refuses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from articles.models import Newspaper, State


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
    to_state: State | None  # None: the story stays where it is
    permission: str
    label: str
    refusal: str
    needs_note: bool = False
    is_danger: bool = False
    goes_out: bool = False  # readers get something new by it
    is_offered: Callable = lambda story: True  # whether its button makes sense now


def has_changes_to_approve(story):
    return story.has_unpublished_changes and Newspaper.current().four_eyes


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
    "approve_changes": Rule(
        frozenset({State.PUBLISHED, State.SCHEDULED}),
        None,
        "articles.approve_story",
        gettext_lazy("Approve the changes"),
        gettext_lazy("Only changes to a published or scheduled story are approved like this."),
        is_offered=has_changes_to_approve,
    ),
    "schedule": Rule(
        frozenset({State.IN_REVIEW, State.READY, State.WITHDRAWN}),
        State.SCHEDULED,
        "articles.publish_story",
        gettext_lazy("Schedule"),
        gettext_lazy("A draft cannot be scheduled before an editor has read it."),
        goes_out=True,
    ),
    "reschedule": Rule(
        frozenset({State.SCHEDULED}),
        State.SCHEDULED,
        "articles.publish_story",
        gettext_lazy("Schedule the changes"),
        gettext_lazy("Only a scheduled story can take changes into its schedule."),
        goes_out=True,
        is_offered=lambda story: story.has_unpublished_changes,
    ),
    "publish": Rule(
        frozenset({State.IN_REVIEW, State.READY, State.SCHEDULED, State.WITHDRAWN}),
        State.PUBLISHED,
        "articles.publish_story",
        gettext_lazy("Publish now"),
        gettext_lazy("A draft cannot be published before an editor has read it."),
        goes_out=True,
        is_offered=lambda story: not story.is_embargoed,
    ),
    "publish_update": Rule(
        frozenset({State.PUBLISHED}),
        State.PUBLISHED,
        "articles.publish_story",
        gettext_lazy("Publish the changes"),
        gettext_lazy("Only a published story can be updated."),
        goes_out=True,
    ),
    "unschedule": Rule(
        frozenset({State.SCHEDULED}),
        State.READY,
        "articles.publish_story",
        gettext_lazy("Take from the schedule"),
        gettext_lazy("Only a scheduled story can be taken from the schedule."),
    ),
    "send_back": Rule(
        frozenset({State.IN_REVIEW, State.READY, State.SCHEDULED}),
        State.DRAFT,
        "articles.approve_story",
        gettext_lazy("Send back to the writer"),
        gettext_lazy("Only a story in review, ready or scheduled can be sent back."),
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
    "break_embargo": Rule(
        frozenset(State) - {State.KILLED},
        None,
        "articles.break_embargo",
        gettext_lazy("Break the embargo"),
        gettext_lazy("The embargo of a killed story stays as it was."),
        needs_note=True,
        is_danger=True,
        is_offered=lambda story: story.is_embargoed,
    ),
    "kill": Rule(
        frozenset(State) - {State.KILLED},
        State.KILLED,
        "articles.kill_story",
        gettext_lazy("Kill"),
        gettext_lazy("The story was killed already."),
        needs_note=True,
        is_danger=True,
        is_offered=lambda story: story.pk is not None,
    ),
}

# What the rows of other acts are called in a story's history.
OTHER_ACTS = {
    "plan": gettext_lazy("Plan"),
    "embargo": gettext_lazy("Embargo"),
    "go_out": gettext_lazy("Went out as scheduled"),
    "run_out": gettext_lazy("Withdrawn as planned"),
}


def label_of(verb):
    """What a move or another act in a story's history is called."""
    return MOVES[verb].label if verb in MOVES else OTHER_ACTS.get(verb, verb)


def wants_note(verb):
    """Whether a move is refused without a note."""
    return verb in MOVES and MOVES[verb].needs_note


def may_publish(user):
    """Whether somebody decides what readers see, and when."""
    return user.has_perm(MOVES["publish"].permission)
