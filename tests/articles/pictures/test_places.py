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
        assert widths(large, name) == ([] if name == "moving" else list(crop.widths))
    assert len(renditions.wanted(large)) == (6 + 3 + 3 + 1 + 1) * 3 + 3


def test_a_picture_taller_than_wide_is_fetched_as_narrow_as_it_shows():
    for place, upright in (("lead", True), ("inline", True), ("full", False), ("card", False)):
        sizes = renditions.sources(picture(3000, 4000), place).sizes
        assert (sizes == "min(28rem, 100vw)") is upright


def test_every_place_that_was_asked_for_is_declared_in_three_formats():
    for place in ("card", "lead", "inline", "full", "social", "print"):
        crop = renditions.CROPS[renditions.PLACES[place].crop]
        assert crop.extensions == ("avif", "webp", "jpg")
    assert renditions.CROPS["social"].ratio == (1200, 630)


def test_what_may_not_be_printed_is_not_made_for_paper():
    row = picture(4000, 3000, for_print=False)
    assert widths(row, "print") == []
    assert renditions.sources(row, "lead").printed == ()
    assert renditions.sources(picture(4000, 3000), "lead").printed[0] == (
        "image/avif",
        f"/pictures/{picture(4000, 3000).key}/print-2100.avif 2100w",
    )


def test_only_an_animation_that_is_kept_moves_and_only_in_a_story():
    still = picture(800, 600, frames=9)
    kept = picture(800, 600, frames=9, keep_animation=True)
    assert widths(still, "moving") == []
    assert widths(picture(800, 600, keep_animation=True), "moving") == []
    names = {name for name in renditions.wanted(kept) if "/moving-" in name}
    assert names == {f"{kept.key}/moving-640.webp", f"{kept.key}/moving-640.gif"}
    moving = {place for place in renditions.PLACES if renditions.sources(kept, place).moving}
    assert moving == {"lead", "inline"}


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ([0.5, 0.5, 0.25, 0.25], [320, 640, 960]),  # 1000 by 750 pixels of 4000 by 3000
        ([0, 0, 0.1, 0.1], [320, 400]),
        ([0, 0, 0.001, 0.001], [4]),
    ],
)
def test_a_crop_by_hand_is_not_enlarged(box, expected):
    assert widths(picture(4000, 3000, boxes={"card": box}), "card") == expected


@pytest.mark.parametrize(
    ("size", "crop", "expected"),
    [
        ((1, 1), "full", [1]),
        ((1, 1), "social", [1]),
        ((200, 100), "full", [200]),
        ((640, 480), "full", [320, 640]),
        ((660, 480), "full", [320, 660]),
        ((1200, 800), "full", [320, 640, 960, 1200]),
        ((10_000, 300), "full", [320, 640, 960, 1280, 1920, 2560]),
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
    srcsets += [srcset for _mime, srcset in found.printed]
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


def test_the_card_of_other_sites_is_a_jpeg_of_1200_by_630():
    found = renditions.sources(picture(4000, 3000), "social")
    assert (found.width, found.height, found.srcset) == (1200, 630, "")
    assert found.src.endswith("/social-1200.jpg")


def test_sources_ask_neither_the_database_nor_the_disk(django_assert_num_queries, db, tmp_path):
    with django_assert_num_queries(0):
        for place in renditions.PLACES:
            renditions.sources(picture(4000, 3000), place)
    assert not (tmp_path / "renditions").exists()


@pytest.mark.parametrize(
    ("crop", "by_hand", "size"),
    [("1x1", "square", 1), ("4x3", "card", 0.75), ("16x9", "social", 0.5625)],
)
def test_what_search_engines_get_is_taken_from_the_part_chosen_by_hand(crop, by_hand, size):
    assert widths(picture(4000, 3000), crop) == [1200]
    assert widths(picture(4000, 3000, boxes={by_hand: [0.5, 0.5, 0.2, 0.2]}), crop) < [1200]
    found = renditions.sources(picture(4000, 3000), crop)
    assert (found.width, found.height, found.srcset) == (1200, round(1200 * size), "")
    assert found.alternatives == ()


def test_moving_the_focal_point_changes_every_address():
    before, after = picture(4000, 3000), picture(4000, 3000, focal_x=0.2)
    assert not renditions.wanted(before) & renditions.wanted(after)
