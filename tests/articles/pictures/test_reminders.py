"""Picture editors are told before the right to a picture ends, once at each of three moments."""

from datetime import date

import pytest
from django.core import mail

from articles import library, workflow
from articles.models import Newspaper, Picture, RightsReminder
from tests import factories

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 7, 31)


@pytest.fixture(autouse=True)
def july(clock):
    clock.set(2026, 7, 10, 12, 0)


@pytest.fixture
def picture(editor):
    picture = factories.picture(caption="The quay in the evening", rights_until=LAST_DAY)
    factories.published_story(by=editor, headline="Quay to be sold", lead_picture=picture)
    return picture


@pytest.fixture
def told(work_off, picture_editor):
    """Runs the chore with its mails; the subjects of those to the picture editor."""

    def told():
        mail.outbox.clear()
        with work_off():
            library.remind_of_rights()
        return [letter.subject for letter in mail.outbox if letter.to == [picture_editor.email]]

    return told


def test_each_moment_is_told_once_on_its_day(clock, picture, told):
    by_day = {}
    for day in range(15, 32):
        clock.set(2026, 7, day, 0, 5)
        by_day[day] = told() + told()
    assert {day: subjects for day, subjects in by_day.items() if subjects} == {
        17: ["The right to a picture ends within 14 days"],
        28: ["The right to a picture ends within 3 days"],
        31: ["The right to a picture ends today"],
    }


def test_a_letter_names_the_last_day_the_stories_and_the_way_to_the_picture(
    clock, editor, picture, told
):
    planned = workflow.submit(factories.story(by=editor, headline="Quay, again"), by=editor)
    type(planned).objects.filter(pk=planned.pk).update(
        lead_picture=picture, publish_at=clock.at(days=9)
    )
    factories.story(headline="Only a draft", lead_picture=picture)
    clock.set(2026, 7, 28)
    told()
    letter = mail.outbox[0]
    for words in ("The quay in the evening", "31 July 2026", "Quay to be sold"):
        assert words in letter.body
        assert words in letter.alternatives[0].content
    assert f"/admin/articles/picture/{picture.pk}/change/" in letter.body
    assert "Only a draft" not in letter.body


def test_a_story_that_is_planned_is_named_too(clock, editor, picture, told):
    story = factories.story(headline="Quay, again", lead_picture=picture)
    type(story).objects.filter(pk=story.pk).update(publish_at=clock.at(days=20))
    clock.set(2026, 7, 28)
    told()
    assert "Quay, again" in mail.outbox[0].body


def test_after_the_worker_was_down_the_latest_moment_is_told_late_and_alone(clock, picture, told):
    clock.set(2026, 7, 29)  # nothing ran since the beginning of the month
    assert told() == ["The right to a picture ends within 3 days"]
    assert told() == []
    assert list(RightsReminder.objects.values_list("days_before", flat=True)) == [3]
    clock.set(2026, 8, 2)  # nor on the last day
    assert told() == ["The right to a picture has ended"]
    assert "no page shows it any more" in mail.outbox[0].body
    assert told() == []


def test_what_ended_long_ago_is_no_news(clock, picture, told):
    clock.set(2026, 9, 1)
    assert told() == []


def test_several_that_end_are_in_one_letter(clock, editor, picture, told):
    other = factories.picture(caption="The other quay", rights_until=LAST_DAY)
    body = f'<p>Text.</p><figure data-picture="{other.pk}"></figure>'
    factories.published_story(by=editor, body=body)
    clock.set(2026, 7, 28)
    assert told() == ["The right to 2 pictures ends within 3 days"]
    assert "The other quay" in mail.outbox[0].body


def test_a_picture_that_no_story_shows_is_no_news(clock, told):
    factories.picture(rights_until=LAST_DAY)
    clock.set(2026, 7, 28)
    assert told() == []
    assert not RightsReminder.objects.exists()


@pytest.mark.parametrize("whose", ["a picture's", "the newspaper's"])
def test_a_picture_that_stands_in_is_told_of_before_it_is_missed(clock, editor, told, whose):
    other = factories.picture(rights_until=LAST_DAY)
    if whose == "a picture's":
        factories.picture(fallback=other)
    else:
        Newspaper(pk=1, name="Paper", fallback_picture=other).save()
    clock.set(2026, 7, 28)
    assert told() == ["The right to a picture ends within 3 days"]


def test_rights_that_were_prolonged_are_told_of_anew(clock, picture, told):
    clock.set(2026, 7, 28)
    assert len(told()) == 1
    Picture.objects.update(rights_until=date(2026, 8, 31))
    assert told() == []
    clock.set(2026, 8, 28)
    assert told() == ["The right to a picture ends within 3 days"]


def test_only_those_who_may_change_pictures_and_have_an_address_are_told(
    clock, picture, work_off, reporter, moderator
):
    without = factories.user("Picture editor", email="")
    gone = factories.user("Picture editor", is_active=False)
    told = factories.user("Picture editor")
    clock.set(2026, 7, 28)
    mail.outbox.clear()
    with work_off():
        library.remind_of_rights()
    addresses = {letter.to[0] for letter in mail.outbox}
    assert told.email in addresses
    assert not addresses & {reporter.email, moderator.email, without.email, gone.email, ""}


def test_one_bad_address_keeps_no_other_waiting(clock, picture, work_off, monkeypatch):
    from articles import mailing

    bad, good = factories.user("Picture editor"), factories.user("Picture editor")
    send = mailing.send

    def sent(template, *, to, words):
        if to == bad.email:
            raise mailing.MailNotSent("SMTPRecipientsRefused")
        send(template, to=to, words=words)

    monkeypatch.setattr(mailing, "send", sent)
    clock.set(2026, 7, 28)
    mail.outbox.clear()
    with work_off():
        library.remind_of_rights()
    addresses = [letter.to[0] for letter in mail.outbox]
    assert addresses.count(good.email) == 1
