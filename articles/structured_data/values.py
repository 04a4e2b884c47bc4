"""What all of the objects are written with."""

from django.utils import timezone

CONTEXT = "https://schema.org"


def said(data):
    """The object without the properties that have no value."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def top(data):
    """An object that stands in a page by itself."""
    return {"@context": CONTEXT, **said(data)}


def moment(value):
    """A moment in the newsroom's time zone, as ISO 8601 with its offset."""
    return timezone.localtime(value).isoformat(timespec="seconds")
