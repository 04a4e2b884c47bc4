"""The row under the masthead: what an editor put there, as it is to be found at this moment.

The rule: what is kept is which section or topic is meant, never its address, so that nothing in the
row leads nowhere. What is gone is left out.
"""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles import dependence
from articles.models import PublishedTopic
from articles.ways import way_to

PLACES = {  # pages of our own that a row may lead to: what they are called there
    "latest": _("Latest"),
    "archive": _("Archive"),
    "corrections": _("Corrections"),
    "about": _("About us"),
    "search": _("Search"),
}


def row_of(paper, sections, path):
    """What the row of a page at `path` leads to, in order.

    Args:
        sections: all of them, in their order; they are the row where an editor said nothing.

    Returns:
        Dicts of `label`, `url`, `is_current` (the page itself), and the `section`'s slug or "".
    """
    items = paper.navigation or _as_they_come(sections)
    by_id = {section.pk: section for section in sections}
    topics = _topics_in(items)
    row = []
    for item in items:
        found = _found(item, by_id, topics)
        if found:
            label, url, section = found
            row.append(
                {
                    "label": item.get("label") or label,
                    "url": url,
                    "section": section,
                    "is_current": url == path,
                }
            )
    return row


def _as_they_come(sections):
    return [{"page": "latest"}, *({"section": section.pk} for section in sections)]


def _topics_in(items):
    """The topics that a row names and readers can open: one query, where it names any.

    Every page has the row: it depends on one story of each, the oldest, and not on what else comes.
    """
    named = {item["topic"] for item in items if "topic" in item}
    if not named:
        return {}
    public = PublishedTopic.objects.live().filter(tag=OuterRef("pk")).oldest_first()
    oldest = Subquery(public.values("content_object")[:1])
    topics = Tag.objects.annotate(oldest=oldest).filter(oldest__isnull=False).in_bulk(named)
    dependence.on_each("story", [topic.oldest for topic in topics.values()])
    dependence.on_each("topic", named - topics.keys())
    return topics


def _found(item, sections, topics):
    """What an item is called, its address and its section's slug; None where it is gone."""
    match item:
        case {"section": number} if number in sections:
            section = sections[number]
            return section.name, section.get_absolute_url(), section.slug
        case {"topic": number} if number in topics:
            topic = topics[number]
            return topic.name, way_to("articles:topic", topic.slug), ""
        case {"page": name} if name in PLACES:
            return str(PLACES[name]), way_to(f"articles:{name}"), ""
        case {"address": address}:
            return address, address, ""
    return None
