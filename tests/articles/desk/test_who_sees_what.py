"""Each role finds its own screens on the desk, and no others."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

SCREENS = {
    "stories": "/admin/articles/story/",
    "pictures": "/admin/articles/picture/",
    "sections": "/admin/articles/section/",
    "people": "/admin/articles/person/",
    "newspaper": "/admin/articles/newspaper/",
    "accounts": "/admin/auth/user/",
    "topics": "/admin/taggit/tag/",
}


@pytest.mark.parametrize(
    ("role", "open_to_it"),
    [
        ("Reporter", {"stories", "pictures", "sections", "people", "topics"}),
        ("Editor", {"stories", "pictures", "sections", "people", "topics"}),
        ("Picture editor", {"stories", "pictures"}),
        ("Moderator", set()),
        ("Publisher", {"sections", "people", "newspaper", "accounts"}),
    ],
)
def test_a_role_opens_its_own_screens_alone(client, role, open_to_it):
    client.force_login(factories.user(role))
    opened = {name for name, url in SCREENS.items() if client.get(url).status_code != 403}
    assert opened == open_to_it


@pytest.mark.parametrize("path", ["add/", "{pk}/change/", "{pk}/preview/", "{pk}/delete/"])
def test_a_moderator_sees_nothing_of_a_story(client, moderator, path):
    client.force_login(moderator)
    story = factories.story()
    assert client.get("/admin/articles/story/" + path.format(pk=story.pk)).status_code == 403


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Moderator", "Publisher"])
def test_deleting_tells_nothing_of_a_story_to_somebody_who_may_not(client, role):
    story = factories.published_story(headline="Not for everybody")
    client.force_login(factories.user(role))
    address = f"/admin/articles/story/{story.pk}/delete/"
    for response in (client.get(address), client.post(address, {"post": "yes"})):
        assert response.status_code == 403
        assert "Not for everybody" not in response.content.decode()


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Moderator", "Publisher"])
def test_deleting_tells_nothing_of_where_a_picture_stands_to_somebody_who_may_not(client, role):
    picture = factories.picture()
    factories.story(headline="Not for everybody", lead_picture=picture)
    client.force_login(factories.user(role))
    address = f"/admin/articles/picture/{picture.pk}/delete/"
    for response in (client.get(address), client.post(address, {"post": "yes"})):
        assert response.status_code == 403
    assert not list(get_messages(response.wsgi_request))


@pytest.mark.parametrize("make", [factories.section, factories.person])
def test_the_link_to_readers_page_is_the_page_itself(client, publisher, make):
    client.force_login(publisher)
    row = make()
    screen = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    page = client.get(screen).content.decode()
    assert f'href="{row.get_absolute_url()}"' in page
    assert "/admin/r/" not in page


def test_somebody_who_may_only_look_at_stories_is_shown_the_preview(client, picture_editor):
    client.force_login(picture_editor)
    story = factories.story()
    response = client.get(f"/admin/articles/story/{story.pk}/change/")
    assert response.url == f"/admin/articles/story/{story.pk}/preview/"
    assert client.post(f"/admin/articles/story/{story.pk}/change/", {}).status_code == 403


def test_a_visitor_is_asked_to_log_in_and_led_to_what_they_wanted(client, reporter):
    wanted = "/admin/articles/story/"
    door = client.get(wanted).url
    assert "/login/" in door
    form = {"username": reporter.username, "next": wanted}
    refused = client.post(door, form | {"password": "wrong"}).content.decode()
    assert 'role="alert"' in refused
    assert f'name="next" value="{wanted}"' in refused
    assert client.post(door, form | {"password": "correct horse"}).url == wanted


def test_somebody_without_a_place_at_the_desk_is_told_so(client):
    client.force_login(factories.user(username="a-reader"))
    page = client.get("/admin/login/").content.decode()
    assert "You are logged in as a-reader" in page


def test_a_publisher_can_neither_become_nor_change_a_superuser(client, publisher):
    client.force_login(publisher)
    own = f"/admin/auth/user/{publisher.pk}/change/"
    client.post(
        own,
        {"username": publisher.username, "is_superuser": "on", "is_active": "on", "is_staff": "on"},
    )
    publisher.refresh_from_db()
    assert not publisher.is_superuser
    chief = factories.user(is_superuser=True, is_staff=True)
    theirs = f"/admin/auth/user/{chief.pk}/"
    assert client.post(theirs + "change/", {"username": "mine"}).status_code == 403
    assert client.get(theirs + "password/").status_code == 403
