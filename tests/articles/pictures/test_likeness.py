"""Pictures that look alike are found whatever was done to their files; others are not."""

import io
from functools import cache
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image, ImageEnhance, ImageOps

from articles import imaging, library
from articles.library import likeness
from articles.models import Picture
from tests import factories

PHOTOS = Path(__file__).parents[3] / "newsroom" / "demo" / "pictures"
NAMES = sorted(path.name for path in PHOTOS.glob("*.jpg"))
LIMITS = {"max_bytes": 1 << 26, "max_pixels": 50_000_000}


@cache
def photo(name):
    image = Image.open(PHOTOS / name)
    image.draft("RGB", (800, 800))
    image.thumbnail((800, 800))
    return image


def look(image, quality=90):
    """The look of an image after it was saved, as an upload would have it."""
    return likeness.look_of(imaging.check(jpeg(image, quality), **LIMITS).face)


def jpeg(image, quality=90, name="again.jpg", **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, **options)
    return ContentFile(buffer.getvalue(), name=name)


def bits(one, other):
    return (one ^ other).bit_count()


def trimmed(image, share):
    across, down = round(image.width * share), round(image.height * share)
    return image.crop((across, down, image.width - across, image.height - down))


CHANGED = {
    "made smaller": lambda image: image.resize((320, round(320 * image.height / image.width))),
    "brightened by a quarter": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "brightened by half": lambda image: ImageEnhance.Brightness(image).enhance(1.5),
    "darkened": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
    "greyed": lambda image: ImageOps.grayscale(image).convert("RGB"),
    "sharpened": lambda image: ImageEnhance.Sharpness(image).enhance(2),
    "trimmed on each side": lambda image: trimmed(image, 0.02),
}


def most_bits_between(change, quality=90):
    """The most bits in which one of the photographs differs from itself changed."""
    images = [photo(name) for name in NAMES]
    return max(bits(look(image), look(change(image), quality)) for image in images)


@pytest.mark.parametrize("change", CHANGED)
def test_a_photograph_looks_like_itself_after_it_was(change):
    assert most_bits_between(CHANGED[change]) <= likeness.MOST_BITS


def test_a_photograph_looks_like_itself_however_hard_it_was_compressed():
    assert most_bits_between(lambda image: image, quality=10) <= likeness.MOST_BITS


def test_no_two_photographs_look_alike():
    looks = [look(photo(name)) for name in NAMES]
    least = min(bits(one, other) for place, one in enumerate(looks) for other in looks[place + 1 :])
    assert least >= likeness.MOST_BITS + 8


@pytest.mark.parametrize("colour", ["white", "black", (40, 90, 160)])
def test_a_picture_with_nothing_to_see_has_no_look(colour):
    assert look(Image.new("RGB", (640, 480), colour)) is None


@pytest.mark.django_db
def test_blank_pictures_do_not_look_like_one_another():
    first, second = factories.picture(), factories.picture()
    assert library.alike(first) == []
    assert library.alike(second) == []
    assert not Picture.objects.not_looked_at().exists()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_look_is_that_of_the_picture_upright(sample, orientation):
    turned = imaging.check(sample(f"turned-{orientation}.jpg"), **LIMITS).face
    upright = imaging.upright(sample(f"turned-{orientation}.jpg"))
    assert bits(likeness.look_of(turned), likeness.look_of(upright)) <= 4


@pytest.mark.django_db
def test_the_likest_come_first_and_others_not_at_all():
    image = photo(NAMES[0])
    same = library.add(jpeg(image, 60), by=None)
    cropped = library.add(jpeg(trimmed(image, 0.02)), by=None)
    library.add(jpeg(photo(NAMES[1])), by=None)
    picture = library.add(jpeg(image), by=None)
    found = library.alike(picture)
    assert [other.pk for other, _bits in found] == [same.pk, cropped.pk]
    assert [differ for _other, differ in found] == sorted(differ for _other, differ in found)


def other_look(picture, turned):
    """Give a picture the look of another with these bits turned."""
    value = sum(
        getattr(picture, f"look_{part}") << part * likeness.PART_BITS for part in range(4)
    ) ^ sum(1 << bit for bit in turned)
    parts = {f"look_{part}": value >> part * 16 & 0xFFFF for part in range(4)}
    other = factories.picture()
    Picture.objects.filter(pk=other.pk).update(**parts)
    return other


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("turned", "is_found"),
    [
        ([0, 20, 40, 60], True),
        ([0, 1, 2, 16, 17, 18, 32, 33, 34, 48, 49], True),  # three in each part but one
        (range(0, 26, 2), False),
    ],
)
def test_a_picture_is_found_by_its_parts_wherever_the_bits_differ(turned, is_found):
    picture = library.add(jpeg(photo(NAMES[0])), by=None)
    other = other_look(picture, turned)
    assert [one.pk for one, _bits in library.alike(picture)] == ([other.pk] if is_found else [])


@pytest.mark.django_db
def test_looking_for_likeness_costs_two_queries(django_assert_max_num_queries):
    image = photo(NAMES[0])
    for quality in (50, 60, 70):
        library.add(jpeg(image, quality), by=None)
    picture = library.add(jpeg(image), by=None)
    with django_assert_max_num_queries(2):
        assert len(library.alike(picture)) == 3


@pytest.mark.django_db
def test_another_file_brings_another_look():
    picture = library.add(jpeg(photo(NAMES[0])), by=None)
    before = library.alike(picture), picture.look_0, picture.look_3
    library.replace(picture, jpeg(photo(NAMES[1])), by=None)
    picture.refresh_from_db()
    assert (picture.look_0, picture.look_3) != before[1:]


# -- Pictures from before looks were noted


def of_before(picture):
    Picture.objects.filter(pk=picture.pk).update(
        size=0, look_0=None, look_1=None, look_2=None, look_3=None
    )
    return picture


@pytest.mark.django_db
def test_pictures_of_before_are_looked_at_by_and_by(monkeypatch):
    monkeypatch.setattr(likeness, "LOOKED_AT", 2)
    kept = [library.add(jpeg(photo(name)), by=None) for name in NAMES[:3]]
    for picture in kept:
        of_before(picture)
    assert [library.look_at_earlier_pictures() for _time in range(3)] == [2, 1, 0]
    for picture in kept:
        before = [picture.look_0, picture.look_1, picture.look_2, picture.look_3]
        size = picture.size
        picture.refresh_from_db()
        after = [picture.look_0, picture.look_1, picture.look_2, picture.look_3]
        pairs = zip(before, after, strict=True)
        assert sum(bits(one, other) for one, other in pairs) <= 4
        assert picture.size == size > 0


@pytest.mark.django_db
def test_a_picture_whose_original_is_gone_stops_no_other():
    lost = of_before(library.add(jpeg(photo(NAMES[0])), by=None))
    sound = of_before(library.add(jpeg(photo(NAMES[1])), by=None))
    storages["originals"].delete(lost.original.name)
    library.look_at_earlier_pictures()
    sound.refresh_from_db()
    assert sound.size > 0
    assert library.look_at_earlier_pictures() == 0
    lost.refresh_from_db()
    assert library.alike(lost) == []
