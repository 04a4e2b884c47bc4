"""The picture editor's whole job: a file comes in, is described and cropped, and readers get it."""

import io
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import expect

WIDTH, HEIGHT = 1600, 1000
CORNERS = {
    "red": (200, 30, 30),
    "green": (30, 150, 30),
    "blue": (30, 30, 200),
    "sand": (220, 200, 90),
}


def four_corners():
    """A picture whose corners differ: red and green above, blue and sand below."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for place, colour in enumerate(CORNERS.values()):
        down, across = divmod(place, 2)
        image.paste(colour, (across * 800, down * 500, across * 800 + 800, down * 500 + 500))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95)
    return {"name": "corners.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def add_picture(page, site, mark):
    """A picture in the library, described; the page is left on its screen."""
    page.goto(site.url("/admin/articles/picture/add/"))
    page.locator("#id_file").set_input_files(four_corners())
    for name, words in (
        ("caption", f"Four corners, {mark}."),
        ("alt", "Four fields of colour"),
        ("credit", f"Photo: Corner & Sons {mark}"),
    ):
        page.locator(f"#id_{name}").fill(words)
    page.locator("#id_licence").select_option("staff")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_role("heading", name="Focal point and crops")).to_be_visible()


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("changed successfully")).to_be_visible()


def shown(page, crop):
    """The part of the picture that a crop beside it shows: left, top, width, height in pixels."""
    view = page.locator(f"[data-crop={crop}] [data-view]")
    return [round(float(number)) for number in view.get_attribute("viewBox").split()]


def press(page, keys, times=1):
    for _time in range(times):
        page.keyboard.press(keys)


def publish(page, site, mark):
    """An editor puts the picture on top of a story and publishes it."""
    headline = f"Corners of the town {mark}"
    page.goto(site.url("/admin/articles/story/add/"))
    page.get_by_label("Headline", exact=True).fill(headline)
    page.get_by_label("Standfirst").fill("All four of them.")
    page.locator(".ProseMirror").click()
    page.keyboard.type("There are four.")
    page.get_by_label("Section", exact=True).select_option(label="Town")
    page.get_by_role("button", name="Choose…").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill(mark)
    dialog.get_by_role("option").filter(has_text=mark).first.click()
    dialog.get_by_role("button", name="Choose").click()
    page.get_by_role("button", name="Send to the editor").click()
    expect(page.locator("main, #content").get_by_text("In review").first).to_be_visible()
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("main, #content").get_by_text("Published").first).to_be_visible()
    return headline


def colours_of(page, image):
    """Which corners a picture on a page holds: its file as this browser would get it, looked at."""
    address = image.evaluate("image => image.src")
    answer = page.request.get(address)
    assert answer.status == 200
    pixels = (
        Image.open(io.BytesIO(answer.body())).convert("RGB").resize((8, 8), Image.Resampling.BOX)
    )
    return {nearest(pixels.getpixel((x, y))) for x in range(8) for y in range(8)}


def nearest(pixel):
    return min(
        CORNERS,
        key=lambda name: sum(abs(a - b) for a, b in zip(pixel, CORNERS[name], strict=True)),
    )


def test_a_picture_is_cropped_by_keyboard_alone_and_readers_get_that_crop(site, sign_in, reader):
    mark = uuid4().hex[:8]
    desk = sign_in("pictures")
    add_picture(desk, site, mark)
    assert shown(desk, "square") == [300, 0, 1000, 1000]

    stage = desk.get_by_role("application", name="Focal point")
    stage.focus()
    press(desk, "Shift+ArrowRight", 4)
    press(desk, "ArrowRight", 3)
    expect(
        desk.get_by_role("status").filter(has_text="Focal point: 93 % from the left")
    ).to_have_count(1)
    assert shown(desk, "square") == [600, 0, 1000, 1000]
    assert shown(desk, "card") == [100, 0, 1500, 1000]

    by_hand = desk.locator("[data-crop=card]").get_by_role("button", name="By hand")
    by_hand.focus()
    press(desk, "Enter")
    expect(by_hand).to_have_attribute("aria-pressed", "true")
    press(desk, "-", 27)
    press(desk, "Shift+ArrowLeft", 9)
    press(desk, "Shift+ArrowDown", 9)
    left, top, width, height = shown(desk, "card")
    assert left == 0
    assert left + width < 800
    assert top > 500
    assert top + height == HEIGHT
    assert shown(desk, "square") == [600, 0, 1000, 1000]
    press(desk, "Escape")
    expect(by_hand).to_be_focused()
    save(desk)
    assert shown(desk, "card") == pytest.approx([left, top, width, height], abs=1)
    expect(desk.locator("[data-crop=card]")).to_contain_text("chosen by hand")
    expect(desk.get_by_text("Cropped anew").first).to_be_visible()

    headline = publish(sign_in("editor"), site, mark)
    page = reader()
    page.goto(site.url("/latest/"))
    card = page.get_by_role("article").filter(has_text=headline).get_by_role("img").first
    assert colours_of(page, card) == {"blue"}
    page.get_by_role("link", name=headline).first.click()
    expect(page.get_by_text(f"Photo: Corner & Sons {mark}").first).to_be_visible()
    lead = page.get_by_role("figure").get_by_role("img").first
    assert colours_of(page, lead) == set(CORNERS)


def test_a_frame_is_dragged_scaled_and_given_back_to_the_focal_point(site, sign_in):
    desk = sign_in("pictures")
    add_picture(desk, site, uuid4().hex[:8])
    stage = desk.locator("[data-stage]")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    desk.mouse.click(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.1)
    expect(desk.get_by_label("Focal point, from the left")).to_have_value("0.1")
    assert shown(desk, "square") == [0, 0, 1000, 1000]
    square = desk.locator("[data-crop=square]")
    square.get_by_role("button", name="By hand").click()
    for _time in range(6):
        desk.get_by_role("button", name="Smaller").click()
    left, top, width, height = shown(desk, "square")
    assert width == height < 1000
    box = stage.bounding_box()
    x, y = ((left + width / 2) / WIDTH, (top + height / 2) / HEIGHT)
    desk.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] * (x + 0.2), box["y"] + box["height"] * y, steps=4)
    desk.mouse.up()
    assert shown(desk, "square")[0] == pytest.approx(left + 320, abs=3)
    square.get_by_role("button", name="Back to the focal point").click()
    assert shown(desk, "square") == [0, 0, 1000, 1000]
    expect(square.get_by_role("button", name="By hand")).to_be_focused()


def test_without_a_script_the_numbers_do_the_same(site, sign_in):
    desk = sign_in("pictures", java_script_enabled=False)
    add_picture(desk, site, uuid4().hex[:8])
    desk.get_by_label("Focal point, from the left").fill("1")
    desk.get_by_label("Focal point, from the top").fill("0")
    card = desk.locator("[data-crop=card]")
    card.locator("summary").click()
    card.get_by_label("From the left").fill("0")
    card.get_by_label("From the top").fill("0.6")
    card.get_by_label("Width").fill("0.3")
    expect(card.get_by_role("button")).to_have_count(0)
    save(desk)
    assert shown(desk, "square") == [600, 0, 1000, 1000]
    assert shown(desk, "card") == [0, 600, 480, 320]
    card.locator("summary").click()
    for label in ("From the left", "From the top", "Width"):
        card.get_by_label(label).fill("")
    save(desk)
    assert shown(desk, "card") == [100, 0, 1500, 1000]
