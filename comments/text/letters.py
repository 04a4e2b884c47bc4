"""One spelling for all the letters that a reader takes for the same: values in, values out."""

import re
import unicodedata

# Letters of other scripts, and digits, that a reader takes for the Latin letter below; i is l.
LOOK_ALIKES = str.maketrans(
    "авеіјкмнопрстухѕԁԛԝһгьαβγεηικνορτυχωϲΕΖΗΜΝΡΥΧ0135i",
    "abeljkmhonpctyxsdqwhrbabyenlkvoptuxwcezhmnpyxolesl",
)

_LATIN_NAME = re.compile(r"(?:LATIN .*LETTER|SYMBOL LETTER)(?: SMALL CAPITAL)? ([A-Z])(?: WITH|$)")


def fold_name(name: str) -> str:
    """One spelling for every name that a reader would take for the same, to compare by only.

    Case, accents, decoration and everything between the letters are left out, look-alikes of other
    scripts stand for the Latin letter that they look like (the idea of Unicode TS 39, section 4).
    """
    # Thrice: some letters lose their look as they are taken apart, and some capitals look like
    # another letter than their small ones do.
    folded = unicodedata.normalize("NFKD", name.translate(LOOK_ALIKES))
    folded = folded.translate(LOOK_ALIKES).casefold()
    latin = "".join(latin_letter(letter) for letter in unicodedata.normalize("NFKD", folded))
    kept = (letter for letter in latin.translate(LOOK_ALIKES) if letter.isalnum())
    return "".join(kept)


def latin_letter(letter: str) -> str:
    """The Latin letter that `letter` is a form of (ø, ᴇ, 🅽), or what was given."""
    if letter.isascii():
        return letter
    found = _LATIN_NAME.search(unicodedata.name(letter, ""))
    return found[1].lower() if found else letter
