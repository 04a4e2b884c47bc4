"""What taking replies in costs: how many a second one core accepts while readers read.

Run with: python benchmarks/posting.py 1000 (replies of each kind). Where it is not
SQLite that is measured, DATABASE_URL names a PostgreSQL server, on which a database is made and
dropped. Each request goes through the whole site, from its WSGI application to the committed row.
Afterwards everything is counted: a reply that was lost or doubled ends the run. Prints a table of
docs/speed.md.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

from measuring import LIGHTEST, count, machine, processor_time, throwaway_site

REPLIES = 1000
IN_THE_THREAD = 20
TO_APPROVE = 100
DATABASE = "newsroom_bench"
READING = "--read"  # how this file starts itself as the readers


def main():
    if READING in sys.argv:
        read(sys.argv[2])
    replies = int(sys.argv[1]) if len(sys.argv) > 1 else REPLIES
    with own_database(), throwaway_site():
        report(replies)


@contextmanager
def own_database():
    """A PostgreSQL database for this run alone, where DATABASE_URL names a server."""
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not address.scheme.startswith("postgres"):
        yield
        return
    import psycopg

    server = urlunsplit(address._replace(path="/postgres"))
    os.environ["DATABASE_URL"] = urlunsplit(address._replace(path=f"/{DATABASE}"))
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {DATABASE}")
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def report(replies):
    from django.db import connection

    from comments.models import Reply
    from tests import factories
    from tests.comments import factories as make

    os.sched_setaffinity(0, {0})
    story = factories.published_story(body="<p>A sentence of six words stands.</p>" * 100)
    for _number in range(IN_THE_THREAD):
        make.published(story)
    Reply.objects.all().update(network="")
    base = processor_time(partial(ask, LIGHTEST))
    print(f"{machine()}; {connection.vendor}, one core takes replies, another one reads\n")
    print("| what | a second | queries | ms each | processor ms | times the lightest |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, requests in kinds(story, replies):
        line(name, requests, base, story.get_absolute_url())
    approve(story, base)


def kinds(story, replies):
    """What is measured: a name, and the requests, each of which must be taken."""
    from comments.models import Writer

    yield "a reply from an address never seen", [post(story, f"new{n}") for n in range(replies)]
    yield "a reply from an address seen before", [post(story, f"new{n}") for n in range(replies)]
    Writer.objects.update(confirmed_at="2026-01-01T00:00:00Z")
    yield (
        "a reply from a device that is known",
        [post(story, f"new{n}", with_device=True) for n in range(replies)],
    )
    yield "a confirmation", [press(n) for n in unconfirmed(replies)]


def line(name, requests, base, page):
    """Send every request while readers read, and count what became of them."""
    from django.db import connection
    from django.db.models import F

    from comments.models import Confirmation, Reply
    from newsroom.management.commands.start import WEB_THREADS

    Reply.objects.update(posted_at=F("posted_at") - an_hour())
    Confirmation.objects.update(
        asked_at=F("asked_at") - an_hour(), expires_at=F("expires_at") - an_hour()
    )
    before, asked = tally(), {"queries": 0}
    with connection.execute_wrapper(partial(count, asked)):
        answer(requests[0])
    with readers(page):
        begin, processor = time.perf_counter(), time.process_time()
        with ThreadPoolExecutor(WEB_THREADS) as server:
            list(server.map(answer, requests[1:]))
        lasted, used = time.perf_counter() - begin, time.process_time() - processor
    number = len(requests) - 1
    check(name, requests, before)
    each = used / number * 1000
    print(
        f"| {name} | {number / lasted:.0f} | {asked['queries']} | {lasted / number * 1000:.1f} "
        f"| {each:.1f} | {each / base:.1f} |",
        flush=True,
    )


def check(name, requests, before):
    """End the run where a reply was lost or doubled, or a mail of one is not waiting."""
    from comments.models import Reply

    posted = [request.words for request in requests if request.words]
    kept = Reply.objects.filter(comment__in=posted).values_list("comment", flat=True)
    if sorted(kept) != sorted(posted):
        sys.exit(f"{name}: {len(posted)} were sent, {len(kept)} were kept")
    grown = {what: after - before[what] for what, after in tally().items()}
    for what, number in (("replies", len(posted)), ("mails", sum(r.is_mailed for r in requests))):
        if grown[what] != number:
            sys.exit(f"{name}: {number} {what} were expected, there are {grown[what]}")


def tally():
    from django_tasks_db.models import DBTaskResult

    from comments.models import Reply

    path = "comments.notifications.asking.ask_to_confirm"
    return {
        "replies": Reply.objects.count(),
        "mails": DBTaskResult.objects.filter(task_path=path).count(),
    }


def approve(story, base):
    """A hundred at once, by the verb that the desk's buttons call."""
    from django.db import connection

    from comments import moderation
    from comments.models import Reply
    from tests import factories
    from tests.comments import factories as make

    moderator, times = factories.user("Moderator"), []
    moderator.has_perm(moderation.PERMISSION)  # asked once for each request, by the desk itself
    for _round in range(5):
        seen = {}
        for _number in range(TO_APPROVE):
            reply = make.pending(story)
            seen[reply.pk] = reply.seen_as
        asked = {"queries": 0}
        begin = time.process_time()
        with connection.execute_wrapper(partial(count, asked)):
            outcome = moderation.decide("approve", seen, by=moderator)
        times.append((time.process_time() - begin) * 1000)
        if (
            len(outcome.decided) != TO_APPROVE
            or Reply.objects.published().filter(pk__in=seen).count() != TO_APPROVE
        ):
            sys.exit("not all of them were approved")
    used = sorted(times)[2]
    print(
        f"| approving {TO_APPROVE} at once | | {asked['queries']} | | {used:.1f} "
        f"| {used / base:.1f} |"
    )


def an_hour():
    from datetime import timedelta

    return timedelta(hours=1, seconds=1)


class Request:
    """One POST as a browser sends it, made before the clock runs."""

    numbers = 0

    def __init__(self, path, data=None, *, cookie="", words="", is_mailed=False):
        Request.numbers += 1
        self.words, self.is_mailed = words, is_mailed
        self.body = urlencode(data or {}).encode()
        self.environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(self.body)),
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": cookie,
            # As many networks as it takes: one may send thirty replies an hour.
            "REMOTE_ADDR": f"10.{Request.numbers // 25 >> 8}.{Request.numbers // 25 & 255}.1",
        }


def post(story, reader, *, with_device=False):
    from django.urls import reverse

    from comments import tokens
    from comments.models import Writer
    from comments.views.devices import COOKIE
    from tests.comments import factories as make

    address, cookie = f"{reader}@example.org", ""
    if with_device:
        cookie = f"{COOKIE}={tokens.sign_device(Writer.objects.get(address=address))}"
    data = make.form_data(story, name=reader, email=address, comment=f"Words, {Request.numbers}.")
    path = reverse("comments:post", args=[story.pk])
    is_mailed = not with_device
    return Request(path, data, cookie=cookie, words=data["comment"], is_mailed=is_mailed)


def unconfirmed(replies):
    from comments.models import Reply

    return list(Reply.objects.unconfirmed().oldest_first()[:replies])


def press(reply):
    from django.urls import reverse

    from tests.comments import factories as make

    return Request(reverse("comments:confirm", args=[make.token_for(reply)]))


def answer(request):
    """Have the whole site answer; a reply that is not taken ends the run."""
    status, body = ask_with(request.environ, request.body)
    if not status.startswith("303"):
        sys.exit(f"{status}: {body[-3000:].decode()}")


def ask(path):
    return ask_with({"REQUEST_METHOD": "GET", "PATH_INFO": path, "REMOTE_ADDR": "10.255.0.1"})


def ask_with(environ, body=b""):
    from newsroom.wsgi import application

    statuses = []
    answered = application(
        {
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            **environ,
        },
        lambda status, headers, *_rest: statuses.append(status),
    )
    try:
        return statuses[0], b"".join(answered)
    finally:
        answered.close()


@contextmanager
def readers(page):
    """Somebody who reads the story's page again and again, in a process of their own."""
    reading = subprocess.Popen([sys.executable, __file__, READING, page], stdout=subprocess.PIPE)
    try:
        reading.stdout.readline()  # the first page was read
        yield
        if reading.poll() is not None:
            sys.exit("the readers were turned away")
    finally:
        reading.terminate()
        reading.wait()


def read(page):
    import django

    os.sched_setaffinity(0, {os.cpu_count() - 1})
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    django.setup()
    is_first = True
    while True:
        status, _body = ask(page)
        if not status.startswith("200"):
            sys.exit(status)
        if is_first:
            print(status, flush=True)
        is_first = False


if __name__ == "__main__":
    main()
