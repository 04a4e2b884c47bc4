"""What axe-core finds on a reader's page is a barrier to somebody, and a failure here.

By the success criteria of WCAG 2.0 to 2.2, levels A and AA, and what is held to be good practice.
What no program can see (whether an order makes sense, a word is plain) the other tests of this
folder look at, or nobody does.
"""

import re
from uuid import uuid4

import pytest

from .test_main_job import read_mail

AXE_SCRIPT = pytest.importorskip(
    "axe_playwright_python.base",
    reason="axe-core is not installed: it comes with axe-playwright-python",
).AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
STORY = "/2026/11/21/ferry-saved-by-one-vote/"

# Of each page how it is reached: an address, or a way that somebody goes.
PAGES = {
    "front": "/",
    "story": STORY,
    "section": "/section/outdoors/",
    "topic": "/tag/council/",
    "author": "/author/tom-gathercole/",
    "latest": "/latest/",
    "archive": "/archive/",
    "month": "/2026/11/",
    "corrections": "/corrections/",
    "about": "/about/",
    "search": "/search/",
    "search with stories": "/search/?q=ferry",
    "search without one": "/search/?q=qqzzqq",
    "no such page": "/2026/11/21/nothing-was-here/",
    "a link to one's replies": "/replies/yours/",
}


def barriers(page):
    """What axe finds on the page as it is, in either scheme: each rule and where it is broken."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate(
            "options => axe.run(options)", {**options, "resultTypes": ["violations"]}
        )
        assert result["passes"], "axe looked at nothing"
        found += [
            (scheme, broken["id"], [node["html"][:200] for node in broken["nodes"]])
            for broken in result["violations"]
        ]
    return found


def at_both_widths(page):
    """As `barriers`, on a phone and on a desktop."""
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [(width, *one) for one in barriers(page)]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_is_in_anybodys_way(reader, site, name):
    page = reader()
    page.goto(site.url(PAGES[name]))
    assert at_both_widths(page) == []


def test_nothing_in_a_storys_history_is_in_anybodys_way(reader, site):
    page = reader()
    page.goto(site.url(STORY))
    page.goto(f"{page.url}history/")
    assert at_both_widths(page) == []


def test_nothing_on_the_way_of_a_reply_is_in_anybodys_way(reader, site):
    """The form with its errors, what follows, the button of the mail, and what came of it."""
    page, mark = reader(), uuid4().hex[:8]
    page.goto(site.url(STORY))
    page.get_by_role("button", name="Post reply").click()
    assert page.get_by_role("alert").is_visible()
    assert at_both_widths(page) == []

    address = f"reader-{mark}@example.org"
    page.get_by_role("textbox", name="Comment").fill(f"I was there, {mark}.")
    page.get_by_role("textbox", name="Name").fill("Early Riser")
    page.get_by_role("textbox", name="Email").fill(address)
    page.get_by_role("button", name="Post reply").click()
    assert page.get_by_text("Check your mail").is_visible()
    assert at_both_widths(page) == []

    read_mail(page, site, address, "Please confirm")
    page.locator("main a[href*='/replies/confirm/']").click()
    assert at_both_widths(page) == []
    page.get_by_role("button", name="Yes, it is mine").click()
    assert re.search(r"/replies/mine/", page.url)
    assert at_both_widths(page) == []


def test_axe_is_awake(reader, site):
    """A page with three barriers put into it: a picture, a field and a colour."""
    page = reader()
    page.goto(site.url("/about/"))
    page.evaluate(
        """() => {
            const main = document.querySelector("main")
            main.append(document.createElement("input"))
            main.append(Object.assign(document.createElement("img"), {src: "data:,"}))
            const pale = Object.assign(document.createElement("p"), {textContent: "Pale words"})
            pale.style.setProperty("color", "rgb(200 200 200)")
            main.append(pale)
        }"""
    )
    rules = {rule for _scheme, rule, _where in barriers(page)}
    assert {"image-alt", "label", "color-contrast"} <= rules
