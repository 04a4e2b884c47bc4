"""Starts a process of the site that does what it is told, and tells it."""

import json
import subprocess
import sys
from contextlib import contextmanager

from tests.site.running import ROOT, environment


class Told:
    def __init__(self, running):
        self.running = running

    def __getattr__(self, word):
        def tell(*arguments):
            self.running.stdin.write(json.dumps([word, *arguments]) + "\n")
            self.running.stdin.flush()
            answer = self.running.stdout.readline()
            assert answer, self.log.read_text()
            return json.loads(answer)

        return tell


@contextmanager
def site(folder, **variables):
    """A process of the site with a folder of its own for data."""
    log = folder / "site.log"
    with log.open("w") as errors:
        running = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/site/many/site.py")],
            env=environment(folder, **variables),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        told = Told(running)
        told.log = log
        try:
            yield told
        finally:
            running.kill()
            running.wait()
