"""Programs ask for a feed again and again, some with odd headers: they get what they lack."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from articles import workflow
from articles.models import Picture
from tests import factories

from .validity import CHECKS, check_rss

pytestmark = pytest.mark.django_db


def asked(client, address="/feed/", **headers):
    return client.get(address, headers={name.replace("_", "-"): x for name, x in headers.items()})


@pytest.mark.parametrize("form", CHECKS)
def test_whoever_has_a_feed_by_etag_or_by_date_gets_it_no_second_time(client, editor, form):
    factories.published_story(by=editor)
    first = client.get(f"/feed/{form}")
    etag, date = first["ETag"], first["Last-Modified"]
    for headers in (
        {"if_none_match": etag},
        {"if_none_match": f"W/{etag}"},  # as a proxy that compresses makes of it
        {"if_none_match": f'"other", W/{etag}, "more"'},
        {"if_none_match": "*"},
        {"if_modified_since": date},
        {"if_none_match": etag, "if_modified_since": "yesterday"},
    ):
        again = asked(client, f"/feed/{form}", **headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again["ETag"] == etag


def test_odd_headers_get_the_feed(client, editor):
    factories.published_story(by=editor)
    first = client.get("/feed/")
    for headers in (
        {"if_none_match": '"other"'},
        {"if_none_match": "no quotes, at all, ,,"},
        {"if_none_match": first["ETag"].strip('"')},
        {"if_none_match": '"unfinished'},
        {"if_modified_since": "Tue, 31 Feb 2026 25:61:00 GMT"},
        {"if_modified_since": "0"},
        {"if_modified_since": "Sat, 01 Jan 99999 00:00:00 GMT"},
        {"if_modified_since": "\x00\ufffd" * 50},
        {"if_none_match": '"other"', "if_modified_since": first["Last-Modified"]},
        {"if_modified_since": http_date(timezone.now().timestamp() + 10**6)},
        {"accept": "image/png", "accept_encoding": "nonsense;q=7", "range": "bytes=5-2"},
        {"user_agent": "\xff" * 3000, "accept_language": "xx-klingon;q=-1"},
    ):
        response = asked(client, **headers)
        assert response.status_code == 200, headers
        assert len(check_rss(response.content)) == 1


def test_asking_for_the_head_alone_gets_the_same_headers(client, editor):
    factories.published_story(by=editor)
    whole, head = client.get("/feed/"), client.head("/feed/")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type"):
        assert head[name] == whole[name]
    assert client.head("/feed/", headers={"if-none-match": whole["ETag"]}).status_code == 304


def test_a_feed_is_new_when_anything_it_shows_is(client, editor, clock):
    picture = factories.picture(rights_until=clock.now().date())
    older = factories.published_story(by=editor, age=timedelta(hours=2), lead_picture=picture)
    newer = factories.published_story(by=editor)
    seen = [client.get("/feed/")["ETag"]]

    def is_new():
        seen.append(asked(client, if_none_match=seen[-1])["ETag"])
        return len(set(seen)) == len(seen)

    Picture.objects.update(credit="Photo: Grace")
    assert is_new()
    workflow.correct(older, "It was Tuesday.", by=editor)
    assert is_new()
    clock.goes_on(days=1)  # the right to its picture ends
    assert is_new()
    workflow.withdraw(newer, by=editor, note="A mistake.")
    assert is_new()
    assert asked(client, if_none_match=seen[-1]).status_code == 304


def test_a_withdrawal_is_seen_by_whoever_asks_by_date(client, editor):
    factories.published_story(by=editor, age=timedelta(hours=2))
    newer = factories.published_story(by=editor)
    date = client.get("/feed/")["Last-Modified"]
    workflow.withdraw(newer, by=editor, note="A mistake.")
    response = asked(client, if_modified_since=date)  # later than anything that is in it now
    assert len(check_rss(response.content)) == 1


def test_a_feed_sets_no_cookie_and_is_the_same_for_all(client, editor):
    factories.published_story(by=editor)
    response = client.get("/feed/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    client.force_login(editor)
    assert client.get("/feed/")["ETag"] == response["ETag"]
