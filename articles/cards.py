"""Stories with what a card shows of them: section, picture and byline, in two questions.

The rule: whatever shows cards of stories gets them here or puts their bylines to them here; a card
asks the database nothing.
"""

from django.db.models import BigIntegerField

from articles.models import PublishedByline, PublishedStory
from articles.prepared import GivenSome, Prepared

IDS = GivenSome("ids", BigIntegerField())
STORIES = Prepared(lambda: PublishedStory.objects.filter(pk__in=IDS).with_card_columns())
BYLINES = Prepared(lambda: PublishedByline.objects.under_any(IDS).for_cards())


def by_id(ids):
    """The stories among `ids`, by id."""
    return {story.pk: story for story in with_bylines(unsigned(ids))}


def unsigned(ids):
    """The stories among `ids`, whose bylines are still to be put to them."""
    ids = set(ids)
    return STORIES.rows(ids=ids) if ids else []


def with_bylines(stories):
    """The same stories, each with its bylines at hand; one question for all of them."""
    if stories:
        names = {story.pk: [] for story in stories}
        for one in BYLINES.rows(ids=names):
            names[one.published_id].append(one)
        for story in stories:
            story.names = names[story.pk]
    return stories
