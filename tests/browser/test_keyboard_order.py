"""A page by the keyboard alone: everything is reached, in the order it is read, and seen to be."""

from itertools import pairwise

import pytest

PAGES = {
    "front": "/",
    "story": "/2026/11/21/ferry-saved-by-one-vote/",
    "section": "/section/outdoors/",
    "search": "/search/?q=ferry",
    "archive": "/archive/",
    "form": "/replies/yours/",
}

# Every place of the page that the Tab key has to stop at, in the order of the document.
STOPS = """() => {
  const can = "a[href], button, input, select, textarea, summary, [tabindex]"
  const found = [...document.querySelectorAll(can)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && one.type !== "hidden" &&
    one.checkVisibility({checkVisibilityCSS: true}))
  window.stops = found.filter((one) => one.type !== "radio" || one.checked ||
    !found.some((other) => other.name === one.name && other.checked))
  return window.stops.map((one) => one.outerHTML.slice(0, 120))
}"""

# Where the focus is: which of the stops, whether it is seen to be there, and how far down it is.
HERE = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return null
  const around = [here]
  while (around[0].parentElement) around.unshift(around[0].parentElement)
  const drawn = around.some((one) => {
    const style = getComputedStyle(one)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  })
  const box = here.getBoundingClientRect()
  return {
    stop: window.stops.indexOf(here),
    is_marked: drawn,
    is_in_sight: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    words: here.outerHTML.slice(0, 120),
    in_main: Boolean(here.closest("main")),
  }
}"""


def walk(page, most):
    """Where the focus goes, key by key, until it leaves the page."""
    found = []
    for _press in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (found and here["stop"] == 0):
            break
        found.append(here)
    return found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_stops_at_everything_once_in_the_order_it_is_read(reader, site, name, width):
    page = reader(viewport={"width": width, "height": 900})
    page.goto(site.url(PAGES[name]))
    stops = page.evaluate(STOPS)
    found = walk(page, len(stops) + 5)
    assert "skip-link" in found[0]["words"]
    reached = [one["stop"] for one in found]
    missed = [stops[number] for number in range(len(stops)) if number not in reached]
    assert missed == [], "the Tab key passes these over"
    assert reached == list(range(len(stops))), "the order is another than the document's"
    assert [one["words"] for one in found if not one["is_marked"]] == [], "nothing marks the focus"
    assert [one["words"] for one in found if not one["is_in_sight"]] == [], "out of sight"


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_what_comes_next_stands_further_down(reader, site, name):
    """One column: whoever tabs through it never jumps up."""
    page = reader(viewport={"width": 360, "height": 900})
    page.goto(site.url(PAGES[name]))
    stops = page.evaluate(STOPS)
    found = [one for one in walk(page, len(stops) + 5) if one["in_main"]]
    assert found
    jumps = [
        (before["words"], after["words"])
        for before, after in pairwise(found)
        if after["bottom"] <= before["top"]
    ]
    assert jumps == []


def test_the_skip_link_leads_past_the_masthead(reader, site):
    page = reader()
    page.goto(site.url(PAGES["story"]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("name", PAGES)
def test_headings_step_down_one_at_a_time_below_the_only_first_one(reader, site, name):
    """Who reads by headings hears the page's own order."""
    page = reader()
    page.goto(site.url(PAGES[name]))
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6",
        "all => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))",
    )
    assert levels.count(1) == 1
    inside = page.eval_on_selector_all(
        "main :is(h1, h2, h3, h4, h5, h6)", "all => all.map((one) => Number(one.tagName[1]))"
    )
    steps = [after - before for before, after in pairwise(inside)]
    assert max(steps, default=0) <= 1
