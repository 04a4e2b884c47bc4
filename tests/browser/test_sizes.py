"""What a page says of how wide its pictures show is how wide a browser shows them."""

import pytest

PAGES = {
    "front": "/",
    "latest": "/latest/",
    "section": "/section/outdoors/",
    "story": "/2026/11/21/ferry-saved-by-one-vote/",
}
TOLERANCE = 0.14  # of the width shown: less than a step between two widths that are made

# For each picture how wide it is shown, and how wide the part of `sizes` that holds here says.
WIDTHS = """() => [...document.querySelectorAll("picture > img")].map((image) => {
  const said = document.createElement("div")
  for (const part of image.sizes.split(/, (?![^(]*\\))/)) {
    const [, query, width] = part.match(/^(\\(min-width: [^)]*\\))? ?(.*)$/)
    if (query && !matchMedia(query).matches) continue
    said.style.setProperty("inline-size", width)
    break
  }
  said.style.setProperty("position", "absolute")
  document.body.append(said)
  const result = {
    place: image.closest("[class]:not(picture):not(a)").className,
    shown: image.getBoundingClientRect().width,
    said: said.getBoundingClientRect().width,
  }
  said.remove()
  return result
})"""


@pytest.mark.parametrize("width", [360, 768, 1024, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_picture_is_as_wide_as_its_sizes_say(page, site, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url(PAGES[name]))
    pictures = page.evaluate(WIDTHS)
    assert pictures
    wrong = [one for one in pictures if abs(one["said"] - one["shown"]) > TOLERANCE * one["shown"]]
    assert wrong == []
