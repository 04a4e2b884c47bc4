"""Long threads: pages of whole threads, long ones cut, and an address that finds each reply."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import moderation, threads
from comments.models import Reason, Reply, State
from comments.threads.pages import REPLIES_ON_A_PAGE, THREADS_ON_A_PAGE, Row
from tests.comments import factories as replies
from tests.comments.readers.test_threads import reply


def many(story, number, answering=None, **fields):
    return [reply(story, answering, **fields) for _number in range(number)]


def opened(client, address):
    """The page to which an address leads, and where on it."""
    response = client.get(address)
    assert response.status_code == 302, address
    target, _hash, anchor = response["Location"].partition("#")
    page = client.get(target)
    assert page.status_code == 200
    return page.content.decode(), anchor


def read_all(story):
    """The ids of all replies on all pages of a story's thread, in order."""
    number, seen = 1, []
    while found := threads.page_of(story, number):
        seen += [entry.pk for entry in found.entries if entry.is_shown]
        number += 1
    return seen


def test_a_thread_is_paged_by_whole_threads_oldest_first(client, story):
    tops = many(story, THREADS_ON_A_PAGE + 2)
    answer = reply(story, tops[0])
    first = client.get(story.get_absolute_url()).content.decode()
    second = client.get(reverse("comments:thread", args=[story.pk, 2])).content.decode()
    assert f'id="reply-{answer.pk}"' in first
    assert f'id="reply-{tops[-3].pk}"' in first
    assert f'id="reply-{tops[-2].pk}"' not in first
    for row in tops[-2:]:
        assert f'id="reply-{row.pk}"' in second
    for page in (first, second):
        assert f"{THREADS_ON_A_PAGE + 3} Replies" in page
    assert "page 1 of 2" in first
    assert "page 2 of 2" in second


def test_every_reply_stands_on_one_page_once_and_its_address_opens_it(client, story):
    tops = many(story, THREADS_ON_A_PAGE * 2 + 3)
    tops += many(story, 5, tops[30])
    seen = read_all(story)
    assert sorted(seen) == sorted(row.pk for row in tops)
    for row in (tops[0], tops[THREADS_ON_A_PAGE], tops[-6], tops[-1]):
        page, anchor = opened(client, row.get_absolute_url())
        assert anchor == f"reply-{row.pk}"
        assert f'id="{anchor}"' in page


def test_the_address_stays_right_when_replies_before_it_come_and_go(client, story, moderator):
    early = many(story, THREADS_ON_A_PAGE)
    late = reply(story)
    _page, _anchor = opened(client, late.get_absolute_url())
    assert threads.spot_of(late).page == 2
    moderation.remove(early[3], by=moderator, reason=Reason.OFFENSIVE)
    assert threads.spot_of(late).page == 1
    page, anchor = opened(client, late.get_absolute_url())
    assert f'id="{anchor}"' in page


def test_a_story_whose_threads_are_all_long_shows_some_of_each_and_leads_on(client, story):
    tops = many(story, 4)
    for top in tops:
        many(story, 30, top)
    page = client.get(story.get_absolute_url()).content.decode()
    assert page.count('<article class="reply') == REPLIES_ON_A_PAGE
    shown = [REPLIES_ON_A_PAGE // 4 + (place < REPLIES_ON_A_PAGE % 4) for place in range(4)]
    for top, number in zip(tops, shown, strict=True):
        link = f'<a href="{reverse("comments:answers", args=[top.pk, 1])}">{31 - number} more'
        assert link in page
    assert "124 Replies" in page
    assert page.count("<ol") == page.count("</ol>")
    assert page.count("<li>") + page.count("<li ") == page.count("</li>")


def test_a_short_thread_beside_a_long_one_is_shown_whole(client, story):
    short, long = reply(story), reply(story)
    answers = many(story, 3, short)
    many(story, REPLIES_ON_A_PAGE, long)
    page = client.get(story.get_absolute_url()).content.decode()
    for row in (short, *answers):
        assert f'id="reply-{row.pk}"' in page
    assert f'href="{reverse("comments:answers", args=[short.pk, 1])}"' not in page
    assert "5 more answers" in page


def test_pages_of_answers_begin_with_what_is_answered_and_go_to_the_end(client, story):
    top = reply(story, user_name="Grace", comment="What it is all about.")
    answers = many(story, REPLIES_ON_A_PAGE + 5, top)
    last = client.get(reverse("comments:answers", args=[top.pk, 2])).content.decode()
    assert "What it is all about." in last
    assert "Shown again" in last
    assert f'id="reply-{answers[-1].pk}"' in last
    assert f'id="reply-{answers[0].pk}"' not in last
    assert client.get(reverse("comments:answers", args=[top.pk, 3])).status_code == 404
    page, anchor = opened(client, answers[-1].get_absolute_url())
    assert f'id="{anchor}"' in page
    assert anchor == f"reply-{answers[-1].pk}"


def test_an_answer_far_below_a_second_one_hangs_below_it_and_not_below_a_stranger(client, story):
    top = reply(story)
    second = reply(story, top, user_name="Second")
    deep = many(story, REPLIES_ON_A_PAGE + 1, second)
    found = threads.answers_page(top, 2)
    outline = [(entry.level, entry.pk, entry.is_repeated) for entry in found.entries]
    assert outline[:3] == [(0, top.pk, True), (1, second.pk, True), (2, deep[-3].pk, False)]


def test_whom_an_answer_on_another_page_answers_is_said_with_the_address(client, story):
    top = reply(story)
    second = reply(story, top)
    asked = reply(story, second, user_name="Hedy")
    many(story, REPLIES_ON_A_PAGE, second)
    late = reply(story, asked)
    page, _anchor = opened(client, late.get_absolute_url())
    assert f'<a href="{asked.get_absolute_url()}"><bdi>Hedy</bdi></a>' in page


@pytest.mark.parametrize("state", [State.REMOVED, State.PENDING, State.SPAM])
def test_a_hidden_reply_at_the_top_keeps_its_answers_and_their_pages(client, story, state):
    top = reply(story, state=state, comment="Not for readers.", user_name="Mallory")
    answers = many(story, REPLIES_ON_A_PAGE + 10, top)
    first = client.get(story.get_absolute_url()).content.decode()
    assert "tombstone" in first
    assert "10 more answers" in first
    page, anchor = opened(client, answers[-1].get_absolute_url())
    assert f'id="{anchor}"' in page
    for text in (first, page):
        assert "Not for readers." not in text
        assert "Mallory" not in text


def test_a_flood_of_refused_replies_moves_nothing(client, story):
    first = many(story, THREADS_ON_A_PAGE)
    many(story, 60, state=State.SPAM, age=500)
    assert read_all(story) == [row.pk for row in first]
    assert threads.page_of(story).pages == 1


@pytest.mark.parametrize("asked", [0, 3, 99, 2**31 - 1])
def test_there_is_no_page_before_the_first_or_beyond_the_last(client, story, asked):
    many(story, THREADS_ON_A_PAGE + 1)
    assert client.get(reverse("comments:thread", args=[story.pk, asked])).status_code == 404


@pytest.mark.parametrize("asked", ["-1", "1e3", "9" * 10, "9" * 400, "2'", "٢"])
def test_a_page_that_is_no_number_is_not_found(client, story, asked):
    many(story, THREADS_ON_A_PAGE + 1)
    assert client.get(f"/replies/under/{story.pk}/{asked}/").status_code == 404
    assert client.get(f"/replies/1/answers/{asked}/").status_code == 404


def test_the_first_page_is_the_story_itself(client, story):
    response = client.get(reverse("comments:thread", args=[story.pk, 1]))
    assert response["Location"] == f"{story.get_absolute_url()}#replies"


def test_the_other_pages_have_the_form_and_set_no_cookie(client, story):
    tops = many(story, THREADS_ON_A_PAGE + 1)
    response = client.get(reverse("comments:thread", args=[story.pk, 2]))
    page = response.content.decode()
    assert f'action="{reverse("comments:post", args=[story.pk])}"' in page
    assert f'<a href="{story.get_absolute_url()}">Ferry back in service</a>' in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert f'id="reply-{tops[-1].pk}"' in page
    assert not response.cookies
    assert "no-store" not in response.get("Cache-Control", "")
    assert "Cookie" not in response.get("Vary", "")


def test_a_withdrawn_story_has_no_pages_of_replies(client, story, editor):
    top = reply(story)
    many(story, THREADS_ON_A_PAGE + 1)
    workflow.withdraw(story, by=editor, note="legal")
    for address in (
        reverse("comments:thread", args=[story.pk, 2]),
        reverse("comments:answers", args=[top.pk, 1]),
        reverse("comments:newest", args=[story.pk]),
        reverse("comments:feed", args=[story.pk]),
    ):
        assert client.get(address).status_code == 404


def test_only_a_reply_at_the_top_has_pages_of_answers(client, story):
    top = reply(story)
    answer = reply(story, top)
    silent = reply(story, state=State.PENDING)
    assert client.get(reverse("comments:answers", args=[top.pk, 1])).status_code == 200
    for pk in (answer.pk, silent.pk, 999_999):
        assert client.get(reverse("comments:answers", args=[pk, 1])).status_code == 404


def test_the_newest_reply_is_found_wherever_it_stands(client, story):
    tops = many(story, THREADS_ON_A_PAGE + 1)
    newest = reply(story, tops[0])
    page, anchor = opened(client, reverse("comments:newest", args=[story.pk]))
    assert anchor == f"reply-{newest.pk}"
    assert f'id="{anchor}"' in page


def test_cancelling_an_answer_leads_back_to_the_reply_on_its_page(client, story):
    many(story, THREADS_ON_A_PAGE)
    late = reply(story)
    form = client.get(reverse("comments:answer", args=[late.pk])).content.decode()
    assert f'<a href="{late.get_absolute_url()}">Cancel</a>' in form
    page, anchor = opened(client, late.get_absolute_url())
    assert f'id="{anchor}"' in page


def test_a_late_answer_moves_no_thread_to_another_page(story):
    tops = [reply(story, age=200 - place) for place in range(THREADS_ON_A_PAGE + 5)]
    before = [threads.spot_of(row).page for row in tops]
    many(story, 3, tops[2])
    assert [threads.spot_of(row).page for row in tops] == before


def test_the_order_is_of_posting_whatever_the_numbers_say(story):
    late, early = reply(story, age=1), reply(story, age=9)
    assert read_all(story) == [early.pk, late.pk]


@pytest.mark.parametrize("number", [20, 500])
def test_pages_and_addresses_cost_the_same_however_long_the_thread(
    client, story, number, django_assert_max_num_queries
):
    tops = many(story, number // 2)
    rows = [*tops, *(reply(story, tops[place // 3]) for place in range(number // 2))]
    addresses = {
        story.get_absolute_url(): 10,
        rows[-1].get_absolute_url(): 4,
        rows[number // 3].get_absolute_url(): 4,
        reverse("comments:answers", args=[tops[0].pk, 1]): 11,
    }
    if number > 20:
        addresses[reverse("comments:thread", args=[story.pk, 4])] = 8
    for address, most in addresses.items():
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code in (200, 302)


def test_a_page_loads_no_more_replies_than_it_shows(story, django_assert_num_queries, monkeypatch):
    top = reply(story)
    many(story, 2 * REPLIES_ON_A_PAGE, top)
    loaded = []
    made = Row._make

    def counted(values):
        loaded.append(values)
        return made(values)

    monkeypatch.setattr(Row, "_make", counted)
    with django_assert_num_queries(1):
        assert threads.page_of(story).count == 2 * REPLIES_ON_A_PAGE + 1
    assert len(loaded) == REPLIES_ON_A_PAGE


def test_replies_posted_through_the_door_have_their_place(story):
    now = timezone.now()
    top = replies.published(story)
    Reply.objects.update(posted_at=now - timedelta(minutes=9))
    second = replies.published(story, answering=top)
    third = replies.published(story, answering=second)
    beside = replies.published(story, answering=third)
    places = [row.place for row in (second, third, beside)]
    assert {row.thread_key for row in (second, third, beside)} == {top.thread_key}
    assert places == sorted(places)
    assert third.place.startswith(second.place)
    assert beside.place.startswith(second.place)


def test_the_database_refuses_a_reply_that_stands_nowhere(story):
    row = reply(story)
    with pytest.raises(IntegrityError, match="reply_stands_in_a_thread"), transaction.atomic():
        Reply.objects.filter(pk=row.pk).update(thread_key="")


@pytest.mark.parametrize(
    ("number", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_pages_lead_to_the_first_the_last_and_their_neighbours(number, pages, numbers):
    assert threads.Thread([], number=number, pages=pages).page_numbers == numbers


def test_an_edited_reply_says_so_and_who_did_it(client, story):
    own, by_desk, _plain = many(story, 3)
    moment = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    Reply.objects.filter(pk__in=[own.pk, by_desk.pk]).update(edited_at=moment)
    Reply.objects.filter(pk=by_desk.pk).update(is_edited_by_desk=True)
    page = client.get(story.get_absolute_url()).content.decode()
    assert page.count("1 July 2026, 10:30 BST") == 2
    assert page.count("edited by a moderator") == 1
    assert page.count('class="reply__edited"') == 2


def test_a_long_reply_is_folded_where_it_is_quoted_and_a_short_one_is_not(client, story):
    short, long = reply(story), reply(story, comment="Words and more of them. " * 40)
    pages = [client.get(row.get_reply_url()).content.decode() for row in (short, long)]
    assert ["<details" in page for page in pages] == [False, True]
    assert all("<blockquote" in page for page in pages)
    data = replies.form_data(story, answering=long, name="")
    refused = client.post(reverse("comments:post", args=[story.pk]), data)
    assert refused.status_code == 422
    assert "<details" in refused.content.decode()
