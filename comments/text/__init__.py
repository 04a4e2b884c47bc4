"""What readers type, made fit to keep and safe to show: text in, text or HTML out, no database.

The one rule: a reply is text. Nothing in it is ever markup, and this is the only place of the
reply desk that calls a string safe.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from html import escape
from urllib.parse import urlsplit

from django.utils.safestring import SafeString

from comments.text.letters import fold_name
from comments.text.words import count_addresses, find_words, marked, words_in

__all__ = [
    "count_addresses",
    "find_words",
    "fold_address",
    "fold_name",
    "has_hidden_characters",
    "html_of",
    "html_with_marks",
    "is_blank",
    "marked",
    "scrub",
    "tidy",
    "tidy_line",
    "words_in",
]

NAME_LENGTH = 50
MARKS_IN_A_ROW = 6  # more combining marks on one letter are a tower, not a script

# Letters and symbols by their class, yet drawn as nothing: Hangul fillers, the empty Braille cell.
BLANK_GLYPHS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# With these a spreadsheet begins a formula, in the widths of other scripts too.
FORMULA_SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")

# Needed inside words of some scripts and inside emoji; every other format character is dropped
# from names and addresses.
JOINERS = frozenset("\u200c\u200d")

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}\u00ab\u00bb\u201c\u201d]+", re.IGNORECASE)
_WORDS = re.compile(r"\S+\s*")
_PAIRS = {")": "(", "]": "["}


def scrub(value: str) -> str:
    """`value` as every database can keep it: no NUL, no control characters, no half surrogates."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", whole))


def tidy(value: str) -> str:
    """A reply's text as it is kept: one empty line between paragraphs, no towers, no loose ends."""
    value = _without_towers(unicodedata.normalize("NFC", scrub(value)))
    value = re.sub(r"[^\S\n]+\n", "\n", value)
    return re.sub(r"\n{3,}", "\n\n", value).strip()


def tidy_line(value: str) -> str:
    """A name on one line, without characters that reorder or hide what stands beside it."""
    value = " ".join(scrub(value).split())
    value = "".join(
        letter for letter in value if letter in JOINERS or unicodedata.category(letter) != "Cf"
    )
    return _without_towers(unicodedata.normalize("NFC", value)).strip()


def is_blank(value: str) -> bool:
    """Whether a reader would see nothing: spaces, zero-width characters, marks without a letter."""
    return not any(
        unicodedata.category(letter)[0] in "LNPS" and letter not in BLANK_GLYPHS for letter in value
    )


def has_hidden_characters(value: str) -> bool:
    """Whether control, format, private or unassigned characters hide in `value`."""
    return any(unicodedata.category(letter)[0] == "C" for letter in value)


def fold_address(address: str) -> str:
    """One spelling for every way to write the same e-mail address, to compare and count by."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local.lower()}@{_in_its_own_letters(unicodedata.normalize('NFKC', domain).lower())}"


def _in_its_own_letters(domain: str) -> str:
    """A domain as people write it, not as mail servers do (RFC 3490): bücher, not xn--bcher-kva."""
    try:
        return domain.encode("idna").decode("idna")
    except UnicodeError:
        return domain


def as_cell(value: object) -> str:
    """`value` as a cell of a table in a text file, which no spreadsheet takes for a formula.

    What begins like one gets an apostrophe in front (OWASP, CSV Injection).
    """
    words = scrub(str(value))
    return (
        f"'{words}" if words[:1] in FORMULA_SIGNS or words.lstrip()[:1] in FORMULA_SIGNS else words
    )


def html_of(value: str, *, with_links: bool = True) -> SafeString:
    """A kept text as HTML: paragraphs, line breaks, http and https addresses as links if wanted."""
    paragraphs = [part for part in re.split(r"\n{2,}", value.strip()) if part]
    inline = _inline if with_links else _in_lines
    # `dir=auto` keeps a right-to-left reply, and any override in it, inside its own paragraph.
    return SafeString("".join(f'<p dir="auto">{inline(part)}</p>' for part in paragraphs))


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What became of some words, in their order: ("same" | "out" | "in", words)."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[start:end])))
        else:
            found += [("out", "".join(old[start:end])), ("in", "".join(new[first:last]))]
    return [(kind, words) for kind, words in found if words]


def html_with_marks(value: str, words) -> SafeString:
    """A kept text as HTML without links, in which `words` are marked wherever they stand."""
    paragraphs = [part for part in re.split(r"\n{2,}", value.strip()) if part]
    shown = ("".join(map(_as_piece, marked(part, words))) for part in paragraphs)
    return SafeString("".join(f'<p dir="auto">{part}</p>' for part in shown))


def _as_piece(piece: tuple[str, bool]) -> str:
    words, is_marked = _in_lines(piece[0]), piece[1]
    return f"<mark>{words}</mark>" if is_marked else words


def _inline(paragraph: str) -> str:
    pieces, position = [], 0
    for found in _ADDRESS.finditer(paragraph):
        address = _trimmed(found.group())
        if not _is_plain_web_address(address):
            continue
        end = found.start() + len(address)
        pieces += [escape(paragraph[position : found.start()]), _link(address)]
        position = end
    pieces.append(escape(paragraph[position:]))
    return "".join(pieces).replace("\n", "<br>")


def _in_lines(paragraph: str) -> str:
    return escape(paragraph).replace("\n", "<br>")


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}" rel="ugc nofollow noopener">{shown}</a>'


def _trimmed(address: str) -> str:
    """`address` without the punctuation that belongs to the sentence around it."""
    while address:
        last = address[-1]
        if last in ".,;:!?*_~…" or (
            last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        ):
            address = address[:-1]
        else:
            break
    return address


def _is_plain_web_address(address: str) -> bool:
    """Whether `address` names a host, and no name or password that could pass for one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and not has_hidden_characters(address)


def _without_towers(value: str) -> str:
    """`value` with at most MARKS_IN_A_ROW combining marks on any letter."""
    if value.isascii():
        return value
    kept, marks = [], 0
    for letter in value:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)
