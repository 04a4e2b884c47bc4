"""What is made of a picture: upright, in sRGB, on white, its focus in sight, its file silent."""

import io

import pytest
from PIL import Image

from articles import imaging

from .conftest import GOOD

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (30, 60, 200), (250, 250, 250)


def made(file, extension, *, width=60, ratio=None, focal=(0.5, 0.5)):
    """A rendition of `file`, as bytes and as decoded again."""
    image = imaging.upright(file)
    size = imaging.size_at(width, *image.size, ratio)
    content = imaging.encode(imaging.cut(image, size=size, ratio=ratio, focal=focal), extension)
    return content, Image.open(io.BytesIO(content))


def near(seen, expected, tolerance=12):
    return all(abs(one - other) <= tolerance for one, other in zip(seen, expected, strict=True))


@pytest.mark.parametrize("extension", ["avif", "webp", "jpg"])
@pytest.mark.parametrize("name", GOOD)
def test_every_rendition_is_plain_rgb_without_what_its_file_said(sample, name, extension):
    content, image = made(sample(name), extension)
    assert image.mode == "RGB"
    assert not {"exif", "icc_profile", "xmp", "comment", "photoshop", "dpi"} & set(image.info)
    assert not image.getexif()
    for secret in (b"SECRET", b"SERIAL", b"Camera", b"GPS", b"<script", b"2026:11:21"):
        assert secret not in content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_renditions_stand_upright(sample, orientation):
    plain = Image.open(sample("turned-1.jpg"))
    turn = imaging.TURNS.get(orientation)
    expected = plain.transpose(turn) if turn is not None else plain
    _content, image = made(sample(f"turned-{orientation}.jpg"), "webp", width=expected.width)
    assert image.size == expected.size
    for across in (0.25, 0.75):
        for down in (0.25, 0.75):
            place = (int(expected.width * across), int(expected.height * down))
            assert near(image.getpixel(place), expected.getpixel(place))


def test_a_phone_held_sideways_shows_its_left_edge_at_the_top(sample):
    _content, image = made(sample("turned-6.jpg"), "webp", width=80)
    assert [image.getpixel(place) for place in ((20, 30), (60, 30))] == [
        pytest.approx(BLUE, abs=12),
        pytest.approx(RED, abs=12),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        # Worked out from the primaries of each colour space and a gamma of 2.2.
        ("display-p3.jpg", (216, 93, 24)),
        ("adobe-rgb.png", (227, 100, 42)),
        ("broken-profile.jpg", (200, 100, 50)),
        ("cmyk.jpg", (255, 0, 0)),
    ],
)
def test_colours_arrive_in_srgb(sample, name, shown):
    _content, image = made(sample(name), "webp", width=30)
    assert near(image.getpixel((15, 10)), shown, tolerance=8)


@pytest.mark.parametrize("extension", ["avif", "webp", "jpg"])
def test_what_is_transparent_shows_as_white(sample, extension):
    _content, image = made(sample("transparent.png"), extension)
    assert near(image.getpixel((5, 20)), (255, 255, 255))
    assert near(image.getpixel((55, 20)), (0, 0, 0))
    _content, image = made(sample("palette-transparent.png"), extension)
    assert near(image.getpixel((5, 20)), (255, 255, 255))


def test_sixteen_bits_of_grey_keep_their_middle_tones(sample):
    _content, image = made(sample("sixteen-bit-grey.png"), "jpg", width=256)
    for tone in (20, 128, 240):
        assert near(image.getpixel((tone, 4)), (tone, tone, tone))


@pytest.mark.parametrize(
    ("focal", "expected"),
    [((0.1, 0.1), RED), ((0.9, 0.1), GREEN), ((0.1, 0.9), BLUE), ((0.9, 0.9), WHITE)],
)
def test_a_crop_keeps_the_focal_point_in_sight(sample, focal, expected):
    file = sample("plain.jpg")
    _content, narrow = made(file, "webp", width=30, ratio=(1, 2), focal=focal)
    assert near(narrow.getpixel((15, 10 if focal[1] < 0.5 else 50)), expected, tolerance=20)
    _content, flat = made(file, "webp", width=120, ratio=(4, 1), focal=focal)
    assert near(flat.getpixel((15 if focal[0] < 0.5 else 105, 15)), expected, tolerance=20)


@pytest.mark.parametrize(
    ("size", "ratio", "focal", "part"),
    [
        ((300, 200), None, (0.9, 0.9), (0, 0, 300, 200)),
        ((300, 200), (1, 1), (0.5, 0.5), (50, 0, 250, 200)),
        ((300, 200), (1, 1), (0, 0), (0, 0, 200, 200)),
        ((300, 200), (1, 1), (1, 1), (100, 0, 300, 200)),
        ((200, 300), (1, 1), (0.5, 0.4), (0, 20, 200, 220)),
        ((100, 400), (3, 2), (0.5, 0.99), (0, 400 - 100 * 2 / 3, 100, 400)),
        ((1, 1), (3, 2), (0.5, 0.5), (0, 1 / 6, 1, 5 / 6)),
    ],
)
def test_the_part_is_the_largest_around_the_focal_point_within_the_edges(size, ratio, focal, part):
    assert imaging.part(*size, ratio, focal) == pytest.approx(part)


def test_a_large_jpeg_decoded_for_a_small_part_looks_the_same(sample):
    buffer = io.BytesIO()
    Image.open(sample("plain.jpg")).resize((2400, 1600)).save(buffer, "JPEG", quality=90)
    whole, drafted = imaging.upright(buffer), imaging.upright(buffer, share=0.1)
    assert drafted.width < whole.width
    for place in ((20, 20), (80, 20), (20, 60), (80, 60)):
        one = imaging.cut(whole, size=(120, 80)).getpixel(place)
        other = imaging.cut(drafted, size=(120, 80)).getpixel(place)
        assert near(one, other, tolerance=3)


def test_jpegs_are_progressive(sample):
    _content, image = made(sample("plain.jpg"), "jpg")
    assert image.info["progressive"]
