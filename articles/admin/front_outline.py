"""What the desk's screens say of the front page: each place, what stands there and why."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import front_page
from articles.forms.front_page import name_of_field
from articles.models import FrontEdition, FrontPlace, PublishedStory, Story, name_of

Kind = FrontPlace.Kind


@dataclass(frozen=True)
class Described:
    """An edition, and what it has otherwise than the one before it, in words."""

    edition: FrontEdition
    changes: list
    strip_to_come: str = ""  # what happens to the strip at its moment

    @property
    def changed_by(self):
        return name_of(self.edition.changed_by)

    @property
    def decided_by(self):
        return name_of(self.edition.decided_by)


def described(edition, before):
    """What the desk says of an edition (or of none), against the one before it."""
    if edition is None:
        return None
    return Described(edition, front_page.changes_between(before, edition))


def described_to_come(coming, present):
    """What the desk says of scheduled editions, in the order of their moments."""
    standing = front_page.deciding_for(present, timezone.now())
    sentences = front_page.strips_to_come(standing, coming)
    return [
        Described(edition, front_page.changes_between(present, edition), sentence)
        for edition, sentence in zip(coming, sentences, strict=True)
    ]


def pinned_in(edition):
    """The stories that an edition (or none) pins, by their places."""
    rows = edition.places.all() if edition else []
    return {(row.kind, row.section_id, row.position): row.story for row in rows}


@dataclass(frozen=True)
class Seat:
    """One place: what an editor pinned there, and what readers see there."""

    name: str
    title: str
    field: object = None  # of the form, bound
    pinned: Story | None = None
    shown: PublishedStory | None = None
    is_first: bool = False
    is_last: bool = False

    @property
    def is_to_come(self):
        return self.pinned is not None and front_page.is_to_come(self.pinned)

    @property
    def comes_at(self):
        return front_page.shown_from(self.pinned)

    @property
    def is_passed_over(self):
        """Whether the place fills itself although a story is pinned to it."""
        if self.pinned is None or self.is_to_come:
            return False
        return self.shown is None or self.shown.pk != self.pinned.pk

    @property
    def why_passed_over(self):
        return front_page.refusal_to_pin(self.pinned)


@dataclass(frozen=True)
class Part:
    """The top of the page, or the band of a section."""

    title: str
    seats: list
    is_open: bool = True


def outline(page, pinned, sections, *, form=None):
    """The page as parts with seats, in its order.

    Args:
        page: what `front_page.page_of` made.
        pinned: the stories that are pinned, by their places.
        form: the form whose fields belong to the places, if one is shown.
    """
    bands = {section.pk: stories for section, stories in page.bands}
    places = list(front_page.places(sections))
    top = [place for place in places if place[0] != Kind.SECTION]
    parts = [_part(_("The top of the page"), top, [page.lead, *page.secondaries], pinned, form)]
    for section in sections:
        own = [place for place in places if place[1] == section.pk]
        part = _part(section.name, own, bands.get(section.pk, []), pinned, form, folds=True)
        if form is not None or part.seats:
            parts.append(part)
    return parts


def _part(title, places, shown, pinned, form, *, folds=False):
    seats = []
    for number, place in enumerate(places):
        stands = shown[number] if number < len(shown) else None
        if form is None and stands is None and place not in pinned:
            continue
        name = name_of_field(place)
        seats.append(
            Seat(
                name=name,
                title=_title(place),
                field=form[name] if form is not None else None,
                pinned=pinned.get(place),
                shown=stands,
                is_first=number == 0,
                is_last=number == len(places) - 1,
            )
        )
    is_used = any(seat.pinned or (seat.field and seat.field.value()) for seat in seats)
    return Part(title, seats, is_open=is_used or not folds)


def _title(place):
    """What a place is called inside its part."""
    if place[0] == Kind.LEAD:
        return str(Kind.LEAD.label)
    if place[0] == Kind.SECONDARY:
        return _("Secondary %(position)s") % {"position": place[2]}
    return _("Place %(position)s") % {"position": place[2]}


def moved(values, sections, asked):
    """The values of a form in which a story moved to the place above or below, and that place.

    Args:
        asked: a place and "up" or "down", as the button says it; anything else changes nothing.
    """
    name, _colon, direction = asked.partition(":")
    step = {"up": -1, "down": 1}.get(direction, 0)
    for chain in _chains(sections):
        if name in chain and 0 <= chain.index(name) + step < len(chain):
            other = chain[chain.index(name) + step]
            return {**values, name: values.get(other), other: values.get(name)}, other
    return values, ""


def _chains(sections):
    """The names of the fields that stand one above the other: a story moves along one chain."""
    chains = {}
    for place in front_page.places(sections):
        chains.setdefault(place[1], []).append(name_of_field(place))
    return chains.values()
