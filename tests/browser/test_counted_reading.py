"""A page says that it is read once somebody has had it in view, and says nothing else."""

import pytest

pytestmark = pytest.mark.browser

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def open_story(page, site):
    """A story of the demo, under a clock that the test moves; what it sends to be counted."""
    sent = []
    page.on("request", lambda one: "/read/" in one.url and sent.append(one))
    page.clock.install()
    page.goto(site.url("/latest/"))
    page.locator(".card__link").first.click()
    page.wait_for_load_state("load")
    return sent


def test_it_is_counted_after_ten_seconds_in_view_and_once(site, reader):
    page = reader(user_agent=READER)
    sent = open_story(page, site)
    page.clock.run_for(9_000)
    assert sent == []
    with page.expect_response("**/read/*/") as answer:
        page.clock.run_for(2_000)
    assert answer.value.status == 204
    assert answer.value.request.post_data is None
    page.clock.run_for(60_000)
    assert len(sent) == 1
    assert page.context.cookies() == []


def test_without_scripts_the_page_asks_for_nothing(site, reader):
    page = reader(java_script_enabled=False)
    page.goto(site.url("/latest/"))
    page.locator(".card__link").first.click()
    assert page.locator("[data-read]").count() == 1
    assert not page.locator("[data-read]").is_visible()
