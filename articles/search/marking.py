"""What a result shows of its story: the words that were asked for, marked, and those around.

Pure: text in, pieces out, each with whether it is marked; a template writes them, nothing here is
HTML. The rule: an excerpt is cut at words and is the story's own text in its own spelling.
"""

import re
from functools import lru_cache

from .letters import UNSPACED, fold, squeezed
from .ranking import root_of

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them before the first marked word, at most
LOOKED_AT = 60_000  # characters of a text that are looked through
MOST_MARKED = 60
SIGNS = "\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f"  # within words of some scripts
WORD = re.compile(rf"[^\W_]+(?:[{SIGNS}]+[^\W_]*)*")
SIGN = re.compile(rf"[{SIGNS}]")


def marked(text, terms):
    """All of a short text in pieces: [(words, whether they are marked)]."""
    return _pieces(text, places_of(text, terms), 0, len(text))


def best_excerpt(texts, terms):
    """The best of some named texts, and an excerpt of it in pieces; ("", []) where none has a word.

    Args:
        texts: pairs of a name and a text; of equally good ones the first.
    """
    best = ("", "", [], 0)
    for name, text in texts:
        flat = " ".join(text[:LOOKED_AT].split())
        places = places_of(flat, terms)
        different = len({which for _start, _end, which in places})
        if different > best[3]:
            best = (name, flat, places, different)
        if different == len(terms):
            break  # no other text has more
    name, text, places, _different = best
    return name, excerpt(text, places)


def excerpt(text, places):
    """The part of a text with most different marks near each other, cut at words."""
    if not places:
        return []
    middle = max(places, key=lambda one: (_different_near(one, places), -one[0]))[0]
    start, end = max(0, middle - BEFORE), min(len(text), middle - BEFORE + LENGTH)
    start = _after_a_space(text, start, middle)
    end = max(start + LENGTH, end)
    if end < len(text):
        space = text.rfind(" ", middle + 1, end)
        last = max((stop for _start, stop, _which in places if stop <= end), default=end)
        end = max(space, last) if space > 0 else end
    pieces = _pieces(text, places, start, min(end, len(text)))
    if start > 0:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return pieces


def places_of(text, terms):
    """Where a text has the words of some terms: [(start, end, which term)], none overlapping."""
    text, found, in_rows = text[:LOOKED_AT], [], []
    for which, term in enumerate(terms):
        if UNSPACED.search(fold(term.typed)):
            found += [(start, end, which) for start, end in _runs(text, squeezed(term.typed))]
        else:
            in_rows.append((which, term))
    if in_rows:
        found += _rows(text, in_rows)
    kept, last = [], 0
    for start, end, which in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            kept.append((start, end, which))
            last = end
    return kept[:MOST_MARKED]


def _rows(text, terms):
    """Where the words of any of some terms stand in a row."""
    for word in _that_may_begin(text, terms):
        for which, term in terms:
            end = _end_of_row(text, word, term)
            if end is not None:
                yield word.start(), end, which


def _that_may_begin(text, terms):
    """The words of a text that a row may begin with, as matches; others may be among them.

    To look at each word costs most of a search: the machine for patterns passes by all that begin
    otherwise than a term does. What has letters beside ASCII is looked at, because it may fold to
    anything; and where signs stand within words, every word.
    """
    if SIGN.search(text):
        yield from WORD.finditer(text)
        return
    begin = _beginning_with(tuple(root_of(term.words[0]) for _which, term in terms))
    for place in begin.finditer(text):
        yield WORD.match(text, place.start())


@lru_cache(maxsize=500)
def _beginning_with(roots):
    either = "|".join(re.escape(root) for root in roots)
    return re.compile(rf"(?<![^\W_])(?=[^\W_])(?:{either}|[^\W_]*?[^\W_\x00-\x7f])", re.IGNORECASE)


def _end_of_row(text, word, term):
    """Where a row of a term's words ends that begins with `word`; None where there is none."""
    for which, wanted in enumerate(term.words):
        if which:
            word = WORD.search(text, word.end())
        is_last = which == len(term.words) - 1
        if not word or not is_like(
            fold(word[0]), wanted, is_beginning=term.is_beginning and is_last
        ):
            return None
    return word.end()


def is_like(word, wanted, *, is_beginning=False):
    """Whether a word is about another, as a stemmer sees it, or begins with it."""
    if word == wanted or (is_beginning and word.startswith(wanted)):
        return True
    if len(word) <= 3 or len(wanted) <= 3 or not word.isascii():
        return False
    return root_of(word) == root_of(wanted)


def _runs(text, wanted):
    """Where some letters of a script without spaces stand in a text."""
    letters = [fold(letter)[:1] or "\0" for letter in text[:LOOKED_AT]]
    folded, place = "".join(letters), -1
    while wanted and (place := folded.find(wanted, place + 1)) >= 0:
        yield place, place + len(wanted)


def _different_near(one, places):
    return len({which for start, _end, which in places if 0 <= start - one[0] < LENGTH - BEFORE})


def _after_a_space(text, start, middle):
    if start == 0:
        return 0
    space = text.find(" ", start, middle)
    return space + 1 if space >= 0 else start


def _pieces(text, places, start, end):
    pieces, last = [], start
    for begins, ends, _which in places:
        if begins < start or ends > end:
            continue
        if begins > last:
            pieces.append((text[last:begins], False))
        pieces.append((text[begins:ends], True))
        last = ends
    if last < end:
        pieces.append((text[last:end], False))
    return pieces
