"""Names that a guest may not write under: those of colleagues, of the newspaper, of its desk."""

import pytest
from django.urls import reverse

from articles.models import Newspaper
from comments import screening, text
from comments.models import Reply
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def story(db):
    Newspaper.objects.update_or_create(pk=1, defaults={"name": "The Harbour Post"})
    factories.person(name="Rosa Illés", account=factories.user("Reporter"))
    factories.person(name="Guest Columnist")
    return factories.published_story()


def send(client, story, **changes):
    data = replies.form_data(story, comment="Kept word for word.", **changes)
    return client.post(reverse("comments:post", args=[story.pk]), data, **OWN_PAGE)


@pytest.mark.parametrize(
    "name",
    [
        "Rosa Illés",
        "rosa illes",
        "ROSA  ILLÉS",
        "R.o.s.a Illés ✓",
        "Rоsа Illés",  # with two letters of the Cyrillic alphabet
        "Rosa lllés",  # with a small L for the capital I
        "RosaIllés 🗸",
        "𝐑𝐨𝐬𝐚 𝐈𝐥𝐥é𝐬",
        "R0sa Ill3s",
        "The Harbour Post",
        "the-harbour-post",
        "Newsroom",
        "ΝEWSROOM",  # with a Greek capital Nu
        "✔ newsroom ✔",
        "🅽🅴🆆🆂🆁🅾🅾🅼",
        "ɴᴇᴡsʀᴏᴏᴍ",
        "[Editor]",
        "Мoderator",
        "m o d e r a t o r",
    ],
)
def test_a_guest_under_a_name_of_the_newsroom_is_refused_at_the_name(client, story, name):
    response = send(client, story, name=name)
    page = response.content.decode()
    assert response.status_code == 422
    assert "This name belongs to our newsroom." in page
    assert list(response.context["form"].errors) == ["name"]
    assert "Kept word for word." in page
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "name", ["Rosa", "Rosa Illésova", "Guest Columnist", "Editha", "Harbour", "Анна", "日本", "✓"]
)
def test_everybody_else_keeps_their_own_name(client, story, name):
    assert send(client, story, name=name).status_code == 303
    assert Reply.objects.get().name == name


def test_a_colleague_who_is_signed_in_replies_under_their_own_name(client, story):
    client.force_login(factories.user("Reporter", first_name="Rosa", last_name="Illés"))
    assert send(client, story, name="Rosa Illés").status_code == 303
    assert Reply.objects.get().is_by_staff


@pytest.mark.parametrize("people", [1, 15])
def test_however_many_work_here_one_query_asks_for_their_names(
    story, people, django_assert_num_queries
):
    for _number in range(people):
        factories.person(account=factories.user("Reporter"))
    attempt = screening.Attempt(story=story.readers_copy, text="Some words.", name="Ada")
    with django_assert_num_queries(1):
        assert screening.impersonates_staff(attempt) is None


@pytest.mark.parametrize("name", ["", "\x00", "\ud800", "✓ ✓", "🇳🇪🇼🇸", "x" * 5000, "\u0301" * 50])
def test_any_name_can_be_folded(name):
    folded = text.fold_name(name)
    assert text.fold_name(folded) == folded
