"""A story in a real browser: passed on, made larger, gone through by its contents, printed."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .paper import words_on_paper

FERRY = re.compile("Ferry saved by")
HEADLINE = "Ferry saved by one vote in a budget that also finds £6,400 for a view"
PARTS = ["The vote", "The other motion", "What it costs"]
LONG = """
from articles import workflow
from articles.models import Byline, Section, Story
from django.contrib.auth import get_user_model
from django.utils import timezone
chief = get_user_model().objects.get(username="chief")
if not Story.objects.filter(slug="a-long-story").exists():
    text = "<p>" + "Word after word. " * 150 + "</p>"
    body = "".join(f"<h2>{{part}}</h2>{{text}}" for part in {parts})
    story = Story.objects.create(
        headline="A long story", slug="a-long-story", body=body, section=Section.objects.first()
    )
    Byline.objects.create(story=story, position=1, guest="A Guest")
    workflow.save(story, by=chief)
    story = workflow.submit(Story.objects.get(pk=story.pk), by=chief)
    workflow.publish(story, by=chief, at=timezone.now())
print(Story.objects.get(slug="a-long-story").published.get_absolute_url())
"""
# What moved by itself since the page began, as browsers count it: https://wicg.github.io/layout-instability/
SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(0), 300)
})"""


@pytest.fixture(scope="module")
def ferry(browser, site):
    """The address of the story that has everything."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url("/search/?q=ferry"))
    address = page.get_by_role("link", name=FERRY).first.get_attribute("href")
    context.close()
    return site.url(urlsplit(address).path)


@pytest.fixture(scope="module")
def long_story(site):
    """The address of a story of 1,350 words in three parts, without a picture."""
    return site.url(site.does(LONG.format(parts=PARTS)).split()[-1])


def size_of_text(page):
    return float(
        page.locator(".body > p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    )


def test_a_story_is_shared_by_the_devices_own_sheet(reader, ferry):
    page = reader()
    page.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page.goto(ferry)
    page.get_by_role("button", name="Share it").click()
    assert page.evaluate("window.shared") == {"title": "Ferry saved by a single vote", "url": ferry}
    expect(page.get_by_role("button", name="Copy its address")).to_have_count(0)


def test_a_sheet_that_is_closed_again_is_no_error(reader, ferry):
    page = reader()
    page.add_init_script(
        "navigator.share = async () => { throw new DOMException('closed', 'AbortError') }"
    )
    page.goto(ferry)
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_role("button", name="Share it")).to_be_enabled()


def test_where_there_is_no_sheet_the_address_is_copied_and_it_is_said(reader, ferry):
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(ferry)
    page.get_by_role("button", name="Copy its address").click()
    expect(page.get_by_role("status").filter(has_text="The address is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == ferry


def test_an_address_that_may_not_be_copied_is_shown_to_be_copied_by_hand(reader, ferry):
    page = reader()
    page.add_init_script(
        "delete Navigator.prototype.share;"
        "navigator.clipboard.writeText = async () => {"
        " throw new DOMException('no', 'NotAllowedError') }"
    )
    page.goto(ferry)
    page.get_by_role("button", name="Copy its address").click()
    expect(page.get_by_role("status").filter(has_text=ferry)).to_be_visible()


def test_the_print_button_prints(reader, ferry):
    page = reader()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(ferry)
    page.get_by_role("button", name="Print it").click()
    assert page.evaluate("window.printed") is True


def test_the_size_of_text_is_kept_on_the_device_and_nothing_jumps(reader, ferry, long_story):
    page = reader()
    page.goto(long_story)
    usual = size_of_text(page)
    sizes = page.get_by_role("group", name="Text size")
    expect(sizes.get_by_role("button", name="Usual")).to_have_attribute("aria-pressed", "true")
    sizes.get_by_role("button", name="Largest").focus()
    page.keyboard.press("Enter")
    largest = size_of_text(page)
    assert largest > 1.2 * usual

    page.reload()
    expect(sizes.get_by_role("button", name="Largest")).to_have_attribute("aria-pressed", "true")
    assert size_of_text(page) == largest
    assert page.evaluate(SHIFTS) < 0.01
    assert page.context.cookies() == []
    page.goto(ferry)
    assert size_of_text(page) == largest
    sizes.get_by_role("button", name="Usual").click()
    page.reload()
    assert size_of_text(page) == usual
    assert page.evaluate("localStorage.length") == 0


def test_a_long_story_is_gone_through_by_its_contents_with_the_keyboard(reader, long_story):
    page = reader(viewport={"width": 360, "height": 740})
    page.goto(long_story)
    contents = page.get_by_role("navigation", name="In this story")
    expect(contents.get_by_role("link")).to_have_text(PARTS)
    contents.get_by_role("link", name=PARTS[1]).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{long_story}#part-the-other-motion")
    expect(page.get_by_role("heading", name=PARTS[1])).to_be_in_viewport()
    page.keyboard.press("Tab")  # goes on from there, not from the top
    assert page.evaluate(
        "document.querySelector('.body').compareDocumentPosition(document.activeElement)"
        " & Node.DOCUMENT_POSITION_FOLLOWING"
    )


def test_a_printed_story_has_its_words_credits_and_address_and_no_form(reader, ferry):
    page = reader()
    page.goto(ferry)
    page.evaluate("document.documentElement.dataset.textSize = 'largest'")
    paper = words_on_paper(page.pdf(format="A4"))
    for words in (
        HEADLINE,
        "Tom Gathercole",
        "Photo: Aitzol Berasategi",
        "a path cut deep into a slope",
        ferry,
    ):
        assert words.replace(" ", "") in paper, words
    for words in (
        "Leave a Reply",
        "Post reply",
        "Pass this story on",
        "You May Also Like",
        "Next in",
    ):
        assert words.replace(" ", "") not in paper, words
    page.emulate_media(media="print")
    assert size_of_text(page) < 16  # points of paper, whatever a reader chose for the screen
    for label in ("Text size", "Pass this story on"):
        expect(page.locator(f"role=group[name='{label}']")).to_have_count(0)


def test_without_scripts_the_story_is_whole_and_offers_nothing_that_does_not_work(
    reader, ferry, long_story
):
    page = reader(java_script_enabled=False)
    page.goto(ferry)
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.get_by_role("button", name=re.compile("Share|Copy|Print|Large"))).to_have_count(0)
    mail = page.get_by_role("link", name="Send it by e-mail").get_attribute("href")
    assert mail.startswith("mailto:?subject=Ferry%20saved")
    page.get_by_role("navigation", name=re.compile("^Next in")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(HEADLINE)
    page.goto(long_story)
    page.get_by_role("link", name=PARTS[2]).click()
    expect(page.get_by_role("heading", name=PARTS[2])).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_of_a_story_moves_while_it_comes_or_stands_beyond_its_edge(
    reader, ferry, width, scheme
):
    page = reader(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page.goto(ferry)
    expect(page.get_by_role("button", name="Print it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SHIFTS) < 0.01
