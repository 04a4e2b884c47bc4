"""What a writer may still change about a reply: its words for some minutes, and that it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import moderation, posting, tokens, writing
from comments.models import Decision, HouseRules, Reply, Report, State, Verb, Version, Writer
from tests import factories
from tests.comments import factories as replies

STANDING = [State.UNCONFIRMED, State.PENDING, State.PUBLISHED]
GONE = [State.REJECTED, State.SPAM, State.REMOVED, State.WITHDRAWN]


def again(reply):
    return Reply.objects.get(pk=reply.pk)


def where(reply, act=""):
    """The page given to whoever posted, or an act on it."""
    page = reverse("comments:mine", args=[tokens.sign_page(reply)])
    return f"{page}{act}/" if act else page


def text_of(response):
    return response.content.decode()


# -- Changing the words


@pytest.mark.parametrize("state", STANDING)
def test_a_reply_is_changed_within_five_minutes_and_its_earlier_words_are_kept(story, state):
    reply = replies.in_state(state, story, comment="The fery is late.")
    changed = writing.edit(reply, comment="The ferry is late.")
    assert (changed.comment, changed.version) == ("The ferry is late.", 2)
    assert changed.edited_at is not None
    kept = Version.objects.get()
    assert (kept.number, kept.comment, kept.replaced_by) == (1, "The fery is late.", None)


def test_a_published_reply_that_a_rule_holds_waits_for_a_moderator_again(client, story):
    reply = replies.published(story, comment="Nice words.")
    writing.edit(reply, comment="Not so nice words.")
    changed = again(reply)
    assert (changed.state, changed.held_for, changed.looked_at) == (State.PENDING, ["guest"], None)
    entry = Decision.objects.newest_first().first()
    assert (entry.verb, entry.rule, entry.made_by, entry.version) == (Verb.HOLD, "guest", None, 2)
    assert "nice words" not in text_of(client.get(story.get_absolute_url()))


def test_a_published_reply_that_no_rule_holds_stays_and_awaits_a_look(story):
    reporter = factories.user("Reporter")
    reply = posting.post(
        story.readers_copy, name="", email="", comment="For the newsroom.", by=reporter
    )
    writing.edit(reply, comment="For the whole newsroom.")
    changed = again(reply)
    assert (changed.state, changed.comment) == (State.PUBLISHED, "For the whole newsroom.")
    assert changed.awaits_a_look


def test_an_unconfirmed_reply_stays_unconfirmed_and_its_link_good(story):
    reply = replies.unconfirmed(story)
    token = replies.token_for(reply)
    writing.edit(reply, comment="What I really think.")
    assert again(reply).state == State.UNCONFIRMED
    assert posting.confirm(token).comment == "What I really think."


@pytest.mark.parametrize("standing", ["banned", "suspended"])
def test_whoever_posted_under_another_s_address_does_not_learn_how_it_stands(
    client, story, standing
):
    reply = replies.unconfirmed(story)
    until = timezone.now() + timedelta(days=3)
    Writer.objects.update(standing=standing, standing_until=until, confirmed_at=timezone.now())
    response = client.post(where(reply, "change"), {"comment": "Other words, then."})
    assert response.status_code == 303
    assert "A moderator" not in text_of(client.get(response["Location"]))
    confirmed = client.post(reverse("comments:confirm", args=[replies.token_for(reply)]))
    assert confirmed.status_code == 403  # its owner is told


def test_whoever_posted_does_not_learn_what_its_owner_said_elsewhere(client, story):
    replies.published(story, comment="The quay is too short for her.")
    Reply.objects.update(posted_at=timezone.now() - timedelta(hours=1))
    reply = replies.unconfirmed(story)
    words = {"comment": "The quay is too short for her."}
    assert client.post(where(reply, "change"), words).status_code == 303


def test_a_moderator_who_saw_the_earlier_words_decides_nothing_on_the_new_ones(story, moderator):
    reply = replies.pending(story, comment="Nice words.")
    seen = replies.seen([reply.pk])
    writing.edit(reply, comment="Not so nice words.")
    outcome = moderation.decide("approve", seen, by=moderator)
    assert outcome.decided == []
    assert again(reply).state == State.PENDING


def test_a_pending_reply_goes_on_being_held_for_what_held_it(story):
    reply = replies.pending(story)
    Reply.objects.filter(pk=reply.pk).update(held_for=["links"])
    writing.edit(reply, comment="Without an address now.")
    assert {"links", "guest"} <= set(again(reply).held_for)


@pytest.mark.parametrize(("minutes", "may"), [(4, True), (6, False)])
def test_after_five_minutes_it_cannot_be_changed(client, story, minutes, may):
    reply = replies.pending(story, comment="As it was.")
    Reply.objects.update(posted_at=timezone.now() - timedelta(minutes=minutes))
    assert ("Change it" in text_of(client.get(where(reply)))) == may
    response = client.post(where(reply, "change"), {"comment": "As it is."})
    assert response.status_code == (303 if may else 409)
    assert again(reply).comment == ("As it is." if may else "As it was.")


def test_an_editor_says_for_how_long(story):
    HouseRules.objects.create(pk=1, edit_minutes=60)
    reply = replies.pending(story)
    Reply.objects.update(posted_at=timezone.now() - timedelta(minutes=59))
    assert writing.edit(reply, comment="Still possible.").version == 2
    HouseRules.objects.update(edit_minutes=0)
    with pytest.raises(posting.ReplyRefused):
        writing.edit(again(reply), comment="Not any more.")


@pytest.mark.parametrize(
    ("state", "may"), [(State.PENDING, False), (State.PUBLISHED, False), (State.UNCONFIRMED, True)]
)
def test_what_somebody_answered_cannot_be_changed(story, state, may):
    reply = replies.published(story)
    replies.in_state(state, story, answering=reply)
    assert (writing.editable_until(reply) is not None) == may


@pytest.mark.parametrize("state", GONE)
def test_what_is_gone_cannot_be_changed(client, story, state):
    reply = replies.in_state(state, story, comment="As it was.")
    assert client.get(where(reply, "change")).status_code == 303
    assert client.post(where(reply, "change"), {"comment": "New."}).status_code == 409
    assert again(reply).comment == "As it was."


def test_what_a_moderator_edited_is_not_changed_back(story):
    reply = replies.published(story)
    Reply.objects.update(is_edited_by_desk=True)
    assert writing.editable_until(again(reply)) is None


def test_nothing_is_changed_under_a_story_that_readers_do_not_see(story, editor):
    reply = replies.pending(story)
    workflow.withdraw(story, by=editor, note="legal")
    with pytest.raises(posting.ReplyRefused):
        writing.edit(reply, comment="Something else.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Please write your reply here."), ("x" * 200_000, "can have at most 3000")],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(client, story, typed, sentence):
    reply = replies.pending(story, comment="As it was.")
    response = client.post(where(reply, "change"), {"comment": typed})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f"{typed}</textarea>" in text_of(response)
    assert again(reply).version == 1


@pytest.mark.parametrize("typed", ["\x00NUL here", "\ud800 half", "\u202ereversed", "{{ 7 }}<b>"])
def test_odd_words_are_kept_as_words(client, story, typed):
    reply = replies.published(story)
    raw = typed.encode("utf-8", "surrogatepass")
    assert client.post(where(reply, "change"), {"comment": raw}).status_code == 303
    page = text_of(client.get(where(reply)))
    assert "<b>" not in page


def test_saving_the_same_words_changes_nothing(story):
    reply = replies.published(story, comment="As it was.")
    same = writing.edit(reply, comment=" As it was. \n")
    assert (same.version, same.state, same.edited_at) == (1, State.PUBLISHED, None)


def test_an_own_reply_is_not_too_fast_for_itself(story):
    reply = replies.unconfirmed(story, network_address="203.0.113.9")
    assert reply.posted_at > timezone.now() - timedelta(seconds=HouseRules().pause_seconds)
    assert writing.edit(reply, comment="At once.").version == 2


# -- Withdrawing


@pytest.mark.parametrize("state", STANDING)
def test_a_reply_is_withdrawn_after_being_asked_once_more(client, story, state):
    reply = replies.in_state(state, story)
    assert "Withdraw your reply?" in text_of(client.get(where(reply, "withdraw")))
    client.head(where(reply, "withdraw"))
    assert again(reply).state == state
    assert client.post(where(reply, "withdraw")).status_code == 303
    assert again(reply).state == State.WITHDRAWN
    entry = Decision.objects.newest_first().first()
    assert (entry.verb, entry.rule, entry.made_by) == (Verb.WITHDRAW, "writer", None)
    assert "You withdrew this reply." in text_of(client.get(where(reply)))


def test_a_tombstone_stays_where_answers_hang_below_and_nothing_otherwise(client, story):
    answered = replies.published(story, name="Ada", comment="With an answer.")
    replies.published(story, answering=answered, comment="The answer.")
    alone = replies.published(story, name="Grace", comment="Without one.")
    for reply in (answered, alone):
        writing.withdraw(reply)
    page = text_of(client.get(story.get_absolute_url()))
    assert "The answer." in page
    assert page.count("withdrawn by its writer") == 1
    for words in ("With an answer.", "Without one.", "Ada", "Grace"):
        assert words not in page


@pytest.mark.parametrize("state", GONE)
def test_what_is_gone_cannot_be_withdrawn(client, story, state):
    reply = replies.in_state(state, story)
    decisions = Decision.objects.count()
    assert client.get(where(reply, "withdraw")).status_code == 303
    assert client.post(where(reply, "withdraw")).status_code == 409
    assert again(reply).state == state
    assert Decision.objects.count() == decisions


def test_no_moderator_can_bring_back_what_its_writer_withdrew(story, moderator):
    reply = replies.published(story)
    writing.withdraw(reply)
    withdrawn = again(reply)
    assert moderation.verdicts_open_to(moderator, withdrawn) == []
    assert moderation.restorable(moderator, [withdrawn]) == set()
    with pytest.raises(moderation.VerdictRefused, match="Its writer withdrew"):
        moderation.restore(withdrawn, by=moderator)
    assert again(reply).state == State.WITHDRAWN


def test_the_link_to_confirm_a_withdrawn_reply_says_so(client, story):
    reply = replies.unconfirmed(story)
    link = reverse("comments:confirm", args=[replies.token_for(reply)])
    writing.withdraw(reply)
    for answered in (client.get, client.post):
        response = answered(link)
        assert response.status_code == 410
        assert "You withdrew this reply." in text_of(response)
    assert again(reply).state == State.WITHDRAWN


def test_a_withdrawal_settles_what_readers_reported(story):
    reply = replies.published(story)
    Report.objects.create(reply=reply, reason="other")
    Reply.objects.update(reported_at=timezone.now())
    writing.withdraw(reply)
    assert again(reply).reported_at is None
    assert not Report.objects.unsettled().exists()


def test_nobody_is_told_of_an_answer_that_was_withdrawn(story, work_off, moderator):
    from django.core import mail

    followed = replies.published(story, email="ada@example.org", following=True)
    answer = replies.pending(story, answering=followed)
    mail.outbox.clear()
    with work_off():
        moderation.approve(answer, by=moderator)
        writing.withdraw(answer)
    assert "ada@example.org" not in [message.to[0] for message in mail.outbox]
