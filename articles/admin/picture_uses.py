"""Where a picture stands, and where on the front page the stories with it do.

The front page is composed as readers get it, and only where a live story has the picture.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from articles import front_page, library
from articles.models import FrontPlace, Section
from articles.models.front_page import name_of_place

from .desk import short_moment

Kind = FrontPlace.Kind


def uses_with_front_page(picture, paper):
    """The uses of a picture for its screen."""
    uses = library.uses_of(picture)
    if not uses.stories:
        return uses
    places = defaultdict(list)
    if uses.live_stories:
        for story, words in _places_now(paper):
            places[story.pk].append(words)
    coming = FrontPlace.objects.coming_of([use.story for use in uses.stories])
    for place in coming:
        moment = short_moment(place.edition.goes_live_at)
        places[place.story_id].append(
            _("%(place)s, from %(moment)s") % {"place": place, "moment": moment}
        )
    return uses.on_front(places)


def _places_now(paper):
    """Every story of the front page as readers see it now, with the words for its place."""
    page = front_page.page_of_the_moment(list(Section.objects.all()), paper)
    if page.lead:
        yield page.lead, name_of_place(Kind.LEAD, 1)
    for position, story in enumerate(page.secondaries, start=1):
        yield story, name_of_place(Kind.SECONDARY, position)
    for story in page.latest:
        yield story, _("Latest")
    for section, stories in page.bands:
        for position, story in enumerate(stories, start=1):
            yield story, name_of_place(Kind.SECTION, position, section)
