"""A publisher sets up a newspaper by the keyboard: is told of mistakes, keeps what was typed."""

import pytest
from PIL import Image, ImageDraw

from .test_barriers import AXE_SCRIPT, EVERYTHING

pytestmark = pytest.mark.browser

FORM = "/admin/articles/newspaper/1/change/"


@pytest.fixture(scope="module")
def site(untouched_site):
    """A newsroom of its own: what is set here is seen on every page of it."""
    return untouched_site


@pytest.fixture(scope="module")
def sessions():
    return {}


@pytest.fixture
def logo(tmp_path):
    image = Image.new("RGBA", (900, 180))
    ImageDraw.Draw(image).rounded_rectangle((10, 10, 890, 170), 40, fill="#7a143c")
    image.save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def go_to(page, name):
    """Tab on to a field, as somebody does who has no mouse."""
    for _press in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {name}")


def put(page, name, words):
    go_to(page, name)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)


def choose(page, name, words):
    go_to(page, name)
    page.keyboard.type(words)


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def said(page, name):
    """The name, the help and the error that a screen reader reads out at a field."""
    field = page.locator(f"[name={name}]")
    ids = (field.get_attribute("aria-describedby") or "").split()
    return field.evaluate("one => one.labels[0]?.innerText"), [
        page.locator(f"[id={one}]").inner_text() for one in ids
    ]


NOTHING_SET = """
from articles.models import Newspaper
Newspaper.objects.update(language="", date_style="", logos={}, counts_reading=True)
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_newspaper_is_set_up_by_the_keyboard(site, sign_in, reader, logo, scripts):
    site.does(NOTHING_SET)
    page = sign_in("publisher", java_script_enabled=scripts)
    page.goto(site.url(FORM))
    put(page, "name", "The Quay Gazette")
    put(page, "tagline", "News that floats")
    put(page, "accent_0", "#ffcc66")
    go_to(page, "logo_light")
    page.set_input_files("[name=logo_light]", logo)
    choose(page, "language", "Deutsch")
    put(page, "time_zone", "Moon")
    choose(page, "date_style", "2026")
    put(page, "navigation", "latest\nOutside\nWeather https://weather.example/")
    put(page, "follow", "Mastodon social.example")
    choose(page, "ai_crawlers", "may read nothing")
    go_to(page, "counts_reading")
    page.keyboard.press("Space")
    go_to(page, "_save")
    save(page)

    assert page.title().startswith("Error: The newspaper")
    wrong = {
        "accent_0": ("Accent colour", "too pale"),
        "time_zone": ("Time zone", "no time zone “Moon”"),
        "navigation": ("Navigation", "Line 2: “Outside” is no section"),
        "follow": ("Follow links", "Line 1: write a label"),
    }
    for name, (label, sentence) in wrong.items():
        heard, described = said(page, name)
        assert label in heard
        assert any(sentence in one for one in described), name
        assert page.locator(f"[name={name}]").get_attribute("aria-invalid") == "true"
    typed = {
        "name": "The Quay Gazette",
        "tagline": "News that floats",
        "accent_0": "#ffcc66",
        "language": "de",
        "time_zone": "Moon",
        "date_style": "iso",
        "navigation": "latest\nOutside\nWeather https://weather.example/",
        "follow": "Mastodon social.example",
        "ai_crawlers": "none",
    }
    for name, value in typed.items():
        assert page.locator(f"[name={name}]").input_value() == value
    assert not page.locator("[name=counts_reading]").is_checked()
    assert "need not be chosen again" in said(page, "logo_light")[1][0]
    assert reader_sees(reader, site).locator("html").get_attribute("lang") == "en-gb"

    put(page, "accent_0", "#7a143c")
    put(page, "time_zone", "berlin")
    put(page, "navigation", "latest\nOur town = Town\nWeather https://weather.example/")
    put(page, "follow", "Mastodon https://social.example/@quay")
    go_to(page, "_save")
    save(page)
    assert page.locator(".errorlist").count() == 0
    assert_the_next_reader_sees_it(reader, site)


def reader_sees(reader, site):
    page = reader()
    page.goto(site.url("/"))
    return page


def assert_the_next_reader_sees_it(reader, site):
    page = reader_sees(reader, site)
    assert page.locator("html").get_attribute("lang") == "de"
    logo = page.locator(".masthead .nameplate__logo")
    assert logo.get_attribute("alt") == "The Quay Gazette"
    assert logo.evaluate("one => one.complete && one.naturalWidth") == 900
    assert page.locator(".sections__link").all_inner_texts() == ["Latest", "Our town", "Weather"]
    assert page.locator(".follow--masthead a").all_inner_texts() == ["Mastodon"]
    assert page.locator(".masthead__tagline").inner_text() == "News that floats"
    day = page.locator(".masthead__day time")
    assert day.inner_text().endswith(day.get_attribute("datetime"))
    label = page.locator(".label").first
    assert label.evaluate("one => getComputedStyle(one).color") == "rgb(122, 20, 60)"
    assert page.locator("#most-read").count() == 0
    page.goto(site.url("/2026/11/21/ferry-saved-by-one-vote/"))
    assert page.locator("[data-read]").count() == 0
    assert " CET" in page.locator("article time").first.inner_text()


def test_nothing_on_the_form_and_its_mistakes_is_in_anybodys_way(site, sign_in):
    page = sign_in("publisher", bypass_csp=True)  # axe styles what it looks at
    page.goto(site.url(FORM))
    put(page, "accent_0", "#ffcc66")
    put(page, "navigation", "Nowhere")
    save_from(page)
    assert page.locator(".errorlist").count() == 2
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("options => axe.run(options)", EVERYTHING)["violations"] == []


def test_a_colleagues_save_comes_into_the_form(site, sign_in):
    hers, his = sign_in("publisher"), sign_in("publisher")
    for page in (hers, his):
        page.goto(site.url(FORM))
    put(hers, "tagline", "Hers")
    put(hers, "legal", "© Hers")
    save_from(hers)
    put(his, "name", "His Gazette")
    put(his, "legal", "© His")
    save_from(his)
    assert "Theirs in this form now: Tagline" in his.locator(".errornote + .errorlist").inner_text()
    assert his.locator("[name=tagline]").input_value() == "Hers"
    assert "“© Hers”" in said(his, "legal")[1][-1]
    assert his.locator("[name=legal]").input_value() == "© His"
    save_from(his)
    his.goto(site.url(FORM))
    kept = {name: his.locator(f"[name={name}]").input_value() for name in ("tagline", "legal")}
    assert kept == {"tagline": "Hers", "legal": "© His"}


def save_from(page):
    go_to(page, "_save")
    save(page)
