"""What every answer carries and what no request may do."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from newsroom.security import ClientAddress, in_utf8
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_page_carries_its_policies(client):
    headers = client.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "FOO"])
def test_methods_that_no_page_has_are_refused(client, method):
    assert client.generic(method, "/").status_code == 405


def test_readers_pages_do_not_take_posts(client):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        (2, "1.1.1.1, 9.9.9.9, 8.8.8.8", "9.9.9.9"),
        (2, "9.9.9.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_readers_address_is_what_our_own_proxies_saw(
    rf, settings, proxies, forwarded, expected
):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    ClientAddress(lambda request: None)(request)
    assert request.META["REMOTE_ADDR"] == expected


def test_healthz_answers_while_the_database_does(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (200, "ok")


def test_the_desk_asks_for_a_sign_in(client):
    assert client.get("/admin/").status_code == 302


def test_each_role_has_exactly_its_permissions():
    from django.contrib.auth.models import Group

    from newsroom.roles import ROLES

    for role, permissions in ROLES.items():
        held = Group.objects.get(name=role.value).permissions.values_list(
            "content_type__app_label", "codename"
        )
        assert {f"{app}.{codename}" for app, codename in held} == set(permissions)


def test_a_moderator_sees_no_story_admin(client, moderator):
    client.force_login(moderator)
    assert client.get("/admin/articles/story/").status_code == 403
    assert "/admin/articles/" not in client.get("/admin/").content.decode()


def test_a_reporter_sees_no_replies_desk(client):
    client.force_login(factories.user("Reporter"))
    assert client.get("/admin/comments/reply/").status_code == 403


def test_the_desk_lists_its_screens_by_what_they_are_for(client, editor, publisher):
    def rooms(account):
        client.force_login(account)
        listed = client.get("/admin/").context["app_list"]
        return {str(room["name"]): [str(m["name"]) for m in room["models"]] for room in listed}

    assert rooms(editor) == {
        "The newspaper": [
            *("Stories", "Front page", "Pictures", "Keywords", "Topics", "Sections", "People")
        ],
        "Replies": ["Rules for replies", "Rules of stories"],
    }
    assert rooms(publisher) == {
        "The newspaper": ["Sections", "People", "Newspaper"],
        "Accounts": ["Accounts", "Roles"],
    }


@pytest.mark.parametrize("charset", ["hex", "idna", "ROT13", "zlib", "utf-16", '"undefined"'])
def test_no_request_chooses_the_decoder_of_what_it_says(rf, charset):
    site = pytest.fail  # what stands behind the door is not asked
    answered = []
    environ = rf._base_environ(CONTENT_TYPE=f"text/plain; charset={charset}")
    in_utf8(site)(environ, lambda status, headers: answered.append(status))
    assert answered == ["400 Bad Request"]


@pytest.mark.parametrize("content_type", ["", "text/plain", 'text/plain; charset="UTF-8"'])
def test_a_request_in_utf8_passes_the_door(rf, content_type):
    environ = rf._base_environ(CONTENT_TYPE=content_type)
    assert in_utf8(lambda environ, start_response: "the site")(environ, None) == "the site"


def test_a_body_longer_than_any_form_of_the_site_is_turned_away_unread(client):
    response = client.generic(
        "POST", "/replies/to/1/", b"", content_type="multipart/form-data", CONTENT_LENGTH="2000000"
    )
    assert response.status_code == 413


def test_a_form_without_its_token_gets_a_page_of_ours():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "opened again" in response.content.decode()


def test_no_shortcut_leads_to_any_row_of_any_table(client, editor):
    client.force_login(editor)
    assert client.get("/admin/r/1/1/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])
