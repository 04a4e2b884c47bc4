"""What one edition has otherwise than another, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import State

from .strips import has_strip


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
    if then == now or (after and after.keeps_strip):
        return ""
    if not now[0]:
        return _("The breaking strip is taken away.")
    words = {"words": after.told_strip, "moment": _hour(after.strip_until)}
    return _("Breaking strip: “%(words)s”, until %(moment)s") % words


def strips_to_come(standing, coming):
    """What happens to the strip at the moment of each edition, one sentence an edition.

    Args:
        standing: the edition that decides on the strip now, or None.
        coming: scheduled editions in the order of their moments.
    """
    sentences = []
    for edition in coming:
        sentences.append(_strip_to_come(standing, edition))
        standing = standing if edition.keeps_strip else edition
    return sentences


def _strip_to_come(standing, edition):
    moment = edition.goes_live_at
    words = {"moment": _hour(moment), "edition": edition.pk}
    stands = has_strip(standing, moment)
    if stands:
        words |= {"old": standing.told_strip, "until": _hour(standing.strip_until)}
    if edition.keeps_strip and stands:
        return _("At %(moment)s the strip “%(old)s” stays until its own end, %(until)s.") % words
    if not has_strip(edition, moment):
        if stands:
            gone = _(
                "At %(moment)s the strip “%(old)s” goes, because edition %(edition)s has none."
            )
            return gone % words
        return _("It leaves the strip alone: as it stands there is no strip then.")
    words |= {"new": edition.told_strip, "until": _hour(edition.strip_until)}
    if stands:
        return (
            _("At %(moment)s the strip “%(new)s” takes the place of “%(old)s”, until %(until)s.")
            % words
        )
    return _("At %(moment)s the strip “%(new)s” begins, until %(until)s.") % words


def _hour(moment):
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return f"{date_format(local, 'H:i' if is_today else 'j F, H:i')} {local.tzname()}"


def _strip(edition):
    if edition is None:
        return ("", None, None)
    if edition.keeps_strip:
        return (None, None, None)  # not known, and neither a strip nor none
    return (edition.strip_words, edition.strip_story_id, edition.strip_until)
