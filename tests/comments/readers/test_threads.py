"""Rows to tree: nothing readers may see gets lost, in one query and in linear time."""

import random
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory
from comments import threads
from comments.models import Reply, State
from comments.threads.pages import COLUMNS, REPLIES_ON_A_PAGE, THREADS_ON_A_PAGE
from tests import factories


def reply(story, answering=None, state=State.PUBLISHED, age=None, **fields):
    """A reply put straight into the database, whatever the verbs would say."""
    now = timezone.now()
    moment = now - timedelta(minutes=age) if age is not None else now
    return Reply.objects.create(
        story=story,
        in_answer_to=answering,
        state=state,
        reason="other" if state in {State.REJECTED, State.SPAM} else "",
        decided_at=now,
        appeared_at=now if state == State.PUBLISHED else None,
        posted_at=moment,
        user_name=fields.pop("user_name", "Ada"),
        comment=fields.pop("comment", "Words."),
        **fields,
    )


def outline(story):
    """The thread as [(level, id or None for a tombstone)] in the order of the page."""
    return [
        (entry.level, entry.pk if entry.is_shown else None)
        for entry in threads.page_of(story).entries
    ]


def shown(story):
    template = Template("{% load replies %}{% reply_thread story %}")
    return template.render(Context({"story": PublishedStory.objects.get(pk=story.pk)}))


def test_answers_stand_below_what_they_answer_oldest_first(story):
    first, second = reply(story, age=9), reply(story, age=8)
    late = reply(story, first, age=1)
    early = reply(story, first, age=5)
    deep = reply(story, early, age=4)
    assert outline(story) == [
        (0, first.pk),
        (1, early.pk),
        (2, deep.pk),
        (1, late.pk),
        (0, second.pk),
    ]


def test_replies_of_the_same_moment_keep_the_order_in_which_they_came(story):
    moment = timezone.now()
    rows = [reply(story) for _number in range(5)]
    Reply.objects.update(posted_at=moment)
    assert outline(story) == [(0, row.pk) for row in rows]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REMOVED])
def test_what_was_taken_down_leaves_a_tombstone_while_answers_hang_below_it(story, state):
    gone = reply(story, state=state, comment="No longer to be read.", user_name="Mallory")
    answer = reply(story, gone)
    assert outline(story) == [(0, None), (1, answer.pk)]
    page = shown(story)
    assert "tombstone" in page
    assert "No longer to be read." not in page
    assert "Mallory" not in page


def test_what_was_taken_down_without_answers_leaves_nothing(story):
    top = reply(story)
    gone = reply(story, top, state=State.REMOVED)
    reply(story, gone, state=State.WITHDRAWN)
    assert outline(story) == [(0, top.pk)]


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.PENDING, State.REJECTED, State.SPAM])
def test_a_hidden_reply_loses_neither_its_neighbours_nor_the_answers_below_it(story, state):
    hidden = reply(story, state=state, comment="Not for readers.")
    below = reply(story, hidden)
    top = reply(story)
    middle = reply(story, top, state=state)
    deep = reply(story, middle)
    assert outline(story) == [(0, None), (1, below.pk), (0, top.pk), (1, None), (2, deep.pk)]
    assert "Not for readers." not in shown(story)


def test_a_hidden_reply_without_answers_leaves_nothing(story):
    reply(story, state=State.PENDING)
    assert outline(story) == []


def test_rows_that_answer_each_other_in_a_circle_are_still_shown(story):
    first, second = reply(story), reply(story)
    Reply.objects.filter(pk=first.pk).update(parent_id=second.pk)
    Reply.objects.filter(pk=second.pk).update(parent_id=first.pk)
    assert sorted(pk for _level, pk in outline(story)) == [first.pk, second.pk]


def test_any_thread_shows_every_published_reply_once(story):
    chance = random.Random(7)
    rows = []
    for _number in range(60):
        above = chance.choice([None, *rows[-20:]])
        rows.append(reply(story, above, chance.choice(State.values)))
    published = {row.pk for row in rows if row.state == State.PUBLISHED}
    seen = [pk for _level, pk in outline(story) if pk]
    assert sorted(seen) == sorted(published)
    assert threads.page_of(story).count == len(published)
    assert max(level for level, _pk in outline(story)) <= 2


def test_lists_that_open_also_close(story):
    first = reply(story)
    second = reply(story, first)
    reply(story, second)
    reply(story)
    reply(story, reply(story))
    page = shown(story)
    assert page.count("<ol") == page.count("</ol>") == 4
    assert page.count("<li") == page.count("</li>") == 6


def test_an_answer_that_stands_beside_the_one_it_answers_says_to_whom(story):
    first = reply(story)
    second = reply(story, first)
    third = reply(story, second, user_name="Grace")
    fourth = reply(story, third)
    assert outline(story)[-1] == (2, fourth.pk)
    assert f'href="#reply-{third.pk}"><bdi>Grace</bdi>' in shown(story)
    Reply.objects.filter(pk=third.pk).become(State.REMOVED, at=timezone.now())
    assert "Grace" not in shown(story)


@pytest.mark.parametrize("replies", [0, 1, 500])
def test_a_thread_and_its_rules_cost_two_queries_however_long(
    story, replies, django_assert_num_queries
):
    rows = []
    for number in range(replies):
        rows.append(reply(story, rows[number // 3] if number % 3 else None))
    copy = story.readers_copy
    template = Template("{% load replies %}{% reply_thread story %}")
    with django_assert_num_queries(2):
        page = template.render(Context({"story": copy}))
    assert page.count('<article class="reply') == min(replies, REPLIES_ON_A_PAGE)


def test_the_whole_story_page_stays_within_its_queries_with_500_replies(
    story, client, django_assert_max_num_queries
):
    author = factories.user("Reporter")
    for number in range(500):
        reply(story, user=author if number % 5 == 0 else None, is_by_staff=number % 5 == 0)
    address = story.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(10):
        page = client.get(address)
    assert page.content.decode().count('<article class="reply') == THREADS_ON_A_PAGE


def test_work_grows_with_the_replies_and_not_with_their_square():
    """Counted in steps of the interpreter, which no busy machine can slow down."""

    def steps(number):
        rows = [
            Reply(pk=pk, parent_id=pk - 1 if pk % 3 else pk, state=State.PUBLISHED, thread_id=1)
            for pk in range(1, number + 1)
        ]
        taken = 0

        def count(frame, event, argument):
            nonlocal taken
            taken += 1
            return count

        earlier = sys.gettrace()
        sys.settrace(count)
        threads.build(rows)
        sys.settrace(earlier)
        return taken

    assert steps(1000) < 12 * steps(100)


def test_counts_are_one_query_for_any_number_of_stories(story, django_assert_num_queries):
    other = factories.published_story()
    silent = factories.published_story()
    for state in State.values:
        reply(story, state=state)
    reply(other)
    reply(other)
    with django_assert_num_queries(1):
        counts = threads.counts_for([story.pk, other.pk, silent.pk])
    assert counts == {story.pk: 1, other.pk: 2, silent.pk: 0}


def test_counting_for_no_story_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert threads.counts_for([]) == {}


def test_tally_number_and_thread_of_a_page_ask_once_between_them(story, django_assert_num_queries):
    copy = story.readers_copy
    template = Template(
        "{% load replies %}{% reply_count story as n %}{{ n }}"
        "{% reply_tally story %}{% reply_thread story %}"
    )
    with django_assert_num_queries(2):  # the thread, and the rules for it
        page = template.render(Context({"story": copy}))
    assert "Click to comment" in page
    assert f'href="{copy.get_absolute_url()}#leave-a-reply"' in page


def test_most_discussed_are_live_stories_by_recent_replies(editor):
    quiet, busy, withdrawn = (factories.published_story(by=editor) for _number in range(3))
    for discussed, number in ((quiet, 1), (busy, 3), (withdrawn, 5)):
        for _number in range(number):
            reply(discussed)
        reply(discussed, state=State.PENDING)
    workflow.withdraw(withdrawn, by=editor, note="wrong")
    assert threads.rank_discussed() == 2
    found = threads.most_discussed()
    assert [(story.pk, story.reply_count) for story in found] == [(busy.pk, 3), (quiet.pk, 1)]


def test_a_story_withdrawn_since_the_list_was_made_is_not_among_the_most_discussed(editor):
    withdrawn, other = (factories.published_story(by=editor) for _number in range(2))
    for discussed in (withdrawn, withdrawn, other):
        reply(discussed)
    threads.rank_discussed()
    workflow.withdraw(withdrawn, by=editor, note="wrong")
    assert [story.pk for story in threads.most_discussed()] == [other.pk]


def test_what_is_discussed_most_is_not_written_again_while_it_stays_the_same(
    story, django_assert_num_queries
):
    reply(story)
    threads.rank_discussed()
    with django_assert_num_queries(5):  # counted, which are live, compared in a savepoint
        threads.rank_discussed()
    reply(story)
    threads.rank_discussed()
    assert [one.reply_count for one in threads.most_discussed()] == [2]


@pytest.mark.parametrize("replies", [1, 12])
def test_the_most_discussed_are_read_without_counting_replies(
    story, replies, django_assert_num_queries
):
    for _number in range(replies):
        reply(story)
    threads.rank_discussed()
    with django_assert_num_queries(1) as asked:
        threads.most_discussed()
    assert "comments_reply" not in asked[0]["sql"]


def test_a_closed_story_shows_its_thread_and_no_form(story):
    reply(story, comment="Said in time.")
    PublishedStory.objects.update(replies_open=False)
    page = shown(story)
    assert "Replies are closed" in page
    assert "Said in time." in page
    assert "<form" not in page
    assert "reply__answer" not in page


def test_each_reply_links_to_its_address_and_to_its_form_by_the_name_of_its_writer(story):
    first = reply(story, user_name="Ada")
    second = reply(story, first, user_name="Grace")
    page = shown(story)
    for row in (first, second):
        assert f'class="reply__link" href="{row.get_absolute_url()}"' in page
        link = f'href="{row.get_reply_url()}" rel="nofollow" '
        assert f'{link}aria-labelledby="answer-{row.pk} by-{row.pk}"' in page
        assert f'id="answer-{row.pk}"' in page
        assert f'id="by-{row.pk}"><bdi>{row.name}<' in page


def test_a_moment_is_written_as_the_page_s_language_has_it_down_to_the_second(story):
    moment = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=UTC)
    reply(story)
    Reply.objects.update(posted_at=moment)
    page = shown(story)
    assert 'datetime="2026-07-01T10:30:15+01:00">1 July 2026, 10:30 BST<' in page


def test_a_row_of_a_page_says_of_a_reply_what_the_model_says(story):
    first = reply(story, edited_at=timezone.now(), is_edited_by_desk=True, is_by_staff=True)
    reply(story, first, user_name="")
    for entry in threads.page_of(story).entries:
        kept = Reply.objects.get(pk=entry.pk)
        for name in {*COLUMNS, "name", "is_published", "anchor"} - {"replies", "threads", "size"}:
            assert getattr(entry.reply, name) == getattr(kept, name), name
        assert entry.reply.get_absolute_url() == kept.get_absolute_url()
