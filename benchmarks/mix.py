"""The busiest hour: readers, searches and replies while an editor, a moderator and pictures work.

Run with: make bench, or python benchmarks/mix.py --minutes 10. The site is started on production
settings by its own single command and has a core for itself, web server and worker; all who ask
have the other one. It holds a made-up archive in SQLite, and its mail goes to a letterbox of ours.

Of a hundred requests 95 read (80 % a story, chosen by a power law, the newest most, and a tenth of
those what was just published; 12 % the front page; 8 % a section), four search for words of the
archive's headlines, one posts a reply by the form of the page that was read before. Each reader who
replies comes from a network of their own, as the proxy in front would say. Beside that: an editor
publishes or changes a story every ten seconds, a moderator approves a page of replies every ten, a
photograph of twelve megapixels is uploaded every minute, all by the forms of the desk; and whoever
posted a reply opens the link in the mail and presses its button.

Readers come at random moments, by a clock, whether or not those before them were answered; a wait
counts from the moment at which somebody was to come, so nobody is left out because the generator
itself was waiting. How late the generator was is reported: it is part of those waits.

First the highest rate is found that the site keeps up with: steps of two minutes, each half as much
again as the one before, then halfway between. A step is kept up with where nothing fails, less than
half a second's readers are left at its end, and nothing waits for the worker that came more than a
minute ago, be it at the second try: readers who get their pages while no mail goes out and no
picture is made have a site that falls behind. Then half of that rate is measured.

Every page that is got is looked at: headlines of the editor carry marks, so it is seen how old it
is (mixing/marks.py). When a change was committed is seen in the database itself. Needs two cores
and taskset.
"""

import argparse
import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from measuring import machine
from mixing import marks, site
from mixing.asking import Lines
from mixing.letterbox import Letterbox
from mixing.readers import Readers
from mixing.staff import Staff
from pictures import photograph

FIRST_RATE, HARDER, CLOSE_ENOUGH = 180, 1.5, 1.25
STEP, WARM_UP = 120, 20  # seconds; the rarest act of the desk comes twice in a step
LEFT = 0.5  # seconds' readers may be left at the end of a step that was kept up with
BEHIND = 60  # seconds that the worker may be behind then
BETWEEN_WEIGHINGS = 5  # seconds
PERCENTILES = (50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100)
SHOWN = (50, 90, 99, 99.9, 100)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--stories", type=int, default=2000, help="in the archive")
    asked.add_argument("--rate", type=float, help="requests a second; half the highest if left out")
    asked.add_argument("--json", type=Path, help="a file for what was found")
    asked = asked.parse_args()
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("Two cores are needed: one for the site, one for those who ask it.")
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name, ExitStack() as running:
        folder, box = Path(name), Letterbox()
        site.prepare(folder, asked.stories)
        served = running.enter_context(site.started(folder, box.port))
        served.wait_until_nothing_waits()
        found = {"minutes": asked.minutes, "stories": asked.stories, "machine": machine()}
        found["memory_idle_mb"] = {part: round(mb) for part, mb in served.memory().items()}
        os.sched_setaffinity(0, {site.LOAD_CORE})
        archive = site.archive_in(folder)
        staff = Staff(served, archive, photograph(), box)
        found |= asyncio.run(mixed(served, archive, staff, asked))
    report(found)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


async def mixed(served, archive, staff, asked):
    """Find the rate, hold it, and say what was found."""
    gc.disable()  # it would stop everything for tens of milliseconds, and there is little to find
    lines = Lines(served.port)
    readers = Readers(lines, served.host, archive)
    listen(staff, readers)
    await readers.come(FIRST_RATE / 2, WARM_UP)
    steps = [] if asked.rate else await steps_up_to_the_highest(served, readers)
    highest = max((step["rate"] for step in steps if step["is_kept"]), default=None)
    rate = asked.rate or highest / 2
    await asyncio.to_thread(served.wait_until_nothing_waits)
    readers.begin()
    staff.begin()
    memory = []
    weighing = asyncio.create_task(weigh(served, memory))
    before, begin = served.processor_seconds(), time.monotonic()
    await readers.come(rate, asked.minutes * 60)
    lasted = time.monotonic() - begin
    used = {part: all - before[part] for part, all in served.processor_seconds().items()}
    weighing.cancel()
    asyncio.get_running_loop().remove_reader(staff.pipe.fileno())
    worked = staff.report()
    lines.close()
    truth = marks.Truth(worked["changes"], worked["lists"])
    return {
        "highest_rate": highest,
        "steps": steps,
        "rate": rate,
        "requests": {kind: len(some) for kind, some in sorted(readers.waits.items())},
        "seconds": lasted,
        "errors": {**readers.errors, **worked["errors"]},
        "samples": readers.samples + worked["samples"],
        "complaints": served.complaints()[:20],
        "waits_ms": {
            "all": in_milliseconds([one for some in readers.waits.values() for one in some])
        }
        | {kind: in_milliseconds(some) for kind, some in sorted(readers.waits.items())},
        "desk_ms": {kind: in_milliseconds(some) for kind, some in sorted(worked["waits"].items())},
        "generator_late_ms": in_milliseconds(readers.lags),
        "connections": lines.opened,
        "asked_again": lines.again,
        "megabytes_sent": readers.bytes / 1e6,
        "processor_seconds": used,
        "memory_load_mb": {
            part: round(mb) for part, mb in max(memory, key=lambda one: sum(one.values())).items()
        },
        "changes": len(worked["changes"]),
        "staleness": marks.staleness(truth, readers.pages) | probed(worked["probes"]),
        "pages_looked_at": len(readers.pages),
        "versions": len(readers.versions),
    }


def listen(staff, readers):
    """Readers hear at once what was published."""

    def heard():
        try:
            _kind, change = staff.pipe.recv()
        except EOFError:
            sys.exit("Those who work at the desk could not begin; see the lines above.")
        if change.is_new:
            readers.fresh.append(change.path)

    asyncio.get_running_loop().add_reader(staff.pipe.fileno(), heard)


async def steps_up_to_the_highest(served, readers):
    """Steps, each harder than the last, until one is too much; then between that and the last."""
    steps, rate = [], FIRST_RATE
    while await keeps_up(served, readers, rate, steps):
        rate *= HARDER
    kept = max((one["rate"] for one in steps if one["is_kept"]), default=None)
    if kept is None:
        sys.exit(f"The site does not keep up with {FIRST_RATE} a second: {readers.samples}")
    while rate / kept > CLOSE_ENOUGH:
        between = (rate * kept) ** 0.5
        if await keeps_up(served, readers, between, steps):
            kept = between
        else:
            rate = between
    return steps


async def keeps_up(served, readers, rate, steps):
    """Whether the site keeps up with a rate, at the first try or at the second."""
    for _try in range(2):
        steps.append(await step(served, readers, rate))
        if steps[-1]["is_kept"]:
            return True
        await asyncio.to_thread(served.wait_until_nothing_waits)
    return False


async def step(served, readers, rate):
    """Hold a rate for some seconds, and say whether the site kept up with it."""
    readers.begin()
    before, begin = served.processor_seconds(), time.monotonic()
    await readers.come(rate, STEP)
    used, lasted = served.processor_seconds(), time.monotonic() - begin
    behind = (await asyncio.to_thread(served.health))["tasks"]["oldest_age"] or 0
    is_in_time = readers.left_at_the_end <= LEFT * rate and behind <= BEHIND
    one = {
        "rate": rate,
        "is_kept": is_in_time and not readers.errors,
        "left": readers.left_at_the_end,
        "behind_s": behind,
        "ms": in_milliseconds([one for some in readers.waits.values() for one in some])["50"],
        "late_ms": in_milliseconds(readers.lags)["99"],
        "web_share": (used["web"] - before["web"]) / lasted,
        "errors": dict(readers.errors),
    }
    print(
        f"{rate:.0f} a second: {'kept up with' if one['is_kept'] else 'too many'}; {one['left']} "
        f"left, the worker {one['behind_s']} s behind, {one['ms']:.0f} ms in the middle, the "
        f"generator late by {one['late_ms']:.1f} ms, the web server at {one['web_share']:.0%} of "
        f"its core {one['errors'] or ''}",
        flush=True,
    )
    return one


async def weigh(served, memory):
    while True:
        memory.append(served.memory())
        await asyncio.sleep(BETWEEN_WEIGHINGS)


def probed(probes):
    """How long after a change the slowest page was seen to show it; and all in the middle."""
    after = [seconds for _path, seconds, _asked in probes]
    return {
        "probes": len(probes),
        "probe_most": max(after, default=0.0),
        "probe_median": statistics.median(after) if after else 0.0,
    }


def in_milliseconds(waits):
    """The percentiles of waits in seconds, by name."""
    ordered = sorted(waits)
    if not ordered:
        return {}
    last = len(ordered) - 1
    return {f"{one:g}": ordered[round(last * one / 100)] * 1000 for one in PERCENTILES} | {
        "number": len(ordered)
    }


def report(found):
    highest = f"; the highest was {found['highest_rate']:.0f}" if found["highest_rate"] else ""
    print(f"\n{found['machine']}; {found['stories']:,} stories, sqlite")
    print(f"\n{found['rate']:.0f} requests a second for {found['minutes']:g} minutes{highest}\n")
    print(f"| kind | requests | {' | '.join(f'{one:g} %' for one in SHOWN)} |")
    print(f"|---|--:|{'--:|' * len(SHOWN)}")
    for kind, waits in {**found["waits_ms"], **found["desk_ms"]}.items():
        cells = [f"{waits[f'{one:g}']:.1f}" for one in SHOWN]
        print(f"| {kind} | {waits['number']} | {' | '.join(cells)} |")
    stale, used = found["staleness"], found["processor_seconds"]
    print(f"\nerrors: {found['errors'] or 'none'}")
    for line in [*found["samples"], *found["complaints"]]:
        print(f"  {line}")
    print(
        f"changes: {found['changes']}; the oldest page that came had been false for "
        f"{stale['there'] * 1000:.0f} ms ({stale['worst']}); asked for after a change and false: "
        f"{stale['asked_after']} pages, {stale['asked'] * 1000:.0f} ms at most; a probe "
        f"saw a change after {stale['probe_most'] * 1000:.0f} ms at most"
    )
    late = found["generator_late_ms"]
    print(f"the generator was late by {late['99']:.1f} ms (99 %), {late['100']:.1f} ms at most")
    print(
        f"processor seconds: web {used['web']:.1f}, worker {used['worker']:.1f} of "
        f"{found['seconds']:.0f}; megabytes: {found['memory_idle_mb']} idle, "
        f"{found['memory_load_mb']} at most"
    )


if __name__ == "__main__":
    main()
