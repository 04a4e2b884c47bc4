"""What is typed survives: a closed tab, a crash, a session that ends, a server that is away."""

import re

import pytest
from playwright.sync_api import expect

KEPT = re.compile(r"^Kept at \d\d:\d\d (GMT|BST)$")
OFFER = "that are not saved, from"


def open_form(page, address):
    page.goto(address)
    page.get_by_role("toolbar", name="Formatting").wait_for()
    return page


@pytest.fixture
def write(sign_in, site):
    """Begins a story and returns its page: `page = write("editor", "Headline")`."""

    def writing(name, headline):
        page = open_form(sign_in(name), site.url("/admin/articles/story/add/"))
        page.get_by_label("Headline", exact=True).fill(headline)
        page.locator(".ProseMirror").fill("The first paragraph.")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/change/")
        page.get_by_role("toolbar", name="Formatting").wait_for()
        return page

    return writing


def line(page):
    return page.locator("[data-keeping]")


def headline(page):
    return page.get_by_label("Headline", exact=True)


def go_on(page):
    expect(page.get_by_text(OFFER)).to_be_visible()
    page.get_by_role("link", name="Go on with these words").click()
    page.get_by_role("toolbar", name="Formatting").wait_for()
    expect(page.get_by_text("They are not saved yet")).to_be_visible()


def test_words_of_a_closed_tab_are_compared_gone_on_with_and_saved(write):
    page = write("editor", "A closed tab")
    address = page.url
    headline(page).fill("Typed in a closed tab")
    page.locator(".ProseMirror p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" And more.")
    expect(line(page)).to_have_text(KEPT)
    page.close()
    page = open_form(page.context.new_page(), address)
    expect(headline(page)).to_have_value("A closed tab")
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_role("main")).to_contain_text("And more.")
    page.get_by_role("link", name="Go on with these words").click()
    page.get_by_role("toolbar", name="Formatting").wait_for()
    expect(headline(page)).to_have_value("Typed in a closed tab")
    expect(page.locator(".ProseMirror")).to_contain_text("The first paragraph. And more.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    open_form(page, address)
    expect(headline(page)).to_have_value("Typed in a closed tab")
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_words_typed_a_moment_before_the_tab_was_closed_are_offered(write):
    page = write("editor", "A quick hand")
    address = page.url
    headline(page).fill("Closed at once")
    page.close()
    page = open_form(page.context.new_page(), address)
    go_on(page)
    expect(headline(page)).to_have_value("Closed at once")


def test_words_of_a_page_that_crashed_are_offered(write):
    page = write("editor", "A crash")
    address, context = page.url, page.context
    page.route("**/unsaved/", lambda route: route.abort())
    headline(page).fill("Typed before the crash")
    expect(line(page)).to_contain_text("kept in this browser")
    devtools = context.new_cdp_session(page)
    with page.expect_event("crash"):
        devtools.send("Page.navigate", {"url": "chrome://crash"})
    page = open_form(context.new_page(), address)
    go_on(page)
    expect(headline(page)).to_have_value("Typed before the crash")


def test_a_server_that_is_away_is_said_once_and_gets_the_words_when_it_is_back(write):
    page = write("editor", "A restart")
    page.route("**/unsaved/", lambda route: route.abort())
    headline(page).fill("Typed while the server was away")
    expect(line(page)).to_contain_text("The server cannot be reached")
    expect(page.locator("[data-keeping-news]")).to_contain_text("cannot be reached")
    page.unroute("**/unsaved/")
    expect(line(page)).to_have_text(KEPT)
    expect(page.locator("[data-keeping-news]")).to_have_text("The server has it again.")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('kept-words'))") == []


@pytest.mark.parametrize("status", [500, 507, 413])
def test_a_server_without_room_is_said_and_the_words_are_kept_here(write, status):
    page = write("editor", f"No room: {status}")
    page.route("**/unsaved/", lambda route: route.fulfill(status=status, body="{}"))
    headline(page).fill("Typed on a full disk")
    expect(line(page)).to_contain_text("The server cannot keep it now")
    page.unroute("**/unsaved/")
    open_form(page, page.url)
    go_on(page)
    expect(headline(page)).to_have_value("Typed on a full disk")


def sign_in_again(page, site, name):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()


def test_a_form_goes_on_by_itself_once_its_writer_has_signed_in_in_another_window(write, site):
    page = write("editor", "A session that ended")
    page.context.clear_cookies(name="newsroom_session")
    headline(page).fill("Typed without a session")
    expect(line(page)).to_contain_text("You are signed out")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sign in in another window").click()
    sign_in_again(popup.value, site, "editor")
    expect(line(page)).to_have_text(KEPT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(headline(page)).to_have_value("Typed without a session")


def test_words_kept_in_a_browser_are_never_shown_to_another_account_there(write, site):
    page = write("editor", "Two people, one computer")
    address = page.url
    page.context.clear_cookies(name="newsroom_session")
    headline(page).fill("For the editor alone")
    expect(line(page)).to_contain_text("You are signed out")
    page.goto(address)
    sign_in_again(page, site, "chief")
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text(OFFER)).to_have_count(0)
    expect(headline(page)).to_have_value("Two people, one computer")
    page.context.clear_cookies(name="newsroom_session")
    page.goto(address)
    sign_in_again(page, site, "editor")
    page.get_by_role("toolbar", name="Formatting").wait_for()
    go_on(page)
    expect(headline(page)).to_have_value("For the editor alone")


def test_two_editors_see_each_other_and_the_second_chooses_by_keyboard(write, sign_in):
    first = write("editor", "Two at one story")
    second = open_form(sign_in("chief"), first.url)
    headline(first).fill("Theirs")
    expect(line(first)).to_have_text(KEPT)
    headline(second).fill("Mine")
    second.get_by_label("Standfirst").fill("Mine as well.")
    expect(second.locator("[data-others]")).to_contain_text("is changing it")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("Saved.")).to_be_visible()
    second.get_by_role("button", name="Save", exact=True).click()
    second.wait_for_url("**/merge/**")
    second.get_by_role("button", name="Go on with these choices").press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("Choose one version")
    box = second.get_by_role("group", name="Headline").get_by_label("Yours")
    box.focus()
    box.press("Space")
    second.get_by_role("button", name="Go on with these choices").press("Enter")
    second.get_by_role("toolbar", name="Formatting").wait_for()
    expect(headline(second)).to_have_value("Mine")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    expect(second.get_by_label("Standfirst")).to_have_value("Mine as well.")


def test_a_story_that_was_begun_and_left_is_offered_where_one_begins(sign_in, site):
    page = open_form(sign_in("reporter"), site.url("/admin/articles/story/add/"))
    headline(page).fill("Begun and left")
    page.locator(".ProseMirror").fill("Words of the body.")
    page.get_by_text("Add another name", exact=True).click()
    page.locator("#id_bylines-2-guest").fill("A Guest")
    expect(line(page)).to_have_text(KEPT)
    page.close()
    page = open_form(page.context.new_page(), site.url("/admin/articles/story/add/"))
    offer = page.locator(".desk-offer").filter(has_text="“Begun and left”")
    offer.get_by_role("link", name="Go on with these words").click()
    page.get_by_role("toolbar", name="Formatting").wait_for()
    expect(headline(page)).to_have_value("Begun and left")
    expect(page.locator(".ProseMirror")).to_contain_text("Words of the body.")
    expect(page.locator("[name$=-guest][value='A Guest']")).to_have_count(1)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    open_form(page, site.url("/admin/articles/story/add/"))
    expect(page.get_by_text("“Begun and left”")).to_have_count(0)
