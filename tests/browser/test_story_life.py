"""Plans, embargoes, overrides and kills in the browser: for the roles that may, and no others."""

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

LONDON = ZoneInfo("Europe/London")


def in_an_hour(hours=1):
    return (datetime.now(LONDON) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def hand_in(page, site, *, section="Town"):
    """Write a story as whoever signed in on `page`, and send it to the editor; its address."""
    headline = f"Plain news {uuid4().hex[:8]}"
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill(headline)
    page.locator(".ProseMirror").click()
    page.keyboard.type("It happened.")
    page.get_by_label("Section", exact=True).select_option(label=section)
    page.get_by_role("button", name="Send to the editor").click()
    expect(page.get_by_text("In review").first).to_be_visible()
    return headline, page.url


def more(page):
    if not page.locator(".desk-bar__more[open]").count():
        page.locator(".desk-bar__more summary").click()


@pytest.fixture
def story(site, sign_in):
    return hand_in(sign_in("reporter"), site)


def test_an_editor_plans_and_schedules_and_readers_wait(site, sign_in, reader, story):
    headline, address = story
    page = sign_in("editor")
    page.goto(address)
    page.locator("#field-when summary").click()
    page.get_by_label("Publish at", exact=True).fill(in_an_hour())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#field-when")).to_contain_text("it is not scheduled")
    page.get_by_role("button", name="Schedule", exact=True).click()
    expect(page.get_by_text("Scheduled", exact=True).first).to_be_visible()
    expect(page.locator("#field-when")).not_to_contain_text("will not go out")
    anybody = reader()
    anybody.goto(site.url("/latest/"))
    assert headline not in anybody.content()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Published", exact=True).first).to_be_visible()
    anybody.goto(site.url("/latest/"))
    expect(anybody.get_by_role("link", name=headline).first).to_be_visible()


def test_an_embargo_closes_the_page_and_only_a_chief_editor_breaks_it(site, sign_in, reader, story):
    headline, address = story
    page = sign_in("editor")
    page.goto(address)
    page.get_by_role("button", name="Publish now").click()
    public = page.get_by_role("link", name="What readers see").get_attribute("href")
    anybody = reader()
    assert anybody.goto(site.url(public)).status == 200
    page.locator("#field-when summary").click()
    page.get_by_label("Embargo until", exact=True).fill(in_an_hour(2))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Embargo until").first).to_be_visible()
    assert anybody.goto(site.url(public)).status == 404
    more(page)
    assert page.get_by_role("button", name="Break the embargo").count() == 0
    chief = sign_in("chief")
    chief.goto(address)
    more(chief)
    chief.get_by_role("button", name="Break the embargo").click()
    expect(chief.locator("#id_note_error")).to_contain_text("Say why in the note")
    chief.get_by_label("Reason or note").fill("The ministry published it itself.")
    chief.get_by_role("button", name="Break the embargo").click()
    assert anybody.goto(site.url(public)).status == 200
    expect(anybody.get_by_role("heading", level=1, name=headline)).to_be_visible()


def test_a_kill_is_final_and_the_sealed_copy_is_for_the_lawyer(site, sign_in, reader, story):
    headline, address = story
    page = sign_in("editor")
    page.goto(address)
    page.get_by_role("button", name="Publish now").click()
    public = page.get_by_role("link", name="What readers see").get_attribute("href")
    more(page)
    assert page.get_by_role("button", name="Kill", exact=True).count() == 0
    chief = sign_in("chief")
    chief.goto(address)
    more(chief)
    chief.get_by_label("Reason or note").fill("A court order.")
    chief.get_by_label("Notice to readers").fill("Removed by order of a court.")
    chief.get_by_label("Yes, kill it").check()
    chief.get_by_role("button", name="Kill", exact=True).click()
    expect(chief.get_by_text("Nothing of the story is left")).to_be_visible()
    assert headline not in chief.content()
    assert chief.get_by_role("link", name="Read the sealed copy").count() == 0
    anybody = reader(java_script_enabled=False)
    assert anybody.goto(site.url(public)).status == 410
    expect(anybody.get_by_text("Removed by order of a court.")).to_be_visible()
    lawyer = sign_in("legal")
    lawyer.goto(address)
    lawyer.get_by_role("link", name="Read the sealed copy").click()
    expect(lawyer.get_by_text("It happened.").first).to_be_visible()


def test_somebody_who_may_overrides_what_is_missing_with_a_reason(site, sign_in):
    page = sign_in("chief", java_script_enabled=False)
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill(f"Nobody signs {uuid4().hex[:8]}")
    page.locator("textarea#id_body").fill("<p>They fear for their job.</p>")
    page.get_by_label("Section", exact=True).select_option(label="Town")
    page.get_by_role("button", name="Send to the editor").click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("one thing is missing")).to_be_visible()
    more(page)
    page.get_by_label("Let it go out although something is missing").check()
    page.get_by_label("Reason or note").fill("The writer must stay unnamed.")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text(re.compile("The story is now: Published"))).to_be_visible()
    expect(page.get_by_text("Although: The story has no byline.")).to_be_attached()
