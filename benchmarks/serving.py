"""How fast kept pages are given, beside fixed bytes of the same length through the same server.

Run with: make bench. The site is started by its own single command on production settings; servers
and load (wrk) have a core each, and what is compared takes turns. Fixed bytes come twice: with the
headers that the page has, and bare, with three. Then an nginx gives the same pages from files, by
the configuration that `manage.py nginx` prints, beside plain files of the same bytes. Figures of
different machines do not compare; the ratios, of the same run, do. Needs two cores, wrk, taskset,
and for the second part nginx with its module brotli_static.

    python benchmarks/serving.py --json FILE    (writes what was found into a file, too)
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import plain_nginx
from measuring import machine
from servers import ROOT, free_port, in_turns, memory_of, needed, ratio, started

sys.path.insert(0, str(ROOT))
from newsroom.turns import TAKERS

SECRET = "for-this-run-alone-and-as-long-as-a-secret-has-to-be-0123456789"
# As `manage.py start` starts it.
SERVER = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-ws"]
SERVER += ["--blocking-threads", str(TAKERS), "--log-level", "warning"]
BARE = {"content-type", "content-encoding", "content-length"}
OF_THE_SERVER = {"date", "server", "connection", "transfer-encoding"}


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--json", type=Path, help="a file for what was found")
    found = measured()
    report(found)
    if file := asked.parse_args().json:
        file.write_text(json.dumps(found, indent=2) + "\n")


def measured():
    """What was found, by name; see docs/speed.md."""
    needed("wrk", "taskset")
    found = {"machine": machine(), "serving": {}, "nginx": {}}
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        prepare(folder)
        paths = {"story": story_path(folder), "front": "/"}
        with started_site(in_production(folder)) as site:
            found["cold_start_s"] = round(site.seconds_to_start, 2)
            wait_for_the_worker(site)
            found["memory_idle_mb"] = round(memory_of(site.pid))
            for page, path in paths.items():
                found["serving"][page] = beside_fixed_bytes(site, path, folder)
            found["memory_load_mb"] = round(memory_of(site.pid))
        if plain_nginx.is_there():
            port = free_port()
            files = {"PAGE_FILES_MEGABYTES": 200, "TRUSTED_PROXIES": 1}
            known = in_production(folder, SITE_URL=f"http://localhost:{port}", **files)
            with started_site(known) as site:
                wait_for_the_worker(site)
                for page, path in paths.items():
                    found["nginx"][page] = behind_nginx(site, path, port, known, folder)
    return found


def report(found):
    print(f"cold start to the first page: {found['cold_start_s']:.1f} s")
    print(f"memory of the whole site, idle: {found['memory_idle_mb']} MB")
    print(f"memory of the whole site, under load: {found['memory_load_mb']} MB")
    for title, part, other in (
        ("the site beside fixed bytes through the same server", "serving", "fixed"),
        ("nginx with the site's files beside a plain file", "nginx", "static"),
    ):
        print(f"\n{title}:\n")
        print(
            f"| page | bytes | a second | {other}, same headers | {other}, bare | ratio | to bare "
            f"| ms each | {other}, same headers | {other}, bare |\n|---|{'--:|' * 9}"
        )
        for page, one in found[part].items():
            print(
                f"| {page} | {one['bytes']} | {one['rate']:.0f} | {one[f'{other}_rate']:.0f} "
                f"| {one['bare_rate']:.0f} | {one['ratio']:.2f} | {one['ratio_bare']:.2f} "
                f"| {one['ms']:.4f} | {one[f'{other}_ms']:.4f} | {one['bare_ms']:.4f} |"
            )
        if not found[part]:
            print("not measured: there is no nginx with brotli_static here")


@dataclass(frozen=True)
class Answer:
    """The bytes of a page as they are, and its headers but for those that a server writes."""

    body: bytes
    headers: list

    def of(self, names):
        return [pair for pair in self.headers if pair[0].lower() in names]


def answer_of(address, coding="br", host=None):
    told = {"Accept-Encoding": coding, **({"Host": host} if host else {})}
    request = urllib.request.Request(address, headers=told)
    with urllib.request.urlopen(request) as answer:
        headers = [pair for pair in answer.getheaders() if pair[0].lower() not in OF_THE_SERVER]
        return Answer(answer.read(), headers)


def beside_fixed_bytes(site, path, folder):
    page = answer_of(site.address(path))
    with ExitStack() as running:
        same = running.enter_context(started_fixed(page.body, page.headers, folder / "same"))
        bare = running.enter_context(started_fixed(page.body, page.of(BARE), folder / "bare"))
        turns = in_turns(
            {
                "fixed": (same, same.port, "/"),
                "site": (site, site.port, path),
                "bare": (bare, bare.port, "/"),
            }
        )
    return compared(turns["site"], turns["fixed"], turns["bare"], "fixed", page)


def behind_nginx(site, path, port, known, folder):
    """What a page costs an nginx that gives it by itself, beside a plain file of the same bytes."""
    forms = {
        suffix: answer_of(site.address(path), coding, f"localhost:{port}").body
        for suffix, coding in {"": "identity", ".gz": "gzip", ".br": "br"}.items()
    }
    page = answer_of(site.address(path), "br", f"localhost:{port}")
    same, bare = free_port(), free_port()
    servers = [
        manage(folder, "nginx", "--listen", f"127.0.0.1:{port}", **known),
        plain_nginx.plain(forms, page.headers, same, folder / "plain"),
        plain_nginx.plain(forms, page.of(BARE), bare, folder / "bare"),
    ]
    with plain_nginx.running(servers, port, folder / "nginx") as nginx:
        asked = {
            "static": (same, plain_nginx.FILE),
            "nginx": (port, path),
            "bare": (bare, plain_nginx.FILE),
        }
        for number, name in asked.values():
            if answer_of(f"http://localhost:{number}{name}").body != page.body:
                sys.exit(f"nginx gives something else than the site at {path}")
        before = health_of(site)["pages"]["given"]
        turns = in_turns({name: (nginx, *where) for name, where in asked.items()})
        if health_of(site)["pages"]["given"] > before:
            sys.exit("nginx asked the site for what it should have given by itself")
    return compared(turns["nginx"], turns["static"], turns["bare"], "static", page)


def compared(ours, same, bare, name, page):
    return {
        "ratio": round(ratio(ours, same), 3),
        "ratio_bare": round(ratio(ours, bare), 3),
        # By processor time, which a load that cannot ask for more does not flatter.
        "time_ratio": round(ratio(same, ours, "costs"), 3),
        "time_ratio_bare": round(ratio(bare, ours, "costs"), 3),
        "rate": round(ours["rate"]),
        f"{name}_rate": round(same["rate"]),
        "bare_rate": round(bare["rate"]),
        "ms": round(ours["ms"], 4),
        f"{name}_ms": round(same["ms"], 4),
        "bare_ms": round(bare["ms"], 4),
        "bytes": len(page.body),
        "headers": len(page.headers),
    }


def in_production(folder, **settings):
    """The settings of the site that is measured."""
    port = free_port()
    return {
        "NEWSROOM_MODE": "production",
        "SECRET_KEY": SECRET,
        "SITE_URL": f"http://localhost:{port}",
        "DATA_DIR": folder,
        "PORT": port,
        **settings,
    }


def started_site(known):
    return started([sys.executable, "manage.py", "start"], known["PORT"], known)


def started_fixed(body, headers, folder):
    """The very server that the site runs on, with an application that answers fixed bytes."""
    folder.mkdir(exist_ok=True)
    (folder / "body").write_bytes(body)
    (folder / "headers").write_text(json.dumps(headers))
    port = free_port()
    command = [*SERVER, "fixed:application", "--host", "127.0.0.1", "--port", port]
    command += ["--working-dir", ROOT / "benchmarks"]
    told = {"FIXED_BYTES": folder / "body", "FIXED_HEADERS": folder / "headers"}
    return started(command, port, told)


def wait_for_the_worker(site):
    """Until the pictures of the demo are made: that work is no reader's."""
    while health_of(site)["tasks"]["waiting"]:
        time.sleep(1)


def health_of(site):
    with urllib.request.urlopen(site.address("/healthz")) as answer:
        return json.load(answer)


def prepare(folder):
    """The demo newsroom without its accounts, which production refuses."""
    manage(folder, "migrate", "--verbosity=0")
    manage(folder, "demo", "load")
    close = "from newsroom.accounts import demo_accounts; demo_accounts().update(is_active=False)"
    manage(folder, "shell", "--verbosity=0", "-c", close)


def story_path(folder):
    find = (
        "from articles.models import PublishedStory as P;"
        "print(P.objects.get(slug='ferry-saved-by-one-vote').get_absolute_url())"
    )
    return manage(folder, "shell", "--verbosity=0", "-c", find).split()[-1]


def manage(folder, *command, **settings):
    settings = settings or {"NEWSROOM_MODE": "development", "DATA_DIR": folder}
    told = {name: str(value) for name, value in settings.items()}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, **told},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
