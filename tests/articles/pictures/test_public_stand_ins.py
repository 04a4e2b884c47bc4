"""Which pictures readers may see: lawful ones that a page shows, and what stands in their stead."""

from datetime import date, timedelta

import pytest

from articles import library, renditions, sharing, workflow
from articles.models import Newspaper, Picture, Rendition
from tests import factories

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 7, 10)


def is_public(picture):
    picture = Picture.objects.with_is_public().get(pk=picture.pk)
    assert Picture.objects.public().filter(pk=picture.pk).exists() is picture.is_public
    assert Picture.objects.hidden().filter(pk=picture.pk).exists() is not picture.is_public
    return picture.is_public


def figure(picture):
    return f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'


@pytest.mark.parametrize("place", ["lead", "body", "portrait"])
def test_a_stand_in_is_public_while_a_live_page_has_the_other_and_no_longer(editor, place):
    other = factories.picture()
    picture = factories.picture(fallback=other)
    assert not is_public(other)
    has = {"lead": {"lead_picture": picture}, "body": {"body": figure(picture)}}
    if place == "portrait":
        has["portrait"] = {"bylines": [factories.person(portrait=picture)]}
    story = factories.published_story(by=editor, **has[place])
    assert is_public(picture)
    assert is_public(other)
    workflow.withdraw(story, by=editor, note="Why not")
    assert is_public(other) is (place == "portrait")  # a person's page stays


def test_the_newspapers_own_picture_is_public(editor):
    picture = factories.picture()
    Newspaper(pk=1, name="Paper", fallback_picture=picture).save()
    assert is_public(picture)


@pytest.mark.parametrize("which", ["the picture", "its stand-in", "the newspaper's"])
def test_what_is_not_lawful_is_not_public_whoever_shows_it(clock, editor, which):
    clock.set(2026, 7, 1)
    other, papers = factories.picture(), factories.picture()
    picture = factories.picture(fallback=other)
    Newspaper(pk=1, name="Paper", fallback_picture=papers).save()
    factories.published_story(by=editor, lead_picture=picture)
    ends = {"the picture": picture, "its stand-in": other, "the newspaper's": papers}[which]
    Picture.objects.filter(pk=ends.pk).update(rights_until=LAST_DAY)
    clock.set(2026, 7, 10, 23, 59, 59)
    assert is_public(ends)
    clock.set(2026, 7, 11)
    assert not is_public(ends)
    assert all(is_public(one) for one in (picture, other, papers) if one != ends)


def test_the_sizes_of_what_is_not_lawful_are_forgotten_although_a_live_story_has_it(
    clock, editor, work_off
):
    clock.set(2026, 7, 1)
    with work_off():
        picture = factories.picture(rights_until=LAST_DAY)
    factories.published_story(by=editor, lead_picture=picture)
    renditions.forget([picture.pk])
    assert Rendition.objects.exists()
    clock.set(2026, 7, 11)
    renditions.forget([picture.pk])
    assert not Rendition.objects.exists()


def test_a_share_link_opens_what_stands_in_on_its_page(clock, client, editor, picture_editor):
    other = factories.picture()
    picture = factories.picture(fallback=other)
    story = factories.story(lead_picture=picture)
    library.block(picture, by=picture_editor, reason="A witness.")
    link = sharing.share(story, whom="Counsel", until=clock.at(days=1), by=editor)
    token = sharing.token_of(link)
    address = f"/pictures/{other.key}/full-640.jpg?shared={token}"
    assert address in client.get(sharing.address_of(link)).text
    response = client.get(address)
    assert response.status_code == 200
    b"".join(response.streaming_content)
    assert client.get(address.partition("?")[0]).status_code == 404


def test_a_right_that_begins_later_keeps_the_sizes_that_wait_for_it(clock, work_off):
    tomorrow = clock.moment.date() + timedelta(days=1)
    with work_off():
        picture = factories.picture(rights_from=tomorrow)
    assert picture.renditions.exists()


@pytest.mark.parametrize("whose", ["the picture's", "the newspaper's"])
def test_the_addresses_of_what_stands_in_say_that_it_is_gone_when_its_own_right_ends(
    clock, client, editor, whose
):
    clock.set(2026, 7, 10, 12)
    other = factories.picture(rights_until=LAST_DAY)
    picture = factories.picture(fallback=other if whose == "the picture's" else None)
    if whose == "the newspaper's":
        Newspaper(pk=1, name="Paper", fallback_picture=other).save()
    factories.published_story(by=editor, lead_picture=picture)
    address = f"/pictures/{other.key}/full-320.jpg"
    response = client.get(address)
    b"".join(response.streaming_content)
    assert response.status_code == 200
    clock.set(2026, 7, 11)
    assert client.get(address).status_code == 410
