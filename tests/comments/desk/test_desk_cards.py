"""What a card of the moderator's list says, and that it costs the same for fifty as for five."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments import ledger, moderation, text
from comments.models import (
    Appeal,
    Reply,
    Report,
    Standing,
    State,
    Verb,
    Version,
    Writer,
    WriterNote,
)
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"


def page_of(desk, **asked):
    return desk.get(LIST, asked).content.decode()


def found(reply, **changes):
    Reply.objects.filter(pk=reply.pk).update(**changes)
    return Reply.objects.get(pk=reply.pk)


def test_the_words_that_a_check_found_are_marked_in_whatever_spelling(desk, story):
    reply = replies.pending(story, comment="Visit our Cásino, and buy nöw.\nNot the casinos.")
    found(reply, found={"suspect-words": ["casino", "buy now"], "links": 2})
    page = page_of(desk)
    assert "our <mark>Cásino</mark>, and <mark>buy nöw</mark>.<br>Not the casinos." in page


@pytest.mark.parametrize(
    ("words", "html"),
    [
        (["b"], '<p dir="auto">a &lt;<mark>b</mark>&gt; &amp; c</p>'),
        (["a b"], '<p dir="auto"><mark>a &lt;b</mark>&gt; &amp; c</p>'),
        ([], '<p dir="auto">a &lt;b&gt; &amp; c</p>'),
        (["", "!", "amp", "lt"], '<p dir="auto">a &lt;b&gt; &amp; c</p>'),
    ],
)
def test_marks_never_break_what_keeps_a_text_a_text(words, html):
    assert text.html_with_marks("a <b> & c", words) == html


def test_the_spam_score_is_named_with_the_words_that_made_it(desk, story):
    words = [["casino", 2.1], ["timetable", -1.4]]
    reply = replies.pending(story, comment="A casino, by the timetable.")
    found(
        reply,
        held_for=["spam"],
        spam_score=0.93,
        found={"spam": {"score": 0.93, "words": words}},
    )
    page = page_of(desk)
    assert "Spam score 93 %" in page
    assert ": casino +2.1; against it: timetable −1.4" in page
    assert "A <mark>casino</mark>, by the timetable." in page


def test_words_of_a_score_that_held_nothing_are_not_marked(desk, story):
    reply = replies.pending(story, comment="The late boat, by the timetable.")
    found(reply, spam_score=0.03, found={"spam": {"score": 0.03, "words": [["late", 0.4]]}})
    page = page_of(desk)
    assert ": late +0.4" in page
    assert "<mark>late</mark>" not in page


def test_only_words_that_can_be_edited_lead_to_a_field(desk, story):
    offered, not_offered = replies.pending(story), replies.unconfirmed(story)
    page = page_of(desk, queue="all")
    assert reverse("admin:comments_reply_edit", args=[offered.pk]) in page
    assert reverse("admin:comments_reply_edit", args=[not_offered.pk]) not in page


def test_a_card_says_by_which_rule_its_reply_appeared(desk, story):
    ledger.enter(Verb.PASS, [replies.pending(story)], State.PUBLISHED, rule="record")
    page = page_of(desk, queue="unmoderated")
    assert "Published by the rules. Its writer is trusted for what was approved before." in page


@pytest.mark.parametrize("odd", [{"spam": "x"}, {"spam": {}}, {"links": [1, None]}, {"x": {}}])
def test_what_a_check_found_in_another_form_is_passed_over(desk, story, odd):
    found(replies.pending(story, comment="Still shown."), found=odd, spam_score=0.2)
    assert "Still shown." in page_of(desk)


def test_a_card_shows_the_reply_it_answers(desk, story):
    answered = replies.published(story, name="Ada", comment="The first word of all.")
    replies.pending(story, answering=answered, comment="No, the second.")
    page = page_of(desk, queue="waiting")
    assert "In answer to" in page
    assert "The first word of all." in page


def test_a_card_shows_the_record_standing_and_notes_of_its_writer(desk, story, moderator):
    replies.published(story, email="ada@example.org")
    Reply.objects.update(posted_at=timezone.now() - timedelta(hours=1))
    replies.pending(story, email="ada@example.org")
    writer = Writer.objects.get()
    Writer.objects.update(standing=Standing.HELD)
    WriterNote.objects.create(writer=writer, words="Knows the harbour.", made_by=moderator)
    page = page_of(desk)
    for words in ("1 approved, 0 rejected", "Always held", "One note of colleagues"):
        assert words in page
    strip = page.partition('class="reply-strip"')[2].partition("</ol>")[0]
    assert strip.count("<li data-state=") == 2
    assert "Knows the harbour." not in page


def test_a_card_shows_open_reports_with_reasons_and_words_and_settled_ones_not(desk, story):
    reply = replies.published(story)
    for reason, words in (("hate", "It insults us."), ("hate", ""), ("spam", "<b>buy</b>")):
        Report.objects.create(reply=reply, reason=reason, words=words)
    decision = reply.decisions.get()
    Report.objects.create(reply=reply, reason="other", words="Old.", settled_by=decision)
    found(reply, reported_at=timezone.now())
    page = page_of(desk)
    assert "Reported 3 times" in page
    assert "It spreads hate (× 2); It is spam or advertising" in page
    assert "“It insults us.”" in page
    assert "“&lt;b&gt;buy&lt;/b&gt;”" in page
    assert "Old." not in page


def test_a_card_shows_an_appeal_and_against_whose_decision_it_is(desk, story):
    judge = factories.user("Moderator", username="judge")
    reply = moderation.reject(replies.pending(story), by=judge, reason="off-topic")
    against = reply.decisions.get()
    Appeal.objects.create(reply=reply, against=against, words="It is on topic.")
    found(reply, appealed_at=timezone.now())
    page = page_of(desk)
    assert "The writer appeals" in page
    assert "Rejected (judge," in page
    assert "“It is on topic.”" in page


def test_a_card_says_that_an_appeal_against_one_s_own_decision_is_for_another(
    desk, story, moderator
):
    reply = moderation.reject(replies.pending(story), by=moderator, reason="off-topic")
    Appeal.objects.create(reply=reply, against=reply.decisions.get())
    found(reply, appealed_at=timezone.now())
    page = page_of(desk)
    assert "is against a decision of yours: another moderator answers it." in page
    assert 'value="uphold' not in page


def test_a_card_shows_what_stood_there_before_an_edit(desk, story):
    reply = replies.pending(story, comment="As it is now.")
    Version.objects.create(reply=reply, number=1, comment="As it was.\n\nTwice.")
    page = page_of(desk)
    assert "One earlier version" in page
    assert '<p dir="auto">As it was.</p>' in page


def crowded(story, how_many, judge):
    """Replies of as many writers, each with a record, reports, an appeal, versions and notes."""
    for number in range(how_many):
        reply = replies.in_state(State.REJECTED, story, email=f"w{number}@example.org")
        Reply.objects.filter(pk=reply.pk).update(
            posted_at=timezone.now() - timedelta(hours=1), appealed_at=timezone.now()
        )
        Appeal.objects.create(reply=reply, against=reply.decisions.get(), words="Please.")
        Report.objects.create(reply=reply, reason="hate", words="Look.")
        Version.objects.create(reply=reply, number=1, comment="Before.", replaced_by=judge)
        WriterNote.objects.create(writer=reply.writer, words="A note.", made_by=judge)


def test_a_page_of_fifty_costs_as_many_queries_as_one_of_five(desk, story, moderator):
    crowded(story, 5, moderator)
    page_of(desk, queue="appeals")
    with CaptureQueriesContext(connection) as at_five:
        assert page_of(desk, queue="appeals").count('class="reply-card"') == 5
    crowded(story, 45, moderator)
    with CaptureQueriesContext(connection) as at_fifty:
        assert page_of(desk, queue="appeals").count('class="reply-card"') == 50
    assert len(at_fifty) == len(at_five) <= 20
