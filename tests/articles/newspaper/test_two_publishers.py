"""Two publishers at one newspaper: nothing either of them saved or typed is lost unknowingly."""

from html import unescape

import pytest

from articles.models import Newspaper
from tests import factories
from tests.articles.desk.test_at_the_same_instant import press_at_once
from tests.articles.desk.test_settings_screens import PAPER, desk, paper
from tests.articles.newspaper.test_opened_once import keep
from tests.articles.newspaper.test_settings_form import form, image

__all__ = ["desk", "form"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(form, desk):
    """The form as a colleague opened it: saves it with some fields changed, gives the errors."""
    keep(name="The Marram Post", tagline="Tides", counts_reading=True)
    same = paper(tagline="Tides", counts_reading="on", public_history="on")
    same["seen_as"] = desk.get(PAPER).context["adminform"].form.initial["seen_as"]

    def send(**fields):
        return form(**{name: value for name, value in (same | fields).items() if value != "off"})

    send.form = form
    return send


def typed_now(opened, name):
    return opened.form.page.split(f'name="{name}" value="')[1].split('"')[0]


def test_what_both_changed_is_said_at_its_field_and_the_choice_is_the_second_ones(opened):
    assert opened(tagline="Hers") == {}
    errors = opened(tagline="His")
    assert "has changed the newspaper since you opened this page" in errors["__all__"][0]
    assert "made of this: “Hers”" in errors["tagline"][0]
    assert Newspaper.current().tagline == "Hers"
    assert typed_now(opened, "tagline") == "His"
    assert opened(tagline="His", seen_as=seen_now(opened)) == {}
    assert Newspaper.current().tagline == "His"


def seen_now(opened):
    return unescape(typed_now(opened, "seen_as"))


def test_what_only_the_first_changed_comes_into_the_form_of_the_second(opened):
    """Two saves of hers, so that the newest line of the history tells of one of them alone."""
    dark = "#8a1538"
    hers = {"tagline": "Hers", "accent_0": dark, "accent_1": dark, "counts_reading": "off"}
    assert opened(**hers) == {}
    keep(navigation=[{"page": "about"}], four_eyes=True, date_style="iso")
    errors = opened(name="His Post")
    assert list(errors) == ["__all__"]
    for label in ("Tagline", "Accent colour", "Count what is read", "Navigation", "Four eyes"):
        assert label in errors["__all__"][0]
    assert Newspaper.current().name == "The Marram Post"
    assert typed_now(opened, "name") == "His Post"
    assert typed_now(opened, "tagline") == "Hers"
    assert typed_now(opened, "accent_0") == typed_now(opened, "accent_1") == dark
    page = opened.form.page
    assert "checked" not in field(page, "counts_reading")
    assert "checked" in field(page, "four_eyes")
    assert ">\nabout</textarea>" in page
    assert '<option value="iso" selected>' in page


def field(page, name):
    return page.split(f'name="{name}"')[1].split(">")[0]


def test_both_made_the_same_change(opened):
    assert opened(tagline="The same") == {}
    errors = opened(tagline="The same", name="His Post")
    assert list(errors) == ["__all__"]
    assert typed_now(opened, "tagline") == "The same"


def test_a_logo_that_both_changed_is_a_choice_and_one_that_one_changed_stays(opened):
    assert opened(logo_light=image()) == {}
    assert list(opened(logo_light=image((300, 100)))) == ["__all__", "logo_light"]
    assert Newspaper.current().logo["width"] == 600
    assert list(opened(name="His Post")) == ["__all__"]
    assert opened(name="His Post", seen_as=seen_now(opened)) == {}
    assert Newspaper.current().logo["width"] == 600


@pytest.mark.parametrize(
    "seen", ["", "no marks", "[1]", "3", '{"name": 5}', '{"x": "y"}', "{" * 9000]
)
def test_marks_that_no_form_of_ours_carries_harm_nothing(opened, seen):
    assert opened(seen_as=seen, tagline="Typed").keys() <= {"__all__", "name"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_press_at_the_same_instant_one_is_told_of_the_other(client):
    chief = factories.user(is_superuser=True, is_staff=True)
    client.force_login(chief)
    keep(name="The Marram Post")
    seen = client.get(PAPER).context["adminform"].form.initial["seen_as"]
    forms = [paper(tagline=words, seen_as=seen) for words in ("Hers", "His")]
    answers = press_at_once(PAPER, *forms)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    kept = Newspaper.current().tagline
    [told] = [one for one in answers if one.status_code == 200]
    assert f"made of this: “{kept}”" in told.context["adminform"].form.errors["tagline"][0]
