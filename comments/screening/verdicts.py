"""What a check is given, and what it may answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from comments import policy


@dataclass(frozen=True)
class Attempt:
    """A reply somebody wants to leave: tidied words, and where they come from.

    One that exists already is judged again when its address is confirmed (`confirming`) and when
    its writer changes its words (`editing`).
    """

    story: Any  # the readers' copy
    text: str
    name: str = ""
    writer: Any = None  # None for staff
    by: Any = None  # the account of somebody from the newsroom, or None
    network: str = ""
    at: datetime = field(default_factory=timezone.now)
    editing: Any = None  # the Reply whose words these are to replace, or None
    confirming: Any = None  # the Reply whose address was just confirmed, or None
    rules: Any = None  # policy.InForce; asked for where they are not at hand

    def __post_init__(self):
        if self.rules is None:
            object.__setattr__(self, "rules", policy.in_force(self.story))

    @property
    def house(self):
        return self.rules.rules

    @property
    def reply(self):
        """The Reply that is judged again, or None where one is posted."""
        return self.editing or self.confirming


@dataclass(frozen=True)
class Refusal:
    """Told to the writer, at the form's field or above the form; the text is kept."""

    sentence: str
    field: str | None = None
    status: int = 422


@dataclass(frozen=True)
class Hold:
    """Told to the desk: the name of the rule that holds the reply, and what it found, as JSON."""

    rule: str
    found: Any = None


@dataclass(frozen=True)
class Pass:
    """Nothing further down the list is asked."""
