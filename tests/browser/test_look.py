"""What a look at the pages found, and what no other test would see."""

STORY = "/2026/11/21/ferry-saved-by-one-vote/"
PAPER = {"width": 672, "height": 900}  # 178 mm, between the margins of A4


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
