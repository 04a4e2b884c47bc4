"""Paste from anywhere simply works: what no feed or database can hold is gone when it is saved."""

import pytest
from django.contrib.auth.models import Group
from taggit.models import Tag

from articles.models import Newspaper, Person, Picture, Section, Story
from tests import factories

from .test_picture_screens import described, upload
from .test_settings_screens import PAPER, paper
from .typing import ADD, change, typed

pytestmark = pytest.mark.django_db

# NUL, a form feed as from a PDF, a vertical tab as from Word, a byte order mark, no character.
PASTED = "Ca\0p\x0cti\x0bon\ufeff\ufffe\uffff"


@pytest.fixture
def desk(client):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    return client


def test_of_a_story_and_its_rows(desk):
    words = ("headline", "standfirst", "short_headline", "dateline", "tags", "lead_caption")
    data = typed(
        **dict.fromkeys(words, PASTED),
        body=f"<p>{PASTED}</p>",
        bylines=[{"guest": PASTED}],
        related=[{"url": "https://example.org/\0", "title": PASTED}],
    )
    desk.post(ADD, data)
    story = Story.objects.get()
    for name in ("headline", "standfirst", "short_headline", "dateline", "lead_caption"):
        assert getattr(story, name) == "Caption"
    assert story.body == "<p>Caption</p>"
    assert list(story.tags.names()) == ["Caption"]
    assert story.bylines.get().guest == story.related.get().title == "Caption"


def test_of_a_correction_and_a_note(desk):
    story = factories.published_story()
    desk.post(change(story), typed(story, corrections=[{"text": PASTED}]))
    story.refresh_from_db()
    desk.post(change(story), typed(story, corrections=(), _move="withdraw", note=PASTED))
    assert story.corrections.get().text == "Caption"
    assert story.moves.first().note == "Caption"


def test_of_a_picture(desk):
    words = ("caption", "alt", "credit", "byline", "source", "copyright", "notice")
    desk.post(
        "/admin/articles/picture/add/",
        described(file=upload(), **dict.fromkeys(words, PASTED)),
    )
    picture = Picture.objects.get()
    assert {getattr(picture, name) for name in words} == {"Caption"}


def test_of_a_section(desk):
    desk.post(
        "/admin/articles/section/add/",
        {"name": PASTED, "slug": "news\0", "description": PASTED, "position": "1"},
    )
    section = Section.objects.get()
    assert (section.name, section.slug, section.description) == ("Caption", "news", "Caption")


def test_of_a_person(desk):
    desk.post(
        "/admin/articles/person/add/",
        {"name": PASTED, "slug": "ada", "role": PASTED, "bio": PASTED, "email": "a@example.org\0"},
    )
    person = Person.objects.get()
    assert (person.name, person.role, person.bio) == ("Caption", "Caption", "Caption")
    assert person.email == "a@example.org"


def test_of_the_newspaper(desk):
    desk.get("/admin/articles/newspaper/")
    follow = f"{PASTED} https://social.example/"
    desk.post(PAPER, paper(name=PASTED, tagline=PASTED, about=PASTED, legal=PASTED, follow=follow))
    saved = Newspaper.current()
    assert (saved.name, saved.tagline, saved.about, saved.legal) == ("Caption",) * 4
    assert saved.follow == [{"label": "Caption", "address": "https://social.example/"}]


def test_of_a_topic(desk):
    desk.post("/admin/taggit/tag/add/", {"name": PASTED, "slug": "caption\0", "merge_into": ""})
    assert Tag.objects.get().name == "Caption"


def test_of_an_account_and_a_role(desk):
    account = factories.user("Reporter")
    desk.post(
        f"/admin/auth/user/{account.pk}/change/",
        {
            "username": account.username,
            "first_name": PASTED,
            "last_name": PASTED,
            "date_joined_0": "2026-01-01",
            "date_joined_1": "10:00",
        },
    )
    account.refresh_from_db()
    assert (account.first_name, account.last_name) == ("Caption", "Caption")
    desk.post("/admin/auth/group/add/", {"name": PASTED})
    assert Group.objects.filter(name="Caption").exists()


def test_words_of_which_nothing_is_left_are_as_good_as_none(desk):
    response = desk.post(ADD, typed(headline="\0\x0c"))
    assert "headline" in response.context["form"].errors
    assert not Story.objects.exists()
