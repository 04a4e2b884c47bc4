"""What a check is given, and what it may answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Attempt:
    """A reply somebody wants to leave: tidied words, and where they come from."""

    story: Any  # the readers' copy
    text: str
    name: str = ""
    writer: Any = None  # None for staff
    by: Any = None  # the account of somebody from the newsroom, or None
    network: str = ""
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Refusal:
    """Told to the writer, at the form's field or above the form; the text is kept."""

    sentence: str
    field: str | None = None
    status: int = 422


@dataclass(frozen=True)
class Hold:
    """Told to the desk: the name of the rule that holds the reply for a moderator."""

    rule: str


@dataclass(frozen=True)
class Pass:
    """Nothing further down the list is asked."""
