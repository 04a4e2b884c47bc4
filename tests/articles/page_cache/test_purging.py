"""What a shared cache in front is told: what pages show, and what changed, until it took that."""

import json
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import page_cache
from articles.models import PublishedStory, PurgedUpTo
from articles.page_cache import Door, purging, shared
from newsroom import housekeeping
from tests.answering import answering

from .asking import PLENTY, a_door, ask, for_readers

pytestmark = for_readers


@pytest.fixture
def cache(settings):
    """A stand-in for a shared cache; Varnish unless a test says otherwise."""
    with answering() as server:
        settings.CDN, settings.CDN_SECRET, settings.CDN_ZONE = "varnish", "hush", "zone1"
        settings.CDN_ADDRESSES = [server.address]
        yield server


@pytest.fixture
def told(cache, story, work_off):
    """What the cache is asked from now on; that it was told of everything at first is forgotten."""
    with work_off():
        purging.hand_over()
    assert [one.headers["Surrogate-Key"] for one in cache.asked] == ["all"]
    cache.asked.clear()
    return cache.asked


def change(story, headline="The harbour closes"):
    PublishedStory.objects.filter(pk=story.pk).update(headline=headline)


def in_a_moment():
    return timezone.now(), timezone.now() + timedelta(minutes=1)


def test_a_page_says_what_it_shows_and_browsers_ask_each_time(cache, address, story):
    answer = ask(a_door(), address)
    assert shared.tag_of(f"story:{story.pk}") in answer.headers["surrogate-key"].split()
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["surrogate-control"] == "max-age=300"


def test_whoever_has_the_page_is_told_again_for_how_long_it_is_good(cache, address):
    door = a_door()
    etag = ask(door, address).headers["etag"]
    again = ask(door, address, if_none_match=etag)
    assert (again.status, again.headers["surrogate-control"]) == (304, "max-age=300")


def test_without_a_cache_in_front_a_page_says_nothing_of_it(address):
    answer = ask(a_door(), address)
    assert not {"surrogate-key", "surrogate-control", "cache-tag"} & answer.headers.keys()


@pytest.mark.parametrize("path", ["/search/?q=x", "/no/such/page/", "/replies/yours/"])
def test_what_we_do_not_keep_nobody_keeps(cache, story, path):
    assert "private" in ask(a_door(), path).headers["cache-control"]


def test_nobody_keeps_a_page_beyond_its_moment(cache, settings, address):
    settings.CDN_SECONDS = 86_400
    door = a_door()
    ask(door, address)
    (page,) = door.shelf._pages.values()
    told = dict(shared.headers_for(page, page.until - 7.5))
    assert told["Surrogate-Control"] == "max-age=7"
    assert shared.headers_for(page, page.until - 0.5) == []


def test_nobody_keeps_a_page_that_changed_while_it_was_made(cache, story, address):
    def changing(environ, start_response):
        answer = WSGIHandler()(environ, start_response)
        change(story)
        return answer

    headers = ask(Door(changing, PLENTY), address).headers
    assert headers["cache-control"] == "no-cache"
    assert "surrogate-control" not in headers


def test_tags_are_bounded_whatever_a_page_shows(cache):
    names = {f"story:{number}" for number in range(5000)}
    assert shared.tags_of(names) == ["all", "many"]
    most = " ".join(shared.tags_of({f"topic:{'x' * 100}{number}" for number in range(300)}))
    assert len(most) < 3000
    assert "many" in shared.tags_to_drop({"story:1"})


def test_each_change_is_handed_over_once(told, story, work_off):
    with work_off():
        change(story)
        assert shared.tag_of(f"story:{story.pk}") in purging.hand_over()
        assert purging.hand_over() == []
    (asked,) = told
    assert asked.headers["X-Newsroom-Secret"] == "hush"
    assert shared.tag_of(f"story:{story.pk}") in asked.headers["Surrogate-Key"].split()


def test_it_is_said_once_more_for_what_was_on_its_way(told, story, work_off):
    DBTaskResult.objects.all().delete()
    with work_off():
        change(story)
        tags = purging.hand_over()
    later = DBTaskResult.objects.get(status="READY")
    assert later.args_kwargs["args"][1] == tags
    assert later.run_after > timezone.now()


def test_what_comes_by_the_clock_is_handed_over_at_its_moment(told, story, clock):
    now = clock.now()
    PublishedStory.objects.update(published_at=now + timedelta(minutes=20))
    PurgedUpTo.objects.update(at=now)
    purging.hand_over()
    clock.goes_on(minutes=19)
    assert purging.hand_over() == []
    clock.goes_on(minutes=1)
    assert shared.tag_of(f"story:{story.pk}") in purging.hand_over()


def test_what_the_cache_has_no_time_for_is_tried_again(told, cache, story, work_off):
    cache.says(b"", status=503)
    with work_off():
        change(story)
        purging.hand_over()
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    cache.says(b"")
    cache.asked.clear()
    with work_off():
        pass
    assert any(shared.tag_of(f"story:{story.pk}") in one.headers["Surrogate-Key"] for one in told)
    assert not DBTaskResult.objects.failed().exists()


def test_what_a_killed_worker_was_telling_is_told_again(told, story, work_off):
    DBTaskResult.objects.all().delete()
    change(story)
    purging.hand_over()
    DBTaskResult.objects.filter(run_after__range=in_a_moment()).delete()
    killed = DBTaskResult.objects.filter(status="READY")
    assert len(killed) == 1
    killed.update(status="RUNNING", started_at=timezone.now() - timedelta(seconds=31))
    with work_off():
        housekeeping.send_broken_purges()
    assert len(told) == 1


def test_more_than_a_cache_takes_at_once_comes_in_parts(told, cache, settings, work_off):
    settings.CDN = "cloudflare"
    cache.asked.clear()
    with work_off():
        page_cache.tell(*(f"story:{number}" for number in range(70)))
        tags = purging.hand_over()
    parts = [json.loads(one.body)["tags"] for one in told]
    assert [one for part in parts for one in part] == tags
    assert [len(part) for part in parts] == [30, 30, 11]


@pytest.mark.parametrize(
    ("name", "path", "header", "secret"),
    [
        ("fastly", "/service/zone1/purge", "Fastly-Key", "hush"),
        ("cloudflare", "/zones/zone1/purge_cache", "Authorization", "Bearer hush"),
    ],
)
def test_each_provider_is_asked_in_its_own_words(
    told, cache, settings, story, address, work_off, name, path, header, secret
):
    settings.CDN = name
    with work_off():
        change(story)
        tags = purging.hand_over()
    (asked,) = told
    assert (asked.path, asked.headers[header]) == (path, secret)
    said = json.loads(asked.body)["tags"] if asked.body else asked.headers["Surrogate-Key"].split()
    assert said == tags
    headers = ask(a_door(), address).headers
    where = {"fastly": "surrogate-control", "cloudflare": "cdn-cache-control"}[name]
    assert headers[where] == "max-age=300"
