"""A reader asks, narrows, is understood in spite of a slip, and leafs through a list."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize(
    "with_script", [True, False], ids=["with-script", "without-script"]
)


def results(page):
    return page.locator(".results__stories > li")


def stories(page):
    return page.locator("main").get_by_role("article").locator("h2, h3").all_inner_texts()


@SCRIPTS
def test_a_reader_asks_from_any_page_and_narrows_what_is_found(site, reader, with_script):
    page = reader(java_script_enabled=with_script)
    page.goto(site.url("/about/"))
    box = page.get_by_role("banner").get_by_role("searchbox", name="Hi, what are you looking for?")
    box.fill("harbour")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Search")).to_be_visible()
    expect(page.get_by_role("searchbox").last).to_have_value("harbour")
    every = results(page).count()
    assert every > 2
    expect(results(page).first.locator("mark").first).to_have_text("Harbour", ignore_case=True)

    page.locator("main").get_by_role("link", name="Food", exact=True).last.click()
    assert 0 < results(page).count() < every
    page.locator("main").get_by_role("link", name="Newest", exact=True).click()
    dates = results(page).locator("time").evaluate_all("all => all.map(one => one.dateTime)")
    assert dates == sorted(dates, reverse=True)


@SCRIPTS
def test_a_slip_in_a_name_is_understood(site, reader, with_script):
    page = reader(java_script_enabled=with_script)
    page.goto(site.url("/search/"))
    box = page.locator("main").get_by_role("searchbox")
    meant = page.locator("main").get_by_role("link", name="tolliver", exact=True)
    for _try in range(200):  # the worker learns how the demo's names are spelled
        box.fill("tolivver")
        box.press("Enter")
        page.wait_for_url("**/search/?q=tolivver")
        if meant.count():
            break
        page.wait_for_timeout(500)
    meant.click()
    expect(page.locator("main").get_by_role("searchbox")).to_have_value("tolliver")
    assert results(page).count() > 0


@SCRIPTS
def test_a_reader_leafs_through_a_list_and_back(site, reader, with_script):
    page = reader(java_script_enabled=with_script)
    page.goto(site.url("/latest/"))
    first = stories(page)
    more = page.get_by_role("navigation", name="More of this list")
    more.get_by_role("link", name="Older stories").click()
    page.wait_for_url("**/latest/?page=*")
    second = stories(page)
    assert second
    assert not set(first) & set(second)
    more.get_by_role("link", name="Newest stories").click()
    expect(page).to_have_url(site.url("/latest/"))
    assert stories(page) == first
