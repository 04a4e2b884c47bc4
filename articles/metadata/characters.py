"""Bytes of metadata as words: which character set they are in, and what no words may hold.

The one rule: words come out clean, whatever went in. No NUL, no control character, no half of a
surrogate pair; what was garbled before it reached us is left as it is, for a person to see.
"""

import re
import unicodedata

# Declared in IIM 1:90 by the escape sequences of ISO 2022 (IPTC-IIM 4.2, chapter 1, 1:90, and the
# ISO-IR register). The middle byte only says into which half the set is loaded.
UTF_8 = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")
ISO_8859 = {
    b"A": "cp1252",  # who declares Latin-1 writes Windows' extension of it
    b"B": "iso8859-2",
    b"C": "iso8859-3",
    b"D": "iso8859-4",
    b"F": "iso8859-7",
    b"G": "iso8859-6",
    b"H": "iso8859-8",
    b"L": "iso8859-5",
    b"M": "cp1254",  # Turkish, likewise
    b"T": "iso8859-11",
    b"V": "iso8859-10",
    b"Y": "iso8859-13",
    b"_": "iso8859-14",
    b"b": "iso8859-15",
    b"f": "iso8859-16",
}
UTF_16 = (b"\x1b%/@", b"\x1b%/C", b"\x1b%/E", b"\x1b%/J", b"\x1b%/K", b"\x1b%/L")

# A capital or a sign straight after a small letter, or a dash or quotation mark between two, which
# words in the right set rarely have.
SMALL, SIGNS = "[a-zà-öø-ÿ]", "A-ZÀ-ÖØ-ÞŠŽŒŸ†‡•‰™¡¢£¤¥¦§¨©ª«¬®¯°±´¶·¸º¿ˆ˜∂∑∏π∫Ω√≈∆◊ı˘˙˚˝˛ˇ"
OUT_OF_PLACE = re.compile(f"(?<={SMALL})(?:[{SIGNS}]|[–—‹›„“”‘…](?={SMALL}))")

UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def declared(escape: bytes) -> str:
    """The name of the character set that an IIM 1:90 declares; empty for none that we know."""
    escape = escape.strip()
    if escape.startswith(UTF_8):
        return "utf-8"
    if escape.startswith(UTF_16):
        return "utf-16-be"
    found = re.match(rb"\x1b[-./]([A-Za-z_])", escape)  # into G1, G2 or G3
    return ISO_8859.get(found[1], "") if found else ""


def guessed(*sample: bytes) -> str:
    """The character set of words that declare none.

    UTF-8 where they are valid in it, which other sets are by no accident; else Windows-1252, or
    Mac Roman where that alone gives words as words are written.
    """
    together = b" ".join(sample)
    try:
        together.decode("utf-8")
    except UnicodeDecodeError:
        return min(("cp1252", "mac-roman"), key=lambda name: _oddities(together, name))
    return "utf-8"


def words(value: bytes, characters: str = "") -> str:
    """Bytes as clean words, in the declared set where they are valid in it, else in the guessed."""
    for name in filter(None, (characters, guessed(value))):
        try:
            return clean(value.decode(name))
        except UnicodeDecodeError:
            continue
    return clean(value.decode("cp1252", "replace"))


def clean(text: str) -> str:
    """Words without what no words hold, composed, with line ends as one kind and none around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = unicodedata.normalize("NFC", UNWANTED.sub("", text.replace("\0", " ")))
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def line(text: str, length: int) -> str:
    """Words on one line, in at most `length` characters, cut at a word and ended by "…"."""
    return cut(" ".join(text[: length * 8].split()), length)


def cut(text: str, length: int) -> str:
    """Words in at most `length` characters, cut at a word where one ends near, ended by "…"."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", length // 2, length)
    return text[: length - 1 if end < 0 else end].rstrip(" ,;:") + "…"


def _oddities(together, name):
    text = together.decode(name, "replace")
    return len(OUT_OF_PLACE.findall(text)) + 2 * text.count("\ufffd")
