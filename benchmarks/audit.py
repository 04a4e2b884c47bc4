"""What programs that judge pages say of ours: the Nu HTML checker, and Lighthouse on both devices.

Run with: make audit. It starts the demo newsroom in a folder of its own, asks for its pages as a
reader would, and prints what benchmarks/AUDIT.md shows. Needs Node.js, Java and Chromium; the two
programs are fetched with npm into var/audit, and nothing of the site depends on them. What axe-core
finds, what a page weighs and whether it jumps is asked by tests, each time they run.
"""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from auditing import checker, lighthouse, site

MEASURED = ("story", "front", "section", "search", "form")  # by Lighthouse; the checker reads all


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--only", choices=["html", "lighthouse"], help="leaves out the other")
    arguments.add_argument("--runs", type=int, default=3, help="of Lighthouse; the median counts")
    only, runs = vars(arguments.parse_args()).values()
    with tempfile.TemporaryDirectory(prefix="newsroom-audit-") as name:
        folder = Path(name)
        with site.demo(folder) as demo:
            good = _report(site.pages(demo), folder, only, runs)
    sys.exit(0 if good else 1)


def _report(pages, folder, only, runs):
    """Print what both programs say; returns whether neither has anything to say."""
    print(f"# What programs say of the pages\n\n{_made_on()}\n")
    good = True
    if only != "lighthouse":
        good = checker.report(pages, folder)
    if only != "html":
        good = lighthouse.report({name: pages[name] for name in MEASURED}, runs) and good
    return good


def _made_on():
    versions = [checker.version(), lighthouse.version(), site.chromium_version()]
    return f"Made by `make audit` on {datetime.now(UTC):%d %B %Y} with {', '.join(versions)}."


if __name__ == "__main__":
    main()
