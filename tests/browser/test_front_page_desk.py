"""The front page is run from the keyboard alone, and without a script."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

OLD = "Street lamps to dim after midnight"


@pytest.fixture(autouse=True)
def as_it_was(sign_in, site):
    """Afterwards nothing is pinned: the other tests' readers see the newest on top."""
    yield
    page = sign_in("editor", java_script_enabled=False)
    page.goto(site.url("/admin/articles/frontedition/add/"))
    for field in page.locator("input[type=number]").all():
        field.fill("", force=True)
    page.get_by_label("Words").fill("")
    page.get_by_label("Until").fill("")
    page.get_by_role("button", name="Put live now").click()


def press(page, button):
    """Reach a button by the Tab key alone, and press it."""
    button.wait_for()
    for _step in range(120):
        if button.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead to the button")


def lead_of(page, site):
    page.goto(site.url("/"))
    return page.locator(".front__lead .card__headline")


def test_a_lead_is_pinned_looked_at_and_put_live_from_the_keyboard(sign_in, reader, site):
    page = sign_in("editor")
    page.goto(site.url("/admin/articles/frontedition/"))
    press(page, page.get_by_role("link", name="Prepare the next edition"))
    lead = page.get_by_role("group", name="Lead", exact=True)
    press(page, lead.get_by_role("button", name="Choose…"))
    dialog = page.get_by_role("dialog")
    page.keyboard.type("street lamps")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(lead).to_contain_text("Street lamps")

    with page.context.expect_page() as opened:
        press(page, page.get_by_role("button", name="Preview"))
    expect(opened.value.locator(".front__lead")).to_contain_text(OLD)
    expect(opened.value.get_by_role("status")).to_contain_text("Readers do not see it")
    opened.value.close()
    expect(lead_of(reader(), site)).not_to_have_text(OLD)

    press(page, page.get_by_role("button", name="Put live now"))
    expect(page.get_by_text(re.compile(r"Edition \d+ is live since"))).to_be_visible()
    expect(page.locator("#history")).to_be_visible()
    expect(lead_of(reader(), site)).to_have_text(OLD)


def test_without_a_script_a_story_is_typed_by_its_number_and_moved_by_a_button(
    sign_in, reader, site
):
    page = sign_in("editor", java_script_enabled=False)
    page.goto(site.url("/admin/articles/frontedition/add/"))
    words = f"Storm {uuid4().hex[:6]}"
    page.get_by_text("Numbers of the newest stories").click()
    row = page.get_by_role("listitem").filter(has_text="New hours for dogs")
    number = re.match(r"\s*(\d+)", row.first.inner_text())[1]
    second = page.get_by_role("group", name="Secondary 1")
    second.get_by_label("Story number").fill(number)
    page.get_by_label("Words").fill(words)
    page.get_by_label("Until").fill("2099-01-01T10:00")
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    page.get_by_role("button", name="Secondary 1: move up").click()
    expect(page.get_by_text("Moved. Nothing is saved yet.")).to_be_visible()
    lead = page.get_by_role("group", name="Lead", exact=True)
    expect(lead.get_by_label("Story number")).to_have_value(number)
    page.get_by_role("button", name="Put live now").click()
    expect(page.get_by_text(re.compile(r"Edition \d+ is live since"))).to_be_visible()

    readers = reader(java_script_enabled=False)
    expect(lead_of(readers, site)).to_have_text("New hours for dogs on Sandgate beach")
    expect(readers.get_by_role("region", name="Breaking news")).to_contain_text(words)
    readers.goto(site.url("/latest/"))
    expect(readers.get_by_role("region", name="Breaking news")).to_contain_text(words)
