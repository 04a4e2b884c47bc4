"""Which stories a text could lead to, while somebody writes it: saved or not."""

from dataclasses import dataclass

from taggit.models import Tag

from articles.body import plain_text, pointers
from articles.models import PublishedStory
from articles.references import stories_in

from .comparing import most_alike, subject
from .words import Text

SUGGESTED = 6
REASONS = 3


@dataclass(frozen=True)
class Suggestion:
    """A live story, and what it shares with the text: topics and words, as they are written."""

    story: PublishedStory
    shares: list[str]


def suggestions(headline, standfirst, body, topics, *, section=None, story=None, without=()):
    """Live stories that are like a text and that it does not lead to yet, the best first.

    Args:
        body: within the body's grammar (see `articles.body.sanitise`).
        topics: names of topics; those that do not exist count for nothing.
        section: the number of its section.
        story: the number of the story that it is the text of, if that is saved.
        without: numbers of stories that it leads to elsewhere.
    """
    tags = Tag.objects.in_bulk(Tag.objects.filter(name__in=topics).values_list("pk", flat=True))
    text = Text(headline, standfirst, plain_text(body))
    found = most_alike(subject(text, tags, section=section, number=story))
    known = {story, *without, *stories_in(pointers(body))}
    found = {alike.story: alike for alike in found if alike.story not in known}
    rows = PublishedStory.objects.live().for_a_line().in_bulk(found)
    best = sorted(rows, key=lambda number: found[number].score, reverse=True)[:SUGGESTED]
    return [Suggestion(rows[number], _shared(found[number], tags, text)) for number in best]


def _shared(alike, tags, text):
    """What two stories share in words for a person, nothing twice."""
    names = [tags[tag].name for tag in alike.topics]
    shared = {}
    for one in [*names, *(text.spelled[word] for word in alike.words)]:
        shared.setdefault(one.casefold(), one)
    return list(shared.values())[:REASONS]
