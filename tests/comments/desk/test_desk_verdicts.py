"""Verdicts from the moderator's list: by form, for many at once, for its script, and undone."""

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import moderation
from comments.models import Decision, Reply, State
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
VERDICTS, NEWS, MORE = f"{LIST}verdicts/", f"{LIST}news/", f"{LIST}more/"


def waiting(story, how_many):
    begin = timezone.now() - timedelta(hours=5)
    for number in range(how_many):
        Reply.objects.create(
            story=story,
            comment=f"Words {number}",
            state=State.PENDING,
            posted_at=begin + timedelta(minutes=number),
        )
    return list(Reply.objects.newest_first())


def picks(rows):
    return [f"{reply.pk}:{reply.seen_as}" for reply in rows]


def by_script(desk, verb, rows, **fields):
    data = {"verb": verb, "pick": picks(rows), **fields}
    return desk.post(VERDICTS, data, headers={"Accept": "application/json"})


# -- The way back


def test_a_press_that_was_refused_keeps_its_ticks_once(desk, story):
    rows = waiting(story, 3)
    data = {"verb": "reject", "pick": picks(rows[:2]), "back": "queue=waiting"}
    page = desk.post(VERDICTS, data, follow=True).content.decode()
    assert "Choose a reason" in page
    assert page.count(" checked>") == 2
    assert desk.get(LIST, {"queue": "waiting"}).content.decode().count(" checked>") == 0


def test_a_verdict_leads_back_to_the_same_list_at_the_reply_that_is_next(desk, story):
    rows = waiting(story, 3)
    back = f"queue=waiting&section={story.section_id}&order=newest"
    shown = f"{rows[0].pk}.{rows[1].pk}"
    data = {"verb": "approve", "pick": picks(rows[:1]), "back": back, "shown": shown}
    response = desk.post(VERDICTS, data)
    assert response.status_code == 302
    assert response.url.startswith(f"{LIST}?queue=waiting&section=")
    assert response.url.endswith(f"#reply-{rows[1].pk}")


def test_after_many_the_place_is_the_first_that_was_left_below_them(desk, story):
    rows = waiting(story, 5)
    shown = ".".join(str(row.pk) for row in rows)
    data = {"verb": "approve", "pick": picks([rows[0], rows[2]]), "shown": shown}
    assert desk.post(VERDICTS, data).url.endswith(f"#reply-{rows[3].pk}")
    data = {"verb": "approve", "pick": picks(rows[3:]), "shown": shown}
    assert desk.post(VERDICTS, data).url.endswith(f"#reply-{rows[2].pk}")


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "\0", "queue=\0", "a=" + "b" * 9000, "next=//evil.example", "&&&", "%"],
)
def test_the_way_back_never_leads_elsewhere(desk, story, back):
    (reply,) = waiting(story, 1)
    data = {"verb": "approve", "pick": picks([reply]), "back": back, "shown": "x.<b>.\0"}
    response = desk.post(VERDICTS, data)
    assert re.fullmatch(re.escape(LIST) + r"\?(queue=[^#]*)?", response.url)
    assert "evil" not in response.url


def test_a_page_that_is_worked_through_leads_to_the_first_with_its_words(desk, story):
    rows = waiting(story, 51)
    second = desk.get(LIST).context["cl"].older_url[1:]
    data = {"verb": "approve", "pick": picks(rows[50:]), "back": second}
    page = desk.post(VERDICTS, data, follow=True)
    assert "1 approved." in page.content.decode()
    assert "Undo that decision" in page.content.decode()
    assert len(page.context["cl"].cards) == 50


# -- Undo of an act


def test_all_of_an_act_is_taken_back_by_one_press_and_nothing_else(desk, story):
    rows = waiting(story, 6)
    desk.post(VERDICTS, {"verb": "spam", "pick": picks(rows[5:])})
    page = desk.post(VERDICTS, {"verb": "approve", "pick": picks(rows[:3])}, follow=True)
    form = page.content.decode().partition('class="reply-last"')[2].partition("</form>")[0]
    assert "Undo all 3 of them" in form
    offered = re.findall(r'name="pick" value="([^"]+)"', form)
    page = desk.post(VERDICTS, {"verb": "restore", "pick": offered}, follow=True)
    assert "The last decision on 3 replies was taken back." in page.content.decode()
    assert "reply-last" not in page.content.decode()
    assert Reply.objects.filter(state=State.PENDING).count() == 5
    assert Reply.objects.filter(state=State.SPAM).count() == 1


def test_an_act_is_undone_as_far_as_nobody_decided_since(desk, story):
    rows = waiting(story, 2)
    by_script(desk, "approve", rows)
    seen = list(Reply.objects.newest_first())
    moderation.mark_spam(seen[0], by=factories.user("Moderator", username="Other moderator"))
    answer = by_script(desk, "restore", seen).json()
    assert answer["decided"] == [seen[1].pk]
    assert "Other moderator already decided" in answer["cards"][str(seen[0].pk)]
    states = set(Reply.objects.values_list("state", flat=True))
    assert states == {State.SPAM, State.PENDING}


@pytest.mark.parametrize("verb", ["approve", "reject", "spam", "restore"])
def test_a_hundred_cost_as_many_queries_as_four_and_few(desk, story, verb):
    rows, numbers = waiting(story, 105), []
    if verb == "restore":
        by_script(desk, "spam", rows)
        rows = list(Reply.objects.newest_first())
    for some in (rows[:1], rows[1:5], rows[5:]):  # the first makes the session
        with CaptureQueriesContext(connection) as asked:
            data = {"verb": verb, "pick": picks(some), "reason": "hate"}
            assert desk.post(VERDICTS, data).status_code == 302
        numbers.append(len(asked))
    assert Decision.objects.filter(verb=verb).count() == 105
    # SQLite takes so many values at once that a hundred decisions are entered in two goes.
    assert numbers[2] <= numbers[1] + 1 <= 22


# -- Hostile input


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Tick at least one reply first."),
        ({"pick": "x:y"}, "There is no such reply."),
        ({"pick": "9" * 400}, "There is no such reply."),
        ({"pick": "\0:\0"}, "There is no such reply."),
        ({"pick": "999999:x"}, "1 no longer exist."),
        ({"pick": "1:x", "verb": "fly"}, "There is no such verdict."),
        ({"pick": "1:x", "verb": ""}, "There is no such verdict."),
        ({"pick": "1:x", "verb": "reject", "reason": "ugly"}, "There is no such reason."),
        ({"pick": "1:x", "verb": "reject"}, "Choose a reason"),
        ({"pick": "1:x", "note": "n" * 501}, "Please shorten it by 1."),
        ({"pick": ["1:x"] * 501}, "501 replies are too many for one press"),
    ],
)
def test_what_makes_no_sense_is_answered_in_words_either_way(desk, story, fields, said):
    data = {"verb": "approve", **fields}
    page = desk.post(VERDICTS, data, follow=True)
    assert page.status_code == 200
    assert said in page.content.decode()
    answer = desk.post(VERDICTS, data, headers={"Accept": "application/json"})
    assert answer.status_code in (200, 422)
    assert said in " ".join(answer.json()["said"])
    assert not Decision.objects.exists()


def test_five_thousand_ticked_replies_are_refused_with_a_sentence(desk, story):
    rows = waiting(story, 1)
    data = {"verb": "approve", "pick": picks(rows) * 5000}
    response = desk.post(VERDICTS, data)
    assert response.status_code == 400
    assert "longer than this page takes" in response.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "seen", ["", "x", "published.1.0", "pending.1", "\0", ":" * 300, "pending.²"]
)
def test_a_mangled_word_of_how_it_was_seen_decides_nothing(desk, story, seen):
    (reply,) = waiting(story, 1)
    for verb in ("approve", "restore"):
        desk.post(VERDICTS, {"verb": verb, "pick": f"{reply.pk}:{seen}"})
    assert Reply.objects.get().state == State.PENDING


def test_nothing_is_decided_by_getting_an_address(desk, story):
    (reply,) = waiting(story, 1)
    asked = {"verb": "approve", "pick": picks([reply])}
    assert desk.get(VERDICTS, asked).status_code == 405
    assert Reply.objects.get().state == State.PENDING


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher"])
def test_nobody_but_a_moderator_gets_anything_out_of_these_addresses(client, story, role):
    (reply,) = waiting(story, 1)
    client.force_login(factories.user(role))
    assert by_script(client, "approve", [reply]).status_code == 403
    assert client.get(NEWS).status_code == 403
    assert client.get(MORE).status_code == 403
    assert Reply.objects.get().state == State.PENDING


def test_a_press_from_elsewhere_is_turned_away(story, moderator):
    (reply,) = waiting(story, 1)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    assert client.post(VERDICTS, {"verb": "approve", "pick": picks([reply])}).status_code == 403
    assert Reply.objects.get().state == State.PENDING


# -- What the script asks


def test_the_script_gets_the_decided_card_as_a_line_with_its_way_back(desk, story):
    first, second = waiting(story, 2)
    answer = by_script(desk, "reject", [first], reason="off-topic").json()
    card = answer["cards"][str(first.pk)]
    assert "data-done" in card
    assert "Rejected: Off topic" in card
    assert 'value="restore:' in card
    assert answer["counts"]["waiting"] == 1
    again = by_script(desk, "restore", list(Reply.objects.filter(pk=first.pk))).json()
    assert "data-done" not in again["cards"][str(first.pk)]
    assert second.pk not in again["decided"]


def test_the_script_is_told_on_the_card_who_was_quicker_and_how_it_stands(desk, story):
    (reply,) = waiting(story, 1)
    moderation.mark_spam(reply, by=factories.user("Moderator", username="Other moderator"))
    answer = by_script(desk, "approve", [reply]).json()
    card = answer["cards"][str(reply.pk)]
    assert answer["decided"] == []
    assert "Other moderator already decided" in card
    assert 'data-state="spam"' in card
    assert Reply.objects.get().state == State.SPAM


def test_further_cards_go_on_after_the_last_although_those_before_left_the_queue(desk, story):
    rows = waiting(story, 120)
    first = desk.get(LIST).context["cl"]
    by_script(desk, "approve", rows[:50])
    response = desk.get(MORE + first.older_url)
    shown = [int(number) for number in re.findall(r'data-reply="(\d+)"', response.content.decode())]
    assert shown == [row.pk for row in rows[50:100]]
    (onwards,) = re.findall(r'data-next="\?([^"]+)"', response.content.decode())
    last = desk.get(f"{MORE}?{onwards.replace('&amp;', '&')}").content.decode()
    assert re.findall(r'data-reply="(\d+)"', last) == [str(row.pk) for row in rows[100:]]
    assert 'data-next=""' in last


def test_word_of_what_colleagues_decided_since_is_one_small_question(desk, story):
    rows = waiting(story, 30)
    since = timezone.now().isoformat()
    other = factories.user("Moderator", username="anna")
    moderation.decide("approve", replies.seen([row.pk for row in rows[:20]]), by=other)
    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(NEWS, {"since": since}).json()
    assert len(answer["news"]) == 20
    number, seen, sentence = answer["news"][0]
    assert Reply.objects.get(pk=number).seen_as == seen
    assert re.fullmatch(r"anna, \d\d:\d\d: Approved", sentence)
    own = [query["sql"] for query in asked if "comments_" in query["sql"]]
    assert len(own) == 2  # what was decided, and the badges
    assert desk.get(NEWS, {"since": answer["now"]}).json()["news"] == []


@pytest.mark.parametrize("since", ["", "x", "2026-99-99T00:00:00Z", "2026-01-01", "\0", "9" * 500])
def test_a_moment_that_is_none_brings_no_news(desk, story, since):
    assert desk.get(f"{NEWS}?since={quote(since)}").json()["news"] == []


def test_the_script_s_answers_are_data(desk, story):
    (reply,) = waiting(story, 1)
    response = by_script(desk, "approve", [reply])
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content)["said"][0] == "1 approved."
