"""What a file says of itself becomes what the library says, where nobody has said otherwise.

The one rule: what a person gave is never written over, and what the file said is kept as it was.
"""

import re

from articles import metadata
from articles.body import shorten, writable

from .keywords import MOST_KEYWORDS, each_once, is_too_long

LONGEST_NAME = 200  # characters

# Each field of a picture, and what of `metadata.Said` fills it.
FILLED_BY = {
    "caption": "caption",
    "byline": "byline",
    "credit": "credit",
    "source": "source",
    "copyright": "copyright",
    "notice": "instructions",
    "place": "place",
    "taken_on": "taken_on",
    "usage_terms": "usage_terms",
    "licence_url": "licence_url",
    "digital_source": "digital_source",
    "alt": "alt",
}


def read_words(picture, file):
    """Fill what is empty of `picture` with what `file` says, and keep all of that.

    Saves nothing. Returns the names of the fields that were filled, and the keywords it found.
    """
    said = metadata.read(file)
    named = picture.file_name
    keep_what_was_said(picture, file, said)
    picture.file_name = named or picture.file_name
    found = {name: getattr(said, said_as) for name, said_as in FILLED_BY.items()}
    found["licence"], found["licence_version"] = metadata.licence_at(said.licence_url)
    if picture.is_decorative:
        found["alt"] = ""
    if picture.licence:  # said by somebody: its version and address are theirs too
        found |= {"licence": "", "licence_version": "", "licence_url": ""}
    filled = [name for name, value in found.items() if value and not getattr(picture, name)]
    for name in filled:
        setattr(picture, name, found[name])
    keywords = [word for word in each_once(said.keywords) if not is_too_long(word)]
    return filled, keywords[:MOST_KEYWORDS]


def keep_what_was_said(picture, file, said=None):
    """Keep beside the picture what its file says, and the name it came under."""
    picture.from_file = (said or metadata.read(file)).raw
    picture.content_credentials = metadata.content_credentials(file)
    picture.file_name = file_name_of(file)


def file_name_of(file):
    """The name a file came under: one line without folders, shortened before its extension."""
    name = re.split(r"[/\\]", getattr(file, "name", None) or "")[-1]
    name = " ".join(writable(name).split())
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > 10:
        return shorten(name, LONGEST_NAME)
    return f"{shorten(stem, LONGEST_NAME - len(dot + extension))}{dot}{extension}"
