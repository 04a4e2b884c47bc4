"""What the desk is to see of a picture at a glance, and why one cannot stand in a story.

The rule: what stops a picture and what only warns of it are told apart, here for every screen.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Badge:
    """A few words; `kind` says how loud they are: "stop", "warn" or "plain"."""

    kind: str
    words: str


def badges_of(picture, day=None):
    """The badges of a picture on `day` (today without one), the gravest first."""
    day = day or timezone.localdate()
    return [
        *_of_rights(picture, day),
        *([] if picture.credit else [Badge("stop", _("No credit"))]),
        *([] if picture.alt or picture.is_decorative else [Badge("stop", _("No alt text"))]),
        *([] if picture.licence else [Badge("stop", _("No licence"))]),
        *([Badge("warn", str(picture.get_digital_source_display()))] if picture.how_made else []),
    ]


def _of_rights(picture, day):
    if picture.blocked_at is not None:
        yield Badge("stop", _("Blocked"))
    if not picture.for_web:
        yield Badge("stop", _("Not cleared for our pages"))
    if picture.rights_from is not None and picture.rights_from > day:
        yield Badge("warn", _("Rights begin on %(day)s") % {"day": _written(picture.rights_from)})
    if (last := picture.rights_until) is None:
        return
    if last < day:
        yield Badge("stop", _("Rights ended on %(day)s") % {"day": _written(last)})
    else:
        kind = "warn" if last <= day + SOON else "plain"
        yield Badge(kind, _("Rights end on %(day)s") % {"day": _written(last)})


def refusal_of(picture, day=None):
    """Why a picture cannot be chosen for a story, or "".

    Rights that begin later are no reason: the story may go out later, too. Nor is an alt text that
    lacks, for a story can have its own: see `demands_of`.
    """
    if picture.blocked_at is not None:
        return _("Cannot be used: it is blocked.")
    if not picture.for_web:
        return _("Cannot be used: it is not cleared for our pages.")
    last = picture.rights_until
    if last is not None and last < (day or timezone.localdate()):
        return _("Cannot be used: its rights ended on %(day)s.") % {"day": _written(last)}
    if picture.credit:
        return ""
    lacking = _(" and no ").join(str(words) for words in picture.missing)
    return _("Cannot be used yet: it has no %(missing)s.") % {"missing": lacking}


def demands_of(picture, alt=""):
    """What has still to be said before a story with this picture can go out, as sentences.

    `alt` is the alt text that the story itself has for it.
    """
    if not alt and (sentence := lacks_alt(picture)):
        yield sentence
    if not picture.licence:
        yield _("Nobody has said its licence yet: no story goes out with it before.")
    elif picture.is_creative_commons and not picture.licence_address:
        yield _("Nobody has said the version of its licence yet: no story goes out with it before.")


def lacks_alt(picture):
    """The sentence for a picture that is not described, or ""."""
    if picture.alt or picture.is_decorative:
        return ""
    return _("It has no alt text yet: write one for this story, or in the library.")


def _written(day):
    return date_format(day, "j F Y")
