"""Starts the whole site with one command: database, static files, web server and worker."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from newsroom import static_files
from newsroom.accounts import refuse_demo_in_production

SECONDS_TO_STOP = 10
SECONDS_TO_START = 30
LAYING_TABLES = 7_463_001  # the number of a lock in PostgreSQL
WEB_THREADS = 4  # a process: the measured best on two cores, see docs/decisions/0001


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
        self.refuse_taken_port()
        lay_tables()
        if static_files.bring_up_to_date():
            self.stdout.write("Static files collected.")
        if demo:
            call_command("demo", "load", "--first-time", stdout=self.stdout)
        refuse_demo_in_production()
        commands = {"web server": web_server()}
        self.run(commands if web else {**commands, "worker": worker()})

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

    def run(self, commands):
        """Run `commands` (name to argument list) until one ends or somebody stops us."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        children = {}
        try:
            for name, command in commands.items():
                # Sessions of their own: Ctrl-C reaches this process alone, which stops them.
                children[name] = subprocess.Popen(command, start_new_session=True)
            self.say_where_to_look(children["web server"])
            ended = self.wait(children)
            raise CommandError(f"The {ended} stopped; see the lines above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            stop_all(children.values())

    def stop(self, number, frame):
        raise KeyboardInterrupt

    def wait(self, children):
        """The name of the first child that ends."""
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    return name
            time.sleep(0.2)

    def say_where_to_look(self, server):
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(settings.HOST, settings.PORT):
            if server.poll() is not None or time.monotonic() > deadline:
                raise CommandError("The web server did not start; see the lines above.")
            time.sleep(0.1)
        shown = settings.SITE_URL
        self.stdout.write(f"\nNewsroom runs at {shown}/ and its desk at {shown}/admin/")
        if settings.DEVELOPMENT:
            self.stdout.write(f"Mail that it sends can be read at {shown}/mail/")
            call_command("demo", "accounts", stdout=self.stdout)
        self.stdout.write("Ctrl-C stops everything.\n")
        self.stdout.flush()


def lay_tables():
    """Migrate; of several machines that start at once one does it, and the others wait for it."""
    with connection.cursor() as cursor:
        is_shared = connection.vendor == "postgresql"
        if is_shared:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LAYING_TABLES])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            if is_shared:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LAYING_TABLES])


def web_server():
    """The command line of the web server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_PROCESSES), "--blocking-threads", str(WEB_THREADS)),
        *("--no-ws", "--log-level", "warning", "--working-dir", str(settings.BASE_DIR)),
    ]


def worker():
    """The command line of the background worker."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]


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


def stop_all(children):
    """Ask the processes to end, and end those that do not within ten seconds."""
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in running:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
