"""What one edition has otherwise than another, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import State


def changes_between(before, after):
    """What `after` changes on the page that `before` made, one sentence a place.

    Args:
        before, after: editions as `with_everything` loads them; `before` may be None.
    """
    then, now = _places(before), _places(after)
    found = []
    for place in sorted(then.keys() | now.keys(), key=lambda key: key[0]):
        old, new = then.get(place), now.get(place)
        if (old and old.story_id) != (new and new.story_id):
            found.append(_change(old, new))
    if strip := _strip_change(before, after):
        found.append(strip)
    return found


def headline_of(story):
    """What a story is called in the history; of a killed one nothing is told."""
    copy = story.readers_copy
    if story.state == State.KILLED:
        return _("a killed story")
    return _("“%(headline)s”") % {"headline": copy.list_headline if copy else story.list_headline}


def _places(edition):
    """The places of an edition by where they stand on the page, in its order."""
    if edition is None:
        return {}
    return {
        (_order(place), place.kind, place.section_id, place.position): place
        for place in edition.places.all()
    }


def _order(place):
    kinds = ("lead", "secondary", "section")
    section = (place.section.position, place.section.name) if place.section else (0, "")
    return (kinds.index(place.kind), *section, place.position)


def _change(old, new):
    place = str(new or old)
    if old is None:
        return _("%(place)s: %(story)s") % {"place": place, "story": headline_of(new.story)}
    if new is None:
        return _("%(place)s: automatic instead of %(story)s") % {
            "place": place,
            "story": headline_of(old.story),
        }
    return _("%(place)s: %(new)s instead of %(old)s") % {
        "place": place,
        "new": headline_of(new.story),
        "old": headline_of(old.story),
    }


def _strip_change(before, after):
    then, now = _strip(before), _strip(after)
    if then == now:
        return ""
    if not now[0]:
        return _("The breaking strip is taken away.")
    until = timezone.localtime(after.strip_until)
    words = {
        "words": after.told_strip,
        "moment": f"{date_format(until, 'j F, H:i')} {until.tzname()}",
    }
    return _("Breaking strip: “%(words)s”, until %(moment)s") % words


def _strip(edition):
    if edition is None:
        return ("", None, None)
    return (edition.strip_words, edition.strip_story_id, edition.strip_until)
