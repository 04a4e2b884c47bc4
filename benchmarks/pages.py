"""What a page costs: processor time of each page of the demo newsroom, beside the lightest view.

Run with: make bench (loads the demo newsroom into a temporary folder). Figures of different
machines do not compare; the ratios to the lightest view, taken in the same run, do.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

ROUNDS = 30
WARM_UP = 5


def main():
    folder = tempfile.mkdtemp(prefix="newsroom-bench-")
    try:
        os.environ.update(
            NEWSROOM_MODE="development", DATA_DIR=folder, DJANGO_SETTINGS_MODULE="newsroom.settings"
        )
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        import django

        django.setup()
        report()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report():
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from articles.models import PublishedStory
    from newsroom import static_files

    call_command("migrate", verbosity=0)
    static_files.bring_up_to_date()
    call_command("demo", "load")
    longest = PublishedStory.objects.get(slug="ferry-saved-by-one-vote")
    pages = {
        "lightest view": "/healthz",
        "front page": "/",
        "section page": "/section/town/",
        "topic page": "/tag/council/",
        "search, one word": "/search/?q=ferry",
        "long story with its thread": longest.get_absolute_url(),
        "feed": "/feed/",
    }
    client = Client(SERVER_NAME="localhost")
    base = None
    print(f"{'page':30}{'queries':>8}{'kB':>7}{'ms':>8}{'times the lightest':>20}")
    for name, path in pages.items():
        asked = Counter()
        with connection.execute_wrapper(partial(count, asked)):
            response = client.get(path)
        if response.status_code != 200:
            sys.exit(f"{path} answered {response.status_code}")
        size = len(response.getvalue())
        milliseconds = processor_time(lambda path=path: client.get(path).getvalue())
        base = base or milliseconds
        print(
            f"{name:30}{asked['queries']:8}{size / 1000:7.0f}{milliseconds:8.2f}"
            f"{milliseconds / base:20.1f}"
        )


def count(asked, run, *call):
    """Counts a query and runs it, as django.db's execute_wrapper wants it."""
    asked["queries"] += 1
    return run(*call)


def processor_time(act):
    """The median processor time of `act` in milliseconds."""
    for _round in range(WARM_UP):
        act()
    times = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        act()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
