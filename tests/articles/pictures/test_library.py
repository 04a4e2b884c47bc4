"""The way into the library and out: each original kept once, never without need, never lost."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError
from django.db.models import ProtectedError

from articles import library, renditions
from articles.models import Picture, Rendition
from articles.renditions import PictureRefused
from articles.renditions.files import write_whole
from tests import factories

from .conftest import BAD

pytestmark = pytest.mark.django_db


def files(folder):
    """The paths of all files under a folder, as the storage names them."""
    found = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    return sorted(str(path.relative_to(folder)) for path in found)


@pytest.fixture
def originals(tmp_path):
    return tmp_path / "originals"


def test_a_picture_records_what_its_file_is_and_who_brought_it(sample, reporter, originals):
    picture = library.add(
        sample("turned-6.jpg"), by=reporter, credit="Photo: A", alt="Four colours"
    )
    picture = Picture.objects.get(pk=picture.pk)
    content = sample("turned-6.jpg").read()
    assert picture.checksum == hashlib.sha256(content).hexdigest()
    assert (picture.format, picture.width, picture.height) == ("JPEG", 80, 120)
    assert (picture.uploaded_by, picture.credit) == (reporter, "Photo: A")
    assert len(picture.key) == 24
    assert (originals / picture.original.name).read_bytes() == content
    assert files(originals) == [picture.original.name]


def test_an_original_is_named_by_its_content_and_not_by_the_uploader(reporter, originals):
    library.add(factories.image_file(name="../../evil.php\0.jpg"), by=reporter)
    (name,) = files(originals)
    assert name.endswith(".jpeg")
    assert len(name) == 2 + 1 + 64 + len(".jpeg")


@pytest.mark.parametrize("name", BAD)
def test_a_refused_file_leaves_nothing_behind(sample, reporter, originals, name):
    with pytest.raises(PictureRefused):
        library.add(sample(name), by=reporter)
    assert not Picture.objects.exists()
    assert files(originals) == []


def test_the_limits_are_those_of_the_settings(sample, reporter, settings):
    settings.PICTURE_MAX_PIXELS = 100
    with pytest.raises(PictureRefused, match="120 by 80"):
        library.add(sample("plain.jpg"), by=reporter)
    settings.PICTURE_MAX_PIXELS = 50_000_000
    settings.PICTURE_MAX_BYTES = 1000
    with pytest.raises(PictureRefused, match="MB"):
        library.add(sample("plain.jpg"), by=reporter)


def test_a_large_upload_that_lies_in_a_temporary_file_is_copied(sample, reporter, originals):
    content = sample("plain.jpg").read()
    upload = TemporaryUploadedFile("large.jpg", "image/jpeg", len(content), None)
    upload.write(content)
    picture = library.add(upload, by=reporter)
    upload.close()
    assert (originals / picture.original.name).read_bytes() == content


def test_the_same_file_twice_makes_two_pictures_and_one_original(sample, reporter, originals):
    first = library.add(sample("plain.jpg"), by=reporter, credit="Photo: A")
    second = library.add(sample("plain.jpg"), by=reporter, credit="Photo: B")
    assert first.pk != second.pk
    assert first.original.name == second.original.name
    assert files(originals) == [first.original.name]


def test_an_original_goes_only_with_the_last_picture_that_uses_it(sample, work_off, originals):
    with work_off():
        first = library.add(sample("plain.jpg"), by=None)
        second = library.add(sample("plain.jpg"), by=None)
    with work_off():
        library.remove(first)
    assert files(originals) == [second.original.name]
    with work_off():
        library.remove(second)
    assert files(originals) == []


def test_renditions_that_two_pictures_share_go_only_with_the_last(sample, work_off, tmp_path):
    with work_off():
        first = library.add(sample("plain.jpg"), by=None)
        second = library.add(sample("plain.jpg"), by=None)
    assert renditions.existing(first) == renditions.existing(second) == renditions.wanted(first)
    with work_off():
        library.remove(first)
    assert set(files(tmp_path / "renditions")) == renditions.wanted(second)
    with work_off():
        library.remove(second)
    assert files(tmp_path / "renditions") == []
    assert not Rendition.objects.exists()


def test_a_picture_whose_row_is_refused_leaves_no_file(sample, reporter, originals):
    with pytest.raises(IntegrityError):
        library.add(sample("plain.jpg"), by=reporter, focal_x=3)
    assert files(originals) == []


def test_a_refused_row_takes_no_file_from_a_picture_that_has_it(sample, reporter, originals):
    kept = library.add(sample("plain.jpg"), by=reporter)
    with pytest.raises(IntegrityError):
        library.add(sample("plain.jpg"), by=reporter, focal_x=3)
    assert files(originals) == [kept.original.name]


def test_another_file_takes_the_place_of_the_first(sample, editor, work_off, originals, tmp_path):
    with work_off():
        picture = library.add(sample("plain.jpg"), by=None, credit="Photo: A")
    before = renditions.wanted(picture)
    with work_off():
        library.replace(picture, sample("plain.webp"), by=editor)
    picture.refresh_from_db()
    assert (picture.format, picture.credit, picture.uploaded_by) == ("WEBP", "Photo: A", editor)
    assert files(originals) == [picture.original.name]
    assert set(files(tmp_path / "renditions")) == renditions.wanted(picture)
    assert not before & renditions.wanted(picture)


def test_a_refused_replacement_changes_nothing(sample, editor, originals):
    picture = library.add(sample("plain.jpg"), by=None)
    with pytest.raises(PictureRefused):
        library.replace(picture, sample("truncated.jpg"), by=editor)
    assert picture.original.name == Picture.objects.get(pk=picture.pk).original.name
    assert files(originals) == [picture.original.name]


def test_replacing_a_file_by_itself_keeps_it(sample, editor, work_off, originals):
    with work_off():
        picture = library.add(sample("plain.jpg"), by=None)
        library.replace(picture, sample("plain.jpg"), by=editor)
    assert files(originals) == [picture.original.name]


def test_an_original_that_was_cut_short_is_written_again(sample, editor, originals):
    picture = library.add(sample("plain.jpg"), by=None)
    (originals / picture.original.name).write_bytes(b"half")
    library.add(sample("plain.jpg"), by=editor)
    assert (originals / picture.original.name).read_bytes() == sample("plain.jpg").read()


def test_a_full_disk_is_said_in_words_and_leaves_nothing(sample, reporter, originals):
    originals.write_text("a file where the folder should be, so that nothing can be written")
    with pytest.raises(PictureRefused, match="no room"):
        library.add(sample("plain.jpg"), by=reporter)
    assert not Picture.objects.exists()


def test_a_picture_in_a_story_cannot_be_removed_and_keeps_its_files(
    sample, work_off, originals, tmp_path
):
    with work_off():
        picture = library.add(sample("plain.jpg"), by=None, credit="C", alt="A")
    factories.story(lead_picture=picture)
    with pytest.raises(ProtectedError), work_off():
        library.remove(picture)
    assert files(originals) == [picture.original.name]
    assert set(files(tmp_path / "renditions")) == renditions.wanted(picture)


def test_what_was_checked_before_is_not_decoded_again(sample, reporter):
    checked = library.check_upload(sample("plain.jpg"))
    picture = library.add(sample("plain.jpg"), by=reporter, checked=checked)
    assert picture.checksum == checked.checksum


def test_storages_without_folders_keep_an_original_once(sample, reporter, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    first = library.add(sample("plain.jpg"), by=reporter)
    second = library.add(sample("plain.jpg"), by=reporter)
    assert first.original.name == second.original.name
    assert storages["originals"].listdir(first.original.name[:2]) == (
        [],
        [first.original.name.rpartition("/")[2]],
    )


def test_a_file_that_somebody_else_has_just_stored_there_is_not_stored_beside_it(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "renditions": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    write_whole(storages["renditions"], "a/b.jpg", ContentFile(b"one"))
    write_whole(storages["renditions"], "a/b.jpg", ContentFile(b"one"))
    assert storages["renditions"].listdir("a") == ([], ["b.jpg"])
