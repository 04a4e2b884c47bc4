"""Renditions: made in the background, brought up to date by difference, whole or not there."""

import math
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles import renditions
from articles.models import Picture, Rendition
from articles.renditions.files import write_whole
from articles.renditions.making import AT_A_TIME, forget_renditions, make_renditions
from tests import factories

pytestmark = pytest.mark.django_db


def names_on_disk(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "renditions"


def test_all_renditions_are_made_in_the_background_after_an_upload(work_off, folder):
    with work_off():
        picture = factories.picture()
        assert renditions.existing(picture) == set()
    assert renditions.existing(picture) == renditions.wanted(picture) == names_on_disk(folder)


def test_a_row_knows_the_size_of_its_file(work_off, folder):
    with work_off():
        picture = factories.picture()
    for row in picture.renditions.all():
        assert row.size == (folder / row.name).stat().st_size


def test_every_file_has_exactly_the_size_the_page_declares(work_off, folder):
    with work_off():
        picture = factories.picture(file=factories.image_file(size=(1201, 801)))
    for place in renditions.PLACES:
        found = renditions.sources(picture, place)
        with Image.open(folder / found.src.removeprefix("/pictures/")) as image:
            assert image.size == (found.width, found.height)


def test_a_second_run_makes_and_deletes_nothing(work_off, folder):
    with work_off():
        picture = factories.picture()
    stamps = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    assert renditions.bring_up_to_date(picture)
    assert stamps == {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}


def test_what_else_waits_is_done_between_the_first_renditions_of_a_picture_and_the_last(work_off):
    with work_off():
        picture = factories.picture()
        renditions.forget_soon([])  # a stranger that came after it
    done = list(DBTaskResult.objects.order_by("finished_at").values_list("task_path", flat=True))
    of_picture, stranger = make_renditions.module_path, forget_renditions.module_path
    assert done.index(stranger) < done.index(of_picture, 1)
    assert done[0] == of_picture
    assert done.count(of_picture) == math.ceil(len(renditions.wanted(picture)) / AT_A_TIME) > 2


def test_what_is_no_longer_wanted_stays_until_nothing_is_missing(work_off):
    with work_off():
        picture = factories.picture()
    old = renditions.existing(picture)
    picture.focal_x = 0.1
    picture.save()
    assert not renditions.bring_up_to_date(picture, at_most=len(old) - 1)
    assert renditions.existing(picture) > old
    assert renditions.bring_up_to_date(picture, at_most=1)
    assert renditions.existing(picture) == renditions.wanted(picture)


def test_moving_the_focal_point_makes_the_new_and_deletes_the_old(work_off, folder):
    with work_off():
        picture = factories.picture()
    old = renditions.wanted(picture)
    with work_off():
        picture.focal_x = 0.1
        picture.save()
        renditions.refresh_soon(picture)
    new = renditions.wanted(picture)
    assert not old & new
    assert renditions.existing(picture) == names_on_disk(folder) == new


def test_saving_some_fields_of_a_picture_saves_its_key_with_them():
    picture = factories.picture()
    picture.focal_y = 0.9
    picture.save(update_fields=["focal_y"])
    assert Picture.objects.get(pk=picture.pk).key == picture.rendition_key()


def test_a_file_that_is_there_already_is_noted_and_not_made_again(work_off, folder):
    with work_off():
        factories.picture(file=factories.image_file(), credit="Photo: A")
    stamps = {path: path.stat().st_mtime_ns for path in folder.rglob("*.avif")}
    with work_off():
        second = factories.picture(file=factories.image_file(), credit="Photo: A")
    assert renditions.existing(second) == renditions.wanted(second)
    assert stamps == {path: path.stat().st_mtime_ns for path in folder.rglob("*.avif")}


def test_a_picture_deleted_before_its_turn_is_passed_over(work_off, folder):
    with work_off():
        picture = factories.picture()
        Picture.objects.filter(pk=picture.pk).delete()
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("content", [None, b"", b"not a picture any more"])
def test_a_lost_or_broken_original_is_told_apart_by_name(tmp_path, content):
    picture = factories.picture()
    path = tmp_path / "originals" / picture.original.name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(renditions.OriginalUnreadable):
        renditions.bring_up_to_date(picture)
    assert renditions.existing(picture) == set()


def test_nothing_unfinished_stays_beside_the_renditions(work_off, folder):
    with work_off():
        factories.picture()
    assert not [name for name in names_on_disk(folder) if ".part" in name]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_that_make_the_same_rendition_at_once_make_one(folder):
    picture = factories.picture(file=factories.image_file(size=(1600, 1200)))
    name = f"{picture.key}/full-1600.webp"
    start = threading.Barrier(4)

    def read():
        start.wait()
        try:
            with renditions.opened(picture, name) as file:
                return file.read()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as readers:
        contents = {future.result() for future in [readers.submit(read) for _ in range(4)]}
    assert contents == {(folder / name).read_bytes()}
    assert Rendition.objects.filter(name=name).count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_reader_never_sees_half_a_file_that_is_being_written_over(folder):
    whole = {b"a" * 3_000_000, b"b" * 3_000_000}
    write_whole(storages["renditions"], "k/full-1.jpg", ContentFile(b"a" * 3_000_000))
    finished = threading.Event()

    def write():
        for _ in range(10):
            for content in whole:
                write_whole(storages["renditions"], "k/full-1.jpg", ContentFile(content))
        finished.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not finished.is_set():
        assert (folder / "k/full-1.jpg").read_bytes() in whole
    writer.join()
    assert names_on_disk(folder) == {"k/full-1.jpg"}
