"""Addresses of pictures that were, and of what may not be shown: they lead on, or say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import library, renditions, sharing
from articles.models import PastKey, Picture
from tests import factories

pytestmark = pytest.mark.django_db

FILE = "full-320.jpg"


@pytest.fixture
def picture():
    """A picture that readers see: it is on top of a live story."""
    picture = factories.picture()
    factories.published_story(lead_picture=picture)
    return picture


def address(key, name=FILE):
    return f"/pictures/{key}/{name}"


def status(client, path):
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def moved(picture, editor, **fields):
    """The key that a picture had before it was described anew with `fields`."""
    before = picture.key
    for name, value in {"focal_x": 0.9, **fields}.items():
        setattr(picture, name, value)
    library.describe(picture, by=editor)
    assert picture.key != before
    return before


def test_the_address_before_the_focal_point_moved_leads_to_the_present_one(client, picture, editor):
    before = moved(picture, editor)
    response = client.get(address(before))
    assert (response.status_code, response.headers["Location"]) == (301, address(picture.key))
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert status(client, response.headers["Location"]) == 200


def test_every_earlier_address_leads_straight_to_the_present_one(client, picture, editor):
    keys = [moved(picture, editor, focal_x=focal) for focal in (0.1, 0.2, 0.3)]
    for key in keys:
        assert client.get(address(key)).headers["Location"] == address(picture.key)


def test_a_key_that_comes_back_leads_nowhere_but_to_itself(client, picture, editor):
    before = moved(picture, editor, focal_x=0.1)
    between = moved(picture, editor, focal_x=0.5)
    assert picture.key == before
    assert list(PastKey.objects.values_list("key", flat=True)) == [between]
    assert status(client, address(before)) == 200


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("card-320.webp", "card-320.webp"),
        ("full-321.jpg", "full-320.jpg"),
        ("full-1920.avif", "full-640.avif"),
        ("social-640.gif", "social-640.jpg"),
        ("wide-640.jpg", "full-640.jpg"),
        ("moving-640.gif", "full-640.jpg"),
        ("full-99999999999999999999999999.jpg", "full-640.jpg"),
    ],
)
def test_what_an_earlier_address_named_and_is_not_made_leads_to_the_nearest(
    client, picture, editor, asked, answered
):
    before = moved(picture, editor)
    response = client.get(address(before, asked))
    assert response.headers["Location"] == address(picture.key, answered)
    assert status(client, response.headers["Location"]) == 200


def test_another_file_leads_the_first_ones_addresses_to_it(client, picture, editor):
    before = picture.key
    library.replace(picture, factories.image_file(colour=(9, 9, 9)), by=editor)
    assert client.get(address(before)).headers["Location"] == address(picture.key)


def test_an_earlier_address_of_what_readers_do_not_see_is_like_none(client, editor):
    picture = factories.picture()
    before = moved(picture, editor)
    hidden, missing = client.get(address(before)), client.get(address("0" * 24))
    assert (
        (hidden.status_code, hidden.content)
        == (missing.status_code, missing.content)
        == (
            404,
            missing.content,
        )
    )
    assert hidden.headers == missing.headers
    client.force_login(editor)
    response = client.get(address(before))
    assert response.status_code == 301
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_earlier_address_keeps_the_token_it_was_asked_with(client, editor):
    picture = factories.picture()
    story = factories.story(lead_picture=picture)
    until = timezone.now() + timedelta(days=1)
    link = sharing.share(story, whom="Counsel", until=until, by=editor)
    before = moved(picture, editor)
    response = client.get(f"{address(before)}?shared={sharing.token_of(link)}")
    assert response.status_code == 301
    assert status(client, response.headers["Location"]) == 200


# -- What may not be shown


def yesterday():
    return timezone.localdate() - timedelta(days=1)


UNLAWFUL = {
    "ended": lambda: {"rights_until": yesterday()},
    "not begun": lambda: {"rights_from": timezone.localdate() + timedelta(days=1)},
    "not cleared": lambda: {"for_web": False},
    "blocked": lambda: {"blocked_at": timezone.now(), "blocked_reason": "A complaint."},
}


@pytest.mark.parametrize("why", UNLAWFUL)
@pytest.mark.parametrize("name", ["full-320.jpg", "card-320.avif", "social-640.jpg", ""])
def test_what_may_not_be_shown_is_gone_for_everybody(client, picture, why, name):
    Picture.objects.filter(pk=picture.pk).update(**UNLAWFUL[why]())
    for account in (None, factories.user("Picture editor")):
        if account:
            client.force_login(account)
        response = client.get(address(picture.key, name))
        assert (response.status_code, response.headers["Cache-Control"]) == (410, "no-store")
        assert response.text == "This picture may not be shown."


def test_an_earlier_address_of_what_may_not_be_shown_is_gone_too(client, picture, editor):
    before = moved(picture, editor)
    Picture.objects.filter(pk=picture.pk).update(for_web=False)
    assert status(client, address(before)) == 410


def test_on_the_last_day_it_is_shown_and_on_the_next_it_is_gone(client, picture):
    Picture.objects.filter(pk=picture.pk).update(rights_until=timezone.localdate())
    assert status(client, address(picture.key)) == 200
    Picture.objects.filter(pk=picture.pk).update(rights_until=yesterday())
    assert status(client, address(picture.key)) == 410


def test_whoever_has_the_file_and_its_tag_does_not_get_it_confirmed(client, picture):
    first = client.get(address(picture.key))
    b"".join(first.streaming_content)
    Picture.objects.filter(pk=picture.pk).update(for_web=False)
    tag = {"if-none-match": first.headers["ETag"]}
    assert client.get(address(picture.key), headers=tag).status_code == 410


def test_what_readers_do_not_see_is_like_none_whether_lawful_or_not(client):
    picture = factories.picture(for_web=False)
    hidden, missing = client.get(address(picture.key)), client.get(address("0" * 24))
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert hidden.headers == missing.headers


def test_of_two_pictures_of_one_file_the_one_that_may_be_shown_is(client, picture):
    same = Picture.objects.get(pk=picture.pk)
    same.pk = None
    same.save()
    factories.published_story(lead_picture=same)
    Picture.objects.filter(pk=picture.pk).update(for_web=False)
    assert status(client, address(picture.key)) == 200


def test_nothing_is_made_of_what_may_not_be_shown_and_what_there_was_is_deleted(
    picture, editor, tmp_path, work_off
):
    renditions.bring_up_to_date(picture)
    folder = tmp_path / "renditions" / picture.key
    assert list(folder.iterdir())
    picture.rights_until = yesterday()
    with work_off():
        library.describe(picture, by=editor)
    assert not list(folder.iterdir())
    picture.rights_until = None
    with work_off():
        library.describe(picture, by=editor)
    assert {f"{picture.key}/{path.name}" for path in folder.iterdir()} == renditions.wanted(picture)
