"""The report of the benchmarks says what a run found, and that it is not enough where it is not."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
import drawing
import measures
import report

PERCENTILES = dict.fromkeys(report.PERCENTILES, 10.0) | {"number": 1000}


def one(ratio, **more):
    rates = dict.fromkeys(("rate", "fixed_rate", "static_rate", "bare_rate", "bytes"), 30_000)
    times = dict.fromkeys(("ms", "fixed_ms", "static_ms", "bare_ms"), 0.033)
    ratios = dict.fromkeys(("ratio", "ratio_bare", "time_ratio", "time_ratio_bare"), ratio)
    return {**ratios, **rates, **times, **more}


def grown(database, asked):
    acts = ("front page", measures.EVERY_STORY)
    costs = {"queries": "8", "ms": [40.0, 44.0], "work": [100, 110]}
    return {
        "machine": f"2026-11-23, a machine; {database}",
        "asked": asked,
        "sizes": [1000, 1_000_000],
        "acts": {name: dict(costs) for name in acts},
    }


@pytest.fixture
def found():
    """A run that reached all that was asked for."""
    page = {"queries": 7, "kb": 40.0, "ms": 4.0, "at_most": 30}
    return {
        "serving": {
            "machine": "2026-11-22, a machine",
            "serving": {"story": one(0.9), "front": one(0.85)},
            "nginx": {"story": one(0.99), "front": one(0.98)},
            "memory_idle_mb": 200,
            "memory_load_mb": 210,
            "cold_start_s": 2.5,
        },
        "pages": {
            "machine": "2026-11-22, a machine",
            "database": "sqlite",
            "pages": {name: {**page, "ratio": 20.0} for name in measures.PAGES},
        },
        "growth": grown("sqlite", [1000, 1_000_000]),
        "growth-postgresql": grown("postgresql", []),
        "mix": {
            "machine": "2026-11-22, a machine",
            "minutes": 10,
            "seconds": 600,
            "stories": 2000,
            "rate": 300,
            "highest_rate": 600,
            "steps": [
                {
                    "rate": 600,
                    "is_kept": True,
                    "left": 9,
                    "behind_s": 4,
                    "ms": 7.0,
                    "web_share": 0.9,
                }
            ],
            "waits_ms": {"all": PERCENTILES, "story": PERCENTILES},
            "desk_ms": {"desk: publish": PERCENTILES},
            "generator_late_ms": PERCENTILES,
            "errors": {},
            "samples": [],
            "complaints": [],
            "asked_again": 0,
            "changes": 60,
            "pages_looked_at": 900,
            "versions": 400,
            "requests": {"story": 1000},
            "staleness": {
                "there": 0.02,
                "asked": 0,
                "asked_after": 0,
                "worst": None,
                "probes": 60,
                "probe_most": 0.1,
                "probe_median": 0.02,
            },
            "processor_seconds": {"web": 300, "worker": 30},
            "memory_idle_mb": {"web": 130, "worker": 80},
            "memory_load_mb": {"web": 200, "worker": 150},
        },
    }


def made(found):
    return report.made(found)


def verdicts(found):
    return {one.what: one.is_reached for one in measures.all_of(found)}


def test_a_run_that_reached_everything_says_so_in_each_line(found):
    assert set(verdicts(found).values()) == {True}
    page = made(found)["REPORT.md"]
    assert "| reached |" in page
    assert "not reached" not in page
    assert "not measured" not in page


def test_each_measure_that_is_missed_is_said_to_be_missed(found):
    found["serving"]["serving"]["story"]["ratio"] = 0.79
    found["serving"]["nginx"]["front"]["ratio_bare"] = 0.94
    found["serving"] |= {"memory_idle_mb": 251, "cold_start_s": 3.1}
    found["pages"]["pages"]["front page"]["ratio"] = 41.0
    found["growth"]["acts"]["front page"]["ms"] = [40.0, 61.0]
    found["mix"]["errors"] = {"search: 500": 1}
    found["mix"]["staleness"]["there"] = 1.2
    found["mix"]["waits_ms"]["all"] = PERCENTILES | {"99": 50.0}
    found["mix"]["memory_load_mb"] = {"web": 300, "worker": 201}
    missed = [what for what, is_reached in verdicts(found).items() if is_reached is False]
    assert len(missed) == 10
    page = made(found)["REPORT.md"]
    assert page.count("**not reached**") == 10
    assert "front page (1.52)" in page
    assert "search: 500 (1)" in page


def test_where_the_load_was_at_its_limit_processor_time_decides(found):
    story = found["serving"]["nginx"]["story"]
    story |= {"ratio": 1.0, "time_ratio": 0.6, "ms": 0.015}
    told = next(one for one in measures.all_of(found) if one.what.startswith("story page behind"))
    assert told.is_reached is False
    assert "the load could not ask for more" in told.found
    story["ms"] = 0.033
    assert False not in verdicts(found).values()


def test_what_was_not_measured_is_not_reached(found):
    assert set(verdicts({}).values()) == {None}
    found["growth"] |= {"sizes": [1000, 99_500], "asked": [1000, 100_000]}
    found["mix"] |= {"minutes": 1, "highest_rate": None}
    found["serving"]["nginx"] = {}
    open_ones = [what for what, is_reached in verdicts(found).items() if is_reached is None]
    assert len(open_ones) == 4 + 2 + 2
    assert "**not measured**" in made(found)["REPORT.md"]


def test_a_report_is_made_of_whatever_parts_were_run(found):
    for part in report.PARTS:
        page = made({other: content for other, content in found.items() if other != part})[
            "REPORT.md"
        ]
        assert page.count(": not run") == 1
        assert f"- {part}: not run" in page


def test_the_report_names_the_commands_and_shows_its_drawings(found):
    files = made(found)
    page = files["REPORT.md"]
    assert "\n2026-11-22, a machine; 2026-11-23, a machine.\n" in page
    assert "growth.json` (2026-11-23)" in page
    assert "`python benchmarks/mix.py --minutes 10 --stories 2000 --json " in page
    assert "`python benchmarks/growth.py --sizes 1000 1000000 --json " in page
    assert "`python benchmarks/growth.py DATABASE_URL DATABASE_URL --json " in page
    drawn = {name for name in files if name.endswith(".svg")}
    assert drawn == {f"{part}.svg" for part in report.PARTS}
    assert all(f"({name})" in page for name in drawn)


def test_a_drawing_has_a_title_and_keeps_within_its_edges(found):
    for name, content in made(found).items():
        if not name.endswith(".svg"):
            continue
        svg = ElementTree.fromstring(content)
        assert svg[0].text, name
        height = float(svg.get("height"))
        for element in svg.iter():
            for side, most in (("x", drawing.WIDTH), ("y", height), ("cx", drawing.WIDTH)):
                assert 0 <= float(element.get(side, 0)) <= most, (name, element.attrib)


def test_a_bar_that_misses_what_was_asked_for_looks_otherwise():
    rows = [("good", 0.9, 0.8), ("bad", 0.7, 0.8)]
    svg = drawing.bars("Title", rows, is_most=False, axis="")
    assert svg.count('class="missed"') == svg.count('class="reached"') == 1
    assert drawing.bars("Title", rows, is_most=True, axis="").count('class="missed"') == 1


def test_what_runs_wrote_is_read(found, tmp_path):
    (tmp_path / "pages.json").write_text(json.dumps(found["pages"]))
    assert report.read(tmp_path) == {"pages": found["pages"]}
