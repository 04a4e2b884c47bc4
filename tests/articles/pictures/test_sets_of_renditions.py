"""Which renditions exist is a set: at every change new minus old is made, old minus new deleted."""

import io

import pytest
from PIL import Image

from articles import library, metadata, renditions
from articles.models import Picture
from articles.renditions import making, places
from tests import factories

from .test_moving_pictures import moving

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(work_off):
    with work_off():
        return factories.picture(
            file=moving(size=(700, 500)), frames=3, byline="A. Photographer", for_print=False
        )


@pytest.fixture
def on_disk(tmp_path):
    def names():
        folder = tmp_path / "renditions"
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    return names


def described(picture, editor, **fields):
    for name, value in fields.items():
        setattr(picture, name, value)
    return library.describe(picture, by=editor)


def cropped(picture, editor, **box):
    """A crop by hand, as a verb makes one: its row, then the picture saved anew."""
    before = picture.key
    picture.crops.update_or_create(crop="card", defaults=box)
    picture.save()
    library.describing.keep_key(picture, before)


CHANGES = {
    "focal point": lambda picture, by: described(picture, by, focal_x=0.1),
    "crop by hand": lambda picture, by: cropped(
        picture, by, left=0.1, top=0.1, width=0.5, height=0.4
    ),
    "credit": lambda picture, by: described(picture, by, credit="Photo: B"),
    "by-line": lambda picture, by: described(picture, by, byline="Somebody else"),
    "copyright": lambda picture, by: described(picture, by, copyright="© 2026 A"),
    "usage terms": lambda picture, by: described(picture, by, usage_terms="Not for sale."),
    "source": lambda picture, by: described(picture, by, source="An archive"),
    "licence": lambda picture, by: described(picture, by, licence_url="https://example.org/l"),
    "origin": lambda picture, by: described(picture, by, digital_source="compositeCapture"),
    "animation": lambda picture, by: described(picture, by, keep_animation=True),
    "file": lambda picture, by: library.replace(picture, factories.image_file(), by=by),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_readers_files_show_or_say_has_addresses_of_its_own(
    picture, editor, work_off, on_disk, change
):
    old = renditions.wanted(picture)
    assert on_disk() == renditions.existing(picture) == old
    with work_off():
        CHANGES[change](picture, editor)
    new = renditions.wanted(Picture.objects.get(pk=picture.pk))
    assert not old & new
    assert on_disk() == renditions.existing(picture) == new


def test_what_files_neither_show_nor_say_makes_nothing_anew(picture, editor, work_off, on_disk):
    before, old = picture.key, on_disk()
    with work_off():
        described(picture, editor, caption="Another", alt="Another", notice="For the desk")
    assert (picture.key, on_disk()) == (before, old)


def test_leave_to_print_makes_what_is_for_paper_and_nothing_else(
    picture, editor, work_off, on_disk
):
    old = on_disk()
    with work_off():
        described(picture, editor, for_print=True)
    added = on_disk() - old
    assert {name.rpartition("/")[2] for name in added} == {
        "print-700.avif",
        "print-700.webp",
        "print-700.jpg",
    }
    with work_off():
        described(picture, editor, for_print=False)
    assert on_disk() == old


def test_another_table_of_sizes_is_made_in_time_and_the_old_deleted(
    picture, work_off, on_disk, monkeypatch
):
    old = on_disk()
    with work_off():
        assert library.renew() == 0
    assert on_disk() == old
    table = {**places.CROPS, "square": places.Crop((1, 1), (192, 240))}
    monkeypatch.setattr(places, "CROPS", table)
    monkeypatch.setattr(making, "CROPS", table)
    monkeypatch.setattr(making, "MADE_FOR", "other")
    monkeypatch.setattr(renditions, "MADE_FOR", "other")
    with work_off():
        assert library.renew() == 1
    names = {name.rpartition("/")[2] for name in on_disk() - old}
    assert names == {f"square-240.{extension}" for extension in ("avif", "webp", "jpg")}
    names = {name.rpartition("/")[2] for name in old - on_disk()}
    assert {name.partition(".")[0] for name in names} == {"square-96", "square-320"}
    with work_off():
        assert library.renew() == 0


def test_another_recipe_gives_every_picture_new_addresses_that_the_old_lead_to(
    client, picture, work_off, on_disk, monkeypatch
):
    factories.published_story(lead_picture=picture)
    old, before = on_disk(), picture.key
    monkeypatch.setattr("articles.imaging.RECIPE", 99)
    Picture.objects.update(made_for="earlier")
    with work_off():
        assert library.renew() == 1
    picture.refresh_from_db()
    assert on_disk() == renditions.wanted(picture)
    assert not on_disk() & old
    response = client.get(f"/pictures/{before}/full-320.jpg")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"/pictures/{picture.key}/full-320.jpg",
    )


def test_an_address_of_before_is_answered_until_its_picture_is_made_anew(
    client, picture, work_off, monkeypatch
):
    factories.published_story(lead_picture=picture)
    table = {**places.CROPS, "square": places.Crop((1, 1), (192, 240))}
    monkeypatch.setattr(places, "CROPS", table)
    Picture.objects.update(made_for="earlier")
    old, new = (f"/pictures/{picture.key}/square-{width}.jpg" for width in (320, 240))
    for address in (old, new):
        response = client.get(address)
        assert response.status_code == 200
        b"".join(response.streaming_content)
    assert client.get(f"/pictures/{picture.key}/square-321.jpg").status_code == 404
    assert client.get(f"/pictures/{picture.key}/..-321.jpg").status_code == 404


def test_pictures_are_made_anew_a_few_at_a_time(work_off):
    for _picture in range(3):
        factories.picture()
    Picture.objects.update(made_for="earlier")
    with work_off():
        assert [library.renew(2), library.renew(2), library.renew(2)] == [2, 1, 0]


# -- Crops by hand


def quarters():
    """A picture of four colours: red, green above, blue, white below."""
    image = Image.new("RGB", (1200, 800), (250, 250, 250))
    image.paste((220, 30, 30), (0, 0, 600, 400))
    image.paste((30, 160, 60), (600, 0, 1200, 400))
    image.paste((30, 60, 200), (0, 400, 600, 800))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    buffer.name = "quarters.jpg"
    return buffer


def shown(picture, name, tmp_path):
    with Image.open(tmp_path / "renditions" / picture.key / name) as image:
        return image.size, image.getpixel((10, 10)), image.getpixel((image.width - 10, 10))


def test_a_crop_by_hand_takes_the_place_of_what_the_focal_point_gives(editor, work_off, tmp_path):
    with work_off():
        picture = factories.picture(file=quarters(), focal_x=0.1, focal_y=0.1)
    with work_off():
        cropped(picture, editor, left=0.5, top=0.0, width=0.5, height=0.5)
    size, left, right = shown(picture, "card-600.webp", tmp_path)
    assert size == (600, 400)
    for corner in (left, right):
        assert corner == pytest.approx((30, 160, 60), abs=12)
    # Other crops know nothing of it.
    assert shown(picture, "square-320.webp", tmp_path)[1] == pytest.approx((220, 30, 30), abs=12)


def test_a_crop_that_is_taken_back_leaves_the_focal_points(editor, work_off, tmp_path):
    with work_off():
        picture = factories.picture(file=quarters())
    before = picture.key
    cropped(picture, editor, left=0.5, top=0.0, width=0.5, height=0.5)
    between = picture.key
    with work_off():
        picture.crops.all().delete()
        picture.save()
        library.describing.keep_key(picture, between)
    assert (picture.key, picture.boxes) == (before, {})
    assert shown(picture, "card-960.webp", tmp_path)[0] == (960, 640)


@pytest.mark.parametrize(
    "box",
    [
        {"left": 0.0, "top": 0.0, "width": 1.0, "height": 0.01},
        {"left": 0.999, "top": 0.999, "width": 0.001, "height": 0.001},
        {"left": 0.3, "top": 0.2, "width": 0.1, "height": 0.8},
    ],
)
def test_a_strange_crop_by_hand_is_made_all_the_same(editor, work_off, on_disk, box):
    with work_off():
        picture = factories.picture(file=quarters())
        cropped(picture, editor, **box)
    assert on_disk() == renditions.wanted(picture)


# -- What files say of themselves


@pytest.mark.parametrize("extension", ["avif", "webp", "jpg"])
def test_every_file_carries_whose_it_is_and_what_may_be_done_with_it(work_off, tmp_path, extension):
    said = {
        "credit": "Photo: A. Fotógrafo/Agency",
        "byline": "A. Fotógrafo",
        "copyright": "© 2026 Agency",
        "usage_terms": "Not for sale.",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    }
    with work_off():
        picture = factories.picture(caption="Not inside", **said)
    found = sorted((tmp_path / "renditions" / picture.key).glob(f"*.{extension}"))
    assert found
    for path in found:
        with path.open("rb") as file:
            inside = metadata.read(file)
        assert {name: getattr(inside, name) for name in said} == said
        assert b"Not inside" not in path.read_bytes()
