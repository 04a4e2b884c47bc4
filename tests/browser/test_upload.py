"""Pictures come in by the chooser and by drop: bars, reasons and the words of their files."""

import base64
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.articles.pictures.conftest import SAMPLES
from tests.articles.pictures.test_likeness import jpeg

UPLOAD = "/admin/articles/picture/upload/"
SAYS_MUCH, BROKEN = SAMPLES / "told" / "xmp.webp", SAMPLES / "bad" / "truncated.jpg"


@pytest.fixture
def noise():
    """A file that no other test brings: the library of the running site is shared by all."""

    def made(name="noise.jpg", size=(600, 400)):
        return {
            "name": name,
            "mimeType": "image/jpeg",
            "buffer": jpeg(Image.effect_noise(size, 90)).read(),
        }

    return made


def as_upload(path):
    return {"name": path.name, "mimeType": "image/jpeg", "buffer": path.read_bytes()}


def row(page, name):
    return (
        page.get_by_label("What became of the files").get_by_role("listitem").filter(has_text=name)
    )


def choose(page, *files):
    page.get_by_label("Pictures", exact=True).set_input_files(list(files))


def dropped(page, *files):
    """Drop files onto the zone, as the system does."""
    transfer = page.evaluate_handle(
        """(files) => {
          const transfer = new DataTransfer()
          for (const { name, content } of files) {
            const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0))
            transfer.items.add(new File([bytes], name, { type: "image/jpeg" }))
          }
          return transfer
        }""",
        [
            {"name": one["name"], "content": base64.b64encode(one["buffer"]).decode()}
            for one in files
        ],
    )
    for event in ("dragover", "drop"):
        page.dispatch_event("[data-zone]", event, {"dataTransfer": transfer})


def test_chosen_files_come_in_one_by_one_and_a_broken_one_stops_no_other(site, sign_in, noise):
    page = sign_in("pictures")
    page.goto(site.url(UPLOAD))
    choose(page, noise("first.jpg"), as_upload(BROKEN), as_upload(SAYS_MUCH), noise("last.jpg"))
    expect(page.get_by_role("status")).to_have_text("3 pictures added, 1 failed.")
    expect(row(page, BROKEN.name)).to_contain_text("This picture is damaged or incomplete")
    expect(row(page, SAYS_MUCH.name)).to_contain_text("From the file: caption, photographer")
    expect(row(page, SAYS_MUCH.name)).to_contain_text("Composite")
    expect(row(page, "first.jpg")).to_contain_text("Still to be said: credit, alt text, licence.")
    expect(page.get_by_role("progressbar", name="All files")).to_have_attribute("max", "1")
    assert page.get_by_role("progressbar", name="All files").evaluate("bar => bar.value") == 1
    row(page, BROKEN.name).get_by_role("button", name="Take off the list").click()
    expect(page.get_by_role("status")).to_have_text("3 pictures added.")

    page.get_by_role("link", name="Describe these pictures").click()
    for_all = page.get_by_role("group", name="For all of them")
    for_all.get_by_label("Credit").fill("Photo: The upload test")
    for alt in page.get_by_label("Alt text").all():
        alt.fill("Grey noise")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("3 pictures are saved.")).to_be_visible()
    expect(page.get_by_text("lacks credit")).to_have_count(0)


def test_dropped_files_come_in_and_the_same_file_asks_first(site, sign_in, noise):
    page = sign_in("pictures")
    page.goto(site.url(UPLOAD))
    twice = noise("dropped.jpg")
    dropped(page, twice, noise("other.jpg"))
    expect(page.get_by_role("status")).to_have_text("2 pictures added.")
    dropped(page, twice | {"name": "again.jpg"})
    again = row(page, "again.jpg")
    expect(again).to_contain_text("This file is in the library already")
    again.get_by_role("button", name="Add it once more").click()
    expect(page.get_by_role("status")).to_have_text("3 pictures added.")
    expect(page.get_by_text("Looks like:")).to_have_count(1)


def test_every_file_has_a_bar_and_can_be_cancelled(site, sign_in, noise):
    page = sign_in("pictures")
    page.goto(site.url(UPLOAD))
    held = []
    page.route(f"**{UPLOAD}", lambda route: held.append(route))
    choose(page, *(noise(f"held-{number}.jpg") for number in range(4)))
    expect(page.get_by_role("progressbar")).to_have_count(5)  # of each file, and of all
    expect(page.get_by_role("status")).to_have_text("4 to go.")
    while len(held) < 2:
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    assert len(held) == 2  # two at a time
    row(page, "held-0.jpg").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status")).to_have_text("3 to go.")
    page.get_by_role("button", name="Cancel all").click()
    expect(page.get_by_role("status")).to_have_text("The list is empty.")
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_a_vanished_server_is_said_at_the_row_and_the_file_is_tried_again(site, sign_in, noise):
    page = sign_in("pictures")
    page.goto(site.url(UPLOAD))
    page.route(f"**{UPLOAD}", lambda route: route.abort("connectionrefused"))
    choose(page, noise("patient.jpg"))
    expect(row(page, "patient.jpg")).to_contain_text("The desk did not answer")
    page.unroute(f"**{UPLOAD}")
    row(page, "patient.jpg").get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status")).to_have_text("1 picture added.")


def test_a_closed_session_loses_nothing(site, sign_in, noise):
    page = sign_in("pictures")
    page.goto(site.url(UPLOAD))
    cookies = page.context.cookies()
    page.context.clear_cookies(name="newsroom_session")
    choose(page, noise("signed-out.jpg"))
    mine = row(page, "signed-out.jpg")
    expect(mine).to_contain_text("You are signed out")
    expect(mine.get_by_role("link", name="Sign in")).to_have_attribute("href", UPLOAD)
    page.context.add_cookies(cookies)
    mine.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status")).to_have_text("1 picture added.")


def test_without_a_script_the_form_sends_all_and_says_what_became_of_each(site, sign_in, noise):
    page = sign_in("pictures", java_script_enabled=False)
    page.goto(site.url(UPLOAD))
    choose(page, noise("plain.jpg"), as_upload(BROKEN))
    page.get_by_role("button", name="Upload").click()
    expect(row(page, "plain.jpg")).to_contain_text("In the library:")
    expect(row(page, BROKEN.name)).to_contain_text("This picture is damaged or incomplete")
    expect(page.get_by_role("link", name="Describe these pictures")).to_have_attribute(
        "href", re.compile(r"/describe/\?picture=\d+$")
    )


def test_a_picture_is_brought_in_from_a_storys_dialog_and_found_on_coming_back(
    site, sign_in, noise
):
    editor = sign_in("editor")
    editor.goto(site.url("/admin/articles/story/add/"))
    lead = editor.locator('[data-chooser="picture"]')
    lead.get_by_role("button", name="Choose…").click()
    dialog = editor.get_by_role("dialog", name="Lead picture")
    with editor.expect_popup() as opened:
        dialog.get_by_role("link", name="Upload pictures").click()
    upload = opened.value
    choose(upload, noise("for-the-story.jpg"))
    upload.get_by_role("link", name="Describe these pictures").click()
    upload.get_by_role("group", name="For all of them").get_by_label("Credit").fill("Photo: D")
    upload.get_by_label("Alt text").fill("Brought in from a story")
    upload.get_by_role("button", name="Save").click()
    expect(upload.get_by_text("1 picture is saved.")).to_be_visible()
    upload.close()
    dialog.get_by_role("button", name="Look again").click()
    dialog.get_by_role("option").filter(has_text="Brought in from a story").click()
    dialog.get_by_role("button", name="Choose").click()
    expect(lead.locator("[data-chosen]")).to_contain_text("Photo: D")


def test_a_picture_that_nobody_described_asks_for_the_storys_own_alt_text(site, sign_in, noise):
    page = sign_in("editor")
    page.goto(site.url(UPLOAD))
    choose(page, noise("undescribed.jpg"))
    page.get_by_role("link", name="Describe these pictures").click()
    page.get_by_label("Caption").fill("Undescribed noise.")
    page.get_by_role("group", name="For all of them").get_by_label("Credit").fill("Photo: U")
    page.get_by_role("button", name="Save").click()
    page.goto(site.url("/admin/articles/story/add/"))
    for button, ready in (("Picture", "Insert the picture"), ("Gallery", "Insert the gallery")):
        page.get_by_role("toolbar").get_by_role("button", name=button).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox").fill("undescribed")
        dialog.get_by_role("option").filter(has_text="Undescribed noise.").click()
        if button == "Gallery":
            dialog.get_by_role("combobox").fill("")
            dialog.get_by_role("option").filter(has_not_text="Undescribed").first.click()
        dialog.get_by_role("button", name=ready).click()
        alert = dialog.get_by_role("alert")
        expect(alert).to_contain_text("It has no alt text yet")
        expect(alert).to_be_in_viewport()
        dialog.get_by_label("Alt text for this story").first.fill("Grey noise")
        dialog.get_by_role("button", name=ready).click()
        expect(dialog).to_have_count(0)
