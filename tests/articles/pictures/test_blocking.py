"""A picture is blocked at once, with a reason, by those who may; and set free again."""

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.urls import reverse

from articles import library, notices, renditions
from articles.models import Notice, Picture, Rendition
from tests import factories

pytestmark = pytest.mark.django_db

REASON = "A child in it can be recognised."


def blocked(picture, by):
    return library.block(picture, by=by, reason=REASON)


@pytest.fixture
def picture(work_off):
    with work_off():
        return factories.picture(credit="Photo: Whoever Took It")


def events(picture):
    return list(picture.events.values_list("kind", "made_by", "note"))


def test_a_blocked_picture_leaves_the_page_at_once_and_says_why_in_its_history(
    client, editor, picture_editor, picture
):
    story = factories.published_story(by=editor, lead_picture=picture)
    address = story.published.get_absolute_url()
    assert picture.key in client.get(address).text
    library.block(picture, by=picture_editor, reason=f"  {REASON} ")
    assert picture.key not in client.get(address).text
    assert picture.key not in client.get("/").text
    picture.refresh_from_db()
    assert picture.blocked_at is not None
    assert (picture.blocked_by, picture.blocked_reason) == (picture_editor, REASON)
    assert events(picture)[0] == ("blocked", picture_editor.pk, REASON)


def test_the_files_of_a_blocked_picture_are_deleted_and_its_record_and_original_stay(
    picture_editor, picture, work_off
):
    name = f"{picture.key}/full-320.jpg"
    assert storages["renditions"].exists(name)
    with work_off():
        blocked(picture, picture_editor)
    assert not storages["renditions"].exists(name)
    assert not Rendition.objects.filter(picture=picture).exists()
    assert storages["originals"].exists(picture.original.name)


def test_what_made_sizes_before_the_block_makes_none_after_it(picture_editor, picture, work_off):
    with work_off():
        renditions.refresh_soon(picture)
        blocked(picture, picture_editor)
        renditions.refresh_soon(picture)
    assert not Rendition.objects.filter(picture=picture).exists()


def test_what_is_being_made_while_the_block_clears_up_is_deleted_too(
    picture_editor, picture, work_off
):
    before = Picture.objects.get(pk=picture.pk)  # as the worker that makes sizes has read it
    with work_off():
        blocked(picture, picture_editor)
    renditions.make(before, {f"{picture.key}/full-320.jpg"})
    assert not storages["renditions"].exists(f"{picture.key}/full-320.jpg")
    assert not Rendition.objects.filter(picture=picture).exists()


def test_the_same_file_in_another_record_keeps_its_sizes(picture_editor, work_off):
    file = factories.image_file()
    with work_off():
        picture, twin = factories.picture(file=file), factories.picture(file=file)
    factories.published_story(lead_picture=twin)
    with work_off():
        blocked(picture, picture_editor)
    for rendition in twin.renditions.all():
        assert storages["renditions"].exists(rendition.name)
    assert twin.renditions.exists()


def test_a_picture_is_set_free_with_its_sizes_made_anew(
    client, editor, picture_editor, picture, work_off
):
    story = factories.published_story(by=editor, lead_picture=picture)
    with work_off():
        blocked(picture, picture_editor)
    with work_off():
        library.unblock(picture, by=picture_editor, note="Her parents agreed.")
    assert picture.key in client.get(story.published.get_absolute_url()).text
    assert picture.renditions.exists()
    assert events(picture)[0] == ("unblocked", picture_editor.pk, "Her parents agreed.")
    picture.refresh_from_db()
    assert (picture.blocked_at, picture.blocked_by, picture.blocked_reason) == (None, None, "")


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Moderator"])
def test_whoever_may_not_block_a_picture_is_told_so(picture, picture_editor, role):
    with pytest.raises(library.Refused, match="You may not block"):
        blocked(picture, factories.user(role))
    assert Picture.objects.get().blocked_at is None
    blocked(picture, picture_editor)
    with pytest.raises(library.Refused, match="You may not block"):
        library.unblock(picture, by=factories.user(role), note="")
    assert Picture.objects.get().blocked_at is not None


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_block_needs_a_reason_that_can_be_read(picture, picture_editor, reason):
    with pytest.raises(library.Refused, match="Say why"):
        library.block(picture, by=picture_editor, reason=reason)
    assert Picture.objects.get().blocked_at is None


def test_a_second_block_names_the_first_and_changes_nothing(picture, picture_editor):
    blocked(picture, picture_editor)
    with pytest.raises(library.Refused, match="can be recognised"):
        library.block(picture, by=factories.user("Chief editor"), reason="Another")
    assert [kind for kind, _by, _note in events(picture)].count("blocked") == 1


def test_what_is_not_blocked_cannot_be_set_free(picture, picture_editor):
    with pytest.raises(library.Refused, match="not blocked"):
        library.unblock(picture, by=picture_editor, note="")


def test_blocking_saves_nothing_else_that_the_object_holds(picture, picture_editor):
    picture.caption = "Typed and not saved"
    blocked(picture, picture_editor)
    assert Picture.objects.get().caption != "Typed and not saved"


# -- Telling


def test_the_writers_of_each_story_with_it_are_told_at_the_desk_and_by_mail(
    picture_editor, picture, work_off
):
    writers = [factories.user("Reporter") for _writer in range(3)]
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    factories.published_story(headline="On top", lead_picture=picture, created_by=writers[0])
    factories.story(headline="In the text", body=body, created_by=writers[1])
    factories.story(headline="Another picture", created_by=writers[2])
    mail.outbox.clear()
    with work_off():
        blocked(picture, picture_editor)
    told = Notice.objects.filter(kind="block")
    by_writer = {
        notice.account: notice for notice in told.with_parts() if notice.account in writers
    }
    assert set(by_writer) == set(writers[:2])
    notice = by_writer[writers[1]]
    assert notice.story.headline == "In the text"
    assert "blocked a picture of it" in notices.what_happened(notice)
    assert notices.words_with(notice) == REASON
    letter = next(one for one in mail.outbox if one.to == [writers[1].email])
    assert "In the text" in letter.subject
    assert REASON in letter.body


def test_nobody_is_told_twice_of_a_block_whose_telling_runs_twice(picture_editor, picture):
    from articles.library.rights import tell_of_block

    factories.story(lead_picture=picture, created_by=factories.user("Reporter"))
    blocked(picture, picture_editor)
    event = picture.events.first()
    for _time in range(2):
        tell_of_block.func(event.pk)
    assert Notice.objects.filter(kind="block").count() == 1


def test_a_notice_of_a_block_leads_to_the_story_and_is_on_the_page_of_notices(
    client, picture_editor, picture, work_off
):
    writer = factories.user("Reporter")
    factories.story(headline="With the picture", lead_picture=picture, created_by=writer)
    with work_off():
        blocked(picture, picture_editor)
    client.force_login(writer)
    page = client.get(reverse("admin:articles_notices")).text
    assert "With the picture" in page
    assert REASON in page
