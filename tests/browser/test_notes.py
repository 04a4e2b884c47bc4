"""Notes in a real browser: beside the text by script, in a page of their own without it."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

BY_SCRIPT_OR_NOT = pytest.mark.parametrize(
    "with_script", [True, False], ids=["with-script", "without-script"]
)


def begin(page, site):
    """A story of one's own, its form open; returns its headline."""
    headline = f"Ferry {uuid4().hex[:8]}"
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill(headline)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/change/")
    return headline


def option_of(page, username):
    return page.locator("#note-colleague option", has_text=f"@{username}").inner_text()


def name_in(option):
    return option.partition(" (")[0]


def panel(page):
    return page.locator("#field-notes")


def open_panel(page):
    if panel(page).get_attribute("open") is None:
        panel(page).locator("summary").click()


@BY_SCRIPT_OR_NOT
def test_a_note_is_written_beside_the_text_and_what_is_typed_of_the_story_stays(
    sign_in, site, with_script
):
    page = sign_in("editor", java_script_enabled=with_script)
    begin(page, site)
    headline = page.get_by_label("Headline", exact=True)
    headline.fill("Typed and not saved")
    open_panel(page)
    panel(page).get_by_label("A new note").fill("Who says so?")
    chosen = option_of(page, "reporter")
    panel(page).get_by_label("Tell").select_option(label=chosen)
    button = panel(page).get_by_role("button", name="Add the note")
    if with_script:
        button.click()
        expect(panel(page).get_by_role("status")).to_have_text(f"Noted. Told: {name_in(chosen)}.")
        expect(panel(page).locator(".desk-note__words")).to_have_text("Who says so?")
        expect(panel(page).locator("summary")).to_have_text("Notes: 1 open")
        expect(panel(page).get_by_label("A new note")).to_have_value("")
        missing = page.locator("[data-before]")
        expect(missing).to_contain_text("One note on it is not resolved.")
        panel(page).get_by_role("button", name="Resolve").click()
        expect(panel(page).locator("summary")).to_have_text("Notes")
        expect(missing).not_to_contain_text("note on it is not resolved")
    else:
        with page.context.expect_page() as opened:
            button.click()
        notes = opened.value
        expect(notes.locator(".desk-note__words")).to_have_text("Who says so?")
        notes.get_by_role("button", name="Resolve").click()
        expect(notes.get_by_text("No open notes.")).to_be_visible()
    expect(headline).to_have_value("Typed and not saved")


def test_a_note_that_cannot_be_sent_stays_in_its_field(sign_in, site):
    page = sign_in("editor")
    begin(page, site)
    open_panel(page)
    words = panel(page).get_by_label("A new note")
    button = panel(page).get_by_role("button", name="Add the note")
    words.fill("Kept words")
    page.route("**/notes/", lambda route: route.abort())
    button.click()
    expect(panel(page).get_by_role("status")).to_contain_text("could not be sent")
    expect(words).to_have_value("Kept words")
    page.unroute("**/notes/")
    page.context.clear_cookies(name="newsroom_session")
    button.click()
    expect(panel(page).get_by_role("status")).to_contain_text("You are signed out")
    expect(words).to_have_value("Kept words")


def test_a_colleague_is_offered_after_an_at_sign_and_sees_that_they_were_told(sign_in, site):
    page = sign_in("editor")
    headline = begin(page, site)
    open_panel(page)
    name = name_in(option_of(page, "reporter"))
    words = panel(page).get_by_label("A new note")
    words.press_sequentially("Ask @rep")
    panel(page).get_by_role("button", name="@reporter").press("Enter")
    expect(words).to_have_value("Ask @reporter ")
    panel(page).get_by_role("button", name="Add the note").click()
    expect(panel(page).get_by_role("status")).to_contain_text(f"Told: {name}.")

    colleague = sign_in("reporter")
    colleague.get_by_role("link", name="Told to me").first.click()
    colleague.get_by_role("link", name=headline).first.click()
    expect(colleague.locator(".desk-note__words")).to_contain_text("Ask @reporter")

    page.reload()
    page.get_by_text("Who was told").click()
    expect(page.get_by_text(f"{name} has seen it")).to_be_visible()


def as_in_a_large_house(page):
    """Leaves in each choice only whoever is chosen, as the form does where there are many."""
    for name, address in {"colleague": "colleagues", "bylines-0-person": "people"}.items():
        page.locator(f"select[name='{name}']").evaluate(
            """(select, address) => {
                for (const option of [...select.options])
                    if (option.value && !option.selected) option.remove()
                select.dataset.everybody = address
            }""",
            f"/admin/articles/story/{address}/",
        )


def test_in_a_large_house_everybody_is_offered_when_one_comes_to_the_field(sign_in, site):
    page = sign_in("editor")
    begin(page, site)
    open_panel(page)
    byline = page.locator("#id_bylines-0-person")
    many, before = byline.locator("option").count(), byline.input_value()
    as_in_a_large_house(page)
    expect(page.locator("#note-colleague option")).to_have_count(1)
    words = panel(page).get_by_label("A new note")
    words.press_sequentially("Ask @rep")
    panel(page).get_by_role("button", name="@reporter").press("Enter")
    expect(words).to_have_value("Ask @reporter ")
    words.fill("")
    byline.focus()
    expect(byline.locator("option")).to_have_count(many)
    assert byline.input_value() == before
    byline.select_option(index=many - 1)
    chosen = byline.input_value()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#id_bylines-0-person")).to_have_value(chosen)
