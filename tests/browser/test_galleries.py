"""A gallery in a real browser: put together in the editor, looked through by a reader."""

import re

import pytest
from playwright.sync_api import expect

from .test_body_editor import body, open_dialog, paste, saved, text, write


@pytest.fixture
def page(sign_in, site):
    """The writing screen for a new story, the editor ready."""
    page = sign_in("editor")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.get_by_label("Headline", exact=True).fill("A gallery in a browser")
    return page


def shown(stored):
    return re.findall(r'data-picture="(\d+)"', stored)


def put_together(page, many=3):
    dialog = open_dialog(page, "Gallery")
    expect(dialog.get_by_role("option").first).to_be_visible()
    for place in range(many):
        dialog.get_by_role("option").nth(place).click()
    dialog.get_by_role("button", name="Insert the gallery").click()


def test_a_gallery_is_put_together_ordered_and_captioned_with_the_keyboard_alone(page):
    write(page, "First.")
    page.keyboard.press("Alt+F10")
    while page.evaluate("document.activeElement.textContent") != "Gallery":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Gallery of pictures")
    expect(dialog.get_by_role("option").nth(2)).to_be_visible()
    search = dialog.get_by_role("combobox")
    search.focus()
    for _picture in range(3):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    rows = dialog.locator(".desk-gallery__row")
    expect(rows).to_have_count(3)
    expect(dialog.get_by_text(re.compile("^Added: .* 3 pictures"))).to_be_visible()
    last = rows.last.locator(".desk-finder__title").inner_text()
    rows.last.get_by_role("button", name="Earlier").focus()
    page.keyboard.press("Enter")
    expect(rows.nth(1).locator(".desk-finder__title")).to_have_text(last)
    expect(rows.nth(1).get_by_role("button", name="Earlier")).to_be_focused()
    rows.nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    rows.nth(1).get_by_label("Alt text for this story").fill("An own alt text")
    rows.last.get_by_role("button", name="Take out").focus()
    page.keyboard.press("Enter")
    dialog.get_by_label("Title, if it has one").fill("The week")
    dialog.get_by_role("button", name="Insert the gallery").focus()
    page.keyboard.press("Enter")
    assert re.fullmatch(
        r'<p>First\.</p><figure data-gallery="" data-title="The week">'
        r'<figure data-picture="\d+"></figure>'
        r'<figure data-picture="\d+" data-alt="An own alt text"></figure></figure>',
        saved(page),
    )


def test_a_picture_is_dragged_to_another_place(page):
    dialog = open_dialog(page, "Gallery")
    expect(dialog.get_by_role("option").nth(1)).to_be_visible()
    for place in range(2):
        dialog.get_by_role("option").nth(place).click()
    rows = dialog.locator(".desk-gallery__row")
    first = rows.first.locator(".desk-finder__title").inner_text()
    rows.first.locator("> img").drag_to(rows.last, target_position={"x": 200, "y": 90})
    expect(rows.last.locator(".desk-finder__title")).to_have_text(first)


def test_one_picture_is_no_gallery_and_none_stands_in_it_twice(page):
    dialog = open_dialog(page, "Gallery")
    option = dialog.get_by_role("option").first
    expect(option).to_be_visible()
    option.click()
    option.click()
    expect(dialog.locator(".desk-gallery__row")).to_have_count(1)
    dialog.get_by_role("button", name="Insert the gallery").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Choose two pictures at least")
    expect(dialog).to_be_visible()


def test_a_gallery_is_changed_undone_and_copied_whole(page):
    write(page, "First.", "Second.")
    put_together(page)
    before = body(page)
    assert len(shown(before)) == 3
    page.wait_for_timeout(700)  # what is done within half a second is undone together
    card = page.get_by_role("group", name="Gallery")
    card.get_by_role("button", name="Change…").click()
    dialog = page.get_by_role("dialog")
    rows = dialog.locator(".desk-gallery__row")
    expect(rows).to_have_count(3)
    rows.first.get_by_role("button", name="Take out").click()
    expect(rows).to_have_count(2)
    dialog.get_by_role("button", name="Change the gallery").click()
    expect(dialog).to_be_hidden()
    assert shown(body(page)) == shown(before)[1:]
    page.get_by_role("toolbar").get_by_role("button", name="undo").click()
    assert body(page) == before
    gallery = re.search(r"<figure data-gallery.*</figure></figure>", before)[0]
    text(page).locator("p").last.click()
    paste(page, gallery)
    assert shown(body(page)) == shown(before) * 2
    assert saved(page).count("data-gallery") == 2


def test_a_reader_goes_through_a_gallery_by_keyboard_and_by_links(page, sign_in, site):
    write(page, "First.")
    put_together(page)
    saved(page)
    address = page.url.replace("/change/", "/preview/page/")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    strip = page.get_by_role("region", name=re.compile("3 pictures"))
    assert strip.evaluate("strip => strip.scrollLeft") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    strip.focus()
    page.keyboard.press("ArrowRight")
    second = page.locator("#gallery-1-2")
    expect(second).to_be_in_viewport(ratio=0.7)
    second.get_by_role("link", name="Next picture").click()
    expect(page.locator("#gallery-1-3")).to_be_in_viewport(ratio=0.7)
    page.keyboard.press("Tab")
    expect(page.locator("#gallery-1-3").get_by_role("link").first).to_be_focused()
    heights = page.locator(".gallery img").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(set(heights)) == 1


def test_a_reader_without_scripts_has_every_picture_with_its_credit(page, sign_in):
    write(page, "First.")
    put_together(page)
    saved(page)
    address = page.url.replace("/change/", "/preview/page/")
    plain = sign_in("editor", java_script_enabled=False)
    plain.goto(address)
    expect(plain.locator(".gallery figure")).to_have_count(3)
    assert all(plain.locator(".gallery .figure__credit").all_inner_texts())
    plain.locator("#gallery-1-1").get_by_role("link", name="Next picture").click()
    expect(plain.locator("#gallery-1-2")).to_be_in_viewport(ratio=0.7)
