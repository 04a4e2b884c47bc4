"""Whether certain words stand in a text, however they are written: values in, positions out.

The one rule: words are compared whole. What stands inside a longer word is not found; where a
script writes without spaces, each letter counts as a word and neighbours as a phrase.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from comments.text.letters import fold_name, latin_letter

SPELT_OUT = 3  # so many single letters in a row are a word with gaps

# Digits and signs that stand for a letter, beside those that `fold_name` knows.
_LEET = str.maketrans("478@$!|", "atbasll")
_SIGNS = frozenset("@$!|")
# Vary how a letter or an emoji is drawn and are not seen themselves.
_UNSEEN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
_SWAPPED_CASE = re.compile(r"[a-z]I|l[A-Z]")  # a capital i for an l, or the other way round
_ADDRESS = re.compile(
    r"https?://[^\s<>]+"
    r"|(?<![\w@.-])www\.[^\s<>]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+"
    r"(?:com|net|org|info|biz|ru|cn|top|xyz|shop|online|site|club|store|live|link|io)\b(?!@)"
    r"(?:[/?][^\s<>]*)?",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A word of a list, and where it stands in the text as it was typed."""

    start: int
    end: int
    word: str


class _Token(NamedTuple):
    start: int
    end: int
    plain: str  # without case, accents and decoration
    skeleton: str  # as it looks; empty where nothing about it is a disguise


class _Step:
    """A part of words of a list: what may come after it, and the words that end with it."""

    def __init__(self):
        self.plain, self.looks, self.words = {}, {}, []

    def after(self, token):
        """The steps that a token leads on to: by its spelling or, disguised, by its look."""
        onward = [self.plain[token.plain]] if token.plain in self.plain else []
        if token.skeleton:
            onward += [step for step in self.looks.get(token.skeleton, ()) if step not in onward]
        return onward


def find_words(value: str, wanted: str) -> list[Found]:
    """The places in `value` where words of the list `wanted` (one a line, or phrases) stand.

    Case, accents, decoration and characters nobody sees are left out of the comparison. Letters of
    other scripts and digits stand for what they look like, but only in a word that mixes them: an
    honest Russian word is no English one.
    """
    index = _index(wanted)
    if not index.plain:
        return []
    found = set()
    for tokens in _readings(value):
        for at, first in enumerate(tokens):
            reached, place = [index], at
            while reached and place < len(tokens):
                token = tokens[place]
                reached = [onward for step in reached for onward in step.after(token)]
                found.update(
                    Found(first.start, token.end, word) for step in reached for word in step.words
                )
                place += 1
    return sorted(found)


def words_in(value: str, wanted: str) -> list[str]:
    """Which words of the list `wanted` stand in `value`, each once, in the order of the text."""
    return list(dict.fromkeys(found.word for found in find_words(value, wanted)))


def marked(value: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """`value` cut into pieces, each with whether it is one of `words`: nothing of it is lost."""
    pieces, position = [], 0
    for found in find_words(value, "\n".join(words)):
        if found.end <= position:
            continue
        start = max(found.start, position)
        pieces += [(value[position:start], False), (value[start : found.end], True)]
        position = found.end
    pieces.append((value[position:], False))
    return [(piece, is_marked) for piece, is_marked in pieces if piece]


def count_addresses(value: str) -> int:
    """How many web addresses stand in `value`, also those without http; mail addresses are none."""
    return len(_ADDRESS.findall(value))


@lru_cache(maxsize=16)  # of lists: the house's two, and those of the cards on a page
def _index(wanted):
    """Every word of a list as steps from its first part to its last."""
    index = _Step()
    for line in filter(None, map(str.strip, wanted.splitlines())):
        step = index
        for part in _tokens(line):
            if part.plain not in step.plain:
                onward = step.plain[part.plain] = _Step()
                step.looks.setdefault(_look(part.plain), []).append(onward)
            step = step.plain[part.plain]
        if step is not index:
            step.words.append(line)
    return index


def _readings(value):
    """The ways to read a text: as it stands, and with signs and gaps taken for parts of words."""
    as_it_stands = _tokens(value)
    loosely = _closed_up(value, _tokens(value, with_signs=True))
    return [as_it_stands] if loosely == as_it_stands else [as_it_stands, loosely]


def _tokens(value, *, with_signs=False):
    spans, is_open = [], False
    for place, letter in enumerate(value):
        kind = _kind(letter)
        if kind == "sign":
            kind = "letter" if with_signs and (letter in "@$" or is_open) else "gap"
        if kind == "unseen":
            continue
        goes_on = is_open is not None and spans if kind == "mark" else kind == "letter" and is_open
        if goes_on:
            spans[-1][1] = place + 1
        elif kind in {"letter", "alone"}:
            spans.append([place, place + 1])
        # A letter that stands alone takes marks, but no further letter.
        is_open = {"letter": True, "alone": False, "mark": is_open}.get(kind)
    is_latin = value.isascii() or _is_mostly_latin(value)
    return [_token(start, end, value[start:end], is_latin) for start, end in spans]


def _token(start, end, raw, is_latin):
    if with_sign := raw.rstrip("!|"):  # at a word's end they are what they are
        end, raw = start + len(with_sign), with_sign
    plain = "".join(map(_plain, raw))
    return _Token(start, end, plain, _look(raw) if _is_disguised(raw, is_latin) else "")


def _closed_up(value, tokens):
    """`tokens` with words that were spelt out letter by letter as one."""
    closed, run = [], []
    for token in [*tokens, _Token(-9, -9, "", "")]:
        continues = run and token.start == run[-1].end + 1 and value[token.start - 1] != "\n"
        if run and not (continues and len(token.plain) == 1):
            if len(run) >= SPELT_OUT:
                raw = value[run[0].start : run[-1].end]
                plain = "".join(one.plain for one in run)
                run = [_Token(run[0].start, run[-1].end, plain, _look(raw))]
            closed += run
            run = []
        if len(token.plain) == 1:
            run.append(token)
        elif token.start >= 0:
            closed.append(token)
    return closed


@lru_cache(maxsize=4096)
def _kind(letter):
    """What a character is to a word: letter, alone (a word itself), mark, sign, unseen or gap."""
    category = unicodedata.category(letter)
    if category == "Cf" or _UNSEEN.match(letter):
        return "unseen"
    if letter in _SIGNS:
        return "sign"
    if letter.isalnum() or latin_letter(letter) != letter:
        name = unicodedata.name(letter, "")
        return "alone" if name.startswith(_WITHOUT_SPACES) else "letter"
    if category[0] == "M":
        return "mark"
    return "alone" if category == "So" else "gap"


@lru_cache(maxsize=4096)
def _plain(letter):
    """A character without case, accent and decoration; nothing for what is not seen."""
    if _kind(letter) == "unseen":
        return ""
    folded = unicodedata.normalize("NFKD", letter).casefold()
    latin = "".join(map(latin_letter, unicodedata.normalize("NFKD", folded))).replace("ı", "i")
    return "".join(one for one in latin if not _is_accent(one))


def _is_accent(letter):
    """A mark that a word is the same word without: Latin accents, Hebrew and Arabic points."""
    place = unicodedata.combining(letter)  # Unicode Standard, table 4-4
    return 10 <= place <= 36 or place >= 200


def _look(raw):
    """How a word looks, whatever letters and digits it is made of."""
    return fold_name(raw.translate(_LEET))


def _is_disguised(raw, is_latin):
    """Whether a word mixes what no honest word does, or is of another script in a Latin text."""
    if raw.isascii() and raw.isalpha():
        return bool(_SWAPPED_CASE.search(raw))
    scripts = {_script(letter) for letter in raw}
    letters = sum(letter.isalpha() for letter in raw)
    others = sum(letter.isdigit() or letter in _SIGNS for letter in raw)
    if others:
        return letters >= others
    foreign = scripts & {"CYRILLIC", "GREEK"}
    return bool(foreign) and (is_latin or len(scripts - {""}) > 1)


def _is_mostly_latin(value):
    scripts = [_script(letter) for letter in value]
    return scripts.count("LATIN") > scripts.count("CYRILLIC") + scripts.count("GREEK")


@lru_cache(maxsize=4096)
def _script(letter):
    """The alphabet of a letter, as its name begins; empty for what is none."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
