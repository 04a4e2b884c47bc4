"""What a person may do with a story now: the buttons, from the table that refuses as well."""

from dataclasses import dataclass

from .approval import why_not_approved
from .table import MOVES


@dataclass(frozen=True)
class OpenMove:
    """A move that a person may make with a story now: what its button says."""

    verb: str
    label: str
    needs_note: bool
    is_danger: bool
    goes_out: bool


def moves_open_to(user, story):
    """The moves that `user` may make with `story` in its present state, in the table's order."""
    open_moves = [
        OpenMove(verb, rule.label, rule.needs_note, rule.is_danger, rule.goes_out)
        for verb, rule in MOVES.items()
        if story.state_now in rule.from_states
        and user.has_perm(rule.permission)
        and rule.is_offered(story)
    ]
    if any(move.goes_out for move in open_moves) and why_not_approved(story, user):
        return [move for move in open_moves if not move.goes_out]
    return open_moves
