"""The desk's page of share links, and the panel beside the story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import sharing
from articles.models import ShareLink, Story
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.story()


def screen(story):
    return f"/admin/articles/story/{story.pk}/share/"


def typed(days=2, **said):
    until = timezone.localtime() + timedelta(days=days)
    return {"whom": "Ms Counsel", "until": until.strftime("%Y-%m-%dT%H:%M"), **said}


def test_an_editor_makes_a_link_and_is_shown_its_whole_address(client, story, editor):
    client.force_login(editor)
    shown = client.post(screen(story), typed(), follow=True).text
    link = story.shares.get()
    assert (link.whom, link.made_by) == ("Ms Counsel", editor)
    assert f'value="{sharing.address_of(link)}"' in shown
    assert "Not opened yet" in shown


def test_every_field_has_its_label(client, story, editor):
    client.force_login(editor)
    shown = client.get(screen(story)).text
    for name in ("id_whom", "id_until_0"):
        assert f'<label for="{name}">' in shown
        assert f'id="{name}"' in shown


def test_the_page_says_how_often_a_link_was_opened(client, story, editor):
    client.force_login(editor)
    client.post(screen(story), typed())
    for _opening in range(2):
        sharing.count_opening(story.shares.get())
    assert "Opened 2 times, last" in client.get(screen(story)).text


def test_a_link_is_closed_by_its_button(client, story, editor):
    client.force_login(editor)
    client.post(screen(story), typed())
    link = story.shares.get()
    shown = client.post(screen(story), {"revoke": str(link.pk)}, follow=True).text
    assert not story.shares.open().exists()
    assert "The link for Ms Counsel is closed." in shown
    assert sharing.address_of(link) not in shown


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "\x00", "9" * 40])
def test_a_link_that_is_not_there_is_404(client, story, editor, number):
    client.force_login(editor)
    assert client.post(screen(story), {"revoke": number}).status_code == 404


def test_a_link_of_another_story_is_not_closed_here(client, story, editor):
    other = sharing.share(
        factories.story(), whom="Else", until=timezone.now() + timedelta(days=1), by=editor
    )
    client.force_login(editor)
    assert client.post(screen(story), {"revoke": str(other.pk)}).status_code == 404
    assert ShareLink.objects.open().get() == other


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"whom": ""}, "required"),
        ({"whom": "\x00 "}, "required"),
        ({"whom": "x" * 121}, "at most 120 characters"),
        ({"until": ""}, "required"),
        ({"until": "tomorrow"}, "Type a date and a time"),
        ({"until": "2020-01-01T10:00"}, "that moment has passed"),
        ({"until": "2199-01-01T10:00"}, "30 days at most"),
    ],
)
def test_what_cannot_be_is_said_and_loses_nothing(client, story, editor, said, sentence):
    client.force_login(editor)
    response = client.post(screen(story), typed(**said))
    assert response.status_code == 200
    assert sentence in response.text
    assert not story.shares.exists()
    if "whom" not in said:
        assert 'value="Ms Counsel"' in response.text


@pytest.mark.parametrize("role", ["Reporter", "Legal", "Picture editor", "Moderator", "Publisher"])
def test_who_may_not_share_has_neither_page_nor_panel(client, story, role):
    client.force_login(factories.user(role))
    assert client.get(screen(story)).status_code == 403
    assert client.post(screen(story), typed()).status_code == 403
    assert not story.shares.exists()
    assert screen(story) not in client.get(f"/admin/articles/story/{story.pk}/change/").text


def test_a_visitor_is_asked_to_log_in(client, story):
    assert "/login/" in client.post(screen(story), typed()).url
    assert not story.shares.exists()


def test_a_link_made_by_a_forged_form_of_another_site_is_refused(story, editor):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(screen(story), typed()).status_code == 403
    assert not story.shares.exists()


def test_the_panel_names_the_open_links(client, story, editor):
    client.force_login(editor)
    client.post(screen(story), typed(whom="Mr Source"))
    shown = client.get(f"/admin/articles/story/{story.pk}/change/").text
    assert "Mr Source, until" in shown
    assert screen(story) in shown


def test_a_killed_story_has_no_form_to_share_it(client, story, editor):
    client.force_login(editor)
    Story.objects.filter(pk=story.pk).update(state="killed")
    assert "Make a link" not in client.get(screen(story)).text
    assert "A killed story is shown to nobody." in client.post(screen(story), typed()).text


@pytest.mark.parametrize("number", ["4711", "99999999999999999999"])
def test_a_story_that_is_not_there_is_404(client, editor, number):
    client.force_login(editor)
    assert client.get(f"/admin/articles/story/{number}/share/").status_code == 404


@pytest.mark.parametrize("links", [1, 20])
def test_the_page_costs_the_same_however_many_links_there_are(
    client, story, editor, links, django_assert_max_num_queries
):
    for _link in range(links):
        sharing.share(story, whom="One", until=timezone.now() + timedelta(days=1), by=editor)
    client.force_login(editor)
    with django_assert_max_num_queries(10):
        client.get(screen(story))
