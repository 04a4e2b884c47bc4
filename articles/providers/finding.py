"""Reads an address and says which provider it is of.

The one rule: whatever is not exactly an address of the table is of nobody. A user name, a port, a
letter beyond ASCII, a doubled parameter or a climbing path are never explained away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from django.conf import settings

from .table import PROVIDERS, SHORTENERS
from .ways import Kind, Provider, Shape, Way

LONGEST = 500  # characters
MOST_PARAMETERS = 30

_PRINTABLE = re.compile(r"[!-~]+")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_MOMENT = re.compile(r"(?:(?P<h>[0-9]{1,2})h)?(?:(?P<m>[0-9]{1,3})m)?(?:(?P<s>[0-9]{1,6})s?)?")


@dataclass(frozen=True, slots=True)
class Found:
    """What an address of a provider comes to."""

    provider: Provider
    address: str  # the one form we keep, whatever form was typed
    frame: str
    ask: str  # where the provider says what it is; "" where it cannot be asked
    host: str
    kind: Kind
    shape: Shape

    @property
    def name(self) -> str:
        """Who it is, as readers are told: one server of many is named by its host."""
        return self.host if _is_of_servers(self.provider) else self.provider.name

    @property
    def frame_sources(self) -> list[str]:
        """The origins that its frame is loaded from, for the page's policy."""
        hosts = [urlsplit(self.frame).netloc, *self.provider.frames_from]
        return [f"https://{host}" for host in hosts]


def find(address: str) -> Found | None:
    """The provider's own facts of `address`; None where no provider that we let in knows it."""
    parts = _split(address)
    if parts is None:
        return None
    for provider in _let_in():
        for way in provider.ways:
            if parts.netloc not in (way.hosts or settings.EMBED_SERVERS.get(provider.slug, ())):
                continue
            if read := _read(way, parts):
                return _found(provider, way, parts, read)
    return None


def is_shortened(address: str) -> str:
    """The name of the provider whose short address it is, which does not say what it leads to."""
    parts = _split(address)
    if parts is None:
        return ""
    if parts.netloc in {"www.facebook.com", "facebook.com"} and parts.path.startswith("/share/"):
        return "Facebook"
    if parts.netloc == "www.tiktok.com" and parts.path.startswith("/t/"):
        return "TikTok"
    return SHORTENERS.get(parts.netloc, "")


def names() -> list[str]:
    """What those are called whose addresses are taken, as the desk is told."""
    called = []
    for provider in _let_in():
        servers = settings.EMBED_SERVERS.get(provider.slug, ())
        if not _is_of_servers(provider):
            called.append(provider.name)
        elif servers:
            called.append(f"{provider.name} ({', '.join(servers)})")
    return called


def _let_in() -> list[Provider]:
    wanted: Sequence[str] = settings.EMBED_PROVIDERS
    return [one for slug, one in PROVIDERS.items() if not wanted or slug in wanted]


def _is_of_servers(provider: Provider) -> bool:
    return not any(way.hosts for way in provider.ways)


def _split(address: str) -> SplitResult | None:
    """The parts of an address that can only be read in one way; the host in small letters."""
    address = address.strip(" \t\r\n")
    if len(address) > LONGEST or not _PRINTABLE.fullmatch(address) or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets without an address in them
        return None
    host = parts.netloc.lower()
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    return parts._replace(netloc=host, path=parts.path.removesuffix("/"))


def _read(way: Way, parts: SplitResult) -> Mapping[str, str] | None:
    """What `way` reads of an address; None where it is not of this form."""
    matched = re.fullmatch(way.path, parts.path, re.ASCII)
    if not matched:
        return None
    read = {"host": parts.netloc, **matched.groupdict()}
    for name, pattern in way.asks.items():
        value = _only(parts, name)
        asked = re.fullmatch(pattern, value, re.ASCII) if value else None
        if not asked:
            return None
        read |= asked.groupdict()
    return read


def _only(parts: SplitResult, name: str) -> str:
    """The value of a parameter that stands there once; "" for none and for several."""
    try:
        pairs = parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:  # too many
        return ""
    values = [value for key, value in pairs if key == name]
    return values[0] if len(values) == 1 else ""


def _found(provider: Provider, way: Way, parts: SplitResult, read: Mapping[str, str]) -> Found:
    address = way.address.format(**read)
    asked = provider.asked_as.format(**read) or address
    frame = way.frame.format(**read, address=quote(address, safe=""))
    if way.has_moment and (second := _moment(parts)):
        address += f"&t={second}s"
        frame += f"?start={second}"
    return Found(
        provider,
        address,
        frame,
        ask=_question(provider, asked, parts.netloc),
        host=urlsplit(address).netloc,
        kind=way.kind,
        shape=way.shape,
    )


def _moment(parts: SplitResult) -> int:
    """At which second to begin, as “90”, “90s” or “1m30s” say it; 0 for the beginning."""
    value = _only(parts, "t") or _only(parts, "start")
    said = _MOMENT.fullmatch(value)
    if not said:
        return 0
    hours, minutes, seconds = (int(said[unit] or 0) for unit in ("h", "m", "s"))
    return hours * 3600 + minutes * 60 + seconds


def _question(provider: Provider, address: str, host: str) -> str:
    if not provider.endpoint:
        return ""
    asked = {"url": address, "format": "json", **provider.asked_with}
    return f"{provider.endpoint.format(host=host)}?{urlencode(asked)}"
