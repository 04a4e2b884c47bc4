"""Stories for these tests: each a few words that say what it is about, among what all say."""

from datetime import timedelta
from itertools import count

from articles import related
from tests import factories

numbers = count(1)

FERRY = "The ferry and the harbour wait for the captain and the tide."
SHIP = "A captain brought the ferry and the harbour a tide."
BREAD = "The baker and the oven make the bread and the flour rise."
ORGAN = "The organ and the choir fill the chapel with the psalm."
MOTH = "The moth and the lantern meet the garden and the dusk."


def story(text, headline="A headline", *, age=timedelta(hours=1), **fields):
    """A live story whose body is `text`, `age` ago."""
    body = fields.pop("body", f"<p>{text}</p>")
    address = f"story-{next(numbers)}"
    return factories.published_story(headline=headline, slug=address, body=body, age=age, **fields)


def filler(editor, section):
    """What makes “the” and “and” common, and shares nothing else with each other."""
    for text in (BREAD, ORGAN, MOTH):
        story(text, by=editor, section=section)


def work_out_all():
    for _number in related.rebuild():
        pass


def headlines(found):
    return [one.headline for one in found]
