"""The main pages on the narrowest screen, enlarged, and in a language written from the right."""

import pytest

PAGES = {
    "front": "/",
    "section": "/section/town/",
    "latest": "/latest/",
    "story": "/2026/11/21/ferry-saved-by-one-vote/",
    "galleries": "/2026/10/28/letter-from-aizkorri/",
    "author": "/author/kit-oakhanger/",
    "corrections": "/corrections/",
    "about": "/about/",
    "search": "/search/?q=ferry",
    "nothing found": "/search/?q=" + "unsplittable" * 15,
    "missing": "/no/such/page/",
}
ARABIC = "عبّارة مارام تنجو بفارق صوت واحد بعد جلسة طويلة في المجلس"

# A page that is wider than its window, and what sticks out of it where nothing scrolls for itself.
STICKS_OUT = """() => {
  const root = document.documentElement
  const scrolls = (node) =>
    node && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement))
  const out = [...document.body.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect()
    const isOut = box.right > root.clientWidth + 1 || box.left < -1
    return box.width > 1 && isOut && !scrolls(node.parentElement)
  })
  const wide = root.scrollWidth > root.clientWidth ? [root.scrollWidth] : []
  return [...wide, ...out.slice(0, 5).map((node) => node.outerHTML.slice(0, 120))]
}"""
TURN = """(words) => {
  document.documentElement.dir = "rtl"
  document.documentElement.lang = "ar"
  for (const node of document.querySelectorAll("h1, h2, h3, p, a")) {
    const letters = Math.max(4, node.textContent.length)
    if (!node.firstElementChild) node.textContent = words.slice(0, letters)
  }
}"""


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_at_320_px_or_enlarged_twice_in_either_direction(
    reader, site, name
):
    page = reader(viewport={"width": 320, "height": 640})
    page.goto(site.url(PAGES[name]))
    for turned in (False, True):
        if turned:
            page.evaluate(TURN, ARABIC)
        for width in (320, 640):  # 1,280 px at 200 % are 640
            page.set_viewport_size({"width": width, "height": 640})
            page.wait_for_function("(width) => window.innerWidth === width", arg=width)
            assert page.evaluate(STICKS_OUT) == [], (width, turned)
