"""Videos and posts of other sites, in a real browser: who is asked, and when.

Every request of the browser is written down. The other site is a stand-in: what the browser asks of
it is answered here, and nothing leaves the machine.
"""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
PLAYER = "<!doctype html><title>Player</title><button>Play</button>"
SHIFTS = """() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value
    }).observe({ type: "layout-shift", buffered: true })
}"""


class Outside:
    """What a browser asks beside the site itself: each address, with the referrer it sent."""

    def __init__(self, page, site):
        self.asked, self.referrers, self._site = [], [], site
        page.context.route("**/*", self._answer)

    def _answer(self, route):
        if route.request.url.startswith((self._site.address, "data:", "blob:")):
            route.continue_()
            return
        self.asked.append(route.request.url)
        self.referrers.append(route.request.all_headers().get("referer", ""))
        route.fulfill(body=PLAYER, content_type="text/html")


def insert(page, address, *, title="", still=False):
    page.get_by_role("toolbar").get_by_role("button", name="Embed").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address").fill(address)
    dialog.get_by_label("Title").fill(title)
    if still:
        dialog.get_by_role("option").first.click()
    dialog.get_by_role("button", name="Insert the embed").click()
    expect(dialog).to_have_count(0)


@pytest.fixture
def writing(sign_in, site):
    """The writing screen for a new story, the cursor in its text."""
    page = sign_in("reporter")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.get_by_label("Headline", exact=True).fill(f"A film of the harbour {uuid4().hex[:8]}")
    page.locator(".ProseMirror[contenteditable=true]").click()
    return page


published = {}  # the site: the path of the story that the readers of these tests open


@pytest.fixture
def story(request, site, sign_in, reader):
    """The address of a published story with a video behind a still, and one without."""
    if site.address not in published:
        page = request.getfixturevalue("writing")
        page.keyboard.type("The harbour was filmed.")
        insert(page, "https://youtu.be/dQw4w9WgXcQ?si=abc", title="The ferry leaves", still=True)
        insert(page, "https://vimeo.com/76979871", title="A film without a still")
        page.get_by_label("Section", exact=True).select_option(label="Town")
        headline = page.get_by_label("Headline", exact=True).input_value()
        page.get_by_role("button", name="Send to the editor").click()
        expect(page.locator("main, #content").get_by_text("In review").first).to_be_visible()
        editor = sign_in("editor")
        editor.goto(site.url(f"/admin/articles/story/?q={headline.split()[-1]}"))
        editor.get_by_role("link", name=headline).click()
        editor.get_by_role("button", name="Publish now").click()
        expect(editor.locator("main, #content").get_by_text("Published").first).to_be_visible()
        latest = reader()
        latest.goto(site.url("/latest/"))
        latest.get_by_role("link", name=headline).first.click()
        published[site.address] = latest.url
    return published[site.address]


def the_film(page):
    return page.get_by_role("figure").filter(has_text="The ferry leaves")


def test_no_other_site_is_contacted_until_a_reader_asks_for_it(reader, story, site):
    page = reader()
    outside = Outside(page, site)
    page.goto(story, wait_until="networkidle")
    page.mouse.wheel(0, 3000)
    expect(the_film(page).get_by_role("img")).to_be_visible()
    page.wait_for_timeout(300)
    assert outside.asked == []
    assert page.locator("link[rel~=preconnect], link[rel*=prefetch], iframe").count() == 0

    the_film(page).get_by_role("button", name="Show it here").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="Play")).to_be_visible()
    assert outside.asked == [FRAME]  # one site, and not that of the other film
    assert outside.referrers == [f"{site.address}/"]  # the origin alone, never the page


def test_the_frame_has_a_name_and_no_more_rights_than_it_needs(reader, story, site):
    page = reader()
    Outside(page, site)
    page.goto(story)
    the_film(page).get_by_role("button", name="Show it here").click()
    frame = page.locator("iframe")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", "The ferry leaves (YouTube)")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin")
    sandbox = frame.get_attribute("sandbox").split()
    assert "allow-scripts" in sandbox
    assert not {"allow-top-navigation", "allow-modals", "allow-downloads"} & set(sandbox)
    assert "autoplay" not in frame.get_attribute("allow")


@pytest.mark.parametrize("how", ["button", "escape"])
def test_closing_it_brings_the_still_back_and_the_focus_with_it(reader, story, site, how):
    page = reader()
    Outside(page, site)
    page.goto(story)
    figure = the_film(page)
    figure.get_by_role("button", name="Show it here").press("Enter")
    expect(figure.get_by_role("img")).to_be_hidden()
    close = figure.get_by_role("button", name="Close it again")
    if how == "button":
        close.click()
    else:
        close.press("Escape")
    expect(page.locator("iframe")).to_have_count(0)
    expect(figure.get_by_role("img")).to_be_visible()
    expect(figure.get_by_role("button", name="Show it here")).to_be_focused()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_jumps_and_nothing_is_wider_than_the_screen(reader, story, site, width):
    page = reader(viewport={"width": width, "height": 800})
    Outside(page, site)
    page.goto(story, wait_until="networkidle")
    page.evaluate(SHIFTS)
    box = the_film(page).locator(".embed__box")
    before = box.bounding_box()
    the_film(page).get_by_role("button", name="Show it here").click()
    expect(page.locator("iframe")).to_be_visible()
    after = box.bounding_box()
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert abs(after["width"] / after["height"] - 16 / 9) < 0.02
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifted") < 0.01
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_there_is_the_still_the_title_the_credit_and_the_way(reader, story, site):
    page = reader(java_script_enabled=False)
    outside = Outside(page, site)
    page.goto(story)
    figure = the_film(page)
    expect(figure.get_by_role("img")).to_be_visible()
    expect(figure.locator(".figure__credit")).not_to_be_empty()
    expect(figure.get_by_role("link", name="Watch on YouTube")).to_have_attribute("href", VIDEO)
    expect(page.get_by_role("button", name="Show it here")).to_have_count(0)
    plate = page.get_by_role("figure").filter(has_text="A film without a still")
    expect(plate.get_by_role("link", name="Watch on Vimeo")).to_be_visible()
    assert outside.asked == []


def test_on_paper_it_is_its_still_and_its_address(reader, story, site):
    page = reader()
    Outside(page, site)
    page.goto(story)
    the_film(page).get_by_role("button", name="Show it here").click()
    page.emulate_media(media="print")
    figure = the_film(page)
    expect(figure.get_by_role("img")).to_be_visible()
    expect(figure.get_by_text(VIDEO, exact=True)).to_be_visible()
    expect(figure.get_by_role("button")).to_have_count(0)
    expect(page.locator("iframe")).to_be_hidden()


def body(page):
    """What the form would send, without the empty line that an editor keeps at the end."""
    return page.locator("#id_body").input_value().removesuffix("<p></p>")


def test_the_dialog_says_at_once_whose_address_it_is(writing):
    page = writing
    page.get_by_role("toolbar").get_by_role("button", name="Embed").click()
    dialog = page.get_by_role("dialog")
    address = dialog.get_by_label("Address")
    expect(address).to_be_focused()
    address.fill("https://example.org/map")
    expect(dialog.get_by_role("status").first).to_contain_text("make it a link")
    dialog.get_by_role("button", name="Insert the embed").click()
    expect(dialog.get_by_role("alert")).to_contain_text("of no provider we know")
    address.fill("bsky.app/profile/bnewbold.net/post/3kabcdefgh2x")
    expect(dialog.get_by_role("status").first).to_have_text("Bluesky")
    dialog.get_by_label("Words of the post").fill("Hello.")
    address.press("Enter")
    expect(dialog).to_have_count(0)
    assert '<figure data-embed="https://bsky.app/profile/bnewbold.net/post/3kabcdefgh2x" ' in (
        body(page)
    )
    assert 'data-words="Hello."' in body(page)


def test_an_embed_is_changed_and_its_still_taken_off_again(writing):
    page = writing
    insert(page, VIDEO, title="The ferry", still=True)
    assert re.search(r'data-title="The ferry" data-still="\d+"', body(page))
    card = page.get_by_role("group", name="Embed from another site")
    expect(card.get_by_role("img")).to_be_visible()
    card.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="No picture").click()
    dialog.get_by_role("button", name="Change the embed").click()
    expect(card.get_by_role("img")).to_have_count(0)
    assert body(page) == f'<figure data-embed="{VIDEO}" data-title="The ferry"></figure>'


def paste(page, words):
    page.locator(".ProseMirror[contenteditable=true]").evaluate(
        """(editor, words) => {
            const clipboard = new DataTransfer()
            clipboard.setData("text/plain", words)
            const paste = { clipboardData: clipboard, bubbles: true, cancelable: true }
            editor.dispatchEvent(new ClipboardEvent("paste", paste))
        }""",
        words,
    )


CODE = (
    '<iframe width="560" height="315" style="border:0" src="https://www.youtube.com/embed/dQw4w9WgXcQ'
    '?si=abc" title="YouTube video player" allowfullscreen></iframe>'
)


@pytest.mark.parametrize("pasted", ["https://youtu.be/dQw4w9WgXcQ", CODE])
def test_an_address_or_a_sites_code_pasted_on_its_own_line_becomes_the_embed(writing, pasted):
    page = writing
    page.keyboard.type("First.")
    page.keyboard.press("Enter")
    paste(page, pasted)
    expect(page.get_by_role("group", name="Embed from another site")).to_be_visible()
    assert body(page) == f'<p>First.</p><figure data-embed="{VIDEO}"></figure>'


def test_an_address_of_nobody_or_inside_a_line_is_pasted_as_it_ever_was(writing):
    page = writing
    paste(page, "https://example.org/map")
    expect(page.locator(".ProseMirror a")).to_have_text("https://example.org/map")
    page.keyboard.press("Enter")
    page.keyboard.type("See ")
    paste(page, VIDEO)
    expect(page.locator(".ProseMirror p").nth(1)).to_contain_text(f"See {VIDEO}")
    assert "data-embed" not in body(page)
