"""Editions of the front page as the tests pin and send them."""

from datetime import timedelta

from django.utils import timezone

from articles import front_page
from articles.models import FrontEdition

LIST = "/admin/articles/frontedition/"
ADD = f"{LIST}add/"
LEAD = ("lead", None, 1)


def secondary(position):
    return ("secondary", None, position)


def band(section, position):
    return ("section", section.pk, position)


def change(edition):
    return f"{LIST}{edition.pk}/change/"


def preview(edition):
    return f"{LIST}{edition.pk}/preview/"


def live_edition(editor, pins=None, *, strip=None, age=timedelta(minutes=1), note=""):
    """An edition that went live `age` ago."""
    pins = {place: story.pk for place, story in (pins or {}).items()}
    edition = front_page.prepare(by=editor, pins=pins, strip=strip, note=note)
    front_page.put_live(edition, by=editor)
    moment = timezone.now() - age
    FrontEdition.objects.filter(pk=edition.pk).update(goes_live_at=moment, decided_at=moment)
    return FrontEdition.objects.get(pk=edition.pk)


def strip(words="Ferry stopped", *, story=None, ends_in=timedelta(hours=2)):
    return {"words": words, "story": story, "until": timezone.now() + ends_in}


def typed(edition=None, pins=None, **fields):
    """What a browser sends of the form: pins by the names of their fields, and words."""
    numbers = {name: str(story.pk) for name, story in (pins or {}).items()}
    given = {"strip_words": "", "strip_story": "", "strip_until": "", "planned_for": "", "note": ""}
    based_on = front_page.state_of(edition)
    return {**given, "based_on": based_on, "begun_by": "one-form", **numbers, **fields}


def clock(moment):
    """A moment as the field of a form takes it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
