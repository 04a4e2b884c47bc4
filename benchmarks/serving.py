"""How fast kept pages are given, beside fixed bytes of the same length through the same server.

Run with: make bench. The site is started by its own single command on production settings; site and
load (wrk) have a core each, and rounds of the two alternate. Figures of different machines do not
compare; the ratios, of the same run, do. Needs two cores, wrk and taskset.
"""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16
SITE_CORE, LOAD_CORE = "0", "1"
TICKS = os.sysconf("SC_CLK_TCK")
SECRET = "for-this-run-alone-and-as-long-as-a-secret-has-to-be-0123456789"


def main():
    for program in ("wrk", "taskset"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not there: apt-get install {program}")
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name, ExitStack() as running:
        folder = Path(name)
        prepare(folder)
        site = running.enter_context(started_site(folder))
        print(f"cold start to the first page: {site.seconds_to_start:.1f} s")
        wait_for_the_worker(site)
        print(f"memory of the whole site, idle: {memory_of(site.pid):.0f} MB")
        for page, path in {"story": story_path(folder), "front": "/"}.items():
            compare(page, site, path, folder)
        print(f"memory of the whole site, under load: {memory_of(site.pid):.0f} MB")


class Server:
    """A process group on a port, started on a core of its own."""

    def __init__(self, command, port, environment):
        self.port = port
        self.process = subprocess.Popen(
            ["taskset", "--cpu-list", SITE_CORE, *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        begin = time.monotonic()
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - begin > 60:
                sys.exit(f"{' '.join(command)} did not start")
            time.sleep(0.02)
        self.seconds_to_start = time.monotonic() - begin

    @property
    def pid(self):
        return self.process.pid

    def address(self, path):
        return f"http://localhost:{self.port}{path}"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def _answers(self):
        try:
            with urllib.request.urlopen(self.address("/"), timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


@contextmanager
def started(command, environment):
    server = Server(command, environment["PORT"], {k: str(v) for k, v in environment.items()})
    try:
        yield server
    finally:
        server.stop()


def started_site(folder):
    port = free_port()
    return started(
        [sys.executable, "manage.py", "start"],
        {
            "NEWSROOM_MODE": "production",
            "SECRET_KEY": SECRET,
            "SITE_URL": f"http://localhost:{port}",
            "DATA_DIR": folder,
            "PORT": port,
        },
    )


def started_fixed(body):
    """The very server that the site runs on, with an application that answers fixed bytes."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "fixed:application"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command += ["--working-dir", str(ROOT / "benchmarks")]
    return started(command, {"FIXED_BYTES": body, "PORT": port})


def compare(page, site, path, folder):
    """Print what a page costs beside its own bytes as they are."""
    request = urllib.request.Request(site.address(path), headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
    kept = folder / f"{page}.br"
    kept.write_bytes(body)
    with started_fixed(kept) as fixed:
        rates = {"site": [], "fixed": []}
        costs = {"site": [], "fixed": []}
        for _round in range(ROUNDS):
            for name, server, asked in (("fixed", fixed, "/"), ("site", site, path)):
                before = processor_seconds(server.pid)
                rate, number = load(server.address(asked))
                costs[name].append((processor_seconds(server.pid) - before) / number * 1000)
                rates[name].append(rate)
    ratios = [one / other for one, other in zip(rates["site"], rates["fixed"], strict=True)]
    print(f"\n{page}, {len(body)} bytes (brotli)")
    for name in rates:
        print(
            f"  {name:6}{statistics.median(rates[name]):9.0f} a second"
            f"{statistics.median(costs[name]):9.3f} ms of processor time each"
        )
    print(f"  site / fixed bytes: {statistics.median(ratios):.2f}")


def wait_for_the_worker(site):
    """Until the pictures of the demo are made: that work is no reader's."""
    while True:
        with urllib.request.urlopen(site.address("/healthz")) as answer:
            if json.load(answer)["tasks"]["waiting"] == 0:
                return
        time.sleep(1)


def load(address):
    """Ask for an address as fast as it is answered: requests a second, and how many they were."""
    command = ["taskset", "--cpu-list", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}"]
    command += [f"-d{SECONDS}s", "-H", "Accept-Encoding: br", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"{address}:\n{told}")
    rate = float(told.partition("Requests/sec:")[2].split()[0])
    return rate, int(told.partition(" requests in")[0].split()[-1])


def processor_seconds(pid):
    """What a process and all below it have used."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def memory_of(pid):
    """Megabytes of a process and all below it; what they share counts once."""
    kilobytes = 0
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def family(pid):
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in below for one in family(int(child)))]


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


def manage(folder, *command):
    environment = {**os.environ, "NEWSROOM_MODE": "development", "DATA_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
