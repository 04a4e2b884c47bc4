"""What the spam score does to a reply: it holds, keeps its reasons, and never refuses."""

import pytest

from comments import screening, spam
from comments.models import HouseRules, Mode, Standing, State, Writer
from tests.comments import factories as replies

SPAM = "Claim your free casino bonus now, register today: www.lucky-spins.example/join"
DOUBTFUL = (
    "The casino by the bridge has a bonus for the council: free parking, join the queue today."
)
WANTED = "I was at the meeting on Tuesday and the council said nothing about the bridge."


@pytest.mark.django_db
def test_spam_is_taken_and_held_with_its_score_and_its_words():
    reply = replies.unconfirmed(comment=SPAM)
    assert "spam" in reply.held_for
    assert reply.spam_score > 0.9
    assert reply.found["spam"]["score"] == reply.spam_score
    assert "casino" in dict(reply.found["spam"]["words"])
    assert "looks like spam" in screening.sentence_for("spam", reply.found["spam"])


@pytest.mark.django_db
def test_a_score_that_holds_nothing_is_kept_too():
    reply = replies.unconfirmed(comment=WANTED)
    assert "spam" not in reply.held_for
    assert reply.spam_score < 0.2
    assert reply.found["spam"]["words"]


@pytest.mark.django_db
def test_where_the_score_is_switched_off_nothing_is_scored():
    HouseRules.objects.create(pk=1, scores_spam=False)
    reply = replies.unconfirmed(comment=SPAM)
    assert "spam" not in reply.held_for
    assert reply.spam_score is None
    assert "spam" not in reply.found


@pytest.mark.django_db
@pytest.mark.parametrize(("above", "is_held"), [(1, False), (-1, True)])
def test_the_rules_say_from_which_score_on_a_reply_is_held(above, is_held):
    score = round(100 * spam.score(DOUBTFUL).value)
    HouseRules.objects.create(pk=1, spam_holds=score + above)
    assert ("spam" in replies.unconfirmed(comment=DOUBTFUL).held_for) == is_held


@pytest.mark.django_db
def test_even_a_trusted_writers_spam_is_read_first():
    HouseRules.objects.create(pk=1, mode=Mode.TRUST, links_hold=0)
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    reply = replies.pending(email="trusted@example.org", comment=SPAM)
    assert reply.state == State.PENDING
    assert reply.held_for == ["spam"]


@pytest.mark.django_db
def test_the_newsrooms_own_words_are_not_scored(reporter):
    reply = replies.unconfirmed(comment=SPAM, by=reporter)
    assert reply.state == State.PUBLISHED
    assert reply.spam_score is None
