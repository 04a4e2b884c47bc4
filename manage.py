#!/usr/bin/env python
"""The newsroom's command line."""

import gc
import os
import sys

from newsroom.env import EnvironmentRefused


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    gc.disable()  # what is imported stays: looking for rubbish in it would take a third of the time
    import django
    from django.core.management import execute_from_command_line

    try:
        django.setup()
        gc.freeze()
        gc.enable()
        execute_from_command_line(sys.argv)
    except EnvironmentRefused as refusal:
        sys.exit(f"Newsroom cannot start: {refusal}")


if __name__ == "__main__":
    main()
