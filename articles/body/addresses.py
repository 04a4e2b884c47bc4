"""Which addresses a body may hold, cleaned of what follows readers about.

The rule: http, https and mailto, whole and unambiguous. Anything else is no address at all.
"""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

LONGEST = 2000  # characters

# Also what turns the direction of writing: it can make one host look like another.
_INVISIBLE_IN_ADDRESSES = re.compile("[\t\n\r\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ENCODED = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E"})
_HOST_AND_PORT = re.compile(r"[^\s/?#@\\<>\"'`{}|^%]+")
_TRACKERS = frozenset(
    {
        *("dclid", "fbclid", "gbraid", "gclid", "msclkid", "twclid", "wbraid", "yclid"),
        *("igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id", "oly_enc_id"),
        *("vero_id", "_hsenc", "_hsmi"),
    }
)
# Sites that pass a click on: where the true address stands in theirs.
_PASSING_ON = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}/url"), ("q", "url")),
    (re.compile(r"lm?\.(facebook|instagram)\.com/(l\.php)?"), ("u",)),
    (re.compile(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"(www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)


def clean_address(value: str) -> str:
    """The address in `value`, fit to be stored and linked; "" where there is none."""
    value = _INVISIBLE_IN_ADDRESSES.sub("", value).strip().translate(_ENCODED)
    if len(value) > LONGEST or re.search(r"\s", value):
        return ""
    try:
        parts = urlsplit(value)
        if parts.scheme == "mailto":
            return _mail_address(parts)
        return _web_address(parts)
    except ValueError:  # brackets without an address in them, a port that is none
        return ""


def clean_web_address(value: str) -> str:
    """The same for places where only a page will do."""
    address = clean_address(value)
    return "" if address.startswith("mailto:") else address


def host_of(address: str) -> str:
    """The name of the site at a clean address, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _mail_address(parts: SplitResult) -> str:
    name, _, host = parts.path.partition("@")
    if not name or not host or "@" in host or parts.netloc:
        return ""
    return urlunsplit(parts)


def _web_address(parts: SplitResult) -> str:
    if parts.scheme not in {"http", "https"} or not _HOST_AND_PORT.fullmatch(parts.netloc):
        return ""
    if not parts.hostname or parts.port == 0:  # reading the port refuses what is not a number
        return ""
    if beyond := _beyond(parts):
        return beyond
    query = "&".join(part for part in parts.query.split("&") if not _is_tracker(part))
    return urlunsplit(parts._replace(query=query))


def _is_tracker(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name in _TRACKERS or name.startswith("utm_")


def _beyond(parts: SplitResult) -> str:
    """The true address behind one that only counts the click, "" where it is none of those."""
    place = f"{parts.hostname}{parts.path}"
    for shape, names in _PASSING_ON:
        if not shape.fullmatch(place):
            continue
        found = parse_qs(parts.query, max_num_fields=50)
        for name in names:
            for value in found.get(name, []):
                if address := clean_web_address(value):
                    return address
    return ""
