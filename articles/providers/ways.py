"""What the tables say of a provider: the forms of its addresses, its frame, where it can be asked.

A provider stands there only with what is documented or seen to work without a key. What a way reads
of an address (`(?P<id>…)`) is all that comes back out of it.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["video", "post", "audio"]
Shape = Literal["wide", "upright", "tall", "strip", "panel"]  # 16:9, 9:16, a post, two players


@dataclass(frozen=True, slots=True)
class Way:
    """One form of a provider's addresses.

    `path` is a pattern for the whole path without its last slash, `asks` the parameters that must
    be there, each once. `address` is how we keep it and `frame` where the player is; both may name
    `{host}`, what the patterns read, and `{address}`, which is the kept address, quoted.
    """

    path: str
    address: str
    frame: str
    hosts: tuple[str, ...] = ()  # none where they are the servers that a setting names
    asks: dict[str, str] = field(default_factory=dict)
    kind: Kind = "video"
    shape: Shape = "wide"
    has_moment: bool = False  # whether it may say at which second to begin


@dataclass(frozen=True, slots=True)
class Provider:
    """A site, or a kind of site that many people run."""

    slug: str
    name: str
    ways: tuple[Way, ...]
    endpoint: str = ""  # oEmbed's, where it answers without a key
    asked_with: dict[str, str] = field(default_factory=dict)
    asked_as: str = ""  # the form of address the endpoint wants, where it is not ours
    answers_from: tuple[str, ...] = ()  # other hosts of its own that it may send us on to
    frames_from: tuple[str, ...] = ()  # the same for the frame
    sends_origin: bool = False  # whether its player does not play where no referrer is sent
