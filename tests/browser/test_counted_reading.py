"""A page says that it is read once somebody has had it in view, and says nothing else."""

import pytest

pytestmark = pytest.mark.browser

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
# Chromium says of itself that a program drives it; here it stands for a person's browser.
A_PERSON = "Object.defineProperty(Navigator.prototype, 'webdriver', {get: () => false})"
# A clock that the test moves forgets how a page was come to: here seconds are hundredths of one.
HURRIED = "const steady = setInterval; window.setInterval = (act, ms) => steady(act, ms / 100)"


def sent_by(page):
    """What a page sends from now on to be counted."""
    sent = []
    page.on("request", lambda one: "/read/" in one.url and sent.append(one))
    return sent


def open_story(page, site):
    page.goto(site.url("/latest/"))
    page.locator(".card__link").first.click()
    page.wait_for_load_state("load")


def test_it_is_counted_after_ten_seconds_in_view_and_once(site, reader):
    page = reader(user_agent=READER)
    page.add_init_script(A_PERSON)
    page.clock.install()
    sent = sent_by(page)
    open_story(page, site)
    page.clock.run_for(9_000)
    assert sent == []
    with page.expect_response("**/read/*/") as answer:
        page.clock.run_for(2_000)
    assert answer.value.status == 204
    assert answer.value.request.post_data is None
    page.clock.run_for(60_000)
    assert len(sent) == 1
    assert page.context.cookies() == []


def test_a_page_that_is_loaded_again_or_come_back_to_is_not_read_again(site, reader):
    page = reader(user_agent=READER)
    page.add_init_script(A_PERSON)
    page.add_init_script(HURRIED)
    sent = sent_by(page)
    with page.expect_request("**/read/*/"):
        open_story(page, site)
    story = page.url
    page.reload()
    page.wait_for_timeout(400)
    assert len(sent) == 1
    with page.expect_request("**/read/*/"):
        page.locator(".next__link").click()
    page.go_back()
    assert page.url == story
    page.wait_for_timeout(400)
    assert len(sent) == 2
    with page.expect_request("**/read/*/"):
        page.goto(story)  # who comes anew reads anew


def test_a_browser_that_a_program_drives_is_not_counted(site, reader):
    page = reader(user_agent=READER)
    page.add_init_script(HURRIED)
    sent = sent_by(page)
    open_story(page, site)
    page.wait_for_timeout(400)
    assert sent == []


def test_without_scripts_the_page_asks_for_nothing(site, reader):
    page = reader(java_script_enabled=False)
    sent = sent_by(page)
    open_story(page, site)
    assert page.locator("[data-read]").count() == 1
    assert not page.locator("[data-read]").is_visible()
    assert sent == []
