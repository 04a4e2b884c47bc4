"""Readers find a story by any of its words from the moment it is out, and no moment longer."""

from datetime import timedelta

import pytest
from taggit.models import Tag

from articles import library, workflow
from articles.models import Picture, ReadersIndex, Story
from tests import factories

pytestmark = pytest.mark.django_db


def found(client, query, **more):
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    return [story.headline for story in response.context["stories"]]


@pytest.fixture
def cafe(editor):
    factories.published_story(by=editor, headline="Nothing of the kind", bylines=["A. Guest"])
    return factories.published_story(
        by=editor,
        headline="Café closes",
        standfirst="After ninety years.",
        body="<p>Über the <strong>river</strong> stood the closed doors.</p>",
        bylines=[factories.person(name="Zoë Tolliver")],
        tags=["City Council"],
        section=factories.section(name="Town", slug="town"),
        lead_picture=factories.picture(caption="The owner, Mr Brankovic, on the steps."),
    )


SAID = [
    "cafe",
    "CAFÉ closes",
    "ninety",
    "uber river",
    "tolliver",
    "brankovic",
    "council",
    '"closed doors"',
    "closing",
    "author:tolliver",
    'author:"Zoe Tolliver" river',
    "section:town",
    'tag:"city council"',
    "tag:city-council cafe",
    "cafe -harbour",
    "cafe -author:nobody",
]
NOT_SAID = [
    "cafe mountain",
    '"doors closed"',
    "cafe -river",
    "author:brankovic",
    "cafe author:guest",
    "section:sport cafe",
    "tag:council cafe",
    "cafe -section:town",
    "cafe before:2000",
    "zzevery",
]


def test_a_story_is_found_by_whatever_it_says_and_by_nothing_else(client, cafe):
    for query in SAID:
        assert found(client, query) == ["Café closes"], query
    for query in NOT_SAID:
        assert found(client, query) == [], query


def test_the_last_word_may_be_a_beginning(client, cafe, work_off):
    assert found(client, "tolli") == []  # nobody learned the name yet
    with work_off():
        workflow.publish_update(_changed(cafe), by=factories.user("Editor"))
    assert found(client, "river tolli") == ["Café closes"]
    assert found(client, "tolli ") == []


def _changed(story):
    Story.objects.filter(pk=story.pk).update(standfirst="After a hundred years.")
    workflow.save(story, by=factories.user("Editor"))
    return Story.objects.get(pk=story.pk)


def test_an_update_is_what_is_found_from_then_on(client, cafe, editor):
    workflow.publish_update(_changed(cafe), by=editor)
    assert found(client, "hundred") == ["Café closes"]
    assert found(client, "ninety") == []


def test_what_only_the_desk_has_is_not_found(client, cafe):
    _changed(cafe)
    factories.story(headline="Secret draft")
    assert found(client, "hundred") == found(client, "secret") == []


def test_a_withdrawn_and_a_killed_story_are_not_found(client, cafe, editor):
    other = factories.published_story(by=editor, headline="Café opens")
    workflow.withdraw(cafe, by=editor, note="Wrong.")
    assert found(client, "cafe") == ["Café opens"]
    workflow.kill(other, by=factories.user("Chief editor"), note="Wrong.")
    assert found(client, "cafe") == []
    assert not ReadersIndex.objects.filter(story__in=[cafe.pk, other.pk]).exists()


def test_a_story_is_found_between_its_moments_by_the_clock(client, editor, clock):
    draft = workflow.submit(factories.story(headline="Planned ferry", by=editor), by=editor)
    workflow.plan(draft, publish_at=clock.at(hours=2), withdraw_at=clock.at(hours=3), by=editor)
    workflow.schedule(Story.objects.get(pk=draft.pk), by=editor)
    seen = []
    for minutes in (0, 119, 1, 59, 1):
        clock.goes_on(minutes=minutes)
        seen.append(bool(found(client, "ferry")))
    assert seen == [False, False, True, True, False]


def test_a_new_caption_is_found_where_the_library_says_it(client, cafe, editor, work_off):
    picture = Picture.objects.get()
    picture.caption = "The owner, Mrs Petrovic, on the steps."
    with work_off():
        library.describe(picture, by=editor)
    assert found(client, "petrovic") == ["Café closes"]
    assert found(client, "brankovic") == []


def test_new_names_of_people_and_topics_are_found(client, cafe, publisher, work_off):
    person, topic = cafe.bylines.first().person, Tag.objects.get(name="City Council")
    client.force_login(publisher)
    with work_off():
        client.post(
            f"/admin/articles/person/{person.pk}/change/",
            {"name": "Zoë Harbour", "slug": person.slug, "role": "", "bio": "", "email": ""},
        )
    topic.name = "Guildhall"
    with work_off():
        workflow.rename_topic(topic, by=publisher)
    assert found(client, "author:harbour tag:guildhall") == ["Café closes"]
    assert found(client, "tolliver") == found(client, "council") == []


def test_new_names_are_found_where_readers_alone_still_have_the_old_ones(
    client, cafe, publisher, work_off
):
    person, topic = cafe.bylines.first().person, Tag.objects.get(name="City Council")
    cafe.bylines.all().delete()
    cafe.tags.clear()
    workflow.save(cafe, by=publisher)
    person.name, topic.name = "Zoë Harbour", "Guildhall"
    client.force_login(publisher)
    with work_off():
        client.post(
            f"/admin/articles/person/{person.pk}/change/",
            {"name": person.name, "slug": person.slug, "role": "", "bio": "", "email": ""},
        )
        workflow.rename_topic(topic, by=publisher)
    assert found(client, "author:harbour tag:guildhall") == ["Café closes"]
    other = Tag.objects.create(name="Town hall", slug="town-hall")
    with work_off():
        workflow.merge_topics(topic, into=other, by=publisher)
    assert found(client, 'tag:"town hall"') == ["Café closes"]
    with work_off():
        workflow.delete_topic(other, by=publisher)
    assert found(client, 'tag:"town hall"') == []


def test_scripts_without_spaces_are_found_by_any_part_of_a_word(client, editor):
    factories.published_story(
        by=editor, headline="北京市长今天访问上海", standfirst="العربية الفصحى"
    )
    for query in ("北京", "市长", "上海", "海", "北京市", "العربية", "北京 上海"):
        assert found(client, query) == ["北京市长今天访问上海"], query
    assert found(client, "京北") == []


def test_dates_narrow_to_whole_days_of_the_newsroom(client, editor, clock):
    for day in (1, 2, 3):
        clock.set(2026, 3, day, 0, 0)
        factories.published_story(by=editor, headline=f"Ferry {day}", age=timedelta(0))
    assert found(client, "ferry after:2026-03-02", order="newest") == ["Ferry 3", "Ferry 2"]
    assert found(client, "ferry before:2026-03-02") == ["Ferry 1"]
    assert found(client, "year:2026 before:2026-03-02") == ["Ferry 1"]
    assert found(client, "ferry year:2025") == []
