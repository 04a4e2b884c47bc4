"""The picture in browsers' tabs and on phones: the newspaper's own where it has one."""

import io

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from articles.models import Newspaper
from tests.articles.desk.test_settings_screens import desk

from .test_settings_form import form, image

__all__ = ["desk", "form"]
pytestmark = pytest.mark.django_db

RED = (120, 20, 30, 255)
PAPER = (253, 252, 248)


def pixels(client, icon):
    answer = client.get(icon["address"])
    return Image.open(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_icon_is_made_from_the_logo_on_a_square_of_paper(form, client):
    assert 'rel="icon" href="/static/img/icon' in client.get("/").text
    assert form(logo_light=image((300, 200), colour=RED)) == {}
    icon = Newspaper.current().icon
    page = client.get("/").text
    for rel in ("icon", "apple-touch-icon"):
        assert f'<link rel="{rel}" href="{icon["address"]}"' in page
    assert "img/icon" not in page
    drawn = pixels(client, icon)
    assert (drawn.size, drawn.mode) == ((180, 180), "RGB")
    assert drawn.getpixel((90, 90)) == RED[:3]
    assert drawn.getpixel((90, 10)) == drawn.getpixel((5, 90)) == PAPER


def test_browsers_that_ask_unasked_find_the_newspapers_icon(form, client):
    form(logo_light=image((100, 100)))
    for address in ("/favicon.ico", "/apple-touch-icon.png"):
        assert client.get(address)["Location"] == Newspaper.current().icon["address"]


def test_a_logo_too_wide_for_a_tab_leaves_the_icon_of_the_house(form, client):
    form(logo_light=image((100, 100), colour=RED))
    assert form(logo_light=image((900, 120), colour=RED)) == {}
    assert Newspaper.current().icon is None
    assert finders.find(client.get("/favicon.ico")["Location"].removeprefix("/static/"))


def test_an_uploaded_icon_outlives_a_new_logo_and_goes_when_it_is_taken_away(form):
    assert form(icon=image((64, 64), colour=RED)) == {}
    uploaded = Newspaper.current().icon
    assert form(logo_light=image((300, 200))) == {}
    assert Newspaper.current().icon == uploaded
    assert form(without_logo="on") == {}
    assert Newspaper.current().icon is None


def test_what_is_no_square_is_refused_as_an_icon(form):
    assert form(icon=image((900, 120), colour=RED)) == {
        "icon": ["An icon is about as wide as it is high."]
    }
    assert Newspaper.current().icon is None
    assert 'name="icon_sent" value="' not in form.page


def test_an_icon_sent_with_a_form_that_is_refused_is_not_lost(form):
    assert list(form(icon=image((64, 64), colour=RED), accent_0="#ffcc00")) == ["accent"]
    sent = form.page.split('name="icon_sent" value="')[1].split('"')[0]
    assert form(icon_sent=sent) == {}
    assert Newspaper.current().icon
