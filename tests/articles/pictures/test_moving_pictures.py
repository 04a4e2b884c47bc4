"""Animations: kept where somebody asks for it, never for whoever asks for less movement."""

import io

import pytest
from PIL import Image

from articles import imaging, library, renditions
from articles.imaging.formats import LONGEST_RUN
from tests import factories

pytestmark = pytest.mark.django_db


def moving(frames=3, *, size=(60, 40), duration=200):
    """An animation as an upload."""
    pictures = [Image.new("RGB", size, (index * 83 % 256, 90, 160)) for index in range(frames)]
    buffer = io.BytesIO()
    pictures[0].save(
        buffer, "GIF", save_all=True, append_images=pictures[1:], duration=duration, loop=0
    )
    buffer.name = "moving.gif"
    return buffer


def played(content):
    """How many frames a file has, how long all are shown in milliseconds, how often it plays."""
    image = Image.open(io.BytesIO(content))
    shown = 0
    for frame in range(image.n_frames):
        image.seek(frame)
        image.load()
        shown += image.info.get("duration", 0)
    loop = image.info.get("loop")
    times = loop if image.format == "WEBP" else 1 if loop is None else loop + 1
    return image.n_frames, shown, times


def files(picture, folder):
    return {path.name for path in (folder / "renditions" / picture.key).iterdir()}


def test_without_being_asked_for_no_movement_is_kept(work_off, tmp_path):
    with work_off():
        picture = library.add(moving(), by=None, credit="C", alt="A")
    assert picture.frames == 3
    for name in files(picture, tmp_path):
        assert "moving" not in name
        with Image.open(tmp_path / "renditions" / picture.key / name) as image:
            assert getattr(image, "n_frames", 1) == 1


def test_asked_for_it_moves_in_two_formats_and_everything_else_stands_still(work_off, tmp_path):
    with work_off():
        picture = library.add(moving(), by=None, credit="C", alt="A", keep_animation=True)
    assert {"moving-60.webp", "moving-60.gif"} <= files(picture, tmp_path)
    for name in files(picture, tmp_path):
        content = (tmp_path / "renditions" / picture.key / name).read_bytes()
        frames = getattr(Image.open(io.BytesIO(content)), "n_frames", 1)
        assert frames == (3 if name.startswith("moving") else 1)


@pytest.mark.parametrize("extension", ["webp", "gif"])
@pytest.mark.parametrize(
    ("frames", "duration", "expected"),
    [(3, 200, (3, 600, 8)), (3, 2000, (3, 6000, 1)), (80, 100, (50, 5000, 1))],
)
def test_it_moves_for_about_five_seconds_and_then_rests(extension, frames, duration, expected):
    content = imaging.moving(moving(frames, duration=duration), extension, size=(30, 20))
    count, shown, times = played(content)
    assert (count, shown, times) == expected
    assert shown * times <= max(LONGEST_RUN, shown)


@pytest.mark.parametrize("extension", ["webp", "gif"])
def test_of_more_frames_than_memory_should_hold_every_second_stays_twice_as_long(extension):
    large = (2500, 2000)  # pixels, so that six frames are all there may be
    content = imaging.moving(moving(10, duration=100), extension, size=large)
    assert played(content)[:2] == (5, 1000)


def test_an_animation_is_no_wider_than_its_place_declares(work_off, tmp_path):
    with work_off():
        picture = library.add(moving(size=(900, 300)), by=None, keep_animation=True)
    path = tmp_path / "renditions" / picture.key / "moving-640.gif"
    assert Image.open(path).size == (640, 213)


def test_whoever_asks_for_less_movement_gets_the_still(client):
    picture = factories.picture(file=moving(), keep_animation=True)
    page = client.get(factories.published_story(lead_picture=picture).get_absolute_url()).text
    media = 'media="screen and (prefers-reduced-motion: no-preference)"'
    assert page.count(media) == page.count("/moving-60.") == 2
    for part in page.split("<source ")[1:]:
        assert (media in part.partition(">")[0]) == ("/moving-" in part.partition(">")[0])
    image = page.partition("<img ")[2].partition(">")[0]
    assert "moving" not in image


def test_nobody_waits_while_an_animation_is_made(client, work_off):
    picture = factories.picture(file=moving(), keep_animation=True)
    factories.published_story(lead_picture=picture)
    with work_off():
        response = client.get(f"/pictures/{picture.key}/moving-60.webp")
        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/pictures/{picture.key}/full-60.jpg",
        )
        assert "no-store" in response.headers["Cache-Control"]
        assert not renditions.existing(picture)
    response = client.get(f"/pictures/{picture.key}/moving-60.webp")
    content = b"".join(response.streaming_content)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert played(content)[0] == 3
