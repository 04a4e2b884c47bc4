"""Finding one's way in the moderator's list: filters, search, pages, undo at the row."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from comments import moderation
from comments.models import Decision, Reply, State
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
VERDICTS = f"{LIST}verdicts/"
LOG = "/admin/comments/decision/"


def page_of(desk, address=LIST, **asked):
    response = desk.get(address, asked, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def shown(page):
    """The replies' words on a page of the list, in order."""
    return re.findall(r"<p dir=\"auto\">(Words \d+)</p>", page)


def waiting(story, how_many):
    """So many waiting replies, a minute apart: Words 0 is the oldest."""
    begin = timezone.now() - timedelta(hours=5)
    for number in range(how_many):
        Reply.objects.create(
            story=story,
            comment=f"Words {number}",
            state=State.PENDING,
            posted_at=begin + timedelta(minutes=number),
        )


# -- Filters and search


def test_the_list_is_narrowed_to_a_section(desk, story):
    replies.pending(story, comment="About the ferry.")
    elsewhere = factories.published_story(section=factories.section(name="Sport"))
    replies.pending(elsewhere, comment="About the match.")
    page = page_of(desk, section=elsewhere.section_id)
    assert "Sport" in page
    assert "About the match." in page
    assert "About the ferry." not in page


def test_a_row_links_to_all_replies_to_its_story_in_whatever_queue(desk, story):
    replies.pending(story, comment="Waiting here.")
    replies.published(story, comment="Published here.")
    replies.pending(factories.published_story(), comment="Waiting elsewhere.")
    (address,) = set(re.findall(rf'href="([^"]+story={story.pk})">All replies', page_of(desk)))
    page = page_of(desk, unescape(address))
    assert "Waiting here." in page
    assert "Published here." in page
    assert "Waiting elsewhere." not in page
    assert page.count("Ferry back in service") > 2  # in the rows, and as what the list is about


@pytest.mark.parametrize("story_id", ["0", "999999", "x", "9" * 400, "-1", "²"])
def test_a_story_that_is_not_there_has_no_replies(desk, story, story_id):
    replies.pending(story, comment="Waiting here.")
    page = page_of(desk, story=story_id)
    assert "Waiting here." not in page
    assert "No such story" in page


def test_the_list_names_no_story_that_was_never_published(desk, story):
    draft = factories.story(headline="Secret plans")
    assert "Secret plans" not in page_of(desk, story=draft.pk)


@pytest.mark.parametrize(
    "asked", ["ferry service", "Lovelace", "harbour", "ADA lovelace harbour", "ada@example"]
)
def test_a_search_looks_through_words_names_and_headlines(desk, story, asked):
    replies.pending(
        story, comment="I saw the harbour.", name="Ada Lovelace", email="ada@example.org"
    )
    replies.pending(factories.published_story(), comment="Something else.", name="Grace")
    page = page_of(desk, q=asked)
    assert "I saw the harbour." in page
    assert "Something else." not in page


def test_a_search_finds_what_hangs_on_a_story_that_was_withdrawn(desk, story, editor):
    replies.pending(story, comment="I saw the harbour.")
    workflow.withdraw(story, by=editor, note="legal")
    assert "I saw the harbour." in page_of(desk, q="ferry")


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "\0"},
        {"q": "a " * 3000},
        {"q": '"' * 500},
        {"q": "%" * 100},
        {"section": "\0"},
        {"section": "9" * 30},
        {"queue": "\0"},
        {"order": "\0"},
        {"before": "x"},
        {"before": "\0_1"},
        {"before": f"2026-11-21T10:00:00+00:00_{'9' * 40}"},
        {"after": "2026-11-21T10:00:00_1"},
        {"after": "9999-99-99T10:00:00+00:00_1"},
        {"colour": "blue"},
        {"e": "1"},
    ],
)
def test_whatever_is_asked_of_the_list_is_answered_with_a_list(desk, story, asked):
    replies.pending(story)
    assert 'id="changelist"' in page_of(desk, **asked)
    assert page_of(desk, LOG, **asked)


def test_an_empty_queue_says_so(desk, story):
    assert "Nothing waits for you." in page_of(desk)
    assert "look into another queue" in page_of(desk, queue="spam")


# -- Pages


def link(page, rel):
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', page)
    return unescape(found[1]) if found else None


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_lead_through_all_that_waits_and_back_again(desk, story, order):
    waiting(story, 120)
    Reply.objects.filter(comment__in=["Words 40", "Words 69", "Words 70"]).update(
        posted_at=timezone.now() - timedelta(hours=4)  # the same moment across a page's end
    )
    first = page_of(desk, order=order)
    second = page_of(desk, LIST + link(first, "next"))
    third = page_of(desk, LIST + link(second, "next"))
    seen = shown(first) + shown(second) + shown(third)
    ordered = Reply.objects.order_by(*(("posted_at", "pk") if order == "oldest" else ()))
    if order == "newest":
        ordered = ordered.newest_first()
    assert seen == list(ordered.values_list("comment", flat=True))
    assert link(first, "prev") is link(third, "next") is None
    assert shown(page_of(desk, LIST + link(third, "prev"))) == shown(second)
    assert shown(page_of(desk, LIST + link(second, "prev"))) == shown(first)


def test_a_search_from_a_later_page_begins_at_the_first(desk, story):
    waiting(story, 60)
    second = page_of(desk, LIST + link(page_of(desk), "next"))
    assert 'name="before"' not in second
    queues = second.partition('class="reply-queues"')[2].partition("</nav>")[0]
    assert "queue=spam" in queues
    assert "before=" not in queues


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=words", f"{LIST}?queue=all", LOG])
def test_nothing_is_counted_and_nothing_is_skipped(desk, story, moderator, address):
    waiting(story, 60)
    first = desk.get(address).content.decode()
    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST + link(first, "next") if link(first, "next") else address)
    asked = [query["sql"] for query in queries]
    assert [sql for sql in asked if "OFFSET" in sql] == []
    # Badges are counted up to a limit; what else is counted belongs to a row that is shown.
    bounded = ("LIMIT 1000", '"writer_id" IN', '"reply_id" IN')
    counts = [sql for sql in asked if "COUNT(" in sql]
    assert [sql for sql in counts if not any(words in sql for words in bounded)] == []


# -- Undo

UNDO = 'value="restore:'


def press(desk, reply, verb, **fields):
    data = {"verb": verb, "pick": f"{reply.pk}:{reply.seen_as}", **fields}
    return desk.post(VERDICTS, data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("queue", "state"),
    [
        ("published", State.PUBLISHED),
        ("rejected", State.REJECTED),
        ("spam", State.SPAM),
        ("gone", State.REMOVED),
    ],
)
def test_a_decided_reply_is_put_back_with_undo_in_its_row(desk, story, queue, state):
    reply = replies.in_state(state, story)
    before = Decision.objects.newest_first().first().from_state
    assert UNDO in page_of(desk, queue=queue)
    assert "The last decision was taken back." in press(desk, reply, "restore")
    assert Reply.objects.get().state == before


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.PENDING, State.WITHDRAWN])
def test_where_nothing_was_decided_there_is_no_undo(desk, story, state):
    reply = replies.in_state(state, story)
    assert UNDO not in page_of(desk, queue="all")
    assert "was taken back" not in press(desk, reply, "restore")
    assert Reply.objects.get().state == state


def test_what_was_undone_offers_no_second_undo(desk, story):
    reply = replies.in_state(State.REJECTED, story)
    press(desk, reply, "restore")
    assert UNDO not in page_of(desk, queue="all")


def test_undo_on_a_page_left_open_undoes_nothing_that_somebody_decided_since(desk, story):
    reply = replies.in_state(State.SPAM, story)
    other = factories.user("Moderator", username="Other moderator")
    moderation.approve(reply, by=other)
    assert "Other moderator already decided" in press(desk, reply, "restore")
    assert Reply.objects.get().state == State.PUBLISHED


def test_undo_of_a_reply_that_is_not_there_is_answered_in_words(desk, story):
    response = desk.post(VERDICTS, {"verb": "restore", "pick": "999999:x"}, follow=True)
    assert "1 no longer exist." in response.content.decode()


def test_ticked_replies_that_left_the_queue_meanwhile_are_named(desk, story):
    ours, theirs = replies.pending(story), replies.pending(story, name="Grace")
    moderation.mark_spam(theirs, by=factories.user("Moderator", username="Other moderator"))
    picks = [f"{reply.pk}:{reply.seen_as}" for reply in (ours, theirs)]
    page = desk.post(VERDICTS, {"verb": "approve", "pick": picks}, follow=True).content.decode()
    assert "1 approved." in page
    assert "Other moderator already decided on the reply by Grace" in page


@pytest.mark.parametrize("ticked", ["x", "", "9" * 400, "1'"])
def test_ticking_what_is_no_reply_is_answered_in_words(desk, story, ticked):
    replies.pending(story)
    response = desk.post(VERDICTS, {"verb": "approve", "pick": [ticked]}, follow=True)
    assert response.status_code == 200
    assert "There is no such reply." in response.content.decode()


def test_the_list_costs_the_same_with_one_and_with_fifteen_decided_replies(desk, story):
    replies.published(story)
    with CaptureQueriesContext(connection) as at_one:
        page_of(desk, queue="published", story=story.pk)
    for _number in range(14):
        replies.published(story)
    with CaptureQueriesContext(connection) as at_fifteen:
        page = page_of(desk, queue="published", story=story.pk)
    assert page.count('value="restore:') == 15
    assert len(at_fifteen) <= len(at_one)
