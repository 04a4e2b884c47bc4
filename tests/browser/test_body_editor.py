"""The body editor in a real browser: written, chosen, pasted and saved as the body's grammar.

`sign_in` listens to the console: a script's error or a breach of the site's policy fails a test.
"""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(sign_in, site):
    """The writing screen for a new story, the editor ready."""
    page = sign_in("editor")
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.get_by_label("Headline", exact=True).fill("Written in a browser")
    return page


def text(page):
    return page.locator(".ProseMirror[contenteditable=true]")


def body(page):
    """What the form would send for the body now."""
    return page.locator("#id_body").input_value()


def write(page, *paragraphs):
    text(page).click()
    for place, paragraph in enumerate(paragraphs):
        if place:
            page.keyboard.press("Enter")
        page.keyboard.type(paragraph)


def open_dialog(page, button):
    page.get_by_role("toolbar").get_by_role("button", name=button).click()
    return page.get_by_role("dialog")


def saved(page):
    """The body as the site keeps it, after Save."""
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    return page.evaluate("document.querySelector('#id_body').defaultValue")


def paste(page, html):
    text(page).evaluate(
        """(editor, html) => {
            const clipboard = new DataTransfer()
            clipboard.setData("text/html", html)
            const paste = { clipboardData: clipboard, bubbles: true, cancelable: true }
            editor.dispatchEvent(new ClipboardEvent("paste", paste))
        }""",
        html,
    )


def test_words_with_headings_lists_and_emphasis_are_kept(page):
    write(page, "First.")
    page.keyboard.press("Control+b")
    page.keyboard.type(" Bold.")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="heading 2").click()
    page.keyboard.type("A heading")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="unordered list").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    assert saved(page) == (
        "<p>First. <strong>Bold.</strong></p><h2>A heading</h2>"
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    )


def test_who_tabs_on_from_the_standfirst_writes_the_text(page):
    page.get_by_label("Standfirst", exact=True).click()
    page.keyboard.type("What it is about.")
    page.keyboard.press("Tab")
    page.keyboard.type("It began")
    expect(text(page)).to_be_focused()
    assert body(page) == "<p>It began</p>"
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    button = page.get_by_role("toolbar").locator("button:focus")
    button.evaluate("button => button.id = 'the-one'")
    page.keyboard.press("Escape")
    expect(text(page)).to_be_focused()
    page.keyboard.type(" at dawn.")
    page.keyboard.press("Alt+F10")
    expect(page.locator("#the-one")).to_be_focused()
    assert body(page) == "<p>It began at dawn.</p>"


def test_a_read_also_line_is_found_chosen_and_changed_with_the_keyboard_alone(page):
    write(page, "First.", "Second.")
    page.keyboard.press("Alt+F10")
    while page.evaluate("document.activeElement.textContent") != "READ ALSO":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="READ ALSO line")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    expect(dialog.get_by_role("option").first).to_be_visible()
    headline = dialog.locator(".desk-finder__title").first.inner_text()
    page.keyboard.type(headline[:12])
    expect(dialog.get_by_role("option").filter(has_text=headline)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(text(page)).to_be_focused()
    line = re.search(r'<aside data-read-also="(\d+)" data-label="read-also"></aside>', body(page))
    assert line
    page.get_by_role("group", name="READ ALSO line").get_by_role("button", name="Change").click()
    dialog.get_by_label("Own words", exact=True).first.check()
    dialog.get_by_role("textbox", name="Own words").fill("Earlier this week")
    dialog.get_by_role("button", name="Change the line").click()
    assert saved(page) == (
        f'<p>First.</p><p>Second.</p><aside data-read-also="{line[1]}" data-label="own" '
        'data-words="Earlier this week"></aside>'
    )


def test_who_went_to_an_option_stays_with_it_when_the_words_are_answered_late(page):
    write(page, "First.")
    page.get_by_role("toolbar").get_by_text("READ ALSO").click()
    dialog = page.get_by_role("dialog", name="READ ALSO line")
    options = dialog.get_by_role("option")
    expect(options.first).to_be_visible()
    before, headline = options.count(), dialog.locator(".desk-finder__title").first.inner_text()
    asked = []
    page.route(re.compile(r"[?&]q=[^&]"), lambda route: asked.append(route))
    page.keyboard.type(headline)
    while not asked:
        page.wait_for_timeout(50)
    page.keyboard.press("ArrowDown")
    asked[-1].continue_()
    expect(options).not_to_have_count(before)
    expect(dialog.locator(".is-active .desk-finder__title")).to_have_text(headline)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def test_escape_closes_a_dialog_and_changes_nothing(page):
    write(page, "First.")
    for button in ("READ ALSO", "Picture", "Pull quote", "Embed", "Link to one of our stories"):
        dialog = open_dialog(page, button)
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(text(page)).to_be_focused()
    assert saved(page) == "<p>First.</p>"


def test_a_line_to_a_page_elsewhere_needs_an_address_and_a_title(page):
    write(page, "First.")
    dialog = open_dialog(page, "READ ALSO")
    dialog.get_by_label("A page elsewhere").check()
    insert = dialog.get_by_role("button", name="Insert the line")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    insert.click()
    expect(dialog.get_by_role("alert")).to_contain_text("not an address")
    dialog.get_by_label("Address").fill("https://example.org/report")
    insert.click()
    expect(dialog.get_by_role("alert")).to_contain_text("title")
    dialog.get_by_label("Title").fill("The report")
    insert.click()
    assert 'data-href="https://example.org/report" data-title="The report"' in saved(page)


def test_a_picture_shows_its_caption_and_credit_and_keeps_an_own_caption(page):
    write(page, "First.")
    dialog = open_dialog(page, "Picture")
    option = dialog.locator("[role=option]:not([aria-disabled])").first
    credit = option.locator(".desk-finder__facts").inner_text()
    option.click()
    dialog.get_by_label("Caption for this story").fill("An own caption")
    dialog.get_by_role("button", name="Insert the picture").click()
    card = page.get_by_role("group", name="Picture from the library")
    expect(card).to_contain_text("An own caption")
    expect(card).to_contain_text(credit)
    assert card.get_by_role("img").evaluate("image => image.decode().then(() => true)")
    assert re.fullmatch(
        r'<p>First\.</p><figure data-picture="\d+" data-caption="An own caption"></figure>',
        saved(page),
    )


def test_a_link_to_a_draft_says_that_readers_see_plain_words(page, site):
    write(page, "To be linked.")
    page.get_by_role("button", name="Save").click()
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_role("toolbar", name="Formatting").wait_for()
    page.get_by_label("Headline", exact=True).fill("With a link")
    write(page, "Linked words")
    page.keyboard.press("Shift+Home")
    dialog = open_dialog(page, "Link to one of our stories")
    dialog.get_by_role("combobox").fill("written in a browser")
    dialog.get_by_role("option").filter(has_text="Draft").first.click()
    expect(dialog).to_contain_text("readers see plain words")
    dialog.get_by_role("button", name="Set the link").click()
    assert re.fullmatch(r'<p><a data-story="\d+">Linked words</a></p>', saved(page))
    link = text(page).locator("a[data-story]")
    expect(link).to_have_attribute("title", re.compile("Draft: readers see plain words"))


def test_a_link_elsewhere_takes_web_and_mail_addresses_alone(page):
    write(page, "Linked")
    page.keyboard.press("Shift+Home")
    button = page.get_by_role("toolbar").get_by_role("button", name="insert link")
    expect(button).to_have_attribute("aria-disabled", "false")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    for wrong in ("javascript:alert(1)", "ftp://example.org/", "https://", ""):
        dialog.get_by_label("Address").fill(wrong)
        dialog.get_by_role("button", name="Set the link").click()
        expect(dialog.get_by_role("alert")).to_contain_text("not an address")
    dialog.get_by_label("Address").fill("mailto:desk@example.org")
    dialog.get_by_role("button", name="Set the link").click()
    assert saved(page) == '<p><a href="mailto:desk@example.org">Linked</a></p>'


def test_a_pull_quote_and_an_embed_are_kept_and_changed(page):
    write(page, "First.")
    dialog = open_dialog(page, "Pull quote")
    dialog.get_by_label("The words").fill("We have maps enough.")
    dialog.get_by_label("Who said it").fill("Mia Holt")
    dialog.get_by_role("button", name="Insert the quote").click()
    dialog = open_dialog(page, "Embed")
    dialog.get_by_label("Address").fill("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    dialog.get_by_role("button", name="Insert the embed").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("group", name="Pull quote").get_by_role("button", name="Change").click()
    dialog.get_by_label("Who said it").fill("Mia Holt, chair")
    dialog.get_by_role("button", name="Change the quote").click()
    assert saved(page) == (
        '<p>First.</p><blockquote data-pull="" data-by="Mia Holt, chair">'
        "<p>We have maps enough.</p></blockquote>"
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
    )


def test_blocks_stand_between_paragraphs_and_never_inside_lists_or_sentences(page):
    write(page, "One sentence of words.")
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    dialog = open_dialog(page, "Embed")
    dialog.get_by_label("Address").fill("https://vimeo.com/76979871")
    dialog.get_by_role("button", name="Insert the embed").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="unordered list").click()
    page.keyboard.type("In a list")
    dialog = open_dialog(page, "Embed")
    dialog.get_by_label("Address").fill("https://vimeo.com/76979872")
    dialog.get_by_role("button", name="Insert the embed").click()
    expect(dialog).to_be_hidden()
    assert saved(page) == (
        "<p>One sentence of words.</p>"
        '<figure data-embed="https://vimeo.com/76979871"></figure>'
        "<ul><li><p>In a list</p></li></ul>"
        '<figure data-embed="https://vimeo.com/76979872"></figure>'
    )


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p {color: red}</style></head><body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment--><h1 style='mso-style-priority:9'>From Word</h1>
<p class=MsoNormal style='margin:0cm;color:#333'><b>Bold</b> and <span
style='font-style:italic'>italic</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span>Inner</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span>Second</p>
<p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal onclick="alert(1)">End<img src=x onerror=alert(1)></p>
<!--EndFragment--></body>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0f">
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;">Bold</span>
<span style="font-weight:400;">plain</span></p><ol style="margin-top:0"><li dir="ltr"
style="list-style-type:decimal;"><p dir="ltr" role="presentation"><span>One</span></p></li></ol>
<p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D"
style="text-decoration:none;"><span style="color:#15c;">a link</span></a></p></b>"""

WEB = """<div class="article" style="font-size:2em"><h4>Heading</h4>
<div>Words in a <code>box</code></div><script>alert(1)</script>
<table><tr><td>Cell</td></tr></table><iframe src="https://x.example"></iframe>
<figure><img src="https://x.example/a.jpg"></figure><p>Last</p></div>"""


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        (
            WORD,
            "<h2>From Word</h2><p><strong>Bold</strong> and <em>italic</em></p>"
            "<ul><li><p>First</p><ul><li><p>Inner</p></li></ul></li><li><p>Second</p></li></ul>"
            "<p>End</p>",
        ),
        (
            DOCS,
            "<p><strong>Bold</strong> plain</p><ol><li><p>One</p></li></ol>"
            '<p><a href="https://example.org/a">a link</a></p>',
        ),
        (WEB, "<h3>Heading</h3><p>Words in a box</p><p>Cell</p><p>Last</p>"),
    ],
    ids=["word processor", "online documents", "web page"],
)
def test_what_is_pasted_leaves_clean_words(page, html, clean):
    text(page).click()
    paste(page, html)
    assert saved(page) == clean


def test_the_lead_picture_and_a_related_story_are_chosen_from_lists(page):
    write(page, "Text.")
    page.locator("[data-chooser=picture]").get_by_role("button", name="Choose").click()
    dialog = page.get_by_role("dialog", name="Lead picture")
    dialog.locator("[role=option]:not([aria-disabled])").first.click()
    dialog.get_by_role("button", name="Choose", exact=True).click()
    expect(page.locator("[data-chooser=picture] img")).to_be_visible()
    page.get_by_text("Related links").click()
    page.locator("[data-chooser=story]").first.get_by_role("button", name="Choose").click()
    dialog = page.get_by_role("dialog", name="Related story")
    headline = dialog.locator(".desk-finder__title").first.inner_text()
    dialog.get_by_role("option").first.click()
    dialog.get_by_role("button", name="Choose", exact=True).click()
    saved(page)
    expect(page.locator("[data-chooser=picture] img")).to_be_visible()
    expect(page.locator("[data-chooser=story]").first).to_contain_text(headline)


def test_names_of_the_byline_change_places(page):
    write(page, "Text.")
    byline = page.locator("#bylines-group")
    byline.get_by_role("button", name=re.compile("Add another")).click()
    rows = byline.locator(".desk-row:not(.empty-form)")
    expect(rows).to_have_count(3)
    for place, name in enumerate(["Second", "Third", "First"]):
        rows.nth(place).get_by_label("Person").select_option("")
        rows.nth(place).get_by_label("Or a guest's name").fill(name)
    for place in (2, 1):
        rows.nth(place).get_by_role("button", name="Move up").click()
    saved(page)
    names = [row.input_value() for row in byline.get_by_label("Or a guest's name").all()[:3]]
    assert names == ["First", "Second", "Third"]


def test_the_screen_is_whole_without_scripts(sign_in, site):
    page = sign_in("reporter", java_script_enabled=False)
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill("Without scripts")
    page.get_by_label("Body").fill("<p>Plain words</p>")
    page.get_by_label("Or a guest's name").nth(1).fill("A guest")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Send to the editor").click()
    expect(page.get_by_text("The story is now: In review.")).to_be_visible()
