"""What a page costs: processor time of each page of the demo newsroom, beside the lightest view.

Run with: make bench (loads the demo newsroom into a temporary folder). Figures of different
machines do not compare; the ratios to the lightest view, taken in the same run, do.
"""

import sys
from collections import Counter
from functools import partial

from measuring import LIGHTEST, count, processor_time, throwaway_site


def main():
    with throwaway_site():
        report()


def report():
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from articles.models import PublishedStory

    call_command("demo", "load")
    longest = PublishedStory.objects.get(slug="ferry-saved-by-one-vote")
    pages = {
        "lightest view": LIGHTEST,
        "health": "/healthz",
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


if __name__ == "__main__":
    main()
