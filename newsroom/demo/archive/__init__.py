"""A made archive: as many stories, replies and pictures' records as one likes, to measure with.

What is made looks like decades of a newspaper: a few topics, writers and stories have very much,
most have little. Rows go straight into the tables, as the verbs would have left them.
"""

from .making import KIND, Refused, Size, finish, make
from .wording import EVERY, FORTIETH, HUNDREDTH, ONE, THIRD

__all__ = [
    "EVERY",
    "FORTIETH",
    "HUNDREDTH",
    "KIND",
    "ONE",
    "THIRD",
    "Refused",
    "Size",
    "finish",
    "make",
]
