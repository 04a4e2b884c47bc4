"""The accent: readable on every ground in both schemes, and a sheet of its own."""

import colorsys
import re
from pathlib import Path

import pytest

from articles import accent
from tests.articles.newspaper.test_opened_once import keep

TOKENS = (Path(__file__).resolve().parents[3] / "static/css/tokens.css").read_text()


def wheel():
    for step in range(0, 360, 5):
        for light in (0.1, 0.25, 0.4, 0.5):
            for depth in (0.15, 0.6, 1.0):
                parts = colorsys.hls_to_rgb(step / 360, light, depth)
                yield "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def hue_of(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return colorsys.rgb_to_hls(*parts)


def test_the_grounds_are_those_of_the_tokens():
    light, dark = re.split(r"prefers-color-scheme: dark", TOKENS)[:2]
    for sheet, scheme in ((light, "light"), (dark, "dark")):
        grounds = tuple(re.search(rf"--{name}: (#\w+);", sheet)[1] for name in ("paper", "wash"))
        assert grounds == accent.GROUNDS[scheme]
        assert re.search(r"--ink: (#\w+);", sheet)[1] == accent.INK[scheme]
    assert re.search(r"--accent: (#\w+);", light)[1] == accent.DEFAULT


def test_contrast_is_that_of_the_guidelines():
    assert accent.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accent.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_all_round_the_wheel_the_dark_variant_can_be_read_and_keeps_its_hue():
    for colour in wheel():
        dark = accent.in_the_dark(colour)
        assert accent.least_contrast(dark, "dark") >= accent.AT_NIGHT, colour
        assert re.fullmatch(r"#[0-9a-f]{6}", dark)
        (hue, _light, depth), (was, _was_light, was_depth) = hue_of(dark), hue_of(colour)
        if depth > 0.25 and was_depth > 0.5:
            away = abs(hue - was)
            assert min(away, 1 - away) < 0.12, (colour, dark)


def test_a_light_colour_is_not_lightened_further():
    assert accent.in_the_dark("#ffe0e0") == "#ffe0e0"


@pytest.mark.django_db
def test_pages_link_the_sheet_of_another_accent_and_none_of_the_default(client):
    assert "/look/accent" not in client.get("/").content.decode()
    keep(accent="#8a1538")
    address = f"/look/accent-{accent.RECIPE}-8a1538.css"
    page = client.get("/").content.decode()
    assert f'<link rel="stylesheet" href="{address}">' in page
    assert page.index("readers.css") < page.index(address)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Vary" not in answer.headers or "Cookie" not in answer.headers["Vary"]
    sheet = answer.content.decode()
    assert ":root{--accent:#8a1538}" in sheet
    assert f"dark){{:root{{--accent:{accent.in_the_dark('#8a1538')}}}" in sheet


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["1-ffe0e0", "9-8a1538", "1-8A1538", "1-8a15", "0001-zzzzzz", "9999-000000"]
)
def test_there_is_no_sheet_of_a_colour_that_cannot_be_read_or_of_another_recipe(client, name):
    assert client.get(f"/look/accent-{name}.css").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["#8A1538", "teal", "", '"><b>'])
def test_what_is_no_colour_harms_no_page(client, written):
    keep(accent=written)
    page = client.get("/about/")
    assert page.status_code == 200
    assert "/look/accent" not in page.content.decode()


@pytest.mark.django_db
def test_a_sheet_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(f"/look/accent-{accent.RECIPE}-8a1538.css")
