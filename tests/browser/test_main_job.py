"""The whole main job through the doors the world uses: written, published, answered, approved."""

import io
import re
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import expect

PASTED = (
    '<p class="MsoNormal"><b>The harbour</b> was quiet.<o:p></o:p></p>'
    '<h1>What happened next</h1><p class="MsoNormal">Nothing, for once.</p>'
)


def photograph():
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((1600, 1000)).convert("RGB").save(buffer, "JPEG")
    return {"name": "harbour.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def paste(page, html):
    """What a word processor puts on the clipboard, pasted where the cursor is."""
    page.evaluate(
        """html => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
            )
        }""",
        html,
    )


def add_picture(page, site, mark):
    page.goto(site.url("/admin/articles/picture/add/"))
    page.get_by_label("File").set_input_files(photograph())
    page.get_by_label("Caption").fill(f"The harbour at dawn, {mark}.")
    page.get_by_label("Alt text").fill("A grey harbour with no boats")
    page.get_by_label("Credit").fill("(Photo: A. PHOTOGRAPHER/POOL/AFP via Getty Images)")
    page.locator("#id_licence").select_option(label="Agency")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()


def choose(page, button, words):
    """Open a dialog of the editor, type part of a name, take the first that is found."""
    page.get_by_role("button", name=button, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill(words)
    dialog.get_by_role("option", name=re.compile(words)).first.click()
    return dialog


def write_story(page, site, mark):
    headline = f"Harbour wakes to {mark}"
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill(headline)
    page.get_by_label("Standfirst").fill("Nobody had expected it, least of all the gulls.")
    body = page.locator(".ProseMirror")
    body.click()
    page.keyboard.type("It began before six.")
    page.keyboard.press("Enter")
    paste(page, PASTED)
    page.keyboard.press("Enter")
    dialog = choose(page, "READ ALSO line", "Ferry saved")
    dialog.get_by_role("button", name="Insert the line").click()
    dialog = choose(page, "Picture from the library", mark)
    dialog.get_by_label("Caption for this story").fill("The harbour, as our reporter saw it.")
    dialog.get_by_role("button", name="Insert the picture").click()
    expect(body.get_by_text("Ferry saved by one vote")).to_be_visible()
    page.get_by_label("Section", exact=True).select_option(label="Town")
    page.get_by_role("button", name="Send to the editor").click()
    expect(page.locator("main, #content").get_by_text("In review").first).to_be_visible()
    return headline


def read_mail(page, site, recipient, subject):
    """Open the mail to somebody whose subject has these words, once the worker has sent it."""
    for _try in range(180):  # the machine may be cutting the pictures of other tests
        page.goto(site.url("/mail/"))
        letter = page.get_by_role("listitem").filter(has_text=recipient).filter(has_text=subject)
        if letter.count():
            letter.first.get_by_role("link").click()
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail “{subject}” to {recipient} came")


@pytest.mark.parametrize("with_script", [True, False], ids=["with-script", "without-script"])
def test_a_story_is_written_published_answered_and_the_reply_approved(
    site, sign_in, reader, with_script
):
    mark = uuid4().hex[:8]
    reporter = sign_in("reporter")
    add_picture(reporter, site, mark)
    headline = write_story(reporter, site, mark)
    assert reporter.get_by_role("button", name="Publish now").count() == 0

    editor = sign_in("editor")
    editor.goto(site.url(f"/admin/articles/story/?q={mark}"))
    editor.get_by_role("link", name=headline).click()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.locator("main, #content").get_by_text("Published").first).to_be_visible()

    page = reader(java_script_enabled=with_script)
    page.goto(site.url("/latest/"))
    page.get_by_role("link", name=headline).first.click()
    story = page.url
    expect(page.get_by_role("heading", level=1, name=headline)).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="What happened next")).to_be_visible()
    expect(page.get_by_text("The harbour was quiet.")).to_be_visible()
    expect(page.locator(".read-also").get_by_role("link")).to_contain_text(
        "Ferry saved by one vote"
    )
    figure = page.get_by_role("figure").filter(has_text="as our reporter saw it")
    expect(figure).to_contain_text("(Photo: A. PHOTOGRAPHER/POOL/AFP via Getty Images)")
    expect(figure.get_by_role("img")).to_have_attribute("alt", "A grey harbour with no boats")

    words = f"I was there, {mark}, and <b>it was cold</b>."
    address = f"reader-{mark}@example.org"
    page.get_by_role("link", name="Click to comment").click()
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("alert")).to_be_visible()  # nothing was filled in yet
    page.get_by_role("textbox", name="Comment").fill(words)
    page.get_by_role("textbox", name="Name").fill("Early Riser")
    page.get_by_role("textbox", name="Email").fill(address)
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_text("Check your mail")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()

    read_mail(page, site, address, "Please confirm")
    page.locator("main a[href*='/replies/confirm/']").click()
    page.get_by_role("button", name="Yes, it is mine").click()
    page.goto(story)
    assert mark not in page.locator(".thread, .story-replies").first.inner_text()

    moderator = sign_in("moderator")
    moderator.goto(site.url("/admin/comments/reply/"))
    card = moderator.get_by_role("group").filter(has_text=words)
    card.get_by_role("button", name="Approve").click()
    expect(moderator.get_by_role("status")).to_contain_text("1 approved.")

    page.goto(story)
    reply = page.get_by_role("article").filter(has_text=words).last
    expect(reply).to_contain_text("Early Riser")
    assert address not in page.content()
    read_mail(page, site, address, "is published")
    expect(page.get_by_role("main")).to_contain_text("published")
