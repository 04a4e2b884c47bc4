"""Servers on a core of their own, the load that another core asks them for, and what it cost them.

The rule: whatever is compared is asked in turns, in one run.
"""

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16
SERVER_CORE, LOAD_CORE = "0", "1"
LONGEST_START = 60  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A program and all that it starts, on a port and on a core of their own."""

    def __init__(self, command, port, environment):
        self.port = port
        begin = time.monotonic()
        self.process = subprocess.Popen(
            ["taskset", "--cpu-list", SERVER_CORE, *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - begin > LONGEST_START:
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
def started(command, port, environment=()):
    told = {name: str(value) for name, value in dict(environment).items()}
    server = Server([str(part) for part in command], port, told)
    try:
        yield server
    finally:
        server.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_turns(asked):
    """Ask for addresses in turns, as fast as each is answered.

    Args:
        asked: (Server, port, path) by name.

    Returns, by name: `rates` (answers a second) and `costs` (milliseconds of the server's processor
    time for one), a figure for each round, and the `rate` and `ms` in the middle of them.
    """
    found = {name: {"rates": [], "costs": []} for name in asked}
    for turn in range(ROUNDS + 1):
        for name, (server, port, path) in asked.items():
            before = processor_seconds(server.pid)
            rate, number = load(f"http://localhost:{port}{path}", SECONDS if turn else 1)
            cost = (processor_seconds(server.pid) - before) / number * 1000
            if turn:  # the first warms up
                found[name]["rates"].append(rate)
                found[name]["costs"].append(cost)
    for one in found.values():
        one["rate"], one["ms"] = statistics.median(one["rates"]), statistics.median(one["costs"])
    return found


def ratio(one, other, of="rates"):
    """How `one` stands to `other`, round by round: the ratio in the middle."""
    pairs = zip(one[of], other[of], strict=True)
    return statistics.median(mine / its for mine, its in pairs)


def load(address, seconds=SECONDS):
    """Ask for an address as fast as it is answered: requests a second, and how many they were."""
    command = ["taskset", "--cpu-list", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}"]
    command += [f"-d{seconds}s", "-H", "Accept-Encoding: br", address]
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


def needed(*programs):
    """Leave with a sentence where a program is not there."""
    for program in programs:
        if where_is(program) is None:
            sys.exit(f"{program} is not there: apt-get install {program}")


def where_is(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
