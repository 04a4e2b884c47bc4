"""What a page costs in archives of different sizes, which are asked for it in turn.

Make the archives first, each in an empty database of its own, with `manage.py demo archive`; then
name them, the smallest first:

    python benchmarks/growth.py sqlite:////srv/small.sqlite3 sqlite:////srv/large.sqlite3

Each archive has a process of its own, and these take turns page by page, so that a busy machine
treats them alike. Processor time is that of the site and, on PostgreSQL, of the server process that
works for it. `work` is what no other program can disturb: instructions of SQLite's virtual machine
(its full-text search not among them), or pages of 8 kB that PostgreSQL looked at. Publishing and
approving leave a few stories and replies behind.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growing import acts, plans

TURNS, ROUNDS = 3, 1
MOST = 1.5  # times what the smallest costs


def main(databases):
    runs = [Run(url) for url in databases]
    sizes = [run.ask("size") for run in runs]
    print(f"{runs[0].ask('machine')}; {', '.join(f'{size:,} stories' for size in sizes)}\n")
    print(heading(sizes))
    found = {}
    for name in runs[0].ask("names"):
        for run in runs:
            run.ask("prepare", name)
        times = [[] for _run in runs]
        for _turn in range(TURNS):
            for run, spent in zip(runs, times, strict=True):
                spent += run.ask("time", name)
        found[name] = [run.ask("look", name) for run in runs]
        print(row_of(name, times, found[name]), flush=True)
    print(f"\n## Plans in the largest archive, {sizes[-1]:,} stories\n")
    for name, looks in found.items():
        print(f"- **{name}**: {plans.in_words(looks[-1]['plans'])}")
    for run in runs:
        run.end()


def heading(sizes):
    columns = ["what", "queries"]
    columns += [f"ms, {size:,}" for size in sizes] + ["times the first"]
    columns += [f"work, {size:,}" for size in sizes] + ["times the first"]
    return f"| {' | '.join(columns)} |\n|---|{'--:|' * (len(columns) - 1)}"


def row_of(name, times, looks):
    spent = [statistics.median(some) for some in times]
    work = [look["work"] for look in looks]
    queries = [str(look["queries"]) for look in looks]
    cells = [name, "/".join(dict.fromkeys(queries))]
    cells += [f"{one:.1f}" for one in spent] + [in_words(spent)]
    cells += [f"{one:,}" for one in work] + [in_words(work)]
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
    elif len(sys.argv) > 2 and all(re.match(r"\w+://", url) for url in sys.argv[1:]):
        main(sys.argv[1:])
    else:
        sys.exit(__doc__)
