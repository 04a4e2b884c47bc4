"""What the file behind a picture says of it, set beside what the library says.

The one rule: the file is asked, not believed: nothing here changes a picture.
"""

from django.core.files.storage import storages

from articles import metadata
from articles.body import shorten, writable

ASKED = {  # each field of a picture, and what `metadata.Said` calls it
    "caption": "caption",
    "alt": "alt",
    "credit": "credit",
    "byline": "byline",
    "source": "source",
    "copyright": "copyright",
    "place": "place",
    "taken_on": "taken_on",
    "digital_source": "digital_source",
    "usage_terms": "usage_terms",
    "notice": "instructions",
}
OWED = ("credit", "byline", "source", "copyright", "usage_terms")  # what is owed to somebody
LONGEST = 400  # characters of one value
MOST = 60  # values of one block


def words_of(file):
    """What a file says, by the fields of a picture, each as a form would hold it."""
    said = metadata.read(file)
    found = {field: getattr(said, name) for field, name in ASKED.items()}
    return {
        field: writable(value if isinstance(value, str) else value.isoformat())
        for field, value in found.items()
        if value
    }


def words_of_original(picture):
    """As `words_of`, of the file that is kept; nothing where it cannot be read."""
    try:
        with storages["originals"].open(picture.original.name) as file:
            return words_of(file)
    except OSError:
        return {}


def is_another(said, kept):
    """Whether a file says something else than `kept`, spaces and line ends apart."""
    return bool(said) and said.split() != str(kept or "").split()


def kept_words(picture, name):
    """What the library says in a field, as a form would hold it."""
    value = getattr(picture, name)
    return value if isinstance(value, str) or not value else value.isoformat()


def blocks_of(picture):
    """What each block of the file said when it came, bounded: [(block, [(name, words)])]."""
    return [
        (str(block), _rows(fields))
        for block, fields in _dict(picture.from_file).items()
        if _rows(fields)
    ]


def credentials_of(picture):
    """The Content Credentials of a picture: {state, rows}, or None where it has none."""
    told = _dict(picture.content_credentials)
    if not told:
        return None
    return {"state": str(told.get("state", "")), "rows": _rows(told)}


def _rows(fields):
    rows = [(str(name), _flat(value)) for name, value in _dict(fields).items()]
    return [(shorten(name, LONGEST), shorten(words, LONGEST)) for name, words in rows if words][
        :MOST
    ]


def _flat(value):
    if isinstance(value, dict):
        value = [f"{name}: {_flat(part)}" for name, part in value.items()]
    if isinstance(value, list):
        return ", ".join(filter(None, map(_flat, value[:MOST])))
    return "" if value is None else str(value)


def _dict(value):
    return value if isinstance(value, dict) else {}
