"""How words are compared: what is the same letter, where a word begins and ends.

The rule: what is indexed and what is asked for go through here alike, so that both databases see
the same words. Stems are the database's business, folding and parting are ours.
"""

import re
import unicodedata

# Scripts whose vowel signs are marks, not letters: their words would fall apart without them.
_SIGNS = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Scripts that put no space between words: two neighbours are looked for in a word's stead.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003134f"
)
WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
UNSPACED = re.compile(rf"[{_UNSPACED}]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
LONGEST_WORD = 60  # characters


def fold(text: str) -> str:
    """`text` as it is compared: without case, accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def parted(text: str, *, is_asked: bool = False) -> list[str]:
    """The folded words of `text` in their order; without "'s", which is no word.

    Of a script that puts no spaces, every two neighbours are one, and the last letter of a run
    another: "北京市" is 北京, 京市, 市. Where it `is_asked` for, the last letter is left out: there
    the word may go on.
    """
    found = []
    for word in WORD.findall(fold(POSSESSIVE.sub(" ", text))):
        if word.isascii() or not UNSPACED.search(word):
            found.append(word[:LONGEST_WORD])
        else:
            found += _neighbours(word, is_asked)
    return found


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no spaces between words."""
    return bool(UNSPACED.fullmatch(word))


def squeezed(text: str) -> str:
    """A name as one word of a mark: “City Council” and “city-council” are the same."""
    return "".join(WORD.findall(fold(text)))[:LONGEST_WORD]


def _neighbours(word, is_asked):
    """The pieces of a word some of whose letters are of a script without spaces."""
    last = 0
    for run in UNSPACED.finditer(word):
        if before := word[last : run.start()]:
            yield before[:LONGEST_WORD]
        letters = run[0]
        ends = len(letters) - (is_asked and len(letters) > 1)
        yield from (letters[place : place + 2] for place in range(ends))
        last = run.end()
    if after := word[last:]:
        yield after[:LONGEST_WORD]
