"""The checks that go by what a writer did before, and why a reply is held, in words."""

import pytest
from django.utils import timezone

from comments import posting, screening
from comments.models import Reply, Standing, State, Writer
from tests.comments.policy.attempts import DAY, attempt, held_for, house, proven, wrote


@pytest.fixture
def writer(db):
    return Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())


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
