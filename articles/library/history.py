"""What was done to a picture: an event for each act, never changed afterwards."""

from articles.models import PictureEvent

DESCRIBED = (
    "caption",
    "alt",
    "is_decorative",
    "credit",
    "byline",
    "source",
    "copyright",
    "notice",
    "show_notice",
    "place",
    "taken_on",
    "digital_source",
    "keep_animation",
    "licence",
    "licence_version",
    "licence_url",
    "usage_terms",
    "for_web",
    "for_social",
    "for_feeds",
    "for_print",
    "rights_from",
    "rights_until",
    "fallback",
)
FOCAL = ("focal_x", "focal_y")


def note(picture, kind, *, by, words="", changed=None):
    """Write down that `by` (nobody where the clock did it) has done something to a picture."""
    return PictureEvent.objects.create(
        picture=picture, kind=kind, made_by=by, note=words, changed=changed or {}
    )


def changes_between(before, after, fields):
    """The fields of two states of a picture that differ, each with what it was and is, as words."""
    pairs = ((name, _plain(before, name), _plain(after, name)) for name in fields)
    return {name: [was, now] for name, was, now in pairs if was != now}


def _plain(picture, name):
    value = getattr(picture, picture._meta.get_field(name).attname)
    return value if isinstance(value, bool | int | float | str | None) else value.isoformat()


KINDS = PictureEvent.Kind
