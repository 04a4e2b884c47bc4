"""The checks in their order, each at its boundary and in both directions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Newspaper
from comments import posting, screening
from comments.models import HouseRules, Reply, Standing, State, StoryRules, Writer
from tests import factories
from tests.comments import factories as replies

DAY = timedelta(days=1)
LONG = "These are words enough to be recognised wherever they are said again."


@pytest.fixture
def story(db):
    return factories.published_story()


@pytest.fixture
def writer(db):
    return Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())


def house(**fields):
    HouseRules.objects.update_or_create(pk=1, defaults=fields)


def attempt(story, writer=None, words="Some words.", **fields):
    copy = posting.live_story(story.pk)
    return screening.Attempt(story=copy, text=words, name="Ada", writer=writer, **fields)


def proven(story, writer=None, words="Some words.", **fields):
    return attempt(story, writer, words, from_trusted_device=True, **fields)


def held_for(one):
    verdict = screening.screen(one)
    assert isinstance(verdict, list), verdict
    return [hold.rule for hold in verdict]


def refused(one):
    """The sentence an attempt is refused with."""
    verdict = screening.screen(one)
    assert isinstance(verdict, screening.Refusal), verdict
    return verdict.sentence


def wrote(story, writer, state, words=LONG, *, age=timedelta(0), **fields):
    """A reply from a writer as it stands after a moderator decided, so long ago."""
    at = timezone.now() - age
    decided = {"decided_at": at, "looked_at": at} if state not in UNDECIDED else {}
    reason = "spam" if state in {"rejected", "spam", "removed"} else ""
    appeared = {"appeared_at": at} if state == "published" else {}
    return Reply.objects.create(
        story_id=story.pk,
        writer=writer,
        comment=words,
        user_name="Ada",
        user_email=writer.address,
        state=state,
        reason=reason,
        posted_at=at,
        **decided,
        **appeared,
        **fields,
    )


UNDECIDED = {"unconfirmed", "pending"}


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


# -- What went before


@pytest.mark.parametrize(
    ("refusals", "approvals", "holds"), [(1, 2, True), (1, 3, False), (2, 0, False), (0, 5, False)]
)
def test_too_large_a_share_of_refusals_holds_once_enough_were_decided(
    story, writer, refusals, approvals, holds
):
    house(refused_share=30, refused_days=7, refused_least=3)
    for number in range(refusals):
        wrote(story, writer, ("rejected", "spam", "removed")[number % 3], age=6 * DAY)
    for _number in range(approvals):
        wrote(story, writer, "published", age=6 * DAY)
    assert ("history" in held_for(proven(story, writer))) is holds


def test_refusals_of_earlier_days_are_forgiven_and_a_share_of_nought_never_holds(story, writer):
    for _number in range(3):
        wrote(story, writer, "rejected", age=8 * DAY)
    assert held_for(proven(story, writer)) == ["guest"]
    house(refused_days=9)
    assert held_for(proven(story, writer)) == ["history", "guest"]
    house(refused_days=9, refused_share=0)
    assert held_for(proven(story, writer)) == ["guest"]


def test_trust_by_hand_stands_against_a_record_but_not_against_suspect_words(story, writer):
    house(mode="trust", suspect_words="casino")
    for _number in range(3):
        wrote(story, writer, "rejected", age=DAY)
    assert held_for(proven(story, writer)) == ["history", "newcomer"]
    writer.standing = Standing.TRUSTED
    writer.save()
    assert held_for(proven(story, writer)) == []
    assert held_for(proven(story, writer, "casino")) == ["suspect-words"]


def test_trust_needs_a_proven_address_whatever_name_and_address_are_typed(story, writer):
    house(mode="trust")
    writer.standing = Standing.TRUSTED
    writer.save()
    assert held_for(attempt(story, writer)) == ["newcomer"]
    assert held_for(proven(story, writer)) == []


def test_trust_is_earned_by_the_last_approval_that_it_takes(story, writer):
    house(mode="trust", trusts_by_record=True, trust_after=2, trust_days=30)
    wrote(story, writer, "published", age=40 * DAY)
    assert held_for(proven(story, writer)) == ["newcomer"]
    wrote(story, writer, "published", age=50 * DAY)
    assert held_for(proven(story, writer)) == []
    refusal = wrote(story, writer, "rejected", age=29 * DAY)
    assert held_for(proven(story, writer)) == ["newcomer"]
    Reply.objects.filter(pk=refusal.pk).update(decided_at=timezone.now() - 31 * DAY)
    assert held_for(proven(story, writer)) == []
    house(trusts_by_record=False)
    assert held_for(proven(story, writer)) == ["newcomer"]


def test_what_appeared_by_trust_earns_no_trust_until_a_moderator_looked(story, writer):
    house(mode="trust", trusts_by_record=True, trust_after=1)
    reply = wrote(story, writer, "published", age=DAY)
    Reply.objects.filter(pk=reply.pk).update(looked_at=None)
    assert held_for(proven(story, writer)) == ["newcomer"]


@pytest.mark.parametrize("before", [0, 40])
def test_a_screening_costs_the_same_however_much_a_writer_wrote(
    story, writer, before, django_assert_num_queries
):
    house(mode="trust", trusts_by_record=True, banned_words="x", suspect_words="y")
    for number in range(before):
        wrote(story, writer, State.PUBLISHED, f"Number {number}", age=number * DAY + 2 * DAY)
    copy = posting.live_story(story.pk)
    with django_assert_num_queries(5):  # rules, record, network, names of the newsroom, spam
        screening.screen(
            screening.Attempt(story=copy, text="Words", name="Ada", writer=writer, network="n")
        )


@pytest.mark.parametrize(
    ("rule", "found", "sentence"),
    [
        ("links", 2, "It has 2 web addresses."),
        ("links", None, "It has a web address."),
        ("suspect-words", ["casino"], "It has a suspect word: “casino”."),
        ("suspect-words", [], "It has a suspect word."),
        (
            "history",
            {"refused": 2, "decided": 5},
            "Of this writer's last 5 replies, 2 were refused.",
        ),
        ("spam", {"score": 0.934, "words": []}, "It looks like spam: 93 %."),
        ("newcomer", None, "Its writer is not trusted yet."),
        ("a rule of another year", {"x": 1}, "a rule of another year"),
    ],
)
def test_why_a_reply_is_held_is_said_with_what_was_found(rule, found, sentence):
    assert screening.sentence_for(rule, found) == sentence


def test_every_rule_that_holds_has_its_words():
    held = {"guest", "newcomer", "always-held", "banned", "suspended", "suspect-words", "links"}
    later = {"history", "spam", "outside-checks", "closed"}
    assert held | later == set(screening.HELD_BECAUSE)
