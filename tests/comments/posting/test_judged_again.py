"""At the confirmation a reply is judged once more: what changed since it was posted counts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import moderation, posting
from comments.models import HouseRules, Reply, Standing, State, StoryRules, Writer
from tests.comments import factories as replies


def rule(**changes):
    HouseRules.objects.update_or_create(pk=1, defaults=changes)


def press(client, reply):
    return client.post(reverse("comments:confirm", args=[replies.token_for(reply)]))


def test_what_holds_it_at_the_confirmation_is_kept_with_what_was_found(client, story):
    reply = replies.unconfirmed(story, comment="Win at the casino, https://a.example/")
    rule(suspect_words="casino")
    assert press(client, reply).status_code == 303
    confirmed = Reply.objects.get()
    assert confirmed.state == State.PENDING
    assert {"guest", "suspect-words", "links"} <= set(confirmed.held_for)
    assert confirmed.found["suspect-words"] == ["casino"]


def test_what_held_it_when_it_was_posted_and_does_no_more_is_forgotten(client, story):
    rule(suspect_words="casino")
    reply = replies.unconfirmed(story, comment="Win at the casino.")
    assert "suspect-words" in reply.held_for
    rule(suspect_words="")
    press(client, reply)
    assert Reply.objects.get().held_for == ["guest"]
    assert "suspect-words" not in Reply.objects.get().found


def test_a_word_banned_meanwhile_is_told_and_the_text_is_kept(client, story):
    reply = replies.unconfirmed(story, comment="Win at the casino.")
    rule(banned_words="casino")
    response = press(client, reply)
    page = response.content.decode()
    assert 400 <= response.status_code < 500
    assert "Your reply was not taken" in page
    assert "Win at the casino." not in page
    own_page = page.partition('<p><a href="')[2].partition('"')[0]
    assert "Win at the casino." in client.get(own_page).content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED
    assert Writer.objects.get().confirmed_at is None


def test_a_writer_suspended_meanwhile_is_told_until_when(client, story):
    reply = replies.unconfirmed(story)
    until = timezone.now() + timedelta(days=3)
    Writer.objects.update(standing=Standing.SUSPENDED, standing_until=until)
    response = press(client, reply)
    assert response.status_code == 403
    assert "suspended" in response.content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_link_to_a_story_closed_by_hand_meanwhile_confirms_nothing(client, story):
    reply = replies.unconfirmed(story)
    StoryRules.objects.create(story=story, openness="closed")
    response = press(client, reply)
    assert response.status_code == 410
    assert "closed" in response.content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_link_pressed_at_once_is_not_too_fast(client, story):
    assert press(client, replies.unconfirmed(story)).status_code == 303


def test_a_trusted_writer_s_reply_appears_at_the_confirmation_and_can_be_taken_back(
    client, story, moderator, work_off
):
    rule(mode="trust")
    reply = replies.unconfirmed(story, comment="At once.", email="ada@example.org")
    Writer.objects.update(standing=Standing.TRUSTED)
    with work_off():
        response = press(client, reply)
    published = Reply.objects.get()
    decision = published.decisions.get()
    assert published.is_published
    assert (decision.verb, decision.rule, decision.made_by) == ("pass", "trusted", None)
    assert (published.decided_by, published.looked_at) == (None, None)
    page = client.get(response["Location"]).content.decode()
    assert f'href="{published.get_absolute_url()}"' in page
    assert "is published" in mail.outbox[-1].subject
    assert moderation.restore(published, by=moderator).state == State.PENDING


def test_a_writer_trusted_by_record_appears_by_that_rule(client, story, moderator):
    rule(mode="trust", trusts_by_record=True, trust_after=2, pause_seconds=0)
    for _number in range(2):
        moderation.approve(replies.pending(story, email="ada@example.org"), by=moderator)
    reply = replies.unconfirmed(story, email="ada@example.org")
    assert press(client, reply).status_code == 303
    published = Reply.objects.get(pk=reply.pk)
    assert (published.state, published.decisions.get().rule) == (State.PUBLISHED, "record")


def test_a_newcomer_waits_where_trusted_writers_appear_at_once(client, story):
    rule(mode="trust")
    press(client, replies.unconfirmed(story))
    assert (Reply.objects.get().state, Reply.objects.get().held_for) == (
        State.PENDING,
        ["newcomer"],
    )


def test_either_of_two_links_publishes_once(story, moderator):
    rule(mode="trust")
    reply = replies.unconfirmed(story)
    Writer.objects.update(standing=Standing.TRUSTED)
    posting.confirm(replies.token_for(reply))
    with pytest.raises(posting.LinkUsed):
        posting.confirm(replies.token_for(reply))
    assert reply.decisions.count() == 1
