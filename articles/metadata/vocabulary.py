"""Addresses that metadata speaks in, as the words of our own lists.

The one rule: what is not on a list is nothing; a code we do not know is kept with what the file
said, never on the picture.
"""

import re
from urllib.parse import urlsplit

DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

# The codes in force, and what those that were retired became.
CODES = (
    "digitalCapture",
    "computationalCapture",
    "negativeFilm",
    "positiveFilm",
    "print",
    "humanEdits",
    "algorithmicallyEnhanced",
    "digitalCreation",
    "dataDrivenMedia",
    "screenCapture",
    "composite",
    "compositeCapture",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "trainedAlgorithmicMedia",
    "algorithmicMedia",
    "virtualRecording",
)
RETIRED = {
    "digitalArt": "digitalCreation",
    "softwareImage": "digitalCreation",
    "minorHumanEdits": "humanEdits",
    "multiFrameComputationalCapture": "computationalCapture",
}
KNOWN = {code.lower(): code for code in CODES} | {old.lower(): new for old, new in RETIRED.items()}

# Those in which a generative model had a part: they outweigh the others where several are named.
GENERATED = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")

CREATIVE_COMMONS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<terms>by-nd-nc|by(?:-nc)?(?:-sa|-nd)?)|publicdomain/(?P<given>zero|mark))"
    r"/(?P<version>[0-9]\.[0-9])(?:/[a-z]{2,3})?(?![0-9])",
    re.IGNORECASE,
)
GIVEN = {"zero": "cc0", "mark": "public-domain"}
TURNED = {"by-nd-nc": "by-nc-nd"}  # as the address of version 1.0 has it
LONGEST_ADDRESS = 200  # characters; what the library keeps


def digital_source(said: str) -> str:
    """The code of https://cv.iptc.org/newscodes/digitalsourcetype/ that an address names, or ""."""
    code = re.split(r"[/:#]", said.strip().rstrip("/"))[-1]
    return KNOWN.get(code.lower(), "")


def licence_at(address: str) -> tuple[str, str]:
    """The licence and its version that a Creative Commons address stands for.

    Returns the value of Picture.licence and the version, such as ("cc-by-sa", "4.0"); two empty
    words for any other address. Follows https://creativecommons.org/licenses/ and /publicdomain/.
    """
    found = CREATIVE_COMMONS.match(address.strip())
    if found is None:
        return "", ""
    terms, given = found["terms"], found["given"]
    if not terms:
        return GIVEN[given.lower()], found["version"]
    terms = terms.lower()
    return f"cc-{TURNED.get(terms, terms)}", found["version"]


def licence_named_in(text: str) -> str:
    """The first Creative Commons address in running words, as an address; empty for none."""
    found = CREATIVE_COMMONS.search(text[:20_000])
    if found is None:
        return ""
    return "https://" + re.sub(r"^(https?://)?(www\.)?", "", found[0].lower()).rstrip("/") + "/"


def address(said: str) -> str:
    """An address on the web that can stand behind a link; empty for anything else."""
    said = said.strip()
    if said.lower().startswith(("www.", "creativecommons.org/")):
        said = f"https://{said}"
    if len(said) > LONGEST_ADDRESS or re.search(r"[\s<>\"'\\^`{|}\x00-\x20]", said):
        return ""
    try:
        parts = urlsplit(said)
        whole = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        return ""
    return said if whole and not parts.username else ""
