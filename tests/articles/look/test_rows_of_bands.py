"""How the bands of the front page stand in rows."""

import pytest

from articles.templatetags.bands import rows_of


def bands(*counts):
    """Bands by the number of their stories, each named by its place."""
    return [(place, [None] * count) for place, count in enumerate(counts)]


def shapes(*counts):
    return [row.shape for row in rows_of(bands(*counts))]


@pytest.mark.parametrize("how_many", [0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 40])
@pytest.mark.parametrize("stories", [1, 2, 5])
def test_every_band_stands_once_and_in_the_order_of_the_sections(how_many, stories):
    rows = rows_of(bands(*[stories] * how_many))
    assert [section for row in rows for section, _stories in row.bands] == list(range(how_many))
    assert all(len(row.bands) == {"wide": 1, "half": 2, "third": 3}[row.shape] for row in rows)


def test_bands_of_many_stories_vary_in_weight():
    assert shapes(5, 5, 5, 5, 5, 5, 5) == ["wide", "half", "wide", "third"]


def test_a_band_of_one_or_two_stories_does_not_take_the_width_of_the_page_from_another():
    assert shapes(4, 5, 3, 2, 2, 1, 1) == ["wide", "half", "third", "wide"]
    assert shapes(2, 5, 5) == ["third"]


def test_a_short_band_shares_the_row_of_two_before_it():
    assert shapes(5, 5, 5, 1) == ["wide", "third"]
    assert shapes(5, 5, 5, 5) == ["wide", "half", "wide"]


def test_forty_sections_end_in_a_directory_of_three_in_a_row():
    assert shapes(*[5] * 40)[6:] == ["third"] * 10
