"""What a page costs in archives of different sizes, which are asked for it in turn.

    python benchmarks/growth.py --sizes 1000 100000 --json FILE

makes archives of so many stories in SQLite, each in a folder of its own below `--archives`, where
the next run finds them again; an archive of a million takes hours. Others are made with
`manage.py demo archive`, each in an empty database of its own, and named, the smallest first:

    python benchmarks/growth.py sqlite:////srv/small.sqlite3 postgres://localhost/large

Each archive has a process of its own, and these take turns page by page, so that a busy machine
treats them alike. Processor time is that of the site and, on PostgreSQL, of the server process that
works for it. `work` is what no other program can disturb: instructions of SQLite's virtual machine
(its full-text search not among them), or pages of 8 kB that PostgreSQL looked at. Publishing and
approving leave a few stories and replies behind.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growing import acts, plans

TURNS, ROUNDS = 3, 1
MOST = 1.5  # times what the smallest costs
ROOT = Path(__file__).resolve().parents[1]
ARCHIVES = ROOT / "var" / "archives"


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("databases", nargs="*", metavar="DATABASE_URL")
    asked.add_argument("--sizes", nargs="*", type=int, default=[], help="stories in each archive")
    asked.add_argument("--archives", type=Path, default=ARCHIVES, help="a folder to keep them in")
    asked.add_argument("--json", type=Path, help="a file for what was found")
    asked = asked.parse_args()
    databases = [*asked.databases, *(made(asked.archives, size) for size in sorted(asked.sizes))]
    if len(databases) < 2:
        sys.exit(__doc__)
    found = measured(databases)
    if asked.json:
        asked.json.write_text(json.dumps({"asked": asked.sizes, **found}, indent=2) + "\n")


def made(archives, size):
    """The address of an archive of that size, which is made where it is not there yet."""
    folder = archives / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    known = os.environ | {"NEWSROOM_MODE": "development", "DATA_DIR": str(folder)}
    known.pop("DATABASE_URL", None)
    made = folder / "made"
    if not made.exists():
        for command in (["migrate", "--verbosity=0"], ["demo", "archive", "--stories", str(size)]):
            subprocess.run([sys.executable, ROOT / "manage.py", *command], env=known, check=True)
        made.touch()
    return f"sqlite:///{folder / 'newsroom.sqlite3'}"


def measured(databases):
    """Ask for everything in turns, print it row by row, and return it."""
    runs = [Run(url) for url in databases]
    sizes = [run.ask("size") for run in runs]
    on = runs[0].ask("machine")
    print(f"{on}; {', '.join(f'{size:,} stories' for size in sizes)}\n")
    print(heading(sizes))
    found, acts = {}, {}
    for name in runs[0].ask("names"):
        for run in runs:
            run.ask("prepare", name)
        times = [[] for _run in runs]
        for _turn in range(TURNS):
            for run, spent in zip(runs, times, strict=True):
                spent += run.ask("time", name)
        found[name] = [run.ask("look", name) for run in runs]
        acts[name] = act_of(times, found[name])
        print(row_of(name, acts[name]), flush=True)
    print(f"\n## Plans in the largest archive, {sizes[-1]:,} stories\n")
    for name, looks in found.items():
        print(f"- **{name}**: {plans.in_words(looks[-1]['plans'])}")
    for run in runs:
        run.end()
    return {"machine": on, "sizes": sizes, "acts": acts}


def heading(sizes):
    columns = ["what", "queries"]
    columns += [f"ms, {size:,}" for size in sizes] + ["times the first"]
    columns += [f"work, {size:,}" for size in sizes] + ["times the first"]
    return f"| {' | '.join(columns)} |\n|---|{'--:|' * (len(columns) - 1)}"


def act_of(times, looks):
    """What an act costs in each archive: milliseconds, work, and with how many queries."""
    return {
        "queries": "/".join(dict.fromkeys(str(look["queries"]) for look in looks)),
        "ms": [statistics.median(some) for some in times],
        "work": [look["work"] for look in looks],
    }


def row_of(name, act):
    cells = [name, act["queries"]]
    cells += [f"{one:.1f}" for one in act["ms"]] + [in_words(act["ms"])]
    cells += [f"{one:,}" for one in act["work"]] + [in_words(act["work"])]
    return f"| {' | '.join(cells)} |"


def in_words(costs):
    ratio = costs[-1] / (costs[0] or 1)
    return f"**{ratio:.2f}**" if ratio > MOST else f"{ratio:.2f}"


class Run:
    """A process that has one archive before it."""

    def __init__(self, url):
        self.folder = tempfile.TemporaryDirectory(prefix="newsroom-growth-")
        env = os.environ | {
            "NEWSROOM_MODE": "development",
            "DATABASE_URL": url,
            "DATA_DIR": self.folder.name,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "EMBED_ASK": "off",
        }
        command = [sys.executable, __file__, "--asked"]
        self.process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *what):
        self.process.stdin.write(f"{json.dumps(what)}\n")
        self.process.stdin.flush()
        if not (line := self.process.stdout.readline()):
            sys.exit(f"The process of an archive ended while it was asked: {what}")
        return json.loads(line)

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.folder.cleanup()


def answer():
    """Answer what the parent asks, a line each."""
    answers, sys.stdout = sys.stdout, sys.stderr
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django

    django.setup()
    from measuring import machine, prepare

    prepare()
    from django.db import connection

    from articles.models import PublishedStory

    known = acts.all_of_them()
    for line in sys.stdin:
        what, *name = json.loads(line)
        act = known.get(name[0]) if name else None
        if what == "size":
            reply = round(PublishedStory.objects.count(), -3) or PublishedStory.objects.count()
        elif what == "machine":
            reply = f"{machine()}; {connection.vendor}"
        elif what == "names":
            reply = list(known)
        elif what == "prepare":
            reply = act.prepare(rounds=TURNS * ROUNDS + 2)
            act.do()
        elif what == "time":
            reply = [time_of(act.do) for _round in range(ROUNDS)]
        else:
            reply = plans.look_at(act.do)
        answers.write(f"{json.dumps(reply)}\n")
        answers.flush()


def time_of(act):
    """The processor time of an act in milliseconds, that of the database's server included."""
    served = server_time()
    begin = time.process_time()
    act()
    spent = time.process_time() - begin
    return (spent + server_time() - served) * 1000


def server_time():
    """Seconds of processor that the server process behind our connection has used, on Linux."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    if sys.argv[1:] == ["--asked"]:
        answer()
    else:
        main()
