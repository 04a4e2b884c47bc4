#!/usr/bin/env python
"""The newsroom's command line."""

import os
import sys

from newsroom.env import EnvironmentRefused


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except EnvironmentRefused as refusal:
        sys.exit(f"Newsroom cannot start: {refusal}")


if __name__ == "__main__":
    main()
