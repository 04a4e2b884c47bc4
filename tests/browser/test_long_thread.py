"""A long thread in a real browser: an address opens the right page, a reply is reported."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.test_replies import BY_SCRIPT_OR_NOT, FERRY, ROWS, field, open_story

VERGES = "verges-left-to-grow"
ON_TWO_PAGES = 51  # one more than two pages of threads


@pytest.fixture(scope="module")
def marks():
    """What stands in each of the replies that were posted to make a thread long."""
    return []


def fill_the_thread(page, site, marks):
    """Post as one of the newsroom, whose replies stand at once, until there are three pages."""
    hidden = page.locator("form[data-reply-form] input[type=hidden]")
    fields = hidden.evaluate_all("inputs => Object.fromEntries(inputs.map(i => [i.name, i.value]))")
    action = page.locator("form[data-reply-form]").get_attribute("action")
    while len(marks) < ON_TWO_PAGES:
        mark = f"mark-{uuid4().hex[:12]}"
        typed = {"comment": f"Said at length, {mark}.", "name": "N.", "email": "n@example.org"}
        answer = page.request.post(
            site.url(action),
            form={**fields, **typed},
            headers={"Origin": site.address},
            max_redirects=0,
        )
        assert answer.status == 303
        marks.append(mark)


@BY_SCRIPT_OR_NOT
def test_the_address_of_a_reply_opens_the_third_page_at_its_place(
    site, sign_in, reader, marks, with_script
):
    colleague = sign_in("reporter")
    open_story(colleague, site, VERGES)
    fill_the_thread(colleague, site, marks)
    page = reader(java_script_enabled=with_script)
    open_story(page, site, VERGES)
    page.get_by_role("link", name="Later replies").click()
    page.get_by_role("link", name="3", exact=True).click()
    last = page.get_by_role("article").filter(has_text=marks[-1])
    last.locator(".reply__link").click()
    expect(page).to_have_url(re.compile(r"/replies/under/\d+/3/#reply-\d+$"))
    expect(page.locator(":target")).to_contain_text(marks[-1])
    expect(page.locator(":target")).to_be_in_viewport()
    last.get_by_role("link", name=re.compile("^Reply ")).click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator(":target")).to_contain_text(marks[-1])


@BY_SCRIPT_OR_NOT
def test_a_reader_reports_a_reply_and_is_told_what_happens_next(site, reader, with_script):
    reported = next(row for row in ROWS if row["key"] == "ferry-01")
    page = reader(java_script_enabled=with_script)
    open_story(page, site, FERRY)
    article = page.get_by_role("article").filter(has_text=reported["text"]).last
    article.get_by_role("link", name=f"Report {reported['name']}", exact=True).click()
    expect(page.get_by_role("blockquote")).to_have_text(reported["text"])
    words = field(page, "In your words")
    words.fill("This is about my neighbour.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Please choose what is wrong with this reply.")).to_be_visible()
    expect(words).to_have_value("This is about my neighbour.")
    page.get_by_role("radio", name="It gives away somebody's personal data").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_text("A moderator looks at every reply that is reported")).to_be_visible()
    page.get_by_role("link", name="Back to the replies").click()
    expect(page.locator(":target")).to_contain_text(reported["text"])
