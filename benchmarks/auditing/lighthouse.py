"""Lighthouse on a phone and on a desktop: its four categories, and the figures that are steady.

Its performance score is a time, on a phone that it pretends to have, and hangs on how busy the
machine is; bytes, requests and the shift of the layout do not.
"""

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from .site import CHROMIUM
from .tools import VERSIONS, path_of

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
DEVICES = {"phone": [], "desktop": ["--preset=desktop"]}


def version():
    return f"Lighthouse {VERSIONS['lighthouse']}"


def report(pages, runs):
    """Print Lighthouse's scores of `pages`; returns whether all are 100."""
    print("## Lighthouse\n")
    print(f"The median of {runs} runs each, on {os.cpu_count()} cores with a load of {_load()}.\n")
    print("| page | device | performance | accessibility | best practices | SEO | LCP | shift |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    good, weights, misses = True, [], []
    for name, page in pages.items():
        for device, options in DEVICES.items():
            results = [_run(page, options) for _number in range(runs)]
            scores = [_median(results, _score(one)) for one in CATEGORIES]
            largest = _median(results, _value("largest-contentful-paint")) / 1000
            shift = _median(results, _value("cumulative-layout-shift"))
            said = " | ".join(f"{score:.0f}" for score in scores)
            print(f"| {name} | {device} | {said} | {largest:.1f} s | {shift:.3f} |", flush=True)
            good = good and min(scores) == 100
            weights.append((name, device, _weight(results[0])))
            misses += [(name, device, title) for title in _missed(results[0])]
    _print_weights(weights)
    if any(not page.is_for_engines for page in pages.values()):
        print(
            "\nSearch and form pages ask search engines not to list them. Lighthouse counts that "
            "as a fault wherever it finds it; there it was told not to."
        )
    for name, device, title in dict.fromkeys(misses):
        print(f"- {name}, {device}: {title}")
    return good


def _run(page, options):
    """One report; asked for again where the browser lost its way before the page was there."""
    for _try in range(TRIES):
        try:
            return _report_of(page, options)
        except subprocess.CalledProcessError as error:
            failure = error
    raise failure


def _report_of(page, options):
    options = list(options)
    if not page.is_for_engines:
        options.append("--skip-audits=is-crawlable")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        command = ["node", path_of("lighthouse") / "cli" / "index.js", page.address, "--quiet"]
        flags = ["--output=json", f"--output-path={output}"]
        chromium = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
        subprocess.run(
            [*command, *flags, chromium, *options],
            check=True,
            env={**os.environ, "CHROME_PATH": CHROMIUM},
        )
        return json.loads(output.read_text())


def _load():
    """How many programs wanted the processor of late: times are of use up to as many as cores."""
    return f"{os.getloadavg()[1]:.0f}"


def _score(category):
    return lambda result: 100 * result["categories"][category]["score"]


def _value(audit):
    return lambda result: result["audits"][audit]["numericValue"]


def _median(results, value):
    return statistics.median(value(result) for result in results)


def _weight(result):
    """Bytes over the wire and requests, by whether they are pictures."""
    items = result["audits"]["network-requests"]["details"]["items"]
    fetched = [one for one in items if one.get("url", "").startswith("http")]
    pictures = [one for one in fetched if one.get("resourceType") == "Image"]
    rest = [one for one in fetched if one not in pictures]
    return [(sum(one["transferSize"] for one in some), len(some)) for some in (rest, pictures)]


def _print_weights(weights):
    print("\n| page | device | without pictures | requests | pictures | requests |")
    print("|---|---|---:|---:|---:|---:|")
    for name, device, ((rest, asked), (pictures, shown)) in weights:
        print(
            f"| {name} | {device} | {rest / 1000:.0f} kB | {asked} "
            f"| {pictures / 1000:.0f} kB | {shown} |"
        )


def _missed(result):
    """The audits that cost a point, in Lighthouse's words."""
    for category in CATEGORIES:
        for reference in result["categories"][category]["auditRefs"]:
            audit = result["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{audit['title']} ({audit.get('displayValue', category)})"
