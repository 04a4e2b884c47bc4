"""What is said to a hub and to search engines, to real servers that answer well and badly."""

import json
from urllib.parse import parse_qsl

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from articles import going_out, workflow
from articles.models import Newspaper
from newsroom import desk_trouble, housekeeping
from tests import factories
from tests.answering import answering

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef0123456789abcdef"
TASK = "articles.going_out.tell_search_engines"


@pytest.fixture(scope="module")
def running():
    with answering() as server:
        yield server


@pytest.fixture
def server(running, settings):
    """A hub and IndexNow in one; the newspaper speaks to both."""
    running.asked.clear()
    running.says(b"", status=202)
    settings.INDEX_NOW_ENDPOINT = f"{running.address}/indexnow"
    Newspaper(
        pk=1, name="P", websub_hub=f"{running.address}/hub", index_now=True, index_now_key=KEY
    ).save()
    return running


def asked(server, path):
    return [one for one in server.asked if one.path == path]


def queued():
    return DBTaskResult.objects.filter(status="READY")


def waiting():
    """What is in the queue, for later or for now."""
    return list(queued().values_list("task_path", flat=True))


def test_what_was_published_is_said_to_both_as_they_want_it(server, editor, work_off):
    with work_off():
        story = factories.published_story(by=editor)
        assert server.asked == []  # nothing is said while somebody waits
        going_out.tell_what_is_due()
    (to_engines,), (to_hub,) = asked(server, "/indexnow"), asked(server, "/hub")
    assert to_engines.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(to_engines.body) == {
        "host": "localhost:8000",
        "key": KEY,
        "keyLocation": f"http://localhost:8000/{KEY}.txt",
        "urlList": [f"http://localhost:8000{story.published.get_absolute_url()}"],
    }
    assert to_hub.headers["Content-Type"] == "application/x-www-form-urlencoded"
    said = parse_qsl(to_hub.body.decode())
    assert said[0] == ("hub.mode", "publish")
    assert {name for name, _value in said[1:]} == {"hub.url"}
    assert ("hub.url", "http://localhost:8000/feed/atom/") in said
    assert waiting() == []
    assert not DBTaskResult.objects.failed().exists()


def test_what_was_withdrawn_is_said_too(server, editor, work_off):
    with work_off():
        story = factories.published_story(by=editor)
        address = story.published.get_absolute_url()
        going_out.tell_what_is_due()
    server.asked.clear()
    with work_off():
        workflow.withdraw(story, by=editor, note="A mistake.")
        going_out.tell_what_is_due()
    (to_engines,) = asked(server, "/indexnow")
    assert json.loads(to_engines.body)["urlList"] == [f"http://localhost:8000{address}"]
    assert len(asked(server, "/hub")) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_who_has_no_time_now_is_asked_again_later(server, work_off, status):
    server.says(b"Later.", status=status)
    with work_off():
        going_out.tell_search_engines.enqueue(["/a/"])
        going_out.tell_hub.enqueue(["/feed/"])
    assert len(server.asked) == 2
    assert sorted(waiting()) == ["articles.going_out.tell_hub", TASK]
    assert not DBTaskResult.objects.failed().exists()
    server.says(b"", status=200)
    queued().update(run_after=get_date_max())
    with work_off():
        pass
    assert len(server.asked) == 4
    assert waiting() == []


def test_who_cannot_be_reached_is_asked_again_later(server, work_off):
    server.says(b"", closes=True)
    with work_off():
        going_out.tell_search_engines.enqueue(["/a/"])
    assert waiting() == [TASK]


@pytest.mark.parametrize("status", [400, 403, 422, 301])
def test_a_refusal_is_written_down_and_told_at_the_desk_and_not_repeated(
    server, work_off, status, caplog
):
    server.says(b"The key is not known.", status=status)
    with work_off():
        going_out.tell_search_engines.enqueue(["/a/"])
    assert len(server.asked) == 1
    assert waiting() == []
    assert f"IndexNow answered {status}: b'The key is not known.'" in caplog.text
    housekeeping.note_failed_tasks()
    sentences = [line.alarms[0] for line in desk_trouble.background_in_trouble()]
    assert any("IndexNow; its key is among" in sentence for sentence in sentences)


def test_an_address_that_is_no_public_server_is_given_up(server, work_off):
    Newspaper.objects.update(websub_hub="http://192.168.0.1/hub")
    with work_off():
        going_out.tell_hub.enqueue(["/feed/"])
    assert server.asked == []
    assert waiting() == []
    assert DBTaskResult.objects.failed().count() == 1


def test_nothing_is_said_once_it_was_switched_off(server, work_off):
    Newspaper.objects.update(websub_hub="", index_now=False)
    with work_off():
        going_out.tell_search_engines.enqueue(["/a/"])
        going_out.tell_hub.enqueue(["/feed/"])
    assert server.asked == []
    assert not DBTaskResult.objects.failed().exists()
