"""How old a page is: headlines carry marks, and what was committed later is newer.

The rule: a page may show no mark that a later one of the same story had replaced, and a list whose
newest story is ours has to show it. Moments are those of the monotonic clock, which all processes
of a machine share.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

MARK = re.compile(r"Mark (\d+) of story (\d+)")


@dataclass(frozen=True)
class Change:
    """A story that came out or was changed, and the moment when that was committed."""

    mark: int
    story: int
    path: str
    committed: float
    is_new: bool


@dataclass(frozen=True)
class Seen:
    """A page as somebody got it: what it showed, when it was asked for, when it was there."""

    path: str
    marks: frozenset  # of (story, mark)
    asked: float
    got: float


def headline(mark, story):
    return f"Mark {mark} of story {story}"


def marks_on(words):
    return frozenset((int(story), int(mark)) for mark, story in MARK.findall(words))


class Truth:
    """What pages had to show at each moment."""

    def __init__(self, changes, lists):
        """`lists` are the paths of pages that show the newest story, whichever it is."""
        self.lists = frozenset(lists)
        self.of_story = defaultdict(list)
        for change in sorted(changes, key=lambda one: one.committed):
            self.of_story[change.story].append(change)
        self.paths = {change.path: change.story for change in changes}
        came_out = [change for change in changes if change.is_new]
        self.came_out = sorted(came_out, key=lambda one: one.committed)
        self.moments = [one.committed for one in self.came_out]

    def is_untrue_since(self, seen):
        """The moment from which on a page was not what it showed; None where it still is."""
        ends = [self._ended(story, mark) for story, mark in seen.marks]
        if seen.path in self.lists:
            ends.append(self._left_out(seen))
        if (own := self.paths.get(seen.path)) and own not in {story for story, _ in seen.marks}:
            ends.append(self.of_story[own][0].committed)
        return min((end for end in ends if end is not None), default=None)

    def _ended(self, story, mark):
        later = (one.committed for one in self.of_story[story] if one.mark > mark)
        return next(later, None)

    def _left_out(self, seen):
        """When the newest story came out that a list should have shown when it was there."""
        place = bisect_right(self.moments, seen.got)
        newest = self.came_out[place - 1] if place else None
        if newest is None or newest.story in {story for story, _mark in seen.marks}:
            return None
        return newest.committed


def staleness(truth, pages):
    """How old the oldest pages were, in seconds.

    `there` counts from the change to the page's arrival, the whole of its way included; `asked` to
    the moment of the request: what is above nought there was false when somebody asked for it.
    """
    there = asked = 0.0
    after, worst = 0, None
    for seen in pages:
        since = truth.is_untrue_since(seen)
        if since is None or seen.got <= since:
            continue
        if seen.got - since > there:
            there, worst = seen.got - since, seen.path
        if seen.asked > since:
            after += 1
            asked = max(asked, seen.asked - since)
    return {"there": there, "asked": asked, "asked_after": after, "worst": worst}
