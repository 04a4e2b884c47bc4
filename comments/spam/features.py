"""What the spam score looks at in a text: its words, where it points and how it is written.

Text in, names out, no database. The one rule: whatever is typed, the work is bounded by its length.
No name ever holds a mail address or a telephone number: that one is there is all that counts.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain

from django.utils.translation import gettext_lazy as _

from comments import text

MOST_CHARACTERS = 20_000  # the longest reply that the rules of a house can allow
MOST_WORDS = 800  # different ones; of more, the first and the last, so that padding hides nothing
LONGEST_WORD = 24
LONGEST_NAME = 64  # SpamWord's column

# What a text is, rather than says; the words are what a moderator reads.
SIGNS = {
    "link": _("a web address"),
    "links": _("several web addresses"),
    "short-link": _("an address that hides where it leads"),
    "odd-end": _("a cheap end of a web address"),
    "code": _("markup for a link"),
    "mail": _("a mail address"),
    "phone": _("a telephone number"),
    "handle": _("the name of an account elsewhere"),
    "money": _("a sum of money"),
    "percent": _("a percentage"),
    "shouting": _("many capitals"),
    "excited": _("rows of exclamation marks"),
    "pictures": _("many emoji"),
    "disguised": _("letters of two scripts in one word"),
    "spaced": _("letters set apart"),
    "hidden": _("letters that cannot be seen"),
    "again": _("the same word again and again"),
    "brief": _("very few words"),
    "long": _("several paragraphs"),
    "asks": _("a question"),
    "quotes": _("a quotation"),
}
SIGN = ":"  # a sign's name begins with it, and no word does

_SHORTENERS = """
adf.ly bit.ly buff.ly cutt.ly goo.gl is.gd linktr.ee ow.ly rb.gy rebrand.ly s.id shorturl.at surl.li
t.co t.ly t.me tiny.cc tinyurl.com v.gd wa.me
"""
_CHEAP = """
bet bid bond buzz casino cc cfd click club cyou date download fun gdn icu life live loan lol men
online party pw quest rest sbs shop site space store stream su tk top trade vip wang win work xyz
"""
SHORT_LINKS = frozenset(_SHORTENERS.split())
ODD_ENDS = frozenset(_CHEAP.split())

NO_WORDS = frozenset({"http", "https", "www"})  # the sign of an address says it already

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HOST = re.compile(
    r"(?:https?://|www\.)([^\s/<>\"'\[\]()?#@:]{1,253})([^\s<>\"'\[\]]{0,300})"
    r"|(?<![\w@.-])((?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|info|biz|io|me|ru|cn|ly|gl|"
    + "|".join(sorted(ODD_ENDS))
    + r"))(?![\w.-]*@)(?![\w-])(/[^\s<>\"'\[\]]{0,300})?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w./])\+?\(?\d(?:[ ().\-/]{0,2}\d){8,14}(?![\w/])")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w{2,31}\b|\b(?:whats ?app|telegram|wechat)\b", re.I)
_MONEY = re.compile(
    r"[$€£₹¥₽]\s?\d|\d\s?[$€£₹¥₽]|\d\s?(?:usd|eur|gbp|dollars?|euros?|pounds?|bucks|btc|usdt)\b",
    re.I,
)
_CODE = re.compile(r"<a\s|\[url|\[link|href\s?=|\]\(http", re.I)
_QUOTED = re.compile(r"^[ \t]*>|[“”«»„]|\"[^\"\n]{8,}\"", re.M)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACED = re.compile(r"(?<!\w)[^\W_](?:[ .*_\-|]{1,2}[^\W_](?!\w)){3,23}")
_EXCITED = re.compile(r"[!！]{2,}")
# Scripts that set no space between words: pairs of letters stand for them.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def features_of(value: str) -> dict[str, str]:
    """What the score counts in a text: a name for each, and the words in which a person reads it.

    The names are folded words, `host` of a web address, and SIGN with one of SIGNS.
    """
    seen = unicodedata.normalize("NFC", value[:MOST_CHARACTERS])
    plain = seen
    if not seen.isascii():
        plain = "".join(letter for letter in seen if not _is_hidden(letter))
    signs = _signs(seen, plain)
    plain = _MAIL.sub(" ", plain)
    hosts = _hosts(plain)
    words = _words(plain, signs)
    found = {SIGN + sign: str(SIGNS[sign]) for sign in sorted(signs)}
    found.update((host, host) for host in hosts)
    for folded, written in words:
        found.setdefault(folded, written)
    return found


def readable(name: str) -> str:
    """The words in which a person reads the name of something that was counted."""
    return str(SIGNS.get(name.removeprefix(SIGN), name)) if name.startswith(SIGN) else name


def _is_hidden(letter):
    if letter <= "\x7f":
        return False
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _hosts(plain):
    """The hosts that a text points to, without `www.`, in the order of the text."""
    hosts = {}
    for found in _HOST.finditer(plain):
        host = (found[1] or found[3]).lower().removeprefix("www.").strip(".")
        if 3 < len(host) <= LONGEST_NAME - 5:
            hosts[f"at {host}"] = None
    return list(hosts)[:20]


def _signs(seen, plain):
    signs = set()
    if len(seen) != len(plain) and re.search(r"[A-Za-z][\u00ad\u200b-\u200f\u2060-\u2064]", seen):
        signs.add("hidden")
    without_mail = _MAIL.sub(" ", plain)
    if without_mail != plain:
        signs.add("mail")
    addresses = list(_HOST.finditer(without_mail))
    hosts = {(one[1] or one[3]).lower().removeprefix("www.").strip(".") for one in addresses}
    if addresses:
        signs.add("link" if len(addresses) == 1 else "links")
    if hosts & SHORT_LINKS:
        signs.add("short-link")
    if any(host.rpartition(".")[2] in ODD_ENDS for host in hosts):
        signs.add("odd-end")
    rest = _HOST.sub(" ", without_mail)
    for sign, pattern in (
        ("phone", _PHONE),
        ("handle", _HANDLE),
        ("money", _MONEY),
        ("code", _CODE),
        ("spaced", _SPACED),
        ("excited", _EXCITED),
        ("quotes", _QUOTED),
    ):
        if pattern.search(plain if sign == "code" else rest):
            signs.add(sign)
    if rest.count("!") > 3:
        signs.add("excited")
    if re.search(r"\d\s?%", rest):
        signs.add("percent")
    if re.search(r"[?？؟]", rest):
        signs.add("asks")
    if sum(letter >= "\u2600" and unicodedata.category(letter) == "So" for letter in rest) >= 3:
        signs.add("pictures")
    if rest.count("\n\n") >= 2:
        signs.add("long")
    capitals, small = sum(map(str.isupper, rest)), sum(map(str.islower, rest))
    if capitals >= 12 and capitals > small:
        signs.add("shouting")
    return signs


def _words(plain, signs):
    """Pairs of a folded word and the word as it was written; adds what it learns to `signs`."""
    whole = [found.group() for found in _WORD.finditer(plain)]
    joined = [re.sub(r"[\W_]", "", one.group()) for one in _SPACED.finditer(plain)]
    counted = Counter(word.lower() for word in whole)
    most = max((times for word, times in counted.items() if len(word) > 3), default=0)
    if most >= 5 and most * 8 > len(whole):
        signs.add("again")
    if len(whole) <= 6 and not _UNSPACED.search(plain):
        signs.add("brief")
    pairs = {}
    for word in chain(whole, joined):
        if unspaced := _UNSPACED.search(word):
            for part in _in_pairs(unspaced.group()):
                pairs.setdefault(part, part)
            continue
        if not 2 <= len(word) <= LONGEST_WORD or word.isdigit() or word.lower() in NO_WORDS:
            continue
        if not word.isascii() and _is_disguised(word):
            signs.add("disguised")
        folded = fold(word)
        if len(folded) > 1:
            pairs.setdefault(folded[:LONGEST_NAME], word)
    pairs = list(pairs.items())
    half = MOST_WORDS // 2
    return pairs if len(pairs) <= MOST_WORDS else pairs[:half] + pairs[-half:]


def _in_pairs(letters):
    letters = letters[:2000]
    return [letters[at : at + 2] for at in range(len(letters) - 1)] or [letters]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One spelling for every disguise of a word, to count by only."""
    return text.fold_name(word.replace("'", "").replace("’", ""))


@lru_cache(maxsize=2_000)
def _is_disguised(word):
    """Whether one word mixes Latin letters with Cyrillic or Greek ones, which no language does."""
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()
    }
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
