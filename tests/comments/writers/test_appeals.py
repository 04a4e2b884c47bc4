"""A writer asks that a different moderator looks at a refused reply: once, and in time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import ledger, moderation, posting, tokens, writing
from comments.models import Appeal, Reply, State
from tests import factories
from tests.comments import factories as replies

REFUSED = [State.REJECTED, State.SPAM, State.REMOVED]


def again(reply):
    return Reply.objects.get(pk=reply.pk)


def own(reply, act=""):
    page = reverse("comments:writer_reply", args=[tokens.sign_writer(reply.writer), reply.pk])
    return f"{page}{act}/" if act else page


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("state", REFUSED)
def test_a_refused_reply_is_appealed_for_from_the_writer_s_page(client, story, state):
    reply = replies.in_state(state, story)
    assert "Ask for another look" in text_of(client.get(own(reply)))
    response = client.post(own(reply, "appeal"), {"words": "It was no insult."})
    assert response.status_code == 303
    made = Appeal.objects.get()
    assert (made.reply, made.words) == (reply, "It was no insult.")
    assert made.against == ledger.last_standing(reply)
    assert again(reply).appealed_at == made.made_at
    assert again(reply).state == state
    page = text_of(client.get(own(reply)))
    assert "You appealed on" in page
    assert "Ask for another look" not in page


@pytest.mark.parametrize("state", [state for state in State if state not in REFUSED])
def test_what_was_not_refused_cannot_be_appealed_for(client, story, state):
    reply = replies.in_state(state, story)
    assert "Ask for another look" not in text_of(client.get(own(reply)))
    assert client.get(own(reply, "appeal")).status_code == 303
    assert client.post(own(reply, "appeal"), {"words": "Please."}).status_code == 409
    assert not Appeal.objects.exists()


def test_a_reply_is_appealed_for_once_even_after_it_was_heard(client, story):
    reply = replies.in_state(State.REJECTED, story)
    client.post(own(reply, "appeal"))
    first = client.post(own(reply, "appeal"), {"words": "Again."})
    assert first.status_code == 409
    Appeal.objects.update(settled_at=timezone.now())
    Reply.objects.update(appealed_at=None)
    assert client.post(own(reply, "appeal")).status_code == 409
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize(("days", "may"), [(29, True), (31, False)])
def test_an_appeal_comes_within_thirty_days(client, story, days, may):
    reply = replies.in_state(State.REJECTED, story)
    Reply.objects.update(decided_at=timezone.now() - timedelta(days=days))
    client.post(own(reply, "appeal"))
    assert Appeal.objects.exists() == may


def test_whoever_posted_but_has_not_the_mail_cannot_appeal(client, story):
    reply = replies.in_state(State.REJECTED, story)
    mine = reverse("comments:mine", args=[tokens.sign_page(reply)])
    page = text_of(client.get(mine))
    assert "Ask for another look" not in page
    assert "Whoever gets the mail at its address can appeal" in page
    assert client.post(f"{mine}appeal/").status_code == 404
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("length", [1001, 200_000])
def test_too_many_words_are_refused_and_kept(client, story, length):
    reply = replies.in_state(State.REJECTED, story)
    response = client.post(own(reply, "appeal"), {"words": "x" * length})
    assert response.status_code == 422
    assert f"Please shorten it by {length - 1000}." in text_of(response)
    assert "x" * length in text_of(response)
    assert not Appeal.objects.exists()


def test_an_appeal_that_is_granted_publishes_and_the_page_says_so(client, story):
    reply = replies.in_state(State.REJECTED, story)
    writing.appeal(reply)
    moderation.approve(again(reply), by=factories.user("Moderator"))
    assert "Your appeal was heard" in text_of(client.get(own(reply)))
    assert "the reply is published" in text_of(client.get(own(reply)))


def test_an_appeal_that_is_not_granted_says_that_the_decision_stands(client, story):
    reply = replies.in_state(State.REJECTED, story)
    writing.appeal(reply)
    moderation.mark_spam(again(reply), by=factories.user("Moderator"))
    assert "by another moderator: the decision stands" in text_of(client.get(own(reply)))
    assert again(reply).appealed_at is None


def test_the_newsroom_s_own_replies_have_nobody_who_appeals(story):
    reporter = factories.user("Reporter")
    reply = posting.post(story.readers_copy, name="", email="", comment="Ours.", by=reporter)
    moderation.remove(reply, by=factories.user("Moderator"), reason="other")
    with pytest.raises(posting.ReplyRefused):
        writing.appeal(again(reply))


def test_an_edit_of_the_words_is_not_what_an_appeal_is_against(story):
    refusing, editing = factories.user("Moderator"), factories.user("Moderator")
    reply = moderation.reject(replies.pending(story), by=refusing, reason="hate")
    reply = moderation.edit(reply, by=editing, comment="Without the name.")
    made = writing.appeal(reply, words="Why?")
    assert (made.against.verb, made.against.made_by) == ("reject", refusing)
    with pytest.raises(moderation.VerdictRefused, match="against a decision of yours"):
        moderation.approve(again(reply), by=refusing)
    assert moderation.approve(again(reply), by=editing).is_published
