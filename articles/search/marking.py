"""What a result shows of its story: the words that were asked for, marked, and those around.

Pure: text in, pieces out, each with whether it is marked; a template writes them, nothing here is
HTML. The rule: an excerpt is cut at words and is the story's own text in its own spelling.
"""

import re

from .letters import UNSPACED, fold, squeezed
from .ranking import root_of

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them before the first marked word, at most
LOOKED_AT = 60_000  # characters of a text that are looked through
MOST_MARKED = 60
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]+[^\W_]*)*")


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
    words = [(one.start(), one.end(), fold(one[0])) for one in WORD.finditer(text[:LOOKED_AT])]
    found = []
    for which, term in enumerate(terms):
        if UNSPACED.search(fold(term.typed)):
            found += [(start, end, which) for start, end in _runs(text, squeezed(term.typed))]
        else:
            found += [(start, end, which) for start, end in _rows(words, term)]
    kept, last = [], 0
    for start, end, which in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            kept.append((start, end, which))
            last = end
    return kept[:MOST_MARKED]


def _rows(words, term):
    """Where the words of a term stand in a row among all words of a text."""
    wanted = term.words
    for place in range(len(words) - len(wanted) + 1):
        row = words[place : place + len(wanted)]
        if all(
            is_like(has[2], word, is_beginning=term.is_beginning and which == len(wanted) - 1)
            for which, (has, word) in enumerate(zip(row, wanted, strict=True))
        ):
            yield row[0][0], row[-1][1]


def is_like(word, wanted, *, is_beginning=False):
    """Whether a word is about another, as a stemmer sees it, or begins with it."""
    if word == wanted or (is_beginning and word.startswith(wanted)):
        return True
    shorter = min(len(word), len(wanted))
    return shorter > 3 and word.isascii() and root_of(word) == root_of(wanted)


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
