"""What was done to a picture, as the desk reads it; blocking it from its screen."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages

from articles import library
from articles.library import history
from articles.models import Picture, PictureEvent
from tests import factories

pytestmark = pytest.mark.django_db


def history_of(picture, query=""):
    return f"/admin/articles/picture/{picture.pk}/history/{query}"


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_history_says_who_changed_what_from_what_to_what(desk, picture, editor):
    other = factories.picture(caption="The pier")
    picture.caption, picture.licence, picture.for_print = "A boat", "agency", False
    picture.rights_until, picture.fallback = date(2030, 4, 1), other
    library.describe(picture, by=editor, keywords=["sea"])
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=editor)
    page = words_of(desk.get(history_of(picture)))
    assert (editor.get_full_name() or editor.username) in page
    for words in (
        "Caption from A ferry to A boat",
        "to Agency",
        "Cleared for print from Yes to No",
        "Rights end to 1 April 2030",
        "Picture in its stead to The pier",
        "Keywords to sea",
        "Crop: Card from by the focal point to 10 % from the left, 20 % from the top, 50 % wide",
    ):
        assert words in page
    assert page.index("Crop: Card") < page.index("Caption from A ferry")


def test_moments_are_told_in_the_newsrooms_zone(desk, picture, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    picture.events.update(made_at=datetime(2026, 7, 1, 21, 30, tzinfo=UTC))
    assert "2 July 2026, 06:30" in words_of(desk.get(history_of(picture)))


def test_a_value_of_an_event_is_shown_as_words_whatever_it_is(desk, picture, editor):
    history.note(
        picture,
        PictureEvent.Kind.DESCRIBED,
        by=editor,
        words="<b>bold</b>",
        changed={"caption": ["<script>", None], "gone_field": [1, 2], "fallback": [None, 999_999]},
    )
    page = desk.get(history_of(picture)).content.decode()
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;bold" in page
    assert "<script>alert" not in page
    assert "999999" in page


def test_a_long_history_is_read_a_page_at_a_time_at_one_price(
    desk, picture, editor, django_assert_max_num_queries
):
    for number in range(90):
        history.note(
            picture, PictureEvent.Kind.DESCRIBED, by=editor, changed={"place": ["", str(number)]}
        )
    with django_assert_max_num_queries(9):
        first = desk.get(history_of(picture))
    assert len(first.context["events"]) == 40
    second = desk.get(history_of(picture, first.context["older_url"]))
    third = desk.get(history_of(picture, second.context["older_url"]))
    assert [len(page.context["events"]) for page in (second, third)] == [40, 11]
    assert third.context["older_url"] == ""
    assert third.context["events"][-1]["label"] == "Added"


@pytest.mark.parametrize("query", ["?before=x", "?before=-1", "?before=" + "9" * 40, "?before=%00"])
def test_an_address_typed_by_hand_is_no_failure(desk, picture, query):
    assert desk.get(history_of(picture, query)).status_code == 200


def test_only_the_desk_reads_the_history(client, moderator, reporter, picture):
    client.force_login(moderator)
    assert client.get(history_of(picture)).status_code == 403
    client.force_login(reporter)
    assert client.get(history_of(picture)).status_code == 200
    assert client.get("/admin/articles/picture/999999/history/").status_code == 404


def test_an_end_of_rights_is_told_with_its_last_day_as_people_write_it(desk, picture):
    Picture.objects.update(rights_until=date(2026, 3, 1))
    library.end_rights()
    (event, _added) = desk.get(history_of(picture)).context["events"]
    assert (event["label"], event["by"], event["note"]) == ("Rights ended", "The clock", "")
    assert event["changes"] == [{"label": "Rights end", "was": "", "now": "1 March 2026"}]


def act(picture, verb):
    return f"/admin/articles/picture/{picture.pk}/{verb}/"


def test_a_picture_is_blocked_with_a_reason_and_let_go_again(desk, picture):
    desk.post(act(picture, "block"), {"reason": "The agency\0 called."})
    blocked = Picture.objects.get()
    assert blocked.blocked_reason == "The agency called."
    screen = words_of(desk.get(f"/admin/articles/picture/{picture.pk}/change/"))
    assert "Blocked: readers do not see it." in screen
    assert "The agency called." in screen
    desk.post(act(picture, "unblock"), {"note": "They called again."})
    assert Picture.objects.get().blocked_at is None
    page = words_of(desk.get(history_of(picture)))
    assert page.index("They called again.") < page.index("The agency called.")


def test_a_block_without_a_reason_is_refused_in_words(desk, picture):
    response = desk.post(act(picture, "block"), {"reason": "  "})
    assert Picture.objects.get().blocked_at is None
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]


@pytest.mark.parametrize("verb", ["block", "unblock"])
def test_blocking_is_for_those_who_may(client, editor, desk, picture, verb):
    assert desk.get(act(picture, verb)).status_code == 405
    assert desk.post("/admin/articles/picture/999999/block/", {"reason": "x"}).status_code == 404
    client.force_login(editor)
    assert client.post(act(picture, verb), {"reason": "x"}).status_code == 403
    assert Picture.objects.get().blocked_at is None
    assert "Block it now" not in words_of(
        client.get(f"/admin/articles/picture/{picture.pk}/change/")
    )
