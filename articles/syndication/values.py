"""What a feed says, whatever it is written in: every address absolute, every moment aware."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody in a byline; without an address, somebody who has no page."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of an entry, never without its credit."""

    address: str
    mime: str
    width: int
    height: int
    credit: str
    caption: str = ""
    alt: str = ""
    licence: str = ""
    licence_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a feed. `summary` is plain words, `html` the whole; one of them may be empty.

    `id` never changes, whatever happens to the headline and the address.
    """

    id: str
    address: str
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    html: str = ""
    writers: tuple[Writer, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Entries in the order in which they are to be read, newest first.

    `addresses` is where the feed is found in each of the formats, by their names.
    """

    title: str
    description: str
    page: str  # the address of the page that shows the same
    addresses: Mapping[str, str]
    language: str
    publisher: Writer | None = None  # who wrote what has no writer of its own
    hub: str = ""  # of WebSub
    entries: tuple[Entry, ...] = field(default=())

    @property
    def updated(self) -> datetime | None:
        """When anything of it changed last; None while nothing is in it."""
        return max((entry.updated for entry in self.entries), default=None)
