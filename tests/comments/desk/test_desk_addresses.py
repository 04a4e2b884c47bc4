"""Addresses typed by hand at the reply desk: what the lists do not know, they pass over."""

import pytest
from django.utils import timezone

from comments.models import State
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
LOG = "/admin/comments/decision/"
DIGITS = "9" * 31


@pytest.fixture
def reply(db):
    return replies.published(factories.published_story(), comment="Still listed.")


@pytest.mark.parametrize("address", [LIST, LOG])
@pytest.mark.parametrize(
    "asked",
    [
        {"pk": DIGITS},
        {"id__exact": DIGITS},
        {"comment__regex": "("},
        {"note__regex": "("},
        {"reply__comment__regex": "("},
        {"user_email__startswith": "a"},
        {"made_by__password__startswith": "pbkdf2"},
        {"story__headline__contains": "x"},
        {"colour\0": "blue"},
        {"colour": "\0"},
        {"p": DIGITS},
        {"o": DIGITS},
        {"all": ""},
        {"_facets": "1"},
        {"_to_field": "network"},
        {"e": "1"},
        {"verb__exact": "\0"},
        {"verb__isnull": "x"},
        {"queue": ["all", "\0"]},
        {"section": DIGITS},
        {"made_at__year": DIGITS},
        {"made_at__year": "9999"},
        {"made_at__year": "1"},
        {"made_at__year": "\0"},
        {"made_at__month": DIGITS},
        {"made_at__day": "0"},
        {"made_at__gte": "yesterday"},
        {"before": "0001-01-01T00:00:00+14:00_1"},
        {"before": "9999-12-31T23:59:59-14:00_1"},
        {"before": f"2026-11-21T10:00:00+00:00_{DIGITS}"},
    ],
)
def test_what_a_list_does_not_know_is_as_if_it_were_not_said(desk, reply, address, asked):
    standing = {"queue": "all"} if address == LIST and "queue" not in asked else {}
    response = desk.get(address, {**standing, **asked}, follow=True)
    assert response.status_code == 200
    if "before" not in asked and "queue" not in asked:
        assert "Still listed." in response.content.decode()


@pytest.mark.parametrize(
    "day", [(2999, 12, 31), (1900, 1, 1), (2026, 2, 31), ("", 12, ""), ("", "", 31), (2026, "", 31)]
)
def test_any_day_asked_of_the_log_is_answered(desk, reply, day):
    asked = dict(zip(("made_at__year", "made_at__month", "made_at__day"), day, strict=True))
    assert desk.get(LOG, asked, follow=True).status_code == 200


@pytest.mark.parametrize("number", [DIGITS, "0", "999999", "x", "%00", "-1", "²", "1'"])
@pytest.mark.parametrize("screen", ["change", "history"])
@pytest.mark.parametrize("address", [LIST, LOG])
def test_a_number_that_no_row_has_leads_back_to_the_desk(desk, reply, address, number, screen):
    response = desk.get(f"{address}{number}/{screen}/", follow=True)
    assert response.status_code == 200
    assert "Still listed." not in response.content.decode() or screen == "history"


@pytest.mark.parametrize("number", [DIGITS, "0", "999999"])
def test_a_verdict_on_a_number_that_no_reply_has_is_not_found(desk, reply, number):
    assert desk.post(f"{LIST}{number}/decide/", {"verb": "spam"}).status_code == 404


def test_the_log_is_still_narrowed_by_verdict_reason_and_day(desk, reply):
    replies.in_state(State.SPAM, reply.story, comment="Bought gold.")
    today = timezone.localtime()
    narrowed = desk.get(LOG, {"verb__exact": "spam"}).content.decode()
    assert "Bought gold." in narrowed
    assert "Still listed." not in narrowed
    day = {"made_at__year": today.year, "made_at__month": today.month, "made_at__day": today.day}
    assert "Still listed." in desk.get(LOG, day).content.decode()
    day["made_at__year"] -= 1
    assert "Still listed." not in desk.get(LOG, day).content.decode()
