"""Two small charts of the desk's front page: stories published and replies handled, by day.

Drawn on the server as numbers that the template puts into an SVG; the same stand in a table.
Days are the newsroom's own.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PublishedStory, start_of_day
from comments import moderation
from comments.models import Decision

DAYS = 14
STEP, WIDTH, HEIGHT = 20, 14, 72  # from bar to bar, a bar, the highest bar; in units of the drawing
FOOT = 18  # below the bars, for the days


@dataclass(frozen=True)
class Bar:
    day: date
    count: int
    x: int
    y: int
    height: int
    middle: int


@dataclass(frozen=True)
class Chart:
    name: str
    title: str
    bars: list[Bar]

    @property
    def total(self):
        return sum(bar.count for bar in self.bars)

    @property
    def most(self):
        return max(bar.count for bar in self.bars)

    width = DAYS * STEP
    height = HEIGHT + FOOT
    bar_width = WIDTH
    ground = HEIGHT
    foot = HEIGHT + FOOT - 4


def charts_for(account):
    """The charts that an account may see."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    charts = []
    if account.has_perm("articles.view_story"):
        charts.append(drawn("published", _("Stories published"), days, stories_by_day(days)))
    if account.has_perm(moderation.PERMISSION):
        charts.append(drawn("handled", _("Replies handled"), days, replies_by_day(days)))
    return charts


def stories_by_day(days):
    """How many stories that readers see now were first published on each day."""
    counted = PublishedStory.objects.live().filter(day__gte=days[0], day__lte=days[-1])
    return dict(counted.order_by().values_list("day").annotate(Count("pk")))


def replies_by_day(days):
    """How many verdicts moderators gave on each day."""
    moments = [start_of_day(day) for day in [*days, days[-1] + timedelta(days=1)]]
    given = Decision.objects.filter(made_at__gte=moments[0], made_at__lt=moments[-1]).aggregate(
        **{
            f"day_{number}": Count("pk", filter=Q(made_at__gte=begin, made_at__lt=end))
            for number, (begin, end) in enumerate(pairwise(moments))
        }
    )
    return {day: given[f"day_{number}"] for number, day in enumerate(days)}


def drawn(name, title, days, counts):
    """The chart of `counts` (day to number); a day without any is nought."""
    most = max([*counts.values(), 1])
    bars = []
    for place, day in enumerate(days):
        count = counts.get(day, 0)
        height = round(HEIGHT * count / most) or (1 if count else 0)
        x = place * STEP + (STEP - WIDTH) // 2
        bars.append(Bar(day, count, x, HEIGHT - height, height, place * STEP + STEP // 2))
    return Chart(name, title, bars)
