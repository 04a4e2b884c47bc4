"""The writing screen in a real browser: going back loses nothing, and topics are offered."""

from playwright.sync_api import expect


def begin(sign_in, site):
    page = sign_in("editor")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    return page


def save(page):
    page.get_by_role("button", name="Save").click()


def test_what_is_typed_after_going_back_is_shown_beside_what_was_saved(sign_in, site):
    page = begin(sign_in, site)
    headline = page.get_by_label("Headline", exact=True)
    headline.fill("Typed first")
    save(page)
    page.wait_for_url("**/change/")
    story = page.url
    page.go_back()
    page.wait_for_url("**/add/")
    headline.fill("Typed after going back")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("You saved this story yourself")
    expect(headline).to_have_value("Typed after going back")
    page.get_by_label("I have compared them").check()
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert page.url == story
    expect(headline).to_have_value("Typed after going back")


def test_topics_are_offered_after_the_last_comma(sign_in, site):
    page = begin(sign_in, site)
    topics = page.get_by_label("Topics")
    topics.fill("A new topic, ferr")
    offer = page.locator("#id_tags_offers option").first
    expect(offer).to_have_attribute("value", "A new topic, Ferry")
