"""What an editor of the demo newsroom has decided of pages: the front, a section's lead, a topic.

The rule: what somebody has decided already stays.
"""

from datetime import timedelta

from taggit.models import Tag

from articles import front_page
from articles.models import FrontEdition, FrontPlace, Section, Story, TopicPage


def make_front_page(loading, key, row):
    """An edition as an editor decides it; a draft where somebody runs the front page already."""
    editor, stories, strip = loading.account("editor"), loading.ids["story"], row["strip"]
    pins = {front_page.LEAD: stories[row["lead"]]}
    for pin in row["pins"]:
        place = (FrontPlace.Kind.SECTION, loading.ids["section"][pin["section"]], pin["position"])
        pins[place] = stories[pin["story"]]
    edition = front_page.prepare(
        by=editor,
        pins=pins,
        strip={
            "words": strip["words"],
            "story": Story.objects.get(pk=stories[strip["story"]]),
            "until": loading.now + timedelta(days=strip["days"]),
        },
        note=row["note"],
    )
    if FrontEdition.objects.gone_live().exists():
        return edition
    return front_page.put_live(edition, by=editor)


def make_section_lead(loading, key, story):
    """Put a story at the head of its section's page, where none was put yet."""
    section = Section.objects.get(pk=loading.ids["section"][key])
    if section.lead_id is None:
        section.lead_id = loading.ids["story"][story]
        section.save(update_fields=["lead"])
    return section


def make_topic(loading, key, row):
    """Say what a topic is about, where nobody has said it yet."""
    fields = {"description": row["description"]}
    page, _created = TopicPage.objects.get_or_create(tag=Tag.objects.get(name=key), defaults=fields)
    return page
