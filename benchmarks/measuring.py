"""What the benchmarks share: a throwaway site, the lightest view, and processor time.

Figures of different machines do not compare; the ratios to the lightest view, of the same run, do.
"""

import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROUNDS = 30
WARM_UP = 5
LIGHTEST = "/lightest"


@contextmanager
def throwaway_site():
    """A migrated site in a folder that is removed afterwards; it has the lightest view, too."""
    folder = tempfile.mkdtemp(prefix="newsroom-bench-")
    try:
        os.environ.update(
            NEWSROOM_MODE="development", DATA_DIR=folder, DJANGO_SETTINGS_MODULE="newsroom.settings"
        )
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        import django

        django.setup()
        prepare()
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepare():
    from django.core.management import call_command
    from django.urls import path

    from articles import locality
    from newsroom import static_files, urls

    view = locality.without_newspaper(lightest)  # which would cost ten times as much
    urls.urlpatterns.insert(0, path(LIGHTEST[1:], view))
    call_command("migrate", verbosity=0)
    static_files.bring_up_to_date()


def lightest(request):
    """One query and one word: what no view of this site can be cheaper than."""
    from django.db import connection
    from django.http import HttpResponse

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok")


def processor_time(act, *, rounds=ROUNDS, warm_up=WARM_UP, clock=time.process_time):
    """The median processor time of `act` in milliseconds."""
    for _round in range(warm_up):
        act()
    times = []
    for _round in range(rounds):
        begin = clock()
        act()
        times.append((clock() - begin) * 1000)
    return statistics.median(times)


def alternating(acts, *, rounds=ROUNDS, warm_up=WARM_UP):
    """The median processor time of each of `acts`, by name, in milliseconds.

    They take turns, so that a machine that changes its pace changes it for all of them.
    """
    times = {name: [] for name in acts}
    for turn in range(warm_up + rounds):
        for name, act in acts.items():
            begin = time.process_time()
            act()
            if turn >= warm_up:
                times[name].append((time.process_time() - begin) * 1000)
    return {name: statistics.median(one) for name, one in times.items()}


def waiting_time(act, **rounds):
    """The median time that `act` takes in milliseconds: a server's work is no time of ours."""
    return processor_time(act, clock=time.perf_counter, **rounds)


def machine():
    """On what and when a run was made, for its report."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    python = platform.python_version()
    return f"{time.strftime('%Y-%m-%d')}, {model}, {os.cpu_count()} cores, Python {python}"


def count(asked, run, *call):
    """Counts a query and runs it, as django.db's execute_wrapper wants it."""
    asked["queries"] += 1
    return run(*call)
