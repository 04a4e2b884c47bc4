"""What may come into the library: five formats, whole, within limits; all else with a reason."""

import hashlib
import io
from contextlib import suppress

import pytest
from PIL import Image, ImageFile

from articles import imaging
from articles.imaging import PictureRefused

from .conftest import BAD, GOOD

MEGABYTE = 1024 * 1024


def check(file, *, max_bytes=MEGABYTE, max_pixels=50_000_000):
    return imaging.check(file, max_bytes=max_bytes, max_pixels=max_pixels)


@pytest.mark.parametrize("name", GOOD)
def test_strange_but_sound_pictures_are_taken(sample, name):
    checked = check(sample(name))
    assert checked.format in {"JPEG", "PNG", "WEBP", "AVIF", "GIF"}
    assert checked.checksum == hashlib.sha256(sample(name).read()).hexdigest()
    assert checked.size == sample(name).size


@pytest.mark.parametrize("name", BAD)
def test_broken_and_hostile_files_are_refused_with_a_sentence(sample, name):
    with pytest.raises(PictureRefused, match=r"^[A-Z].*\.$"):
        check(sample(name))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.jpg", "is empty"),
        ("truncated.jpg", "damaged or incomplete"),
        ("truncated.png", "damaged or incomplete"),
        ("truncated.webp", "damaged"),
        ("truncated.avif", "damaged"),
        ("scribbled-over.png", "damaged or incomplete"),
        ("svg-in-disguise.jpg", "another kind .SVG."),
        ("page-in-disguise.png", "another kind .HTML."),
        ("tiff-in-disguise.jpg", "another kind .TIFF."),
        ("postscript.jpg", "another kind .PostScript."),
        ("phone.heic", "another kind .HEIC."),
        ("bomb-120-megapixels.png", "12000 by 10000 pixels, which is 120.0 million"),
        ("claims-60000-square.png", "too many pixels"),
        ("claims-16383-square.webp", "too many pixels"),
        ("thin-bomb.png", "longer than 65535 pixels"),
        ("packed-profile.png", "unpacks to far more"),
        ("packed-words.png", "unpacks to far more"),
        ("drawn-500-times.jpg", "drawn more than 200 times"),
        ("700-frames.gif", "more than 600 frames"),
        ("100-large-frames.gif", "all together may have 75 million pixels"),
        ("second-frame-cut-short.gif", "damaged or incomplete"),
        ("lying.avif", "far more memory than its size allows"),
    ],
)
def test_a_refusal_names_the_reason(sample, name, reason):
    with pytest.raises(PictureRefused, match=reason):
        check(sample(name))


def test_a_file_over_the_limit_of_bytes_is_refused(sample):
    with pytest.raises(PictureRefused, match="a picture may have 1 MB"):
        check(io.BytesIO(bytes(MEGABYTE + 1)))
    assert check(sample("plain.jpg"), max_bytes=sample("plain.jpg").size)


def test_a_picture_over_the_limit_of_pixels_is_refused_and_one_at_the_limit_is_taken(sample):
    assert check(sample("plain.jpg"), max_pixels=120 * 80)
    with pytest.raises(PictureRefused, match="120 by 80 pixels"):
        check(sample("plain.jpg"), max_pixels=120 * 80 - 1)


def test_a_picture_over_the_limit_is_never_decoded(sample, monkeypatch):
    decoded = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: decoded.append(image))
    with pytest.raises(PictureRefused):
        check(sample("bomb-120-megapixels.png"))
    assert decoded == []


def test_the_format_is_what_the_content_is_whatever_the_name_says(sample):
    assert check(sample("png-in-disguise.jpg")).format == "PNG"


def test_a_file_of_several_jpegs_counts_as_its_first(sample):
    checked = check(sample("several.jpg"))
    assert (checked.format, checked.colour) == ("JPEG", "#fe0000")


@pytest.mark.parametrize("kind", ["gif", "webp", "avif", "png"])
def test_the_frames_of_an_animation_are_counted(sample, kind):
    assert check(sample(f"animated.{kind}")).frames == 3
    assert check(sample("plain.jpg")).frames == check(sample("several.jpg")).frames == 1


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_formats_whose_decoders_hold_a_picture_several_times_may_have_fewer_pixels(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50)).save(buffer, kind)
    assert check(buffer, max_pixels=6250)  # two fifths of it are 2500
    with pytest.raises(PictureRefused, match="50 by 50 pixels"):
        check(buffer, max_pixels=6249)


def test_a_wrong_name_is_said_and_a_right_one_is_not(sample):
    assert "is a JPEG whatever its name says" in check(sample("jpeg-in-disguise.png")).remark
    assert "is a PNG whatever its name says" in check(sample("png-in-disguise.jpg")).remark
    assert check(sample("plain.jpg")).remark == ""
    assert check(io.BytesIO(sample("plain.jpg").read())).remark == ""


def test_of_an_animation_the_first_frame_counts(sample):
    assert check(sample("animated.gif")).colour == "#ff0000"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_of_the_upright_picture(sample, orientation):
    checked = check(sample(f"turned-{orientation}.jpg"))
    upright = (120, 80) if orientation < 5 else (80, 120)
    assert (checked.width, checked.height) == upright


def test_the_colour_is_the_commonest_one_and_not_the_average():
    image = Image.new("RGB", (90, 30), (200, 20, 20))
    image.paste((20, 20, 200), (0, 0, 30, 30))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert check(buffer).colour == "#c81414"


def test_damage_anywhere_in_a_picture_brings_a_verdict_and_no_other_error(sample):
    for name in ("plain.jpg", "plain.webp", "plain.avif", "plain.gif", "one-pixel.png"):
        content = sample(name).read()
        for place in range(0, len(content), 7):
            damaged = content[:place] + b"\xff\x00\x80" + content[place + 3 :]
            with suppress(PictureRefused):
                check(io.BytesIO(damaged))
