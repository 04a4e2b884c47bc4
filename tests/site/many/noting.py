"""A task that leaves a trace whenever it is done, for tests with several workers."""

import os
from pathlib import Path

from django.conf import settings

from articles.background import background

FILE = "noted"


@background(attempts=1)
def note(number):
    """Add a line to a file, in one piece whoever else does."""
    line = os.open(Path(settings.DATA_DIR) / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(line, f"{number}\n".encode())
    os.close(line)
