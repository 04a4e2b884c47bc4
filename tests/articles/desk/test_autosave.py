"""What is typed is sent every few seconds: one row keeps it, and it is nobody else's to read."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.models import OpenForm, Story
from tests import factories

from .typing import ADD, begun, change, typed, unsaved

pytestmark = pytest.mark.django_db


def keep(client, address, page="page-1", **data):
    return client.post(address, {"act": "keep", "page": page, **data})


def words_of(account):
    return [words.fields["headline"][0] for words in OpenForm.objects.get(account=account).words]


def test_one_row_holds_what_was_typed_last_and_no_revision_is_made(client, editor):
    client.force_login(editor)
    story = factories.story()
    for headline in ("T", "Typ", "Typed"):
        answer = keep(client, unsaved(story), **typed(story, headline=headline))
        assert answer.json()["kept_at"] == f"{timezone.localtime():%H:%M %Z}"
    assert words_of(editor) == ["Typed"]
    assert story.revisions.count() == 1
    assert Story.objects.get(pk=story.pk).headline == story.headline


def test_a_save_forgets_what_was_kept_in_the_same_breath(client, editor):
    client.force_login(editor)
    story = factories.story()
    keep(client, unsaved(story), **typed(story, headline="Typed"))
    client.post(change(story), typed(story, headline="Saved", page="page-1"))
    assert not OpenForm.objects.unsaved().exists()
    assert "not saved" not in client.get(change(story)).content.decode()


def test_a_save_that_is_refused_forgets_nothing(client, editor):
    client.force_login(editor)
    story = factories.story()
    keep(client, unsaved(story), **typed(story, headline="Typed"))
    client.post(change(story), typed(story, headline="", page="page-1"))
    assert words_of(editor) == ["Typed"]


def test_what_arrives_after_the_save_does_not_come_back(client, editor):
    client.force_login(editor)
    story = factories.story()
    late = typed(story, headline="Typed before the save")
    client.post(change(story), typed(story, headline="Saved", page="page-1"))
    assert keep(client, unsaved(story), **late).json() == {"saved": True}
    assert not OpenForm.objects.unsaved().exists()


def test_what_arrives_out_of_turn_replaces_nothing_newer(client, editor):
    client.force_login(editor)
    story = factories.story()
    keep(client, unsaved(story), **typed(story, headline="Newer"))
    keep(client, unsaved(story), age="60", **typed(story, headline="Older"))
    assert words_of(editor) == ["Newer"]


def test_words_of_another_window_are_laid_aside_and_not_replaced(client, editor):
    client.force_login(editor)
    story = factories.story()
    keep(client, unsaved(story), age="60", **typed(story, headline="First window"))
    keep(client, unsaved(story), page="page-2", **typed(story, headline="Second window"))
    assert words_of(editor) == ["Second window", "First window"]
    client.post(change(story), typed(story, headline="Saved", page="page-2"))
    assert words_of(editor) == ["First window"]


def test_more_windows_than_anybody_has_are_refused_and_none_of_their_words_lost(client, editor):
    client.force_login(editor)
    story = factories.story()
    answers = [
        keep(client, unsaved(story), page=f"page-{number}", **typed(story, headline=str(number)))
        for number in range(9)
    ]
    assert [answer.status_code for answer in answers] == [200] * 7 + [409] * 2
    assert sorted(words_of(editor)) == list("0123456")


def test_a_new_story_is_kept_by_its_mark_and_forgotten_once_it_is_begun(client, reporter):
    client.force_login(reporter)
    data = typed(headline="A beginning", page="page-1")
    keep(client, begun(), **data)
    assert words_of(reporter) == ["A beginning"]
    client.post(ADD, data)
    assert not OpenForm.objects.unsaved().exists()
    assert not OpenForm.objects.beginnings().exists()
    assert keep(client, begun(), **data).json() == {"saved": True}


def test_what_is_typed_into_a_form_that_has_begun_its_story_is_kept_of_that_story(client, reporter):
    client.force_login(reporter)
    client.post(ADD, typed(page="page-1"))
    keep(client, begun(), page="page-2", **typed(headline="Typed since"))
    assert OpenForm.objects.get().story == Story.objects.get()
    assert words_of(reporter) == ["Typed since"]


def test_a_full_disk_is_said_and_fails_nothing_else(client, editor):
    client.force_login(editor)
    story = factories.story()

    def full(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")) and "openform" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        answer = keep(client, unsaved(story), **typed(story))
    assert answer.status_code == 507
    assert answer.json()["sentence"]


def test_the_form_is_told_who_else_is_here_and_who_saved_meanwhile(client, editor, reporter):
    story = factories.story(by=reporter)
    client.force_login(reporter)
    client.post(unsaved(story), {"act": "here"})
    client.force_login(editor)
    heard = client.post(unsaved(story), {"act": "here", "based_on": "1"}).json()
    assert reporter.username in heard["others"][0]
    assert "is changing it" not in heard["others"][0]
    assert heard["newer"] == ""
    client.force_login(reporter)
    client.post(change(story), typed(story, headline="Theirs"))
    keep(client, unsaved(story), **typed(story, headline="More"))
    client.force_login(editor)
    heard = client.post(unsaved(story), {"act": "here", "based_on": "1"}).json()
    assert "is changing it" in heard["others"][0]
    assert f"{reporter.username} saved this story" in heard["newer"]


def test_who_is_here_is_on_the_page_until_they_close_it(client, editor, reporter):
    story = factories.story()
    client.force_login(reporter)
    client.post(unsaved(story), {"act": "here"})
    client.force_login(editor)
    said = f"{reporter.username} has had this story open since"
    assert said in client.get(change(story)).content.decode()
    client.force_login(reporter)
    client.post(unsaved(story), {"act": "closed"})
    client.force_login(editor)
    assert said not in client.get(change(story)).content.decode()


def test_somebody_whose_form_has_not_been_heard_of_is_not_here(client, editor, reporter):
    story = factories.story()
    client.force_login(reporter)
    client.post(unsaved(story), {"act": "here"})
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    client.force_login(editor)
    assert reporter.username not in client.get(change(story)).context["others"]


@pytest.mark.parametrize("act", ["keep", "here", "closed", "throw-away"])
def test_whoever_may_not_write_is_refused(client, moderator, picture_editor, act):
    story = factories.story()
    for account in (moderator, picture_editor):
        client.force_login(account)
        for address in (unsaved(story), begun()):
            assert client.post(address, {"act": act, **typed()}).status_code == 403
            assert client.get(address).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    story = factories.story()
    for address in (unsaved(story), begun(), "/admin/articles/story/signed-in/"):
        assert client.post(address, typed()).status_code == 302
    assert not OpenForm.objects.exists()


def test_a_form_of_another_site_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    story = factories.story()
    assert client.post(unsaved(story), typed(story)).status_code == 403


def test_a_form_that_outlived_its_session_gets_the_token_of_the_next(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    story = factories.story()
    said = client.get("/admin/articles/story/signed-in/").json()
    assert said["account"] == editor.pk
    data = {**typed(story), "csrfmiddlewaretoken": said["token"]}
    assert keep(client, unsaved(story), **data).status_code == 200


@pytest.mark.parametrize(
    "hostile",
    [
        {"page": "\0" * 40, "age": "-1", "based_on": "9" * 40},
        {"headline": "\0\x01", "body": "<p>\0<script>", "tags": '"""",,\0'},
        {"section": "9" * 17, "lead_picture": "²", "bylines-TOTAL_FORMS": "x"},
        {"bylines-999-person": "9" * 30, "bylines-0-position": "-", "related-0-url": "javascript:"},
        {"replies_open": ["a", "b"], "constructor": "x", "__proto__": "y", "a" * 300: "z"},
        {"when_publish_at": "never", "when_publish_at_which": "7"},
    ],
)
def test_whatever_is_sent_is_kept_shown_and_compared_without_failing(client, editor, hostile):
    client.force_login(editor)
    story = factories.story()
    data = {**typed(story, headline="Typed"), **hostile}
    assert client.post(unsaved(story), {"page": "page-1", **data}).status_code == 200
    assert client.post(begun(), {"page": "page-1", **data}).status_code == 200
    for address in (unsaved(story), f"{change(story)}?unsaved=1", begun()):
        assert client.get(address, follow=True).status_code == 200
    assert client.get(f"{ADD}?begun=one-form&unsaved=1").status_code == 200


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/admin/articles/story/999999999999999999999/unsaved/", 404),
        ("post", "/admin/articles/story/0/unsaved/", 404),
        ("get", "/admin/articles/story/0/merge/", 404),
        ("get", f"/admin/articles/story/begun/{'m' * 99}/unsaved/", 404),
        ("post", "/admin/articles/story/signed-in/", 405),
    ],
)
def test_an_address_that_leads_nowhere_is_no_failure(client, editor, method, address, status):
    client.force_login(editor)
    assert getattr(client, method)(address).status_code == status


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sent_at_the_same_instant_it_is_one_row():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    story, chief = factories.story(), factories.user(is_superuser=True, is_staff=True)

    def send(number):
        client = Client()
        client.force_login(chief)
        try:
            return keep(client, unsaved(story), page=f"page-{number}", **typed(story)).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        assert set(browsers.map(send, range(4))) == {200}
    assert len(OpenForm.objects.get().words) == 4


def test_words_that_a_browser_brings_back_come_with_their_offer(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    answer = keep(client, unsaved(story), offers="page-2", **typed(story, headline="Typed"))
    assert "You have words here that are not saved" in answer.json()["offers"]
    answer = keep(client, begun(), offers="page-2", **typed(headline="<b>Begun</b>"))
    assert "“&lt;b&gt;Begun&lt;/b&gt;”" in answer.json()["offers"]
