"""The newspaper's days and hours: of its own zone at once, and no address ever moves."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles import locality, mailing, workflow
from articles.background import background, defer
from articles.models import Picture, PublishedStory, Story
from tests import factories
from tests.articles.newspaper.test_opened_once import keep

pytestmark = pytest.mark.django_db
heard = []


@background()
def listen():
    heard.append((translation.get_language(), timezone.get_current_timezone_name()))


def test_work_in_the_background_and_mail_speak_as_the_newspaper(work_off, mailoutbox):
    keep(language="de", time_zone="Asia/Tokyo")
    heard.clear()
    with work_off():
        defer(listen)
    assert heard == [("de", "Asia/Tokyo")]
    mailing.send(
        "admin/mail/new_password",
        to="ada@example.org",
        words=lambda: {"subject": f"{translation.get_language()} {timezone.localtime():%Z}"},
    )
    assert mailoutbox[0].subject == "de JST"


def test_an_address_stays_when_the_newspaper_moves_to_another_zone(client, clock, editor):
    clock.set(2026, 7, 1, 23, 30)
    story = factories.published_story(by=editor, age=timedelta(0), slug="ferry")
    address = story.published.get_absolute_url()
    assert address == "/2026/07/01/ferry/"
    keep(time_zone="Asia/Tokyo")
    clock.goes_on(minutes=5)
    assert "+09:00" in client.get(address).content.decode()
    with locality.speaking():
        Story.objects.filter(pk=story.pk).update(headline="Ferry late again")
        story = workflow.publish_update(story, by=editor)
        story = workflow.set_moments(
            story, by=editor, withdraw_at=timezone.now() + timedelta(days=2)
        )
    assert PublishedStory.objects.get().get_absolute_url() == address
    assert "Ferry late again" in client.get(address).content.decode()
    with locality.speaking():
        story = workflow.withdraw(story, by=editor, note="A mistake.")
        workflow.publish(story, by=editor)
    assert PublishedStory.objects.get().get_absolute_url() == address


def test_a_new_story_gets_the_day_of_the_new_zone(clock, editor):
    clock.set(2026, 7, 1, 23, 30)
    keep(time_zone="Asia/Tokyo")
    with locality.speaking():
        story = factories.published_story(by=editor, age=timedelta(0), slug="ferry")
    assert story.published.get_absolute_url() == "/2026/07/02/ferry/"


def test_an_address_of_a_story_in_another_zone_is_still_refused_to_others(clock, editor):
    clock.set(2026, 7, 1, 23, 30)
    first = factories.published_story(by=editor, age=timedelta(0), slug="ferry")
    keep(time_zone="Asia/Tokyo")
    with locality.speaking():
        factories.published_story(by=editor, age=timedelta(0), slug="ferry")  # another day there
    days = set(PublishedStory.objects.values_list("day", flat=True))
    assert len(days) == 2
    assert first.published.get_absolute_url() == "/2026/07/01/ferry/"


def test_the_days_of_a_right_are_days_of_the_newspapers_zone(client, clock, editor):
    picture = factories.picture()
    factories.published_story(by=editor, lead_picture=picture)
    address = f"/pictures/{picture.key}/full-320.jpg"
    Picture.objects.filter(pk=picture.pk).update(rights_until=clock.now().date())
    clock.set(2026, 11, 20, 18, 0)
    keep(time_zone="Europe/London")
    assert client.get(address).status_code != 410
    keep(time_zone="Asia/Tokyo")  # where it is the 21st
    assert client.get(address).status_code == 410
