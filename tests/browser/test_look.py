"""What a look at the pages found, and what no other test would see."""

import pytest

STORY = "/2026/11/21/ferry-saved-by-one-vote/"
PAPER = {"width": 672, "height": 900}  # 178 mm, between the margins of A4
BORDERS = "(all) => all.map((one) => getComputedStyle(one).borderBlockEndColor)"
LINE = "(one) => getComputedStyle(one).lineHeight"


def test_on_paper_a_large_picture_is_as_wide_as_the_text_and_the_accent_is_black(reader, site):
    page = reader(viewport=PAPER, color_scheme="dark")
    page.goto(site.url(STORY))
    page.emulate_media(media="print")
    width = page.locator(".figure--lead img").evaluate("(one) => one.offsetWidth")
    assert width == page.locator(".body > p").first.evaluate("(one) => one.offsetWidth")
    label = page.locator(".story__head .label")
    assert label.evaluate("(one) => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_the_front_page_on_paper_names_the_newspaper_on_one_line(reader, site):
    page = reader(viewport=PAPER)
    page.goto(site.url("/"))
    page.emulate_media(media="print")
    name = page.locator(".nameplate")
    size = name.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert name.evaluate("(one) => one.offsetHeight") < 1.5 * size


def test_the_row_of_sections_begins_where_the_reader_is(reader, site):
    page = reader(viewport={"width": 360, "height": 740})
    page.goto(site.url("/section/opinion/"))
    box = page.locator(".sections__link[aria-current]").bounding_box()
    assert box["x"] + box["width"] <= 360
    assert page.evaluate("scrollY") == 0


def test_colours_of_somebodys_own_show_which_size_of_text_is_chosen(reader, site):
    page = reader(forced_colors="active")
    page.goto(site.url(STORY))
    usual, large, largest = page.locator(".text-size__step").evaluate_all(BORDERS)
    assert usual != large == largest


def test_the_day_of_an_unsigned_story_keeps_clear_of_the_size_of_text(reader, site):
    page = reader(viewport={"width": 320, "height": 640})
    page.goto(site.url(STORY))
    page.locator(".signature").evaluate(
        "(one) => { one.classList.add('signature--unsigned');"
        " one.querySelectorAll('[class$=names], [class$=portraits]').forEach((it) => it.remove()) }"
    )
    day = page.locator(".signature__moments .moment").first.bounding_box()
    assert day["x"] + day["width"] <= page.locator(".text-size").bounding_box()["x"]


def test_what_somebody_may_have_meant_stands_without_bullets(reader, site):
    page = reader()
    page.goto(site.url("/no/such/ferry/"))
    stories = page.locator(".meant__story")
    assert stories.count() > 0
    assert stories.first.evaluate("(one) => getComputedStyle(one).listStyleType") == "none"
    left = page.locator(".band__title").first.bounding_box()["x"]
    assert stories.first.bounding_box()["x"] == left


def test_an_hour_stands_on_the_line_of_its_headline(reader, site):
    page = reader()
    page.goto(site.url("/"))
    story = page.locator(".latest__story").first
    hour, headline = (story.locator(f".latest__{part}") for part in ("moment", "headline"))
    assert hour.evaluate(LINE) == headline.evaluate(LINE)


def test_bold_words_of_a_text_are_not_set_in_the_cut_of_the_nameplate(reader, site):
    page = reader()
    page.goto(site.url(STORY))
    strong = page.locator(".body strong, .body b").first
    assert strong.evaluate("(one) => getComputedStyle(one).fontWeight") == "600"


@pytest.mark.parametrize("path", ["/archive/", STORY + "history/"])
def test_no_rule_stands_under_another(reader, site, path):
    page = reader()
    page.goto(site.url(path))
    head = page.locator(".page-head")
    assert head.evaluate("(one) => getComputedStyle(one).borderBlockEndWidth") == "0px"


def test_a_section_without_older_stories_ends_without_a_rule(reader, site):
    page = reader()
    page.goto(site.url("/section/opinion/"))
    opening = page.locator(".opening")
    assert opening.evaluate("(one) => getComputedStyle(one).borderBlockEndWidth") == "0px"


def test_the_newspapers_form_is_as_wide_as_a_phone_and_no_wider(sign_in, site):
    page = sign_in("publisher", viewport={"width": 360, "height": 740})
    page.goto(site.url("/admin/articles/newspaper/1/change/"))
    field = page.get_by_label("Tagline").bounding_box()
    row = page.locator(".field-tagline").bounding_box()
    assert field["x"] + field["width"] <= row["x"] + row["width"]


def test_a_wide_band_without_a_picture_has_no_hole(reader, site):
    page = reader()
    page.goto(site.url("/"))
    band = page.locator(".bands__row--wide .band").first
    band.locator(".card__picture").evaluate_all("(all) => all.forEach((one) => one.remove())")
    opener = band.locator(".card--opener").bounding_box()
    others = [one.bounding_box() for one in band.locator(".card--text").all()]
    assert len({one["y"] for one in others}) == 1 < len(others)
    assert others[0]["y"] >= opener["y"] + opener["height"]
    assert others[0]["x"] == opener["x"]
