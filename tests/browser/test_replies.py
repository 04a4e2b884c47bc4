"""Leaving, answering and judging replies in a real browser: by script, without it, by keyboard."""

import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from newsroom.demo.content import stories, table

ROWS = table("replies")["replies"]
BY_SCRIPT_OR_NOT = pytest.mark.parametrize(
    "with_script", [True, False], ids=["with-script", "without-script"]
)


FERRY = "ferry-saved-by-one-vote"
DOGS = "dogs-on-sandgate-beach"


def open_story(page, site, slug):
    headline = next(story.head["headline"] for story in stories() if story.slug == slug)
    page.goto(site.url(f"/search/?q={quote(headline)}"))
    page.locator(f"main a[href$='/{slug}/']").first.click()
    expect(page.get_by_role("heading", level=1, name=headline)).to_be_visible()


def field(page, label):
    return page.get_by_role("textbox", name=label)


def choice(page, label):
    return page.get_by_role("checkbox", name=label)


def fill(page, mark, **changes):
    """Fill the form with somebody's name, address and words, all of them with `mark` in them."""
    typed = {
        "Comment": f"What I think, {mark}, in <b>my</b> words.\n\nAnd that is that.",
        "Name": f"Reader {mark}",
        "Email": f"reader-{mark}@example.org",
        **changes,
    }
    for label, value in typed.items():
        field(page, label).fill(value)
    return typed


def post(page):
    page.get_by_role("button", name="Post reply").click()


@BY_SCRIPT_OR_NOT
def test_a_refused_form_keeps_everything_that_was_typed(site, reader, with_script):
    page = reader(java_script_enabled=with_script)
    open_story(page, site, FERRY)
    typed = fill(page, uuid4().hex[:8], Email="nobody")
    choice(page, "Tell me by mail").check()
    post(page)
    expect(page.get_by_role("alert")).to_be_visible()
    wrong = field(page, "Email")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(re.compile("not a whole e-mail address"))
    for label, value in typed.items():
        expect(field(page, label)).to_have_value(value)
    expect(choice(page, "Tell me by mail")).to_be_checked()
    wrong.fill(f"reader-{uuid4().hex[:8]}@example.org")
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
    expect(page.get_by_text("in <b>my</b> words.")).to_be_visible()
    expect(page.get_by_text("You are told by mail when somebody answers.")).to_be_visible()


def test_a_reply_is_answered_without_javascript(site, reader):
    answered = next(row for row in ROWS if row["key"] == "ferry-01")
    page = reader(java_script_enabled=False)
    open_story(page, site, FERRY)
    article = page.get_by_role("article").filter(has_text=answered["text"]).last
    link = article.get_by_role("link", name=f"Reply {answered['name']}", exact=True)
    link.click()
    heading = page.get_by_role("heading", name=f"Reply to {answered['name']}")
    expect(heading).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text(answered["text"])
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(re.compile(r"/\d{4}/\d\d/\d\d/[^/]+/#reply-\d+$"))
    expect(page.locator(":target")).to_contain_text(answered["text"])
    link.click()
    fill(page, uuid4().hex[:8], Name="")
    post(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(heading).to_be_visible()  # a refusal does not forget whom it answers
    field(page, "Name").fill("Somebody")
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()


def test_mails_about_answers_are_stopped_and_begun_without_javascript(site, reader):
    page = reader(java_script_enabled=False)
    open_story(page, site, FERRY)
    fill(page, uuid4().hex[:8])
    post(page)
    expect(page.get_by_text("You are not told when somebody answers.")).to_be_visible()
    page.get_by_role("button", name="Tell me by mail").click()
    expect(page.get_by_text("You are told by mail when somebody answers.")).to_be_visible()
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_text("You are not told when somebody answers.")).to_be_visible()


def test_what_was_remembered_on_this_device_stands_in_the_form_of_the_next_story(site, reader):
    page = reader()
    open_story(page, site, FERRY)
    typed = fill(page, uuid4().hex[:8])
    choice(page, "Remember my name and email").check()
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
    open_story(page, site, DOGS)
    for label in ("Name", "Email"):
        expect(field(page, label)).to_have_value(typed[label])
    expect(field(page, "Comment")).to_have_value("")
    expect(choice(page, "Remember my name and email")).to_be_checked()
    choice(page, "Remember my name and email").uncheck()
    page.reload()
    for label in ("Name", "Email"):
        expect(field(page, label)).to_have_value("")


def test_without_javascript_nothing_is_offered_to_be_remembered(site, reader):
    page = reader(java_script_enabled=False)
    open_story(page, site, FERRY)
    expect(choice(page, "Tell me by mail")).to_be_visible()
    expect(choice(page, "Remember my name and email")).to_have_count(0)
