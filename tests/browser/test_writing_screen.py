"""The writing screen in a real browser: nothing typed is lost, and topics are offered."""

from playwright.sync_api import expect

OFFER = "that are not saved, from"


def begin(sign_in, site):
    page = sign_in("editor")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    return page


def save(page):
    page.get_by_role("button", name="Save").click()


def test_what_is_typed_after_going_back_is_the_storys_and_can_be_saved(sign_in, site):
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
    expect(page.get_by_text("They are not saved yet")).to_be_visible()
    expect(headline).to_have_value("Typed after going back")
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


def lose_the_session(page, site, name):
    """Save without a session, and sign in again where that leads."""
    page.context.clear_cookies(name="newsroom_session")
    save(page)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("toolbar", name="Formatting").wait_for()


def type_a_story(page, headline):
    page.get_by_label("Headline", exact=True).fill(headline)
    page.locator(".ProseMirror").fill("Words of the body.")
    page.get_by_text("Add another name", exact=True).click()
    page.locator("#id_bylines-2-guest").fill("A Guest")


def go_on(page, headline):
    offer = page.locator(".desk-offer").filter(has_text=f"“{headline}”")
    offer.get_by_role("link", name="Go on with these words").press("Enter")
    page.get_by_role("toolbar", name="Formatting").wait_for()


def test_words_sent_after_the_session_ended_are_gone_on_with_and_saved(sign_in, site):
    page = sign_in("reporter")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    type_a_story(page, "Typed without a session")
    lose_the_session(page, site, "reporter")
    headline = page.get_by_label("Headline", exact=True)
    expect(headline).to_have_value("")
    go_on(page, "Typed without a session")
    expect(headline).to_have_value("Typed without a session")
    expect(page.locator(".ProseMirror")).to_contain_text("Words of the body.")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(headline).to_have_value("Typed without a session")
    expect(page.locator(".ProseMirror")).to_contain_text("Words of the body.")
    expect(page.locator("[name$=-guest][value='A Guest']")).to_have_count(1)
    expect(page.get_by_text(OFFER)).to_have_count(0)
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    expect(page.get_by_text("“Typed without a session”")).to_have_count(0)


def test_kept_words_of_a_saved_story_can_be_thrown_away(sign_in, site):
    page = begin(sign_in, site)
    headline = page.get_by_label("Headline", exact=True)
    headline.fill("Saved words")
    save(page)
    page.wait_for_url("**/change/")
    headline.fill("Never saved")
    lose_the_session(page, site, "editor")
    expect(headline).to_have_value("Saved words")
    page.get_by_role("button", name="Throw them away").click()
    expect(page.get_by_text("are thrown away")).to_be_visible()
    page.get_by_role("toolbar", name="Formatting").wait_for()
    expect(headline).to_have_value("Saved words")
    expect(page.get_by_text(OFFER)).to_have_count(0)
