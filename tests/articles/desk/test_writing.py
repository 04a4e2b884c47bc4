"""The writing screen: what is typed is saved as a revision, or shown again with what is wrong."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles import workflow
from articles.models import Revision, State, Story
from tests import factories

from .typing import ADD, change, typed

pytestmark = pytest.mark.django_db


def errors_of(response):
    return response.context["form"].errors


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_reporter_begins_a_story_and_it_is_a_draft_with_a_revision(client, reporter):
    client.force_login(reporter)
    writer, section = factories.person(account=reporter), factories.section()
    data = typed(
        headline="Ferry  saved\nby one vote",
        section=section.pk,
        tags="Harbour, council, harbour",
        bylines=[{"person": writer.pk}, {"guest": "A guest"}],
        related=[{"url": "https://example.org/a", "title": "Elsewhere"}],
    )
    response = client.post(ADD, data)
    story = Story.objects.get()
    assert response.url == change(story)
    assert (story.state, story.headline) == (State.DRAFT, "Ferry saved by one vote")
    assert story.created_by == reporter
    assert [(row.name, row.position) for row in story.bylines.all()] == [
        (writer.name, 1),
        ("A guest", 2),
    ]
    assert sorted(story.tags.names()) == ["Harbour", "council"]
    revision = story.revisions.get()
    assert (revision.number, revision.made_by) == (1, reporter)
    assert revision.content["related"] == [{"url": "https://example.org/a", "title": "Elsewhere"}]


def test_a_byline_is_kept_in_the_order_of_its_places(client, reporter):
    client.force_login(reporter)
    story = factories.story(bylines=["First", "Second"])
    data = typed(story, bylines=[{"guest": "Third", "position": 1}])
    data |= {"bylines-0-position": "3", "bylines-1-position": "2"}
    client.post(change(story), data)
    assert [(row.guest, row.position) for row in story.bylines.all()] == [
        ("Third", 1),
        ("Second", 2),
        ("First", 3),
    ]


def test_a_body_is_saved_in_the_grammar_whatever_was_sent(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    body = '<h1 onclick="x()">Title</h1><script>alert(1)</script><div><b>Bold</b></div>'
    client.post(change(story), typed(story, body=body))
    story.refresh_from_db()
    assert story.body == "<h2>Title</h2><p><strong>Bold</strong></p>"


def test_saving_without_a_change_adds_no_revision(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    client.post(change(story), typed(story))
    assert Revision.objects.filter(story=story).count() == 1


@pytest.mark.parametrize("lacking", ["credit", "alt"])
def test_a_picture_without_credit_or_alt_text_is_refused_at_its_field(client, reporter, lacking):
    client.force_login(reporter)
    story, picture = factories.story(), factories.picture(**{lacking: ""})
    body = f'<p>Typed.</p><figure data-picture="{picture.pk}"></figure>'
    response = client.post(change(story), typed(story, body=body, lead_picture=picture.pk))
    assert set(errors_of(response)) == {"body", "lead_picture"}
    assert "Typed." in response.content.decode()
    assert story.revisions.count() == 1


def test_a_picture_that_is_not_in_the_library_is_refused_at_its_field(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    body = '<figure data-picture="4711"></figure>'
    response = client.post(change(story), typed(story, body=body, lead_picture="4711"))
    assert set(errors_of(response)) == {"body", "lead_picture"}


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999999", "x", "4711"])
def test_a_body_that_points_nowhere_is_no_failure(client, reporter, number):
    client.force_login(reporter)
    story = factories.story()
    body = (
        f'<p><a data-story="{number}">words</a></p><aside data-read-also="{number}"></aside>'
        f'<figure data-picture="{number}"></figure>'
    )
    assert client.post(change(story), typed(story, body=body)).status_code in {200, 302}
    preview = client.get(f"/admin/articles/story/{story.pk}/preview/")
    assert preview.status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "H" * 301),
        ("headline", "  "),
        ("headline", "\u200b"),
        ("standfirst", "s" * 601),
        ("body", "x" * 1_000_001),
        ("short_headline", "h" * 81),
        ("dateline", "d" * 61),
        ("section", "99999999999999999999999"),
        ("section", "nul \0"),
        ("lead_picture", "-1"),
        ("lead_picture", "99999999999999999999999"),
        ("lead_picture", "nul \0"),
        ("tags", "t" * 91),
        ("tags", "\ufdfa" * 10),  # one letter in the name, eighteen in an address
        ("tags", "!!!"),
        ("tags", "harbour, \U0001f600"),
        ("tags", "---"),
        ("tags", ",".join(f"topic {number}" for number in range(31))),
        ("slug", "not an address"),
        ("slug", "s" * 81),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(client, reporter, field, value):
    client.force_login(reporter)
    story = factories.story()
    response = client.post(change(story), typed(story, **{field: value}))
    assert response.status_code == 200
    assert field in errors_of(response)
    assert story.revisions.count() == 1


@pytest.mark.parametrize(
    "row",
    [
        {"person": "99999999999999999999999"},
        {"person": "x"},
        {"guest": "g" * 101},
        {"guest": "G", "position": "x"},
    ],
)
def test_what_a_byline_cannot_be_is_refused_at_its_row(client, reporter, row):
    client.force_login(reporter)
    story = factories.story(bylines=[])
    response = client.post(change(story), typed(story, bylines=[row]))
    assert response.status_code == 200
    assert response.context["rows"]["bylines"].formset.total_error_count() > 0
    assert not story.bylines.exists()


def test_a_byline_names_a_person_or_a_guest_and_not_both(client, reporter):
    client.force_login(reporter)
    story, person = factories.story(bylines=[]), factories.person()
    data = typed(story, bylines=[{"person": person.pk, "guest": "A guest"}])
    response = client.post(change(story), data)
    assert "Choose a person or type a guest" in response.content.decode()


def test_a_story_is_not_related_to_itself(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    response = client.post(change(story), typed(story, related=[{"target": story.pk}]))
    assert "A story cannot be related to itself." in response.content.decode()
    assert not story.related.exists()


@pytest.mark.parametrize(
    "words", ['<p><a data-story="{pk}">words</a></p>', '<aside data-read-also="{pk}"></aside>']
)
def test_a_text_that_links_to_its_own_story_is_refused_at_its_field(client, reporter, words):
    client.force_login(reporter)
    story = factories.story()
    body = "<p>Typed.</p>" + words.format(pk=story.pk)
    response = client.post(change(story), typed(story, body=body))
    assert "links to this story itself" in errors_of(response)["body"][0]
    other = "<p>Typed.</p>" + words.format(pk=factories.story().pk)
    assert client.post(change(story), typed(story, body=other)).status_code == 302


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("city council", ["city council"]),
        ("city council, harbour", ["city council", "harbour"]),
        ('"fish, chips", harbour', ["fish, chips", "harbour"]),
        ('"harbour', ["harbour"]),
        (" , ,", []),
    ],
)
def test_topics_are_parted_by_commas_and_shown_as_they_are_typed(client, reporter, line, topics):
    client.force_login(reporter)
    story = factories.story()
    client.post(change(story), typed(story, tags=line))
    assert sorted(story.tags.names()) == topics
    shown = client.get(change(story)).context["form"]["tags"]
    story.refresh_from_db()
    client.post(change(story), typed(story, tags=shown.field.widget.format_value(shown.value())))
    assert sorted(story.tags.names()) == topics
    assert story.revisions.count() == (2 if topics else 1)


def test_a_topic_in_letters_of_any_script_has_a_page_of_its_own(client, editor):
    client.force_login(editor)
    story = workflow.submit(factories.story(), by=editor)
    client.post(change(story), typed(story, tags="日本, Überfahrt", _move="publish"))
    for slug in ("日本", "überfahrt"):
        assert story.tags.filter(slug=slug).exists()
        page = client.get(reverse("articles:topic", args=[slug]))
        assert story.headline in page.content.decode()


def test_broken_management_forms_are_an_error_and_not_a_failure(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    data = typed(story) | {"bylines-TOTAL_FORMS": "many", "related-TOTAL_FORMS": "-5"}
    assert client.post(change(story), data).status_code == 200


def test_a_published_story_cannot_take_the_address_of_another_of_its_day(client, editor):
    client.force_login(editor)
    other = factories.published_story(slug="taken")
    story = factories.published_story(slug="free")
    response = client.post(change(story), typed(story, slug="taken", corrections=[]))
    assert other.headline in errors_of(response)["slug"][0]


def test_an_address_that_is_left_empty_stays_the_published_one(client, editor):
    client.force_login(editor)
    story = factories.published_story(slug="kept")
    client.post(change(story), typed(story, slug="", corrections=[]))
    story.refresh_from_db()
    assert story.slug == "kept"
