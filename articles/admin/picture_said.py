"""What the file of a picture said, as its screen shows it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.library import told
from articles.library.badges import Badge
from articles.library.retelling import label_of, value_in_words

BLOCKS = {"exif": "EXIF", "iptc": "IPTC-IIM", "xmp": "XMP"}
STATES = {
    "valid": gettext_lazy("Content Credentials: the file is as it was signed"),
    "invalid": gettext_lazy("Content Credentials: the file was changed since it was signed"),
    "unreadable": gettext_lazy("Content Credentials that cannot be read"),
}
CREDENTIALS = {
    "state": gettext_lazy("state"),
    "problems": gettext_lazy("problems"),
    "signed_by": gettext_lazy("signed by"),
    "signed_at": gettext_lazy("signed at"),
    "tool": gettext_lazy("made with"),
    "title": gettext_lazy("title"),
    "actions": gettext_lazy("what was done"),
    "digital_source": gettext_lazy("how it was made"),
    "ingredients": gettext_lazy("pictures it was made of"),
}


def said_of(picture, form):
    """The blocks of the file, its credentials, and what of it the form may take.

    `form` is None for somebody who may only look.
    """
    blocks = [
        {"name": BLOCKS.get(name, name), "rows": rows} for name, rows in told.blocks_of(picture)
    ]
    credentials = told.credentials_of(picture)
    if credentials:
        rows = [
            (capfirst(CREDENTIALS.get(name, name)), words) for name, words in credentials["rows"]
        ]
        blocks.append({"name": _("Content Credentials"), "rows": rows})
        kind = "plain" if credentials["state"] == "valid" else "stop"
        credentials = Badge(kind, STATES.get(credentials["state"], STATES["unreadable"]))
    return {
        "said": blocks,
        "credentials": credentials,
        "takes": takes_of(picture) if form is not None else [],
    }


def takes_of(picture):
    """What the file says otherwise than the library, field by field."""
    return [
        {
            "name": name,
            "label": label_of(name),
            "value": words,
            "words": value_in_words(name, words),
        }
        for name, words in told.words_of_original(picture).items()
        if told.is_another(words, told.kept_words(picture, name))
    ]
