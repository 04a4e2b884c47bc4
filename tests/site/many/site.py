"""A process of the site that does what it is told, line by line; started by tests beside it.

Run as: python tests/site/many/site.py. Each line is a word and its arguments as JSON; the answer is
a line of JSON, too.
"""

import json
import os
import sys
from pathlib import Path


def begin():
    """Lay the tables, and collect what pages need."""
    from newsroom import static_files
    from newsroom.tables import lay_tables

    lay_tables()
    static_files.bring_up_to_date()


def lay():
    """Lay the tables as a machine does that starts; how many migrations there are then."""
    from django.db.migrations.recorder import MigrationRecorder

    from newsroom.tables import lay_tables

    lay_tables()
    return MigrationRecorder.Migration.objects.count()


def publish(headline):
    """A story with this headline; its id."""
    from tests import factories

    return factories.published_story(headline=headline).pk


def schedule(headline, seconds):
    """A story with this headline that the clock alone brings before readers; its address."""
    from datetime import timedelta

    from django.utils import timezone

    from articles import workflow
    from tests import factories

    until, editor = timezone.now() + timedelta(seconds=seconds), factories.user("Editor")
    story = factories.story(headline=headline, by=editor, publish_at=until, embargo_until=until)
    workflow.schedule(workflow.submit(story, by=editor), by=editor)
    return story.readers_copy.get_absolute_url()


def write_a_reply(words):
    """A reply that waits for a moderator: its story's page, and its tick in the desk's list."""
    from tests.comments import factories

    reply = factories.pending(comment=words)
    return reply.story.get_absolute_url(), f"{reply.pk}:{reply.seen_as}"


def hire(username, *roles):
    """An account at the desk, with the password of all of them."""
    from tests import factories

    factories.user(*roles, username=username)


def search(words, cookie=""):
    """Status, whether a story of that headline is found, and how many questions the standby got."""
    from django.db import connections
    from django.test import Client

    from newsroom.standby import REPLAYED

    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if cookie:
        client.cookies["newsroom_session"] = cookie
    standby = connections["standby"]
    standby.force_debug_cursor = True
    standby.queries_log.clear()
    response = client.get("/search/", {"q": words})
    there = [one for one in standby.queries_log if one["sql"] != REPLAYED]
    return response.status_code, "results__stories" in response.content.decode(), len(there)


def tasks(first, number):
    """Have so many tasks done; each notes its own number."""
    from django.db import close_old_connections

    from articles.background import defer
    from tests.site.many import noting

    close_old_connections()  # as a request begins
    for one in range(first, first + number):
        defer(noting.note, one)


def main():
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    for line in sys.stdin:
        word, *arguments = json.loads(line)
        print(json.dumps(globals()[word](*arguments)), flush=True)


if __name__ == "__main__":
    main()
