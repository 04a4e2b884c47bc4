"""Where pictures stand: which renditions are wanted there, and what the page says of them."""

import pytest

from articles import renditions
from articles.models import Picture


def picture(width, height, **fields):
    row = Picture(width=width, height=height, checksum="c" * 64, format="JPEG", **fields)
    row.key = row.rendition_key()
    return row


def widths(picture, crop):
    """The widths in which a crop is wanted, by its names in the best format."""
    last = renditions.CROPS[crop].extensions[-1]
    names = [name.rpartition("/")[2] for name in renditions.wanted(picture)]
    return sorted(
        int(name.removeprefix(f"{crop}-").removesuffix(f".{last}"))
        for name in names
        if name.startswith(f"{crop}-") and name.endswith(f".{last}")
    )


def test_a_large_picture_is_made_in_every_declared_width():
    large = picture(4000, 3000)
    for name, crop in renditions.CROPS.items():
        assert widths(large, name) == list(crop.widths)
    assert len(renditions.wanted(large)) == (5 + 3 + 3) * 3 + 1


@pytest.mark.parametrize(
    ("size", "crop", "expected"),
    [
        ((1, 1), "full", [1]),
        ((1, 1), "social", [1]),
        ((200, 100), "full", [200]),
        ((640, 480), "full", [320, 640]),
        ((660, 480), "full", [320, 660]),
        ((1200, 800), "full", [320, 640, 960, 1200]),
        ((10_000, 300), "full", [320, 640, 960, 1280, 1920]),
        ((10_000, 300), "card", [320, 450]),
        ((10_000, 300), "square", [96, 192, 300]),
        ((500, 30_000), "full", [273]),
        ((800, 600), "social", [800]),
    ],
)
def test_no_picture_is_enlarged(size, crop, expected):
    assert widths(picture(*size), crop) == expected


@pytest.mark.parametrize("place", renditions.PLACES)
@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (640, 480), (10_000, 300), (1, 1)])
def test_every_address_on_a_page_is_a_wanted_rendition(place, size):
    row = picture(*size)
    found = renditions.sources(row, place)
    srcsets = [found.srcset, *(srcset for _mime, srcset in found.alternatives)]
    addresses = {part.split()[0] for srcset in srcsets if srcset for part in srcset.split(", ")}
    names = {address.removeprefix("/pictures/") for address in addresses | {found.src}}
    assert names <= renditions.wanted(row)
    assert found.width > 0
    assert found.height > 0


def test_the_lead_is_offered_in_avif_then_webp_then_jpeg():
    found = renditions.sources(picture(4000, 3000), "lead")
    assert [mime for mime, _srcset in found.alternatives] == ["image/avif", "image/webp"]
    assert found.src.endswith("/full-1280.jpg")
    assert (found.width, found.height) == (1280, 960)
    assert found.srcset.split(", ")[0].endswith("/full-320.jpg 320w")
    assert found.sizes.endswith("100vw")


def test_the_card_of_other_sites_is_one_jpeg_of_1200_by_630():
    found = renditions.sources(picture(4000, 3000), "social")
    assert (found.width, found.height, found.srcset, found.alternatives) == (1200, 630, "", ())
    assert found.src.endswith("/social-1200.jpg")


def test_sources_ask_neither_the_database_nor_the_disk(django_assert_num_queries, db, tmp_path):
    with django_assert_num_queries(0):
        for place in renditions.PLACES:
            renditions.sources(picture(4000, 3000), place)
    assert not (tmp_path / "renditions").exists()


def test_moving_the_focal_point_changes_every_address():
    before, after = picture(4000, 3000), picture(4000, 3000, focal_x=0.2)
    assert not renditions.wanted(before) & renditions.wanted(after)
