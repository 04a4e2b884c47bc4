"""The doors of a rendition: open to readers while something they may see shows the picture."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import renditions, sharing, workflow
from articles.models import PublishedStory, Story
from tests import factories

pytestmark = pytest.mark.django_db

FOR_READERS = "public, max-age=31536000, immutable"


@pytest.fixture
def picture():
    return factories.picture()


def address(picture, name="full-320.jpg"):
    return f"/pictures/{picture.key}/{name}"


def asked(client, path):
    """The status and the caching of what is answered, the file read to its end."""
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code, response.headers["Cache-Control"]


CLOSED = (404, "no-store")
OPEN = (200, FOR_READERS)
FOR_THE_DESK = (200, "private, no-store")


def figure(picture):
    return f'<figure data-picture="{picture.pk}"></figure>'


def in_text(picture):
    return f"<p>Text.</p>{figure(picture)}"


def test_a_picture_of_the_library_alone_is_no_readers(client, picture):
    assert asked(client, address(picture)) == CLOSED


def test_the_lead_picture_of_a_live_story_is_public(client, picture):
    factories.published_story(lead_picture=picture)
    assert asked(client, address(picture)) == OPEN


def test_a_picture_in_a_live_storys_text_is_public(client, picture):
    factories.published_story(body=in_text(picture))
    assert asked(client, address(picture)) == OPEN


def test_a_portrait_is_public(client, picture):
    factories.person(portrait=picture)
    assert asked(client, address(picture)) == OPEN


@pytest.mark.parametrize("has", ["lead", "text"])
def test_a_draft_makes_no_picture_public(client, picture, has):
    factories.story(
        lead_picture=picture if has == "lead" else None,
        body=in_text(picture) if has == "text" else "<p>Text.</p>",
    )
    assert asked(client, address(picture)) == CLOSED


@pytest.mark.parametrize("has", ["lead", "text"])
def test_a_picture_is_hidden_when_its_story_is_withdrawn(client, picture, editor, has):
    story = factories.published_story(
        lead_picture=picture if has == "lead" else None,
        body=in_text(picture) if has == "text" else "<p>Text.</p>",
    )
    assert asked(client, address(picture)) == OPEN
    workflow.withdraw(story, by=editor, note="A mistake.")
    assert asked(client, address(picture)) == CLOSED


@pytest.mark.parametrize("name", ["full-320.jpg", "card-320.webp", "social-640.jpg"])
@pytest.mark.parametrize("held_back", ["embargo_until", "published_at"])
@pytest.mark.parametrize("has", ["lead", "text"])
def test_an_embargo_or_a_schedule_closes_a_storys_pictures_until_its_moment(
    client, picture, has, held_back, name
):
    story = factories.published_story(
        lead_picture=picture if has == "lead" else None,
        body=in_text(picture) if has == "text" else "<p>Text.</p>",
    )
    soon = timezone.now() + timedelta(hours=1)
    copies = PublishedStory.objects.filter(pk=story.pk)
    copies.update(**{held_back: soon, "updated_at": soon})
    assert asked(client, address(picture, name)) == CLOSED
    past = timezone.now() - timedelta(seconds=1)
    copies.update(**{held_back: past})
    assert asked(client, address(picture, name)) == OPEN


def test_the_social_image_named_in_a_page_is_closed_with_the_story(client, picture):
    story = factories.published_story(lead_picture=picture)
    social = renditions.sources(picture, "social").src
    assert social in client.get(story.get_absolute_url()).text
    assert asked(client, social) == OPEN
    PublishedStory.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert asked(client, social) == CLOSED


def test_the_moment_of_withdrawal_closes_a_storys_pictures(client, picture):
    factories.published_story(lead_picture=picture)
    PublishedStory.objects.update(withdraw_at=timezone.now())
    assert asked(client, address(picture)) == CLOSED


def test_an_unpublished_change_of_the_lead_picture_is_no_readers_yet(client, picture, editor):
    story = factories.published_story(by=editor)
    Story.objects.filter(pk=story.pk).update(lead_picture=picture)
    workflow.save(story, by=editor)
    assert asked(client, address(picture)) == CLOSED


def test_the_same_file_is_public_where_one_of_its_pictures_is(client):
    hidden = factories.picture(file=factories.image_file(), credit="Photo: A")
    shown = factories.picture(file=factories.image_file(), credit="Photo: A")
    assert hidden.key == shown.key
    assert asked(client, address(hidden)) == CLOSED
    factories.published_story(lead_picture=shown)
    assert asked(client, address(hidden)) == OPEN


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Legal"])
def test_the_desk_sees_every_picture_and_nobody_keeps_it(client, picture, role):
    client.force_login(factories.user(role))
    assert asked(client, address(picture)) == FOR_THE_DESK


@pytest.mark.parametrize("role", ["Moderator", "Publisher"])
def test_an_account_that_may_not_look_at_pictures_is_like_any_reader(client, picture, role):
    client.force_login(factories.user(role))
    assert asked(client, address(picture)) == CLOSED


def test_a_hidden_picture_is_answered_exactly_like_one_that_does_not_exist(client, picture):
    hidden = client.get(address(picture))
    missing = client.get(f"/pictures/{'0' * 24}/full-320.jpg")
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)
    assert hidden.headers == missing.headers


def test_a_hidden_picture_is_not_confirmed_to_whoever_knows_its_tag(client, picture):
    etag = f'"{picture.key}-full-320-jpg"'
    response = client.get(address(picture), headers={"if-none-match": etag})
    assert response.status_code == 404


def test_a_public_picture_asks_for_no_session(client, picture, django_assert_num_queries):
    factories.published_story(lead_picture=picture)
    client.force_login(factories.user("Editor"))
    asked(client, address(picture))
    with django_assert_num_queries(1):
        response = client.get(address(picture))
        b"".join(response.streaming_content)
    assert "Cookie" not in response.headers.get("Vary", "")


# -- Share links


def shared(story, *, by):
    link = sharing.share(story, whom="Counsel", until=timezone.now() + timedelta(days=1), by=by)
    return link, f"?shared={sharing.token_of(link)}"


@pytest.mark.parametrize("has", ["lead", "text"])
def test_a_share_link_opens_the_pictures_of_its_story(client, picture, editor, has):
    story = factories.story(
        lead_picture=picture if has == "lead" else None,
        body=in_text(picture) if has == "text" else "<p>Text.</p>",
    )
    link, token = shared(story, by=editor)
    assert asked(client, address(picture) + token) == FOR_THE_DESK
    sharing.revoke(link, by=editor)
    assert asked(client, address(picture) + token) == CLOSED


def test_a_share_link_opens_no_other_picture(client, picture, editor):
    _link, token = shared(factories.story(), by=editor)
    assert asked(client, address(picture) + token) == CLOSED


@pytest.mark.parametrize("token", ["1", "1.", "1.forged", "x" * 5000, "%00", "-1.a", "."])
def test_a_forged_token_opens_nothing(client, picture, editor, token):
    shared(factories.story(lead_picture=picture), by=editor)
    assert asked(client, f"{address(picture)}?shared={token}") == CLOSED


# -- Forgetting


def test_what_readers_saw_of_a_picture_is_forgotten_when_nothing_shows_it(
    client, picture, editor, tmp_path, work_off
):
    story = factories.published_story(lead_picture=picture)
    asked(client, address(picture))
    folder = tmp_path / "renditions" / picture.key
    assert list(folder.iterdir())
    with work_off():
        workflow.withdraw(story, by=editor, note="A mistake.")
        renditions.forget_soon([picture.pk])
    assert not list(folder.iterdir())
    assert not picture.renditions.exists()
    client.force_login(editor)
    assert asked(client, address(picture)) == FOR_THE_DESK


@pytest.mark.parametrize("has", ["lead", "text"])
def test_a_kill_takes_the_files_of_what_only_that_story_showed(
    client, picture, tmp_path, work_off, has
):
    kept = factories.picture(file=factories.image_file(colour=(250, 20, 20)))
    factories.published_story(lead_picture=kept)
    story = factories.published_story(
        lead_picture=picture if has == "lead" else kept,
        body=in_text(picture if has == "text" else kept),
    )
    for one in (picture, kept):
        assert asked(client, address(one)) == OPEN
    with work_off():
        workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    assert asked(client, address(picture)) == CLOSED
    assert asked(client, address(kept)) == OPEN
    assert not list((tmp_path / "renditions" / picture.key).iterdir())


def test_what_something_public_still_shows_is_not_forgotten(client, picture, tmp_path):
    factories.published_story(lead_picture=picture)
    asked(client, address(picture))
    renditions.forget([picture.pk])
    assert (tmp_path / "renditions" / picture.key / "full-320.jpg").exists()


def test_a_file_that_another_public_picture_needs_stays(client, tmp_path):
    hidden = factories.picture(file=factories.image_file(), credit="Photo: A")
    shown = factories.picture(file=factories.image_file(), credit="Photo: A")
    factories.published_story(lead_picture=shown)
    renditions.bring_up_to_date(shown)
    renditions.forget([hidden.pk])
    assert (tmp_path / "renditions" / shown.key / "full-320.jpg").exists()
