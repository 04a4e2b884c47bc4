"""Mails to colleagues: after the commit, once each, and none lost by a server that is down."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from articles import mailing, notices, workflow
from articles.models import Notice, Story
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    return factories.user("Reporter", first_name="Ada", last_name="Marsh")


@pytest.fixture
def story(writer, editor):
    drafted = factories.story(
        by=writer,
        headline="Ferry saved",
        body="<p>Nobody may read this.</p>",
        bylines=[factories.person(account=writer)],
    )
    drafted = workflow.submit(drafted, by=writer)
    Notice.objects.all().delete()
    return drafted


def whole(letter):
    return "\n".join([letter.subject, letter.body, letter.alternatives[0][0]])


def test_the_mail_says_who_did_what_with_the_note_and_leads_to_the_story(
    story, writer, editor, work_off, settings
):
    with work_off():
        workflow.send_back(story, by=editor, note="Who says so? <b>Name them.</b>")
    (letter,) = mail.outbox
    assert letter.to == [writer.email]
    assert letter.subject == f"“Ferry saved”: {editor.username} sent it back to the writer."
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Who says so? <b>Name them.</b>" in letter.body
    assert "Who says so? &lt;b&gt;Name them.&lt;/b&gt;" in letter.alternatives[0][0]
    address = f"{settings.SITE_URL}/admin/articles/story/{story.pk}/change/"
    assert address in letter.body
    assert f'href="{address}"' in letter.alternatives[0][0]


def test_no_mail_quotes_the_story_beyond_its_headline(story, editor, work_off):
    with work_off():
        workflow.approve(story, by=editor)
    assert "Nobody may read this" not in whole(mail.outbox[0])


def test_a_headline_of_two_lines_makes_a_subject_of_one(story, editor, work_off):
    Story.objects.filter(pk=story.pk).update(headline="Ferry\nBcc: all@example.org")
    with work_off():
        workflow.approve(story, by=editor)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == mail.outbox[0].to


def test_a_move_that_is_undone_by_its_transaction_mails_nobody(story, editor, work_off):
    with work_off():
        try:
            with transaction.atomic():
                workflow.approve(story, by=editor)
                raise LookupError
        except LookupError:
            pass
    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_somebody_without_an_address_is_told_at_the_desk_alone(story, writer, editor, work_off):
    writer.email = ""
    writer.save()
    with work_off():
        workflow.approve(story, by=editor)
    assert mail.outbox == []
    assert Notice.objects.get().account == writer


def test_somebody_who_left_before_the_mail_went_out_gets_none(story, writer, editor, work_off):
    with work_off():
        workflow.approve(story, by=editor)
        writer.is_active = False
        writer.save()
    assert mail.outbox == []


def test_a_notice_that_a_worker_is_mailing_is_mailed_by_no_other(story, editor, monkeypatch):
    workflow.approve(story, by=editor)
    numbers = [Notice.objects.get().pk]
    deliver = EmailBackend.send_messages

    def while_another_worker_comes(backend, messages):
        monkeypatch.setattr(EmailBackend, "send_messages", deliver)
        notices.mail_notices.call(numbers)
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", while_another_worker_comes)
    notices.mail_notices.call(numbers)
    assert len(mail.outbox) == 1


def go_down(monkeypatch, error):
    def refuse(backend, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_a_mail_server_that_is_down_loses_nothing_and_mails_nothing_twice(
    story, editor, work_off, monkeypatch
):
    deliver = EmailBackend.send_messages
    go_down(monkeypatch, SMTPServerDisconnected())
    with work_off():
        workflow.approve(story, by=editor)
    notice = Notice.objects.get()
    assert (mail.outbox, notice.mailed_at) == ([], None)
    monkeypatch.setattr(EmailBackend, "send_messages", deliver)
    for _time in range(2):
        notices.mail_notices.call([notice.pk])
    assert len(mail.outbox) == 1


def test_one_bad_address_does_not_keep_others_waiting(writer, work_off, monkeypatch):
    bad, good = factories.user("Editor", email="bad@example.org"), factories.user("Editor")
    deliver = EmailBackend.send_messages

    def send(backend, messages):
        if messages[0].to == [bad.email]:
            raise SMTPRecipientsRefused({bad.email: (550, b"no such user")})
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    with work_off():
        workflow.submit(factories.story(by=writer), by=writer)
    assert [letter.to for letter in mail.outbox] == [[good.email]]
    assert Notice.objects.to(bad).get().mailed_at is None


def test_a_failure_never_names_the_address(monkeypatch):
    go_down(monkeypatch, SMTPRecipientsRefused({"ada@example.org": (550, b"ada@example.org")}))
    with pytest.raises(mailing.MailNotSent) as refusal:
        mailing.send(
            "admin/mail/notices",
            to="ada@example.org",
            words=lambda: {"subject": "It", "told": [], "mine": ""},
        )
    error = refusal.value
    assert "ada" not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize(
    ("age", "letters"),
    [(timedelta(minutes=30), 0), (timedelta(hours=5), 1), (timedelta(days=5), 0)],
)
def test_what_a_long_failure_left_behind_is_mailed_by_a_later_round(story, editor, age, letters):
    workflow.approve(story, by=editor)
    Notice.objects.update(made_at=timezone.now() - age)
    for _time in range(2):
        notices.mail_overdue()
    assert len(mail.outbox) == letters


def test_the_mail_speaks_the_newsrooms_language(story, editor, work_off, settings):
    settings.LANGUAGE_CODE = "de"
    with work_off():
        workflow.approve(story, by=editor)
    assert '<html lang="de">' in mail.outbox[0].alternatives[0][0]
