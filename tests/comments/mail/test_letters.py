"""Every mail about a reply: text and HTML say the same, both to the right person and no more."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles import mailing, workflow
from comments import moderation, notifications, standing
from comments.models import Appeal, Decision, Reason, Reply, StandingChange, Verb, Writer
from tests import factories
from tests.comments import factories as replies

HEADLINES = [
    "Ferry runs again",
    "Ferry, “quoted” & <b>bold</b>",
    "العبّارة تعود إلى الخدمة",
    "🚢👩‍✈️ Ferry",
    "Ferry\r\nBcc: victim@example.org\r\n\r\nBuy gold",
    "A very long headline " * 12,
]


@pytest.fixture
def reply(story):
    reply = replies.pending(story, name="Ada", email="ada@example.org", comment="BUY GOLD")
    mail.outbox.clear()
    return reply


def appealed(reply, moderator):
    """A reply that was rejected, and whose writer asked for another look."""
    refused = moderation.reject(reply, by=moderator, reason=Reason.OFF_TOPIC)
    against = Decision.objects.filter(reply=reply).standing().get()
    appeal = Appeal.objects.create(reply=refused, against=against, words="No!")
    Reply.objects.filter(pk=reply.pk).update(appealed_at=appeal.made_at)
    Decision.objects.update(told_at=timezone.now())
    return Reply.objects.get(pk=reply.pk)


def approve(reply, moderator):
    return moderation.approve(reply, by=moderator)


def reject(reply, moderator):
    return moderation.reject(reply, by=moderator, reason=Reason.OFF_TOPIC)


def mark_spam(reply, moderator):
    return moderation.mark_spam(reply, by=moderator)


def remove(reply, moderator):
    published = moderation.approve(reply, by=moderator)
    Decision.objects.update(told_at=timezone.now())
    return moderation.remove(published, by=moderator, reason=Reason.OFF_TOPIC)


def edit(reply, moderator):
    return moderation.edit(reply, by=moderator, comment="Buy nothing.")


def uphold(reply, moderator):
    present = appealed(reply, moderator)
    other = factories.user("Moderator")
    return moderation.decide("uphold", {present.pk: present.seen_as}, by=other)


def approve_after_an_appeal(reply, moderator):
    return moderation.approve(appealed(reply, moderator), by=factories.user("Moderator"))


def ban(reply, moderator):
    return standing.ban(reply.writer, by=moderator, reason="Gold, again & again.")


def suspend(reply, moderator):
    until = timezone.now() + timedelta(days=3)
    return standing.suspend(reply.writer, by=moderator, reason="Cool down.", until=until)


def lift(reply, moderator):
    standing.ban(reply.writer, by=moderator, reason="Gold.")
    StandingChange.objects.update(told_at=timezone.now())
    return standing.lift(Writer.objects.get(pk=reply.writer_id), by=moderator, reason="Sorry.")


APPEAL = "ask once, on your own page, that a different moderator looks at it"
TOLD = {  # by the act: the words that text and HTML both have, and the subject
    approve: ("is published", ["/replies/{pk}/"]),
    reject: ("was not published", ["The reason given: Off topic.", APPEAL]),
    mark_spam: ("was not published", ["The reason given: Spam.", APPEAL]),
    remove: ("was removed", ["The reason given: Off topic.", APPEAL, "removed your reply"]),
    edit: ("was edited", ["changed the words of your reply"]),
    uphold: ("stays unpublished", ["The reason given: Off topic.", "the decision stands"]),
    approve_after_an_appeal: ("is published", ["another moderator decided for you"]),
    ban: ("cannot leave replies", ["not leave replies any more", "Gold, again & again."]),
    suspend: ("cannot leave replies", ["not leave replies until", "Cool down."]),
    lift: ("can leave replies again", ["you can leave replies again", "Sorry."]),
}


def words_of(message):
    """The text, and the HTML as it is read, each on one line."""
    as_html = re.sub(r"<head>.*</head>", "", message.alternatives[0][0], flags=re.DOTALL)
    links = " ".join(re.findall(r'href="([^"]+)"', as_html))
    read = html.unescape(re.sub(r"<[^>]+>", "", as_html) + links)
    return [" ".join(words.split()) for words in (message.body, read)]


@pytest.mark.parametrize("act", TOLD, ids=lambda act: act.__name__)
def test_a_writer_is_told_what_was_decided_as_text_and_as_html(reply, moderator, work_off, act):
    subject, facts = TOLD[act]
    with work_off():
        act(reply, moderator)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert subject in message.subject
    for words in words_of(message):
        for fact in facts:
            assert fact.format(pk=reply.pk) in words
        assert "http://localhost:8000/replies/yours/" in words
        for secret in ("GOLD", "Buy nothing", "@", moderator.username, "No!"):
            assert secret not in words
    head = message.message()
    assert re.fullmatch(r"<[a-z0-9.]+@localhost>", head["Message-ID"])
    assert head["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in head


@pytest.mark.parametrize("act", TOLD, ids=lambda act: act.__name__)
def test_an_address_that_nobody_confirmed_is_told_nothing(reply, moderator, work_off, act):
    Writer.objects.update(confirmed_at=None)
    with work_off():
        act(reply, moderator)
    assert mail.outbox == []


def test_the_question_is_all_that_an_unconfirmed_address_gets(story, work_off):
    with work_off():
        replies.unconfirmed(story, name="Ada", email="ada@example.org", comment="BUY GOLD")
    (message,) = mail.outbox
    for words in words_of(message):
        assert "Ferry back in service" in words
        assert "good for 48 hours" in words
        for secret in ("GOLD", "Ada", "@", "/yours/", "/mine/"):
            assert secret not in words


def test_the_link_to_an_own_page_is_mailed_on_request_to_confirmed_addresses_alone(reply, work_off):
    with work_off():
        notifications.mail_page.enqueue(reply.writer_id)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    for words in words_of(message):
        assert "http://localhost:8000/replies/yours/" in words
    Writer.objects.update(confirmed_at=None)
    with work_off():
        notifications.mail_page.enqueue(reply.writer_id)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("headline", HEADLINES, ids=range(len(HEADLINES)))
def test_no_headline_and_no_name_writes_a_header_of_its_own(moderator, work_off, headline):
    story = factories.published_story(headline=headline[:150], short_headline="Ferry")
    answered = replies.published(story, following=True, email="ada@example.org")
    answer = replies.pending(story, answering=answered, name="Smith, “J.” 👩‍✈️ الع")
    mail.outbox.clear()
    with work_off():
        moderation.approve(answer, by=moderator)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        head = message.message()
        assert head["Bcc"] is None
        assert "\n" not in message.subject
        assert message.recipients() == message.to
        one_line = " ".join(story.headline.split())
        assert one_line in " ".join(words_of(message)[0].split())
        assert one_line in " ".join(words_of(message)[1].split())
        assert "<b>bold</b>" not in message.alternatives[0][0]


def test_mails_about_one_reply_stand_together_and_apart_from_others(story, moderator, work_off):
    mail.outbox.clear()
    with work_off():
        first = replies.unconfirmed(story, email="ada@example.org", following=True)
    pending = Reply.objects.filter(pk=first.pk)
    pending.become("pending")
    Writer.objects.update(confirmed_at=timezone.now())
    with work_off():
        published = moderation.approve(pending.get(), by=moderator)
    answer = replies.pending(story, answering=published)
    with work_off():
        moderation.approve(answer, by=moderator)
    to_ada = [one.message() for one in mail.outbox if one.to == ["ada@example.org"]]
    assert len(to_ada) == 3
    assert {one["References"] for one in to_ada} == {f"<reply.{first.pk}@localhost>"}
    assert {one["In-Reply-To"] for one in to_ada} == {f"<reply.{first.pk}@localhost>"}
    assert len({one["Message-ID"] for one in to_ada}) == 3
    (other,) = [one.message() for one in mail.outbox if one.to == [answer.user_email]]
    assert other["References"] == f"<reply.{answer.pk}@localhost>"


def test_two_questions_about_one_reply_never_pass_for_one_mail(story, work_off):
    with work_off():
        reply = replies.unconfirmed(story)
    confirmation = reply.confirmations.get()
    type(confirmation).objects.update(asked_by_mail_at=None, ask_after=timezone.now())
    with work_off():
        notifications.ask_to_confirm.enqueue(confirmation.pk)
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 2


def test_a_reply_whose_story_was_hidden_is_told_of_once_readers_see_it_again(
    story, reply, moderator, editor, work_off
):
    workflow.withdraw(story, by=editor, note="legal")
    with work_off():
        moderation.approve(reply, by=moderator)
    assert mail.outbox == []
    Decision.objects.update(made_at=timezone.now() - timedelta(days=2))
    Decision.objects.exclude(tell_after=None).update(tell_after=timezone.now() - timedelta(days=2))
    with work_off():
        notifications.mail_debts()
    assert mail.outbox == []
    story.refresh_from_db()
    workflow.publish(story, by=editor)
    mail.outbox.clear()
    for _round in range(2):
        with work_off():
            notifications.mail_debts()
    assert [one.to for one in mail.outbox if "is published" in one.subject] == [["ada@example.org"]]


def test_a_moderator_who_looks_at_what_stands_already_tells_nobody(reply, moderator, work_off):
    published = moderation.approve(reply, by=moderator)
    Decision.objects.update(told_at=timezone.now())
    Reply.objects.filter(pk=published.pk).update(looked_at=None)
    with work_off():
        moderation.approve(Reply.objects.get(pk=published.pk), by=factories.user("Moderator"))
    assert mail.outbox == []
    assert Decision.objects.filter(verb=Verb.APPROVE).count() == 2


def test_trust_and_holding_are_told_to_nobody(reply, moderator, work_off):
    with work_off():
        standing.trust(reply.writer, by=moderator, reason="Good.")
        standing.hold(Writer.objects.get(pk=reply.writer_id), by=moderator, reason="Hm.")
    assert mail.outbox == []
    assert not StandingChange.objects.exclude(tell_after=None).exists()


def test_a_ban_that_was_lifted_before_its_mail_went_out_is_not_told(reply, moderator, work_off):
    with work_off():
        change = standing.ban(reply.writer, by=moderator, reason="Gold.")
        standing.take_back(change, by=moderator, reason="Wrong person.")
    assert ["cannot" in message.subject for message in mail.outbox] == [False]


@pytest.mark.django_db  # a letter is written in the newspaper's language
def test_a_message_to_an_address_that_no_server_could_take_fails_without_naming_it():
    def words():
        return {"subject": "It", "told": [], "mine": ""}

    with pytest.raises(mailing.MailRefused) as refusal:
        mailing.send("admin/mail/notices", to="ada@exa\nmple.org", words=words)
    assert "ada" not in str(refusal.value)
    assert refusal.value.__suppress_context__
