"""Suggestions for READ ALSO lines, as somebody meets them who writes."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(sign_in, site):
    """The form of a new story about the ferry, which the demo writes much of."""
    page = sign_in("reporter")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.get_by_label("Headline", exact=True).fill("The ferry sails again")
    editor = page.locator(".ProseMirror")
    editor.click()
    page.keyboard.type("The councillors voted for the ferry, and its passengers saved their fares.")
    return page


def test_a_read_also_line_is_suggested_and_chosen_with_the_keyboard_alone(page):
    page.keyboard.press("Alt+F10")
    while page.evaluate("document.activeElement.textContent") != "READ ALSO":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="READ ALSO line")
    first = dialog.get_by_role("option").first
    expect(first).to_contain_text(re.compile("Suggested: shares .*ferry"))
    headline = first.locator(".desk-finder__title").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("group", name="READ ALSO line")).to_contain_text(headline)
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name="READ ALSO").click()
    expect(dialog.get_by_role("option").first).to_contain_text("Suggested: ")
    suggested = dialog.get_by_role("option").filter(has_text="Suggested: ")
    expect(suggested.filter(has_text=headline)).to_have_count(0)


def test_what_is_typed_is_looked_for_and_not_suggested(page):
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name="READ ALSO").click()
    dialog = page.get_by_role("dialog", name="READ ALSO line")
    expect(dialog.get_by_role("option").first).to_contain_text("Suggested: ")
    dialog.get_by_role("combobox").fill("cat")
    expect(dialog.get_by_role("option").first).to_contain_text("cat")
    expect(dialog.get_by_role("option").filter(has_text="Suggested: ")).to_have_count(0)
