"""Reading, sharing, comparing, correcting and mending in the browser, each by its role."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.test_story_life import hand_in, more


@pytest.fixture
def story(site, sign_in):
    return hand_in(sign_in("reporter"), site)


def test_a_story_comes_back_with_its_reason_and_is_handed_in_again(site, sign_in, story):
    headline, address = story
    editor = sign_in("editor")
    editor.goto(site.url("/admin/"))
    expect(editor.get_by_role("link", name=headline).first).to_be_visible()
    editor.goto(address)
    more(editor)
    editor.locator("#id_note").fill("Who says so?")
    editor.get_by_role("button", name="Send back to the writer").click()
    reporter = sign_in("reporter")
    reporter.goto(site.url("/admin/"))
    reporter.get_by_role("link", name=headline).first.click()
    expect(reporter.get_by_text("Who says so?").first).to_be_visible()
    assert reporter.get_by_role("button", name="Mark as ready").count() == 0
    reporter.get_by_role("button", name="Send to the editor").click()
    expect(reporter.get_by_text("In review").first).to_be_visible()
    editor.goto(address)
    editor.get_by_role("button", name="Mark as ready").click()
    expect(editor.get_by_text("Ready", exact=True).first).to_be_visible()


def test_a_lawyer_without_an_account_reads_by_a_link_until_it_is_closed(
    site, sign_in, reader, story
):
    headline, address = story
    editor = sign_in("editor", java_script_enabled=False)
    editor.goto(address.replace("/change/", "/share/"))
    editor.get_by_label("For whom").fill("Jane Quill, counsel")
    editor.get_by_role("button", name="Make a link").click()
    link = editor.get_by_label("Address for Jane Quill").input_value()
    lawyer = reader(java_script_enabled=False)
    assert lawyer.goto(link).status == 200
    expect(lawyer.get_by_role("heading", level=1, name=headline)).to_be_visible()
    editor.reload()
    expect(editor.get_by_text("Opened once")).to_be_visible()
    editor.get_by_role("button", name="Close").click()
    assert lawyer.goto(link).status == 410
    assert headline not in lawyer.content()
    reporter = sign_in("reporter")
    assert reporter.goto(address.replace("/change/", "/share/")).status == 403


def test_two_versions_are_compared_and_the_older_one_is_restored(site, sign_in, story):
    headline, address = story
    page = sign_in("reporter", java_script_enabled=False)
    page.goto(address)
    page.get_by_label("Headline", exact=True).fill(f"{headline} indeed")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(address.replace("/change/", "/history/"))
    page.get_by_role("link", name="What changed").first.click()
    expect(page.locator("ins").first).to_contain_text("indeed")
    page.get_by_role("button", name="Restore version 1").click()
    page.goto(address)
    expect(page.get_by_label("Headline", exact=True)).to_have_value(headline)


def test_a_correction_stands_above_the_text_and_readers_see_what_changed(
    site, sign_in, reader, story
):
    _headline, address = story
    page = sign_in("editor", java_script_enabled=False)
    page.goto(address)
    page.get_by_role("button", name="Publish now").click()
    public = page.get_by_role("link", name="What readers see").get_attribute("href")
    page.locator("textarea#id_body").fill("<p>It happened on Tuesday.</p>")
    rows = page.locator("#corrections-group")
    page.locator("summary", has_text="Corrections").click()
    rows.get_by_label("What was wrong").fill("The day was missing.")
    rows.get_by_label("What is right").fill("It was on Tuesday.")
    rows.get_by_label("Where it stands").select_option(label="Above the story")
    page.get_by_role("button", name="Publish the changes").click()
    anybody = reader()
    anybody.goto(site.url(public))
    expect(anybody.locator(".story__corrections--top")).to_contain_text("It was on Tuesday.")
    anybody.get_by_role("link", name="How this story changed").click()
    expect(anybody.locator("ins").first).to_contain_text("Tuesday")


def test_a_line_to_a_withdrawn_story_is_mended_at_a_press(site, sign_in, story):
    headline, address = story
    editor = sign_in("editor")
    editor.goto(address)
    editor.get_by_role("button", name="Publish now").click()
    number = address.rstrip("/").split("/")[-2]
    mark = uuid4().hex[:8]
    writer = sign_in("reporter", java_script_enabled=False)
    writer.goto(site.url("/admin/articles/story/add/"))
    writer.get_by_label("Headline", exact=True).fill(f"It leads on {mark}")
    line = f'<aside data-read-also="{number}" data-label="read-also"></aside>'
    writer.locator("textarea#id_body").fill(f"<p>Text.</p>{line}")
    writer.get_by_label("Section", exact=True).select_option(label="Town")
    writer.get_by_role("button", name="Send to the editor").click()
    leading = writer.url
    editor.goto(leading)
    editor.get_by_role("button", name="Publish now").click()
    editor.goto(address)
    more(editor)
    editor.locator("#id_note").fill("The council denies it.")
    editor.get_by_role("button", name="Withdraw", exact=True).click()
    expect(editor.get_by_text("readers do not see it any more")).to_be_visible()
    writer.goto(leading)
    expect(writer.locator("#field-lines")).to_contain_text(headline)
    writer.goto(leading.replace("/change/", "/mend/"))
    writer.get_by_role("button", name="Replace").first.click()
    expect(writer.locator("#field-lines")).to_contain_text("Mended.")
