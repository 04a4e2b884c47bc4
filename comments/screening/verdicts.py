"""What a check is given, and what it may answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from comments import policy
from comments.models import Standing, State
from comments.screening import records


@dataclass(frozen=True)
class Attempt:
    """A reply somebody wants to leave: tidied words, and where they come from.

    One that exists already is judged again when its address is confirmed (`confirming`) and when
    its writer changes its words (`editing`): it is not too fast then, and not its own repeat.
    """

    story: Any  # the readers' copy
    text: str
    name: str = ""
    writer: Any = None  # None for staff
    by: Any = None  # the account of somebody from the newsroom, or None
    network: str = ""
    at: datetime = field(default_factory=timezone.now)
    answering: Any = None  # the Reply it answers, or None
    editing: Any = None  # the Reply whose words these are to replace, or None
    confirming: Any = None  # the Reply whose address was just confirmed, or None
    from_trusted_device: bool = False  # one that confirmed this address before
    rules: Any = None  # policy.InForce; asked for where they are not at hand
    noted: dict = field(default_factory=dict)  # what checks found, by rule, though it holds nothing

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

    @property
    def is_proven(self):
        """Whether who sends this proved that the address is theirs: by a link, or a device.

        Whoever posted may change the words before the link was opened, and proved nothing by that.
        """
        if self.editing is not None:
            return self.editing.state != State.UNCONFIRMED
        return self.confirming is not None or self.from_trusted_device

    @property
    def answered_id(self):
        if self.reply is not None:
            return self.reply.in_answer_to_id
        return self.answering.pk if self.answering is not None else None

    @property
    def standing(self):
        return self.writer.standing_at(self.at) if self.writer is not None else Standing.NONE

    @property
    def is_trusted_by_hand(self):
        return self.standing == Standing.TRUSTED and self.is_proven

    @cached_property
    def record(self):
        """What this address did here before; asked once however many checks ask."""
        return records.record_of(self)


@dataclass(frozen=True)
class Refusal:
    """Told to the writer, at the form's field or above the form; the text is kept."""

    sentence: str
    field: str | None = None
    status: int = 422
    found: Any = None


@dataclass(frozen=True)
class Hold:
    """Told to the desk: the name of the rule that holds the reply, and what it found, as JSON."""

    rule: str
    found: Any = None


@dataclass(frozen=True)
class Pass:
    """Nothing further down the list is asked."""
