"""The newspaper of a request: opened once, and in force until the answer is given."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Newspaper
from tests import factories
from tests.comments import factories as replies

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor, tags=["Ferry"], bylines=[factories.person()])


def keep(**fields):
    Newspaper.objects.update_or_create(pk=1, defaults=fields)


def asked_of_the_newspaper(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [one["sql"] for one in asked if 'FROM "articles_newspaper"' in one["sql"]]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/latest/",
        "/about/",
        "/corrections/",
        "/search/?q=text",
        "/feed/",
        "/corrections/feed/",
        "/no/such/page/",
        "/replies/yours/",
    ],
)
def test_a_page_opens_the_newspaper_once_and_the_strip_with_it(client, story, address):
    asked = asked_of_the_newspaper(client, address)
    assert len(asked) == 1
    assert "articles_frontedition" in asked[0]


def test_a_story_its_history_and_its_absence_open_it_once(client, story):
    page = story.published.get_absolute_url()
    for address in (page, f"{page}history/", page.replace("2", "1", 1)):
        assert len(asked_of_the_newspaper(client, address)) == 1, address


@contextmanager
def without_a_database():
    def refuse(*args):
        raise DatabaseError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


def test_failures_and_health_are_told_without_a_database(client, db):
    client.raise_request_exception = False
    with without_a_database():
        page = client.get("/")
        health = client.get("/healthz")
    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert health.status_code == 503


def test_its_language_is_spoken_and_its_zone_holds_until_the_answer_and_no_longer(client, story):
    keep(language="de", time_zone="Pacific/Kiritimati")
    page = client.get(story.published.get_absolute_url()).content.decode()
    assert '<html lang="de" dir="ltr">' in page
    assert "+14:00" in page
    assert translation.get_language() == "en-gb"
    assert timezone.get_current_timezone_name() == "Europe/London"


def test_what_is_sent_piece_by_piece_goes_by_its_clocks_too(client, moderator):
    keep(time_zone="Asia/Tokyo")
    replies.published(by=moderator)
    client.force_login(moderator)
    answer = client.get("/admin/comments/decision/export/json/")
    assert "+09:00" in answer.getvalue().decode()


def test_an_error_page_speaks_its_language_as_well(client, db):
    keep(language="ar")
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


@pytest.mark.parametrize("zone", ["Moon/Crater", "../etc", "\x00", "Europe"])
def test_a_zone_that_this_machine_does_not_know_is_the_machines_own(client, story, zone):
    keep(time_zone=zone.replace("\x00", "No/Such"))
    assert client.get(story.published.get_absolute_url()).status_code == 200


def test_it_is_another_newspaper_with_the_next_request(client, story):
    assert '<html lang="en-gb"' in client.get("/").content.decode()
    keep(language="de", name="Der Hafenbote")
    page = client.get("/").content.decode()
    assert '<html lang="de"' in page
    assert "Der Hafenbote" in page
