"""What leads a section's page, and who says so."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory, Section
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.section(name="Town", slug="town")


def published(section, editor, headline, hours, **fields):
    return factories.published_story(
        by=editor, section=section, headline=headline, age=timedelta(hours=hours), **fields
    )


def opened(client):
    """The headlines of a section's page in the order they stand there."""
    context = client.get("/section/town/").context
    stories = [context["lead"], *context["second_row"], *context["river"]]
    return [story.headline for story in stories]


@pytest.fixture
def stories(town, editor):
    picture = factories.picture()
    return {
        "newest": published(town, editor, "Newest", 1),
        "pictured": published(town, editor, "Pictured", 2, lead_picture=picture),
        "old": published(town, editor, "Old", 900),
    }


def test_the_newest_story_with_a_picture_leads(client, stories):
    assert opened(client) == ["Pictured", "Newest", "Old"]


def test_the_newest_leads_where_none_has_a_picture(client, town, editor):
    published(town, editor, "Older", 2)
    published(town, editor, "Newest", 1)
    assert opened(client) == ["Newest", "Older"]


def test_what_an_editor_put_there_leads_however_old_it_is(client, town, stories):
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    assert opened(client) == ["Old", "Newest", "Pictured"]


def test_a_lead_from_a_page_further_back_opens_the_first_page_alone(client, town, editor, stories):
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    for number in range(20):
        published(town, editor, f"Story {number}", 3 + number)
    first = client.get("/section/town/")
    assert first.context["lead"].headline == "Old"
    second = client.get(f"/section/town/{first.context['older_url']}")
    assert "lead" not in second.context
    assert [one.headline for one in second.context["stories"]] == ["Story 18", "Story 19", "Old"]


def test_a_lead_that_readers_may_not_see_leads_nothing(client, town, editor, stories):
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    copies = PublishedStory.objects.filter(pk=stories["old"].pk)
    copies.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert opened(client) == ["Pictured", "Newest"]
    copies.update(embargo_until=None)
    workflow.withdraw(stories["old"], by=editor, note="wrong")
    assert opened(client) == ["Pictured", "Newest"]


def test_a_lead_that_moved_to_another_section_leads_nothing(client, town, stories):
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    PublishedStory.objects.filter(pk=stories["old"].pk).update(section=factories.section())
    assert opened(client) == ["Pictured", "Newest"]


def test_a_section_with_a_lead_costs_the_queries_of_one_without(
    client, town, stories, django_assert_num_queries
):
    client.get("/section/town/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/section/town/")
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    with django_assert_num_queries(len(queries)):
        client.get("/section/town/")


def test_an_editor_chooses_the_lead_and_nothing_else_of_a_section(client, town, editor, stories):
    client.force_login(editor)
    address = f"/admin/articles/section/{town.pk}/change/"
    page = client.get(address).content.decode()
    assert 'data-chooser="story"' in page
    assert 'name="slug"' not in page
    answer = client.post(address, {"lead": stories["old"].pk, "name": "Taken", "slug": "taken"})
    assert answer.status_code == 302
    town.refresh_from_db()
    assert (town.lead, town.name, town.slug) == (stories["old"], "Town", "town")
    assert "Old" in client.get("/admin/articles/section/").content.decode()
    client.post(address, {"lead": ""})
    town.refresh_from_db()
    assert town.lead is None


def test_a_reporter_chooses_no_lead(client, town, reporter, stories):
    client.force_login(reporter)
    address = f"/admin/articles/section/{town.pk}/change/"
    assert client.post(address, {"lead": stories["old"].pk}).status_code == 403


def test_an_editor_renames_no_section_from_the_list(client, town, editor):
    client.force_login(editor)
    assert 'name="form-0-position"' not in client.get("/admin/articles/section/").content.decode()


def test_a_story_that_cannot_lead_is_refused_in_words(client, town, editor, stories):
    client.force_login(editor)
    address = f"/admin/articles/section/{town.pk}/change/"
    draft = factories.story(by=editor, section=town, headline="Not out")
    elsewhere = factories.published_story(by=editor, headline="Elsewhere")
    for typed, sentence in (
        (draft.pk, "neither published nor scheduled"),
        (elsewhere.pk, "stands in another section"),
        (10**30, "There is no story with this number."),
        ("x", "There is no story with this number."),
    ):
        answer = client.post(address, {"lead": typed})
        assert answer.status_code == 200, typed
        assert sentence in answer.content.decode(), typed
    town.refresh_from_db()
    assert town.lead is None


def test_a_withdrawn_lead_stands_in_nobodys_way(client, town, publisher, editor, stories):
    Section.objects.filter(pk=town.pk).update(lead=stories["old"].pk)
    workflow.withdraw(stories["old"], by=editor, note="wrong")
    client.force_login(publisher)
    form = {"name": "City", "slug": "town", "lead": stories["old"].pk, "position": 1}
    answer = client.post(f"/admin/articles/section/{town.pk}/change/", form)
    assert answer.status_code == 302
    assert Section.objects.get(pk=town.pk).name == "City"
