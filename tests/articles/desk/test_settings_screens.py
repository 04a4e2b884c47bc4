"""The newspaper, its sections, people and topics."""

import pytest
from taggit.models import Tag

from articles.models import Newspaper, Person, Section
from tests import factories

pytestmark = pytest.mark.django_db
PAPER = "/admin/articles/newspaper/1/change/"


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def paper(**fields):
    return {
        "name": "The Marram Post",
        "tagline": "",
        "contact_email": "",
        "about": "",
        "legal": "",
        "follow": "",
        "feed_text": "summary",
        "ai_crawlers": "all",
        "accent_0": "#0b5a63",
        "accent_1": "#0b5a63",
        **fields,
    }


def test_the_newspaper_has_one_row_and_its_list_opens_it(desk):
    assert desk.get("/admin/articles/newspaper/").url == PAPER
    assert desk.get("/admin/articles/newspaper/add/").status_code == 403
    assert Newspaper.objects.count() == 1


def test_follow_links_are_typed_one_a_line(desk):
    desk.get("/admin/articles/newspaper/")
    lines = "Mastodon https://social.example/@post\n\nOur letter https://letter.example/\n"
    desk.post(PAPER, paper(follow=lines))
    assert Newspaper.current().follow == [
        {"label": "Mastodon", "address": "https://social.example/@post"},
        {"label": "Our letter", "address": "https://letter.example/"},
    ]
    page = desk.get(PAPER).content.decode()
    assert "Mastodon https://social.example/@post" in page


@pytest.mark.parametrize(
    "line",
    [
        "https://no-label.example/",
        "Label javascript:alert(1)",
        "Label https://",
        "Label http://[broken",
        "L" * 41 + " https://long.example/",
        "Just words",
    ],
)
def test_a_wrong_line_is_named_and_everything_is_shown_again(desk, line):
    desk.get("/admin/articles/newspaper/")
    text = f"Good https://good.example/\n{line}"
    response = desk.post(PAPER, paper(follow=text))
    assert "Line 2" in response.context["adminform"].form.errors["follow"][0]
    assert line[:30] in response.content.decode()


def test_a_section_with_stories_is_not_deleted(desk):
    section = factories.section()
    factories.story(section=section)
    desk.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})
    assert Section.objects.filter(pk=section.pk).exists()


def test_a_person_may_have_an_account_and_a_portrait(desk):
    account, portrait = factories.user("Reporter"), factories.picture()
    desk.post(
        "/admin/articles/person/add/",
        {
            "name": "Ada Marsh",
            "slug": "ada-marsh",
            "role": "",
            "bio": "",
            "email": "",
            "portrait": portrait.pk,
            "account": account.pk,
        },
    )
    person = Person.objects.get()
    assert (person.account, person.portrait) == (account, portrait)


@pytest.mark.parametrize("lacking", ["credit", "alt"])
def test_a_portrait_needs_credit_and_alt_text(desk, lacking):
    person, portrait = factories.person(), factories.picture(**{lacking: ""})
    response = desk.post(
        f"/admin/articles/person/{person.pk}/change/",
        {"name": person.name, "slug": person.slug, "portrait": portrait.pk},
    )
    assert (
        "Add it in the picture library" in response.context["adminform"].form.errors["portrait"][0]
    )
    person.refresh_from_db()
    assert person.portrait is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "!!!"),
        ("name", "\U0001f600"),
        ("name", "t" * 91),
        ("slug", ""),
        ("slug", "\U0001f600"),
        ("slug", "two words"),
    ],
)
def test_a_topic_without_an_address_is_refused_at_its_field(client, editor, field, value):
    client.force_login(editor)
    data = {"name": "Topic", "slug": "topic", "merge_into": "", field: value}
    response = client.post("/admin/taggit/tag/add/", data)
    assert field in response.context["adminform"].form.errors
    assert not Tag.objects.exists()


def test_merging_a_topic_moves_its_stories_in_both_copies(client, editor):
    client.force_login(editor)
    both = factories.published_story(tags=["harbor", "harbour"])
    one = factories.published_story(tags=["harbor"])
    wrong, right = Tag.objects.get(name="harbor"), Tag.objects.get(name="harbour")
    response = client.post(
        f"/admin/taggit/tag/{wrong.pk}/change/",
        {"name": wrong.name, "slug": wrong.slug, "merge_into": "Harbour"},
    )
    assert response.status_code == 302
    for story in (both, one):
        assert list(story.tags.names()) == ["harbour"]
        assert list(story.readers_copy.tags.names()) == ["harbour"]
    assert list(Tag.objects.all()) == [right]


def test_a_topic_cannot_be_merged_into_nothing(client, editor):
    client.force_login(editor)
    factories.story(tags=["harbour"])
    tag = Tag.objects.get()
    response = client.post(
        f"/admin/taggit/tag/{tag.pk}/change/",
        {"name": tag.name, "slug": tag.slug, "merge_into": "no such"},
    )
    assert "merge_into" in response.context["adminform"].form.errors
