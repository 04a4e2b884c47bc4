"""Crops chosen by hand: what is taken, what is kept, and what becomes of them with another file."""

import pytest

from articles import library
from articles.models import PictureEvent
from articles.renditions import CROPS
from tests import factories

pytestmark = pytest.mark.django_db


def kept(picture):
    return library.by_hand(picture)


def test_a_crop_by_hand_is_kept_and_noted_with_what_it_was(picture, picture_editor):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    assert kept(picture) == {"card": (0.1, 0.2, 0.5, 0.5)}
    library.crop(picture, "card", (0, 0, 0.6, 0.6), by=picture_editor)
    event = picture.events.first()
    assert (event.kind, event.made_by) == (PictureEvent.Kind.CROPPED, picture_editor)
    assert event.changed == {"crop:card": [[0.1, 0.2, 0.5, 0.5], [0, 0, 0.6, 0.6]]}


def test_the_same_crop_again_is_no_event(picture, picture_editor):
    for _time in range(2):
        library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    assert picture.events.filter(kind="cropped").count() == 1


def test_a_crop_follows_the_focal_point_again(picture, picture_editor):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    library.uncrop(picture, "card", by=picture_editor)
    assert kept(picture) == {}
    assert picture.events.first().changed == {"crop:card": [[0.1, 0.2, 0.5, 0.5], None]}
    library.uncrop(picture, "card", by=picture_editor)
    assert picture.events.filter(kind="cropped").count() == 2


@pytest.mark.parametrize(
    ("crop", "box", "says"),
    [
        ("none such", (0, 0, 1, 1), "no such crop"),
        ("full", (0, 0, 1, 1), "no such crop"),
        ("card", (0, 0, 0.5), "four numbers"),
        ("card", (0, 0, float("nan"), 0.5), "four numbers"),
        ("card", (0, 0, float("inf"), 0.5), "four numbers"),
        ("card", (0.6, 0, 0.5, 0.5), "edge"),
        ("card", (0, 0.6, 0.5, 0.5), "edge"),
        ("card", (-0.1, 0, 0.5, 0.5), "edge"),
        ("card", (0, 0, 1e9, 1e9), "edge"),
        ("card", (0, 0, 0.5, 0.6), "ratio"),
        ("square", (0, 0, 0.5, 0.5), "ratio"),
        ("card", (0, 0, 0.2, 0.2), "320"),
        ("card", (0, 0, 0, 0), "320"),
        ("4x3", (0, 0, 1, 1), "no such crop"),
    ],
)
def test_what_cannot_be_a_crop_is_refused_with_a_reason(picture, picture_editor, crop, box, says):
    with pytest.raises(library.CropRefused, match=says):
        library.crop(picture, crop, box, by=picture_editor)
    assert kept(picture) == {}
    assert picture.events.filter(kind="cropped").count() == 0


@pytest.mark.parametrize("size", [(1200, 800), (1201, 799), (333, 2000), (320, 241), (100, 90)])
@pytest.mark.parametrize(
    "crop", [name for name, crop in CROPS.items() if crop.ratio and not crop.within]
)
def test_the_largest_part_of_any_picture_is_a_crop_that_lies_in_it(size, crop, picture_editor):
    picture = factories.picture(file=factories.image_file(size=size))
    width = min(1, 1 / library.height_of(picture, crop, 1))
    typed = round(width, 4)  # as the screen's numbers are
    height = library.height_of(picture, crop, typed)
    library.crop(picture, crop, (0, 0, typed, height), by=picture_editor)
    left, top, wide, high = kept(picture)[crop]
    assert left + wide <= 1
    assert top + high <= 1
    across, down = CROPS[crop].ratio
    assert abs(wide * size[0] * down / across - high * size[1]) < 0.1


def test_a_small_picture_may_be_cropped_to_what_it_has(picture_editor):
    picture = factories.picture(file=factories.image_file(size=(300, 200)))
    library.crop(picture, "card", (0, 0, 1, 1), by=picture_editor)
    with pytest.raises(library.CropRefused, match="at least 300"):
        library.crop(picture, "card", (0, 0, 0.9, 0.9), by=picture_editor)


def test_a_crop_by_hand_changes_the_addresses_and_the_old_ones_lead_on(
    picture, picture_editor, work_off
):
    before = picture.key
    with work_off():
        library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    picture.refresh_from_db()
    assert picture.key != before
    assert picture.past_keys.filter(key=before).exists()
    assert picture.renditions.exists()
    assert all(one.name.startswith(picture.key) for one in picture.renditions.all())
    with work_off():
        library.uncrop(picture, "card", by=picture_editor)
    picture.refresh_from_db()
    assert picture.key == before
    assert all(one.name.startswith(before) for one in picture.renditions.all())


def test_another_file_of_the_same_shape_keeps_the_crops(picture, picture_editor):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    file = factories.image_file(size=(2400, 1600), colour=(1, 2, 3))
    library.replace(picture, file, by=picture_editor)
    assert kept(picture) == {"card": (0.1, 0.2, 0.5, 0.5)}


def test_another_file_of_another_shape_drops_what_does_not_fit_and_notes_it(
    picture, picture_editor
):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    file = factories.image_file(size=(800, 1200), colour=(1, 2, 3))
    library.replace(picture, file, by=picture_editor)
    assert kept(picture) == {}
    event = picture.events.first()
    assert event.kind == PictureEvent.Kind.REPLACED
    assert event.changed["crop:card"] == [[0.1, 0.2, 0.5, 0.5], None]


def test_a_smaller_file_drops_a_crop_that_would_be_too_narrow(picture, picture_editor):
    library.crop(picture, "card", (0, 0, 0.5, 0.5), by=picture_editor)
    file = factories.image_file(size=(600, 400), colour=(1, 2, 3))
    library.replace(picture, file, by=picture_editor)
    assert kept(picture) == {}
