"""Writes benchmarks/REPORT.md and its drawings from what the parts of `make bench` wrote down.

    python benchmarks/report.py [FOLDER OF RESULTS] [FOLDER OF THE REPORT]

The rule: every figure comes out of a file that a run wrote; nothing is typed by hand. Those files
are kept with the report, in benchmarks/results, so that whoever doubts it can make it again.
"""

import json
import sys
from pathlib import Path

import drawing
import measures

HERE = Path(__file__).resolve().parent
PARTS = ("serving", "pages", "growth", "growth-postgresql", "mix")
PERCENTILES = ("50", "75", "90", "95", "99", "99.5", "99.9", "99.99", "100")
SHOWN = ("50", "90", "99", "99.9", "100")
BESIDE = {"serving": "fixed", "nginx": "static"}


def main():
    folders = [Path(name) for name in sys.argv[1:]]
    results, target = (*folders, *(HERE / "results", HERE)[len(folders) :])
    found = read(results)
    for name, content in made(found).items():
        (target / name).write_text(content)
    for one in measures.all_of(found):
        print(f"{one.verdict.strip('*'):12} {one.what}: {one.found} ({one.asked})")


def read(folder):
    """What each part wrote, by its name; a part that has no file is left out."""
    found = {}
    for part in PARTS:
        file = folder / f"{part}.json"
        if file.exists():
            found[part] = json.loads(file.read_text())
    return found


def made(found):
    """The files of a report, by name."""
    files = {
        "serving.svg": found.get("serving") and kept_drawn(found["serving"]),
        "pages.svg": found.get("pages") and pages_drawn(found["pages"]),
        **{
            f"{part}.svg": growth_drawn(found[part])
            for part in ("growth", "growth-postgresql")
            if part in found
        },
        "mix.svg": found.get("mix") and mix_drawn(found["mix"]),
    }
    drawn = {name: content for name, content in files.items() if content}
    return {**drawn, "REPORT.md": "\n".join(lines(found, drawn)) + "\n"}


def lines(found, drawn):
    yield "# How fast it is, beside what was asked for\n"
    yield "Written by `make bench` (`benchmarks/report.py`); nothing here is typed by hand.\n"
    yield f"{'; '.join(sorted({machine_of(one) for one in found.values()}))}.\n"
    yield "| what | asked | measured | |\n|---|--:|--:|---|"
    for one in measures.all_of(found):
        yield f"| {one.what} | {one.asked} | {one.found} | {one.verdict} |"
    yield "\nServers have one core and whoever asks them the other. Ratios are of one run, in which"
    yield "what is compared took turns; the middle of all rounds counts.\n"
    yield "## What was run\n"
    yield from commands(found)
    for part, told in (
        ("serving", kept_told),
        ("pages", pages_told),
        ("growth", growth_told),
        ("growth-postgresql", growth_told),
        ("mix", mix_told),
    ):
        if part in found:
            yield from told(found[part], f"{part}.svg" if f"{part}.svg" in drawn else "")


def machine_of(part):
    """The day and the machine of a run, without its database."""
    return part["machine"].partition("; ")[0]


def commands(found):
    for part in PARTS:
        if part not in found:
            yield f"- {part}: not run"
            continue
        more = ""
        if part == "mix":
            more = f" --minutes {found[part]['minutes']:g} --stories {found[part]['stories']}"
            more += "" if found[part]["highest_rate"] else f" --rate {found[part]['rate']:g}"
        if part.startswith("growth"):
            sizes = " ".join(str(size) for size in found[part]["asked"])
            more = f" --sizes {sizes}" if sizes else " DATABASE_URL" * len(found[part]["sizes"])
        program, file = part.partition("-")[0], f"benchmarks/results/{part}.json"
        day = machine_of(found[part]).partition(", ")[0]
        yield f"- `python benchmarks/{program}.py{more} --json {file}` ({day})"
    yield ""


# -- Kept pages


def kept_drawn(serving):
    rows = []
    for part, limit in (("serving", 0.8), ("nginx", 0.95)):
        for page, one in serving.get(part, {}).items():
            where = "nginx" if part == "nginx" else "site"
            rows.append((f"{where}, {page}, same headers", one["ratio"], limit))
            rows.append((f"{where}, {page}, three headers", one["ratio_bare"], limit))
    title = "Kept pages beside fixed bytes, and behind nginx beside a plain file"
    axis = "answers a second, as a part of the bare limit's; dashed: what was asked for"
    return drawing.bars(title, rows, is_most=False, axis=axis) if rows else ""


def kept_told(serving, drawn):
    yield "## Kept pages\n"
    yield from shown(drawn, "Bars of the ratios below, each with the line that was asked for")
    for part, title in (
        ("serving", "The site by its own command, beside fixed bytes through the same server:"),
        ("nginx", "nginx with the site's files, beside a plain file of the same bytes:"),
    ):
        other = BESIDE[part]
        yield f"{title}\n"
        if not serving.get(part):
            yield "Not measured.\n"
            continue
        yield (
            "| page | bytes | a second | bare limit, same headers | bare limit, three headers "
            "| ms of processor time each | of the bare limit | of it with three headers |\n"
            f"|---|{'--:|' * 7}"
        )
        for page, one in serving[part].items():
            yield (
                f"| {page} | {one['bytes']:,} | {one['rate']:,} | {one[f'{other}_rate']:,} "
                f"| {one['bare_rate']:,} | {one['ms']:.4f} | {one[f'{other}_ms']:.4f} "
                f"| {one['bare_ms']:.4f} |"
            )
        yield ""


# -- Pages made anew


def pages_drawn(pages):
    rows = [
        (name, one["ratio"], one.get("at_most"))
        for name, one in pages["pages"].items()
        if name != "lightest view"
    ]
    title = "Pages made anew, as times the lightest view"
    return drawing.bars(title, rows, is_most=True, axis="dashed: the most that was asked for")


def pages_told(pages, drawn):
    yield "## Pages made anew\n"
    yield f"{pages['machine']}; {pages['database']}\n"
    yield from shown(drawn, "Bars of the last column but one below")
    yield "| page | queries | kB | ms | times the lightest | at most |\n|---|--:|--:|--:|--:|--:|"
    for name, one in pages["pages"].items():
        yield (
            f"| {name} | {one['queries']} | {one['kb']:.0f} | {one['ms']:.1f} "
            f"| {one['ratio']:.1f} | {one.get('at_most') or ''} |"
        )
    yield ""


# -- The growing archive


def growth_drawn(growth):
    rows = [
        (name, [cost / one["ms"][0] for cost in one["ms"]]) for name, one in growth["acts"].items()
    ]
    names = [f"{size:,}" for size in growth["sizes"]]
    axis = "times the cost in the smallest archive"
    database = growth["machine"].rpartition("; ")[2]
    title = f"What grows with the archive ({database}): at most {measures.GROWS_BY} was asked for"
    return drawing.dots(title, rows, names, asked=measures.GROWS_BY, axis=axis)


def growth_told(growth, drawn):
    yield f"## The growing archive: {growth['machine'].rpartition('; ')[2]}\n"
    yield f"{growth['machine']}; processor time, the database's included\n"
    yield from shown(
        drawn, "A row for each page and act, with what it costs by size of the archive"
    )
    sizes = [f"ms, {size:,}" for size in growth["sizes"]]
    work = [f"work, {size:,}" for size in growth["sizes"]]
    yield f"| what | queries | {' | '.join(sizes)} | times the first | {' | '.join(work)} |"
    yield f"|---|{'--:|' * (2 + 2 * len(sizes))}"
    for name, one in growth["acts"].items():
        ratio = measures.grown(one)
        cells = [one["queries"], *(f"{cost:.1f}" for cost in one["ms"])]
        cells.append(f"**{ratio:.2f}**" if ratio > measures.GROWS_BY else f"{ratio:.2f}")
        cells += [f"{amount:,}" for amount in one["work"]]
        yield f"| {name} | {' | '.join(cells)} |"
    yield "\nWork does not depend on what else runs: instructions of SQLite's virtual machine, its"
    yield "full-text search not among them, or pages of 8 kB that PostgreSQL looked at.\n"


# -- The mix


def mix_drawn(mix):
    kinds = [kind for kind in ("story", "search", "reply") if mix["waits_ms"].get(kind)]
    series = {kind: [mix["waits_ms"][kind][one] for one in PERCENTILES] for kind in kinds}
    series = {"all": [mix["waits_ms"]["all"][one] for one in PERCENTILES], **series}
    title = f"What readers wait for in the mix, at {mix['rate']:.0f} requests a second"
    axis = "milliseconds, by percentile; dashed: below 50 ms for 99 of 100 of all was asked for"
    return drawing.steps(title, series, PERCENTILES, asked=50, at="99", axis=axis)


def mix_told(mix, drawn):
    yield "## The mix\n"
    highest = mix["highest_rate"]
    of_it = f", half of the highest that was kept up with ({highest:.0f})" if highest else ""
    yield f"{mix['machine']}; sqlite, {mix['stories']:,} stories; {mix['rate']:.0f} requests a"
    yield f"second for {mix['minutes']:g} minutes{of_it}."
    yield "What is asked and how is told at the head of [mix.py](mix.py).\n"
    yield from shown(drawn, "Lines of the percentiles below")
    yield "Milliseconds, from the moment at which somebody was to come; those of the desk, of who"
    yield "confirms and of the probes from the press of the button.\n"
    yield f"| kind | requests | {' | '.join(f'{one} %' for one in SHOWN)} |"
    yield f"|---|{'--:|' * (1 + len(SHOWN))}"
    for kind, waits in {**mix["waits_ms"], **mix["desk_ms"]}.items():
        cells = [f"{waits[one]:.1f}" for one in SHOWN]
        yield f"| {kind} | {waits['number']:,} | {' | '.join(cells)} |"
    yield ""
    yield from steps_told(mix["steps"])
    yield from what_else(mix)


def steps_told(steps):
    """How the highest rate was found."""
    if not steps:
        return
    yield "How the highest rate was found, in the order it was tried:\n"
    yield (
        "| a second | kept up with | left at the end | worker behind, s | 50 %, ms "
        "| web server, of its core |"
    )
    yield "|--:|---|--:|--:|--:|--:|"
    for one in steps:
        yield (
            f"| {one['rate']:.0f} | {'yes' if one['is_kept'] else 'no'} | {one['left']} "
            f"| {one['behind_s']} | {one['ms']:.1f} | {one['web_share']:.0%} |"
        )
    yield ""


def what_else(mix):
    stale, late = mix["staleness"], mix["generator_late_ms"]
    errors = [f"{what} ({number})" for what, number in mix["errors"].items()]
    yield f"- Errors: {'; '.join(errors) or 'none'}."
    yield f"- Complaints in the site's log: {len(mix['complaints']) or 'none'}."
    yield f"- Changes published since the start: {mix['changes']}. Pages looked at:"
    yield f"  {mix['pages_looked_at']:,}, of {mix['versions']:,} versions. The oldest that came had"
    yield f"  been false for {stale['there'] * 1000:.0f} ms, its way included; asked for after a"
    yield f"  change and false: {stale['asked_after']} ({stale['asked'] * 1000:.0f} ms at most)."
    yield f"- Probes: {stale['probes']}. They got a page with the change"
    yield f"  {stale['probe_median'] * 1000:.0f} ms after it in the middle,"
    yield f"  {stale['probe_most'] * 1000:.0f} ms at most, the making of the page included."
    for part in ("web", "worker"):
        yield (
            f"- The {part}: {mix['processor_seconds'][part]:.0f} s of processor time in "
            f"{mix['seconds']:.0f} s; {mix['memory_idle_mb'][part]} MB idle, "
            f"{mix['memory_load_mb'][part]} MB when the whole site had most."
        )
    yield f"- The generator was late by {late['99']:.1f} ms (99 %), {late['100']:.1f} ms at most,"
    yield f"  which is in the waits above. Asked again on another connection: {mix['asked_again']}."


def shown(drawn, words):
    if drawn:
        yield f"![{words}]({drawn})\n"


if __name__ == "__main__":
    main()
