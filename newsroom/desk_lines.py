"""What the panels of the desk's front page are made of: lines, groups, and moments in words."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

from articles.models import State

MOST = 8  # lines of a group

WRITE, LOOK = "articles.change_story", "articles.view_story"
APPROVE, PUBLISH = "articles.approve_story", "articles.publish_story"
PICTURES, PAPER = "articles.view_picture", "articles.change_newspaper"


@dataclass(frozen=True)
class Line:
    """One thing that a panel names: where it leads, its state, and facts in words."""

    words: str
    url: str = ""
    state: State | None = None
    facts: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()  # sentences that say what is wrong
    about: tuple["Line", ...] = ()  # what else it concerns, each a line of its own


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]
    has_more: bool = False
    url: str = ""  # of the whole list


@dataclass(frozen=True)
class Panel:
    """A part of the front page. Without anything to show it says so, and what to do next."""

    name: str
    title: str
    empty: str
    groups: list[Group] = field(default_factory=list)
    next_url: str = ""
    next_words: str = ""

    @property
    def shown(self):
        return [group for group in self.groups if group.lines]


def some(rows, most=MOST):
    """The first few of `rows`, and whether there are more."""
    found = list(rows[: most + 1])
    return found[:most], len(found) > most


def address(name, *args):
    return reverse(f"admin:{name}", args=args)


def line_of(story, *facts, alarms=()):
    return Line(
        story.headline,
        address("articles_story_change", story.pk),
        story.state_now,
        facts,
        alarms,
    )


def in_words(moment):
    """A moment in the newsroom's time zone, the zone named, with how long it is from now."""
    local, now = timezone.localtime(moment), timezone.localtime()
    clock = date_format(local, "H:i" if local.date() == now.date() else "j F, H:i")
    to_come = _("in %(time)s") % {"time": timeuntil(moment, now)}
    distance = ago(moment) if moment <= now else to_come
    return _("%(clock)s %(zone)s, %(distance)s") % {
        "clock": clock,
        "zone": local.tzname(),
        "distance": distance,
    }


def ago(moment):
    if timezone.now() - moment < timedelta(minutes=1):
        return _("a moment ago")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
