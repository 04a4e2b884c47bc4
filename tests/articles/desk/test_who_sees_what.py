"""Each role finds its own screens on the desk, and no others."""

import pytest

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


def test_somebody_who_may_only_look_at_stories_is_shown_the_preview(client, picture_editor):
    client.force_login(picture_editor)
    story = factories.story()
    response = client.get(f"/admin/articles/story/{story.pk}/change/")
    assert response.url == f"/admin/articles/story/{story.pk}/preview/"
    assert client.post(f"/admin/articles/story/{story.pk}/change/", {}).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client):
    assert "/login/" in client.get("/admin/articles/story/").url


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
