"""One of several processes that post to the same site at once; started by test_posting_at_once.

Run as: python tests/comments/posting/poster.py begin, which makes the site and prints a story's
id, or with that id, a number of its own and how many replies to send; prints what each was
answered.
"""

import os
import sys
from pathlib import Path


def main():
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    if sys.argv[1] == "begin":
        begin()
    else:
        send(*map(int, sys.argv[1:]))


def begin():
    from django.core.management import call_command

    from newsroom import static_files
    from tests import factories

    call_command("migrate", verbosity=0)
    static_files.bring_up_to_date()
    print(factories.published_story().pk)


def send(story_id, number, replies):
    from django.test import Client
    from django.urls import reverse

    from articles.models import Story
    from tests.comments import factories as make

    client = Client(REMOTE_ADDR=f"10.0.{number}.1", SERVER_NAME="localhost")
    story, address = Story.objects.get(pk=story_id), reverse("comments:post", args=[story_id])
    print("ready", flush=True)
    sys.stdin.readline()
    for count in range(replies):
        who = f"poster{number}-{count}"
        data = make.form_data(
            story, name=who, email=f"{who}@example.org", comment=f"Words of {who} in full."
        )
        answered = client.post(address, data, headers={"Sec-Fetch-Site": "same-origin"})
        print(answered.status_code, flush=True)


if __name__ == "__main__":
    main()
