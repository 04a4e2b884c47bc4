"""Starts the whole site with one command: database, static files, web server and worker."""

import atexit
import errno
import multiprocessing
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from multiprocessing.util import Finalize
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from newsroom import family, static_files, turns
from newsroom.accounts import refuse_demo_in_production
from newsroom.management.commands.worker import Command as Worker
from newsroom.tables import lay_tables

SECONDS_TO_START = 30


class Command(BaseCommand):
    help = "Prepares the database and starts everything the site needs. Ctrl-C stops all of it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo",
            action="store_true",
            help="load the demo newsroom the first time (development only)",
        )
        parser.add_argument(
            "--web",
            action="store_true",
            help="the web server alone: workers run elsewhere, as `manage.py worker`",
        )

    def handle(self, *, demo, web, **options):
        for number in family.STOPPING:
            signal.signal(number, self.stop)
        children = {}
        try:
            self.refuse_taken_port()
            self.make_ready(children, demo=demo)
            family.warm_up()
            self.run(children, [] if web else [("worker", work)])
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            family.stop_all(children.values())

    def stop(self, number, frame):
        raise KeyboardInterrupt

    def make_ready(self, children, *, demo):
        """By a child: what that leaves in memory, and it is much the first time, goes with it."""
        child = family.begin(children, "readying", partial(self.ready, demo=demo))
        child.join()
        if child.exitcode:
            sys.exit(child.exitcode)  # it has said why
        del children["readying"]

    def ready(self, *, demo):
        lay_tables()
        if static_files.bring_up_to_date():
            self.stdout.write("Static files collected.")
        if demo:
            call_command("demo", "load", "--first-time", stdout=self.stdout)
        refuse_demo_in_production()

    def refuse_taken_port(self):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise CommandError(f"HOST {settings.HOST}: {error.strerror}.") from None
                raise CommandError(
                    f"Port {settings.PORT} is taken by another program. "
                    f"Choose another one: PORT={settings.PORT + 1} make run"
                ) from None

    def run(self, children, others):
        """Run the web server, and once it answers the others, until one ends or we are stopped."""
        self.wait_for_an_answer(family.begin(children, "web server", serve))
        for name, act in others:
            family.begin(children, name, act)
        self.say_where_to_look()
        raise CommandError(f"The {self.wait(children)} stopped; see the lines above.")

    def wait_for_an_answer(self, server):
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(settings.HOST, settings.PORT):
            if family.has_ended(server) or time.monotonic() > deadline:
                raise CommandError("The web server did not start; see the lines above.")
            time.sleep(0.05)

    def wait(self, children):
        """The name of the first child that ends."""
        while True:  # a sentinel would say so only when what the child forked has ended, too
            for name, child in children.items():
                if family.has_ended(child):
                    return name
            time.sleep(0.2)

    def say_where_to_look(self):
        shown = settings.SITE_URL
        self.stdout.write(f"\nNewsroom runs at {shown}/ and its desk at {shown}/admin/")
        if settings.DEVELOPMENT:
            self.stdout.write(f"Mail that it sends can be read at {shown}/mail/")
            call_command("demo", "accounts", stdout=self.stdout)
        self.stdout.write("Ctrl-C stops everything.\n")
        self.stdout.flush()


def serve():
    """Be the web server: granian, and below it one process or more that answer."""
    multiprocessing.set_start_method("fork", force=True)  # as ever, before Python 3.14
    Granian(
        settings.WSGI_APPLICATION,
        interface=Interfaces.WSGI,
        address=settings.HOST,
        port=settings.PORT,
        workers=settings.WEB_PROCESSES,
        blocking_threads=turns.TAKERS,
        blocking_threads_idle_timeout=600,  # seconds, the most: each has a connection to lose
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=open_door)


def open_door(target):
    """The site, in a process of granian's, which does at its end what it is asked to.

    Before Python 3.13 a process that was forked leaves that out.
    """
    Finalize(None, atexit._run_exitfuncs, exitpriority=0)
    return import_string(target)


def work():
    """Be the background worker, which lets readers go first where there is one core for both."""
    let_others_go_first()
    call_command(Worker())


def let_others_go_first():
    """Lower what this process may take of a core that others want, too.

    Linux shares a core among sessions first, by a niceness that each of them has, and each child of
    ours has one of its own: man 7 sched, "The autogroup feature".
    """
    os.nice(settings.WORKER_NICENESS)
    with suppress(OSError):  # where sessions are not told apart there is no such file
        Path("/proc/self/autogroup").write_text(str(settings.WORKER_NICENESS))


def answers(host, port):
    """Whether a web server answers there, whatever it says."""
    connection = HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
