"""Which way words run: for those that run against their page, such as a quotation in Arabic.

The rule: words of the page's own direction are never marked, so a page in one script has no marks.
"""

import re
from functools import lru_cache
from typing import Literal

from django.utils.translation import get_language, get_language_bidi, override

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their like: the blocks whose letters Unicode gives the
# bidirectional classes R and AL (https://www.unicode.org/reports/tr9/#Table_Bidirectional_Character_Types).
_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

Direction = Literal["", "ltr", "rtl"]


def against_the_page(words: str) -> Direction:
    """The direction of most letters of `words` where it is not that of the page; else "".

    By most letters, not by the first: a paragraph of Hebrew may begin with a name in Latin.
    """
    is_leftwards = _runs_leftwards(get_language())
    leftwards = 0 if words.isascii() else len(_LEFTWARDS.findall(words))
    if not is_leftwards:
        return "rtl" if leftwards and 2 * leftwards > _letters(words) else ""
    return "ltr" if 2 * leftwards < _letters(words) else ""


@lru_cache(maxsize=128)
def _runs_leftwards(language: str | None) -> bool:
    with override(language):
        return get_language_bidi()


def _letters(words: str) -> int:
    return sum(map(str.isalpha, words))
