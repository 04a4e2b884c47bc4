"""The checks in their order, each at its boundary and in both directions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Newspaper
from comments import posting, screening
from comments.models import Reply, Standing, StoryRules, Writer
from tests import factories
from tests.comments import factories as replies
from tests.comments.policy.attempts import (
    DAY,
    LONG,
    attempt,
    held_for,
    house,
    proven,
    refused,
    wrote,
)


@pytest.fixture
def writer(db):
    return Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())


def test_the_checks_are_asked_in_the_order_that_is_promised():
    assert [check.__name__ for check in screening.CHECKS] == [
        "is_wrong_length",
        "story_is_closed",
        "is_repeat",
        "address_is_too_fast",
        "network_is_too_fast",
        "impersonates_staff",
        "staff_pass",
        "standing",
        "has_banned_words",
        "has_suspect_words",
        "has_links",
        "spam_score",
        "recent_history",
        "newcomer",
        "the_policy",
        "outside_checks",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("abc", "too short"),
        ("abcd", None),
        ("x" * 100, None),
        ("x" * 101, "have at most 100. Please shorten it by 1."),
        (" ", "write your reply"),
    ],
)
def test_a_reply_is_as_long_as_the_rules_say(story, words, sentence):
    house(shortest=4, longest=100)
    if sentence is None:
        assert held_for(attempt(story, words=words)) == ["guest"]
    else:
        assert sentence in refused(attempt(story, words=words))


def test_a_closed_story_takes_no_reply(story):
    StoryRules.objects.create(story=story, openness="closed")
    assert "are closed" in refused(attempt(story))
    StoryRules.objects.update(openness="open")
    assert held_for(attempt(story)) == ["guest"]


# -- What was said before


def test_the_same_words_to_another_story_are_refused_for_a_day(story, writer):
    wrote(story, writer, "published", age=DAY - timedelta(minutes=1))
    other = factories.published_story()
    assert "said this already" in refused(proven(other, writer, LONG))
    assert held_for(proven(other, writer, f"{LONG} And more.")) == ["guest"]
    Reply.objects.update(posted_at=timezone.now() - DAY - timedelta(minutes=1))
    assert held_for(proven(other, writer, LONG)) == ["guest"]


def test_a_short_agreement_may_be_said_to_somebody_else_but_not_twice_to_one(story, writer):
    above = replies.published(story)
    wrote(story, writer, "published", "I agree.", age=timedelta(minutes=5))
    assert held_for(proven(story, writer, "I agree.", answering=above)) == ["guest"]
    assert held_for(proven(factories.published_story(), writer, "I agree.")) == ["guest"]
    assert "said this already" in refused(proven(story, writer, "I agree."))


def test_somebody_else_may_say_the_same_and_so_may_who_withdrew_it(story, writer):
    wrote(story, writer, "withdrawn", age=timedelta(minutes=5))
    assert held_for(proven(story, writer, LONG)) == ["guest"]
    Reply.objects.update(state="pending")
    other = Writer.objects.create(address="bo@example.org")
    assert held_for(proven(story, other, LONG)) == ["guest"]


def test_who_has_not_shown_that_the_address_is_theirs_does_not_learn_what_it_said(story, writer):
    wrote(story, writer, "published", age=timedelta(minutes=5))
    assert held_for(attempt(story, writer, LONG)) == ["guest"]
    assert "said this already" in refused(proven(story, writer, LONG))


# -- Pace


def test_the_pause_between_two_replies_is_the_rules_and_nought_is_none(story, writer):
    house(pause_seconds=60)
    wrote(story, writer, "pending", age=timedelta(seconds=59))
    assert "wait 60 seconds" in refused(proven(story, writer))
    assert held_for(proven(story, writer, at=timezone.now() + timedelta(seconds=2))) == ["guest"]
    house(pause_seconds=0)
    assert held_for(proven(story, writer)) == ["guest"]


def test_an_address_sends_as_many_replies_an_hour_as_the_rules_say(story, writer):
    house(hourly_by_address=3)
    for number in range(3):
        wrote(story, writer, "pending", f"{number}", age=timedelta(minutes=20 * number + 1))
    verdict = screening.screen(proven(story, writer))
    assert "3 times within an hour" in verdict.sentence
    assert verdict.status == 429
    later = timezone.now() + timedelta(minutes=20)
    assert held_for(proven(story, writer, at=later)) == ["guest"]


def test_what_is_posted_under_an_address_from_elsewhere_slows_its_owner_down_in_nothing(
    story, writer
):
    wrote(story, writer, "unconfirmed", network="elsewhere")
    assert held_for(attempt(story, writer, network="here")) == ["guest"]
    assert "a moment ago" in refused(attempt(story, writer, network="elsewhere"))


def test_a_network_sends_as_many_replies_an_hour_as_the_rules_say(story, writer):
    house(hourly_by_network=2)
    wrote(story, writer, "pending", network="n")
    other = Writer.objects.create(address="bo@example.org")
    assert held_for(attempt(story, other, network="n")) == ["guest"]
    wrote(story, writer, "pending", network="n")
    assert "your network" in refused(attempt(story, other, network="n"))
    assert held_for(attempt(story, other, network="m")) == ["guest"]


@pytest.mark.parametrize("how", ["editing", "confirming"])
def test_what_is_judged_again_is_neither_too_fast_nor_its_own_repeat(story, writer, how):
    house(hourly_by_address=1, hourly_by_network=1)
    reply = wrote(story, writer, "pending", network="n")
    assert held_for(attempt(story, writer, LONG, network="n", **{how: reply})) == ["guest"]
    wrote(story, writer, "published", age=timedelta(hours=2))
    assert "said this already" in refused(attempt(story, writer, LONG, **{how: reply}))


# -- Who writes


def test_staff_pass_whatever_they_write_and_however_fast(story):
    house(banned_words="casino", hourly_by_network=1)
    Newspaper.objects.update_or_create(pk=1, defaults={"name": "Ada"})
    colleague = factories.user("Reporter")
    words = "casino http://a.example http://b.example"
    for _time in range(2):
        assert held_for(attempt(story, words=words, by=colleague, network="n")) == []


@pytest.mark.parametrize(
    ("standing", "until", "words"),
    [
        (Standing.BANNED, None, "A moderator banned your address"),
        (Standing.SUSPENDED, timedelta(days=2), "suspended your address from replying until"),
    ],
)
def test_the_banned_and_suspended_are_told_so_once_the_address_is_proven_theirs(
    story, writer, standing, until, words
):
    writer.standing, writer.standing_until = standing, until and timezone.now() + until
    writer.save()
    sentence = refused(proven(story, writer))
    assert words in sentence
    if until:
        assert f"{timezone.localtime(writer.standing_until):%H:%M}" in sentence
    assert held_for(attempt(story, writer)) == [str(standing), "guest"]
    stranger = Writer.objects.create(address="new@example.org")
    assert held_for(attempt(story, stranger)) == ["guest"]


def test_a_suspension_that_is_over_is_none(story, writer):
    writer.standing, writer.standing_until = "suspended", timezone.now() + DAY
    writer.save()
    assert held_for(proven(story, writer, at=timezone.now() + 2 * DAY)) == ["guest"]


def test_who_is_always_held_is_held_where_others_appear_at_once(story, writer):
    house(mode="trust", trusts_by_record=True, trust_after=1)
    wrote(story, writer, "published", age=2 * DAY)
    assert held_for(proven(story, writer)) == []
    writer.standing = Standing.HELD
    writer.save()
    assert held_for(proven(story, writer)) == ["always-held", "newcomer"]


# -- What it says


def test_a_banned_word_is_refused_by_name_in_text_and_name_and_never_inside_another(story):
    house(banned_words="cunt\nfree money\n")
    assert held_for(attempt(story, words="Scunthorpe has free, honest money.")) == ["guest"]
    verdict = screening.screen(attempt(story, words="FREE  móney in Scunthorpe"))
    assert "“free money”" in verdict.sentence
    assert (verdict.field, verdict.found) == ("comment", ["free money"])
    copy = posting.live_story(story.pk)
    verdict = screening.screen(screening.Attempt(story=copy, text="Hello", name="C.u.n.t"))
    assert verdict.field == "name"


def test_suspect_words_hold_and_are_kept_with_the_reply(story):
    house(suspect_words="casino\nbonus")
    (hold, _guest) = screening.screen(attempt(story, words="A b0nus at the Casino, a bonus!"))
    assert (hold.rule, hold.found) == ("suspect-words", ["bonus", "casino"])
    assert screening.sentence_for(hold.rule, hold.found) == (
        "It has suspect words: “bonus”, “casino”."
    )
    assert held_for(attempt(story, words="Casinos give bonuses")) == ["guest"]


@pytest.mark.parametrize(
    ("limit", "links", "holds"),
    [(1, 1, True), (1, 0, False), (2, 1, False), (2, 2, True), (0, 9, False)],
)
def test_so_many_web_addresses_hold_and_nought_means_never(story, limit, links, holds):
    house(links_hold=limit)
    words = "Look: " + " ".join(f"http://{number}.example" for number in range(links))
    found = {hold.rule: hold.found for hold in screening.screen(attempt(story, words=words))}
    assert found.get("links") == (links if holds else None)
