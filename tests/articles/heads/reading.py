"""What the head of a page says, as those read it who are not reading the page."""

import json
from dataclasses import dataclass, field

from lxml import html

from articles import workflow
from articles.models import Story
from tests import factories

SITE = "http://localhost:8000"


@dataclass
class Read:
    """The head of a page, parsed as a browser would."""

    title: str = ""
    said: dict = field(default_factory=dict)  # meta elements, by name or property: all values
    links: list = field(default_factory=list)  # (rel, type, href)
    data: list = field(default_factory=list)  # schema.org's objects

    def one(self, name):
        """What is said once under a name; None for nothing."""
        values = self.said.get(name, [])
        assert len(values) < 2, f"{name} is said more than once: {values}"
        return values[0] if values else None

    def of_type(self, name):
        """The only object of a type."""
        (found,) = [one for one in self.data if one["@type"] == name]
        return found

    @property
    def canonical(self):
        (found,) = [href for rel, _type, href in self.links if rel == "canonical"]
        return found


def read(client, address):
    """The head of the page at an address, which has to answer."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return parsed(response.text)


def parsed(text):
    tree = html.fromstring(text)
    head = tree.find("head")
    found = Read(title=head.findtext("title"))
    for meta in head.iter("meta"):
        if name := meta.get("name") or meta.get("property"):
            found.said.setdefault(name, []).append(meta.get("content"))
    for link in head.iter("link"):
        found.links.append((link.get("rel"), link.get("type"), link.get("href")))
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            found.data.append(json.loads(script.text))
    return found


def everything_in(value):
    """Every object and every string in a piece of structured data."""
    yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from everything_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from everything_in(inner)


def updated(story, *, by):
    """A live story after a change of its text that readers see."""
    Story.objects.filter(pk=story.pk).update(standfirst="Written anew.")
    return workflow.publish_update(story, by=by)


def overridden(**fields):
    """A live story that lacks something: somebody who may took it on themselves."""
    chief = factories.user("Chief editor")
    draft = workflow.submit(factories.story(by=chief, **fields), by=chief)
    return workflow.publish(draft, by=chief, note="An agency's text.", override=True)
