"""What was asked for, beside what the parts of a run found: a row for each measure.

The rule: what was not measured is not reached, and a row says so.
"""

from dataclasses import dataclass

MILLION = 1_000_000
GROWS_BY = 1.5
BUSY = 0.9  # of its core, or it was not the server that was at its limit
PAGES = {"story with 20 replies": 30, "front page": 40, "section page": 40}
EVERY_STORY = "search: a word of every story"
LIGHTEST = "the lightest view"


@dataclass(frozen=True)
class Measure:
    """One thing that was asked for."""

    what: str
    asked: str
    found: str = "not measured"
    is_reached: bool | None = None  # None where it was not measured

    @property
    def verdict(self):
        return {True: "reached", False: "**not reached**", None: "**not measured**"}[
            self.is_reached
        ]


def all_of(results):
    """Every measure, from what the parts of a run wrote (by name; a missing one is empty)."""
    serving, mix = results.get("serving", {}), results.get("mix", {})
    return [
        *kept(serving),
        *made_anew(results.get("pages", {})),
        *growing(results.get("growth", {}), "SQLite"),
        *growing(results.get("growth-postgresql", {}), "PostgreSQL"),
        *mixed(mix),
        *memory(serving, mix),
        under("cold start to the first page", 3, serving.get("cold_start_s"), "s", 1),
    ]


def kept(serving):
    for page in ("story", "front"):
        found = serving.get("serving", {}).get(page, {})
        beside = f"kept {page} page, beside fixed bytes through the same server"
        yield beside_the_limit(f"{beside}, with the same headers", 0.8, found, "")
        yield beside_the_limit(f"{beside}, with three headers", 0.8, found, "_bare")
    for page in ("story", "front"):
        found = serving.get("nginx", {}).get(page, {})
        beside = f"{page} page behind nginx, beside a plain file"
        yield beside_the_limit(f"{beside}, with the same headers", 0.95, found, "")
        yield beside_the_limit(f"{beside}, with three headers", 0.95, found, "_bare")


def beside_the_limit(what, limit, found, kind):
    """A ratio of answers a second; of processor time where the load could not ask for more."""
    asked = f"≥ {limit}"
    if not found:
        return Measure(what, asked)
    ratio, by_time = found[f"ratio{kind}"], found[f"time_ratio{kind}"]
    is_busy = found["rate"] * found["ms"] / 1000 > BUSY
    told = f"{ratio:.3f} by answers a second, {by_time:.3f} by processor time"
    told += "" if is_busy else ", which counts: the load could not ask for more"
    return Measure(what, asked, told, (ratio if is_busy else by_time) >= limit)


def made_anew(pages):
    for page, limit in PAGES.items():
        found = pages.get("pages", {}).get(page, {})
        yield most(f"{page}, made anew", limit, found.get("ratio"), "times the lightest view", 1)


def growing(growth, database):
    sizes, acts = growth.get("sizes", []), growth.get("acts", {})
    # Of a made-up archive a few are drafts; how many were to be made counts.
    is_whole = max([*sizes, *growth.get("asked", [])], default=0) >= MILLION
    what = f"each page and act on {database}: the largest archive to the smallest"
    asked = f"≤ {GROWS_BY}, 1,000 to 1,000,000 stories"
    if len(sizes) < 2:
        yield Measure(what, asked)
    else:
        over = too_much(growth)
        found = f"{len(acts) - len(over)} of {len(acts)} keep to it, {in_words(sizes)}"
        found += f"; above: {', '.join(over)}" if over else ""
        yield Measure(what, asked, found, not over if over or is_whole else None)
    what = f"search for a word of every story on {database}"
    asked = "≤ 100 ms, 1,000,000 stories"
    if EVERY_STORY not in acts:
        yield Measure(what, asked)
    else:
        cost = acts[EVERY_STORY]["ms"][-1]
        is_reached = cost <= 100 if is_whole else None
        yield Measure(what, asked, f"{cost:.0f} ms, {sizes[-1]:,} stories", is_reached)


def too_much(growth):
    """The names of what grows by more than it may, with how much."""
    ratios = {name: grown(one) for name, one in growth["acts"].items() if name != LIGHTEST}
    return [f"{name} ({ratio:.2f})" for name, ratio in ratios.items() if ratio > GROWS_BY]


def grown(act):
    """How many times what it costs in the smallest archive it costs in the largest."""
    return act["ms"][-1] / act["ms"][0]


def mixed(mix):
    if not mix:
        for what, asked in (("errors", "none"), ("oldest page", "≤ 1 s"), ("99 %", "< 50 ms")):
            yield Measure(f"mix: {what}", asked)
        return
    errors, log = sum(mix["errors"].values()), len(mix["complaints"])
    number = mix["waits_ms"]["all"]["number"]
    found = f"{errors} of {number:,}"
    found += f", {log} complaints in the site's log" if log else ""
    is_whole = mix["minutes"] >= 10
    lasted = "" if is_whole else f", in {mix['minutes']:g} minutes"
    is_reached = False if errors else is_whole or None
    yield Measure("mix of ten minutes: errors", "none", found + lasted, is_reached)
    stale = mix["staleness"]
    oldest = stale["there"]
    found = f"{oldest:.3f} s, its way included"
    yield Measure("mix: oldest page that came", "≤ 1 s", found, oldest <= 1)
    wait = mix["waits_ms"]["all"]["99"]
    highest = mix.get("highest_rate")
    at = f", {mix['rate']:.0f} a second"
    at += (
        f", the highest being {highest:.0f}"
        if highest
        else ", which is no known part of the highest"
    )
    what = "mix: 99th percentile at half of the highest rate"
    yield Measure(what, "< 50 ms", f"{wait:.1f} ms{at}", wait < 50 if highest else None)


def memory(serving, mix):
    at = "memory of the whole site, one worker each"
    yield under(f"{at}, idle", 250, serving.get("memory_idle_mb"), "MB")
    yield under(f"{at}, giving kept pages", 500, serving.get("memory_load_mb"), "MB")
    loaded = sum(mix["memory_load_mb"].values()) if mix else None
    yield under(f"{at}, in the mix", 500, loaded, "MB")


def most(what, limit, found, unit, digits):
    asked = f"≤ {limit} {unit}"
    if found is None:
        return Measure(what, asked)
    return Measure(what, asked, f"{found:.{digits}f} {unit}", found <= limit)


def under(what, limit, found, unit, digits=0):
    asked = f"< {limit} {unit}"
    if found is None:
        return Measure(what, asked)
    return Measure(what, asked, f"{found:.{digits}f} {unit}", found < limit)


def in_words(sizes):
    return ", ".join(f"{size:,}" for size in sizes) + " stories"
