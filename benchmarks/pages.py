"""What a page costs: processor time of each page of the demo newsroom, beside the lightest view.

Run with: make bench, which loads the demo newsroom into a temporary folder. With --json FILE what
was found is written into a file, too. The pages and the lightest view take turns in one process.
Figures of different machines do not compare; the ratios to the lightest view, taken in the same
run, do. Nothing of a page is kept from one turn to the next but what would be the same for any
other: the text of a story is read anew, too.
"""

import argparse
import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from measuring import LIGHTEST, alternating, count, machine, throwaway_site

REPLIES = 20
STORIES = 21  # in the section: a whole page, and one more
TURNS = 10  # of the lightest view for one of a page: it is over too soon to be timed alone
WANTED = {f"story with {REPLIES} replies": 30, "front page": 40, "section page": 40}
WORDS = (
    "I have taken the early ferry for thirty years, and what is said here about it is not what I "
    "remember. Somebody should ask the crew.\n\nMore of it stands on https://example.org/ferry."
)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--json", type=Path, help="a file for what was found")
    file = asked.parse_args().json
    with throwaway_site():
        found = measured()
    report(found)
    if file:
        file.write_text(json.dumps(found, indent=2) + "\n")


def measured():
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from articles.body.paste import parsed
    from articles.models import PublishedStory

    call_command("demo", "load")
    longest = PublishedStory.objects.get(slug="ferry-saved-by-one-vote")
    add_replies(longest)
    fill_section(longest)
    pages = {
        "lightest view": LIGHTEST,
        "health": "/healthz",
        "front page": "/",
        "section page": "/section/town/",
        "topic page": "/tag/council/",
        "search, one word": "/search/?q=ferry",
        f"story with {REPLIES} replies": longest.get_absolute_url(),
        "feed": "/feed/",
    }
    client = Client(SERVER_NAME="localhost")
    asked, sizes = {}, {}
    for name, path in pages.items():
        client.get(path)
        asked[name] = Counter()
        with connection.execute_wrapper(partial(count, asked[name])):
            response = client.get(path)
        if response.status_code != 200:
            sys.exit(f"{path} answered {response.status_code}")
        sizes[name] = len(response.getvalue())

    def show(path):
        parsed.cache_clear()
        client.get(path).getvalue()

    acts = {name: partial(show, path) for name, path in pages.items()}
    acts["lightest view"] = lambda: [show(LIGHTEST) for _turn in range(TURNS)]
    times = alternating(acts)
    times["lightest view"] /= TURNS
    pages = {
        name: {
            "queries": asked[name]["queries"],
            "kb": sizes[name] / 1000,
            "ms": milliseconds,
            "ratio": milliseconds / times["lightest view"],
            "at_most": WANTED.get(name),
        }
        for name, milliseconds in times.items()
    }
    return {"machine": machine(), "database": connection.vendor, "pages": pages}


def report(found):
    print(f"{found['machine']}; {found['database']}\n")
    print("| page | queries | kB | ms | times the lightest | at most |\n|---|--:|--:|--:|--:|--:|")
    for name, one in found["pages"].items():
        print(
            f"| {name} | {one['queries']} | {one['kb']:.0f} | {one['ms']:.1f} "
            f"| {one['ratio']:.1f} | {one['at_most'] or ''} |"
        )


def add_replies(copy):
    """As many replies under a story as are wanted, a third of the new ones at the top."""
    from django.utils import timezone

    from comments.models import Reply

    now, rows = timezone.now(), []
    for place in range(REPLIES - Reply.objects.on(copy).published().count()):
        rows.append(
            Reply.objects.create(
                story=copy.story,
                in_answer_to=rows[place // 3 * 2] if place % 3 else None,
                state="published",
                decided_at=now,
                appeared_at=now,
                user_name=f"Reader {place}",
                comment=f"{place}. {WORDS}",
            )
        )


def fill_section(copy):
    """Stories with pictures and bylines, until the section of a story has a whole page of them."""
    from django.contrib.auth import get_user_model

    from articles import workflow
    from articles.models import Byline, Person, Story

    editor = get_user_model().objects.get(username="editor")
    people = list(Person.objects.all())
    for number in range(STORIES - copy.section.stories.live().count()):
        story = Story.objects.create(
            headline=f"The council counts its ferries for the {number}th time",
            standfirst=WORDS[:160],
            body=f"<p>{WORDS}</p>",
            section=copy.section,
            lead_picture=copy.lead_picture,
        )
        Byline.objects.create(story=story, position=1, person=people[number % len(people)])
        workflow.save(story, by=editor)
        workflow.publish(workflow.submit(story, by=editor), by=editor)


if __name__ == "__main__":
    main()
