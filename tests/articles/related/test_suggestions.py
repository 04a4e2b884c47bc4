"""What a writer is offered to lead to: for the text as it stands, saved or not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Likeness
from tests import factories

from .telling import FERRY, SHIP, filler, story, work_out_all

pytestmark = pytest.mark.django_db
SUGGEST = "/admin/articles/story/suggest/"


@pytest.fixture
def archive(editor):
    """A live story about a ferry among others; its topic is Ferry."""
    filler(editor, factories.section())
    ferry = story(SHIP, "Ferry stopped", by=editor, tags=["Ferry"], age=timedelta(days=3))
    work_out_all()
    return ferry


@pytest.fixture
def ask(client, reporter):
    """Asks the desk for suggestions and gives them as it does."""
    client.force_login(reporter)

    def asking(**fields):
        return client.post(SUGGEST, fields).json()["results"]

    return asking


def test_an_unsaved_text_is_offered_live_stories_and_why(ask, archive):
    (found,) = ask(headline="Harbour news", body=f"<p>{FERRY}</p>", tags="Ferry, Nobody's")
    day = timezone.localtime(archive.published.published_at)
    assert found == {
        "id": archive.pk,
        "headline": "Ferry stopped",
        "section": archive.section.name,
        "state": "published",
        "state_label": "Published",
        "is_public": True,
        "date": f"{day.day} {day:%b} {day.year}",
        "why": found["why"],
    }
    assert found["why"].startswith("Suggested: shares Ferry, ")
    assert found["why"].count("erry") == 1


def test_the_words_are_said_as_the_writer_spells_them(ask, editor):
    filler(editor, factories.section())
    story("O porto de São Tomé e o navio.", by=editor)
    work_out_all()
    (found,) = ask(headline="SÃO TOMÉ", body="<p>Porto e navio.</p>")
    assert "SÃO" in found["why"]


def test_what_the_text_leads_to_or_the_editor_picked_is_not_offered_again(ask, archive):
    text = f"<p>{FERRY}</p>"
    line = f'<aside data-read-also="{archive.pk}" data-label="read-also"></aside>'
    link = f'<p><a data-story="{archive.pk}">There</a>.</p>'
    picked = {"related-TOTAL_FORMS": 1, "related-0-target": archive.pk}
    assert [one["id"] for one in ask(body=text)] == [archive.pk]
    assert ask(body=text + line) == ask(body=text + link) == []
    assert ask(body=text, **picked) == []
    assert ask(body=text, story=archive.pk) == []


@pytest.mark.parametrize("hidden", ["draft", "embargo", "withdrawn"])
def test_what_readers_do_not_see_is_not_offered(ask, archive, editor, hidden):
    if hidden == "withdrawn":
        workflow.withdraw(archive, by=editor, note="It is not so.")
    elif hidden == "embargo":
        tomorrow = timezone.now() + timedelta(days=1)
        workflow.embargo(archive, until=tomorrow, by=editor, note="Asked for.")
    factories.story(body=f"<p>{SHIP}</p>")
    found = [one["id"] for one in ask(body=f"<p>{FERRY}</p>")]
    assert found == ([archive.pk] if hidden == "draft" else [])


def test_asking_writes_nothing(ask, archive):
    before = Likeness.objects.count()
    with CaptureQueriesContext(connection) as queries:
        ask(body=f"<p>{FERRY}</p>", tags="Ferry")
    written = [one["sql"] for one in queries if not one["sql"].startswith("SELECT")]
    assert not [sql for sql in written if "articles_" in sql]
    assert Likeness.objects.count() == before


@pytest.mark.parametrize("copies", [1, 12])
def test_the_cost_of_asking_does_not_grow_with_what_is_alike(ask, archive, editor, copies):
    for _number in range(copies):
        story(SHIP, by=editor, tags=["Ferry"])
    work_out_all()
    with CaptureQueriesContext(connection) as queries:
        assert len(ask(body=f"<p>{FERRY}</p>", tags="Ferry")) == min(copies + 1, 6)
    assert len(queries) <= 24


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": "\0", "headline": "\0", "tags": "\0"},
        {"body": "<p>" * 30_000},
        {"body": "w " * 300_000},
        {"section": "9" * 40, "story": "9" * 40},
        {"section": "x", "story": "-1", "related-0-target": "9" * 40},
        {"tags": ",,," * 2000 + '"'},
    ],
)
def test_nonsense_is_offered_nothing_and_breaks_nothing(ask, fields):
    assert ask(**fields) == []


def test_a_moderator_is_offered_nothing(client, moderator, archive):
    client.force_login(moderator)
    assert client.post(SUGGEST, {"body": FERRY}).status_code == 403
    assert client.get(f"/admin/articles/story/{archive.pk}/alike/").status_code == 403


def test_suggestions_are_asked_for_with_a_form_alone(client, reporter):
    client.force_login(reporter)
    assert client.get(SUGGEST).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(SUGGEST, {"body": FERRY}).status_code == 403


def test_without_a_script_a_page_says_what_to_type(client, reporter, archive):
    client.force_login(reporter)
    draft = factories.story(by=reporter, headline="The harbour", body=f"<p>{FERRY}</p>")
    form = client.get(f"/admin/articles/story/{draft.pk}/change/").content.decode()
    address = f"/admin/articles/story/{draft.pk}/alike/"
    assert f'href="{address}"' in form
    page = client.get(address).content.decode()
    assert "Ferry stopped" in page
    line = f'<aside data-read-also="{archive.pk}" data-label="read-also"></aside>'
    assert line.replace("<", "&lt;").replace(">", "&gt;") in page
    assert client.get("/admin/articles/story/4711/alike/").status_code == 404
