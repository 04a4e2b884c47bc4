"""What was done to a picture, in words: the labels a person knows, and what became of what.

The one rule: a list of events costs one query beside its own, however many there are.
"""

from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.body import shorten
from articles.models import Picture, name_of

from .cropping import CROP_NAMES

LONGEST = 400  # characters of a value
UNTOLD = {"checksum"}  # what says nothing to a person
CROP = "crop:"


def retell(events):
    """Each of `events` (with who made them) as what a page shows of it."""
    events = list(events)
    numbers = {number for event in events for number in event.changed.get("fallback", ()) if number}
    pictures = {one.pk: str(one) for one in Picture.objects.filter(pk__in=numbers)}
    return [
        {
            "at": event.made_at,
            "by": who_did(event),
            "label": event.get_kind_display(),
            "kind": event.kind,
            "note": "" if event.kind == event.Kind.ENDED else event.note,
            "changes": [
                {"label": label_of(name), "was": was, "now": now}
                for name, (was, now) in _told(_changed_by(event), pictures)
            ],
        }
        for event in events
    ]


def who_did(event):
    """Whose act an event was; "" where nobody at the desk did it."""
    if event.kind == event.Kind.ENDED:
        return _("The clock")
    return name_of(event.made_by) if event.made_by_id else ""


def label_of(name):
    """What a person calls a field that an event names."""
    if name.startswith(CROP):
        crop = name.removeprefix(CROP)
        return _("Crop: %(crop)s") % {"crop": CROP_NAMES.get(crop, crop)}
    try:
        return capfirst(Picture._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def value_in_words(name, value, pictures=None):
    """A value that an event kept, as words; "" for nothing."""
    if name.startswith(CROP):
        return _box(value) if value else _("by the focal point")
    if name in {"focal_x", "focal_y"}:
        return _("%(part)s %%") % {"part": round(value * 100)}
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "fallback":
        return (pictures or {}).get(value) or _("Picture %(number)s") % {"number": value}
    if name in {"taken_on", "rights_from", "rights_until"}:
        return date_format(date.fromisoformat(value), "j F Y")
    if name in {"licence", "digital_source"}:
        return str(dict(Picture._meta.get_field(name).flatchoices).get(value, value))
    return shorten(str(value), LONGEST)


def _changed_by(event):
    """What an event changed; the note of an end is its last day, told like any other."""
    if event.kind == event.Kind.ENDED and event.note:
        return {"rights_until": ["", event.note]}
    return event.changed


def _told(changed, pictures):
    for name, pair in changed.items():
        if name not in UNTOLD and isinstance(pair, list) and len(pair) == 2:
            yield name, [value_in_words(name, value, pictures) for value in pair]


def _box(box):
    left, top, width, _height = (round(side * 100) for side in box)
    return _("%(left)s %% from the left, %(top)s %% from the top, %(width)s %% wide") % {
        "left": left,
        "top": top,
        "width": width,
    }
