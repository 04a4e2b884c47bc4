"""What a story page weighs without its pictures, and that nothing jumps while a page comes."""

import brotli
import pytest

STORY = "/2026/11/21/ferry-saved-by-one-vote/"  # with replies, italics and everything else
PAGES = {"front": "/", "section": "/section/town/", "story": STORY}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
BYTES, REQUESTS = 60_000, 12

SHIFTS = """() => new Promise((resolve) => {
  const found = []
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      const moved = one.sources.map((source) => source.node?.className || source.node?.nodeName)
      found.push([one.value, ...moved])
    }
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(found), 100)
})"""


@pytest.fixture
def fetched(reader, untouched_site):
    """What a first reader's browser fetches for the story: {address: (kind, bytes on the wire)}."""
    page = reader()
    seen = {}

    def weighed(request):
        kind, answer = request.resource_type, request.response()
        if answer.status >= 300:  # the demo's story moves with the clock, and its address leads on
            return
        if kind == "document":  # what stands before the site compresses pages
            seen[request.url] = kind, len(brotli.compress(answer.body(), quality=5))
        elif kind != "image":
            seen[request.url] = kind, request.sizes()["responseBodySize"]

    page.on("requestfinished", weighed)
    page.goto(untouched_site.url(STORY))
    page.mouse.wheel(0, 20_000)  # what waits for a reader to come near
    page.wait_for_load_state("networkidle")
    seen["blocking"] = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter((one) => one.renderBlockingStatus === 'blocking').map((one) => one.name)"
    )
    return seen


def test_a_story_page_weighs_at_most_sixty_kilobytes_in_twelve_requests(fetched):
    blocking = fetched.pop("blocking")
    kinds = [kind for kind, _weight in fetched.values()]
    assert kinds.count("font") == 3
    assert kinds.count("stylesheet") == 1
    assert len(fetched) <= REQUESTS, fetched
    assert sum(weight for _kind, weight in fetched.values()) <= BYTES, fetched
    assert [address for address in blocking if not address.endswith(".css")] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_while_a_page_comes_over_a_slow_line(reader, site, name, width):
    page = reader(viewport={"width": width, "height": 800})
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(site.url(PAGES[name]))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.size") > 0
    assert page.evaluate(SHIFTS) == []
