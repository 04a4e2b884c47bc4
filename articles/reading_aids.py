"""What helps to read a story: how long it takes, what its parts are, how old it is.

The rule: nothing here knows the reader. What depends on the clock says how long it holds, for who
keeps a finished page.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from articles.body import Subhead
from articles.models.dated import start_of_day

# Of non-fiction in English, read silently; the mean of 190 studies. M. Brysbaert (2019), “How many
# words do we read per minute?”, Journal of Memory and Language 109, 104047.
WORDS_A_MINUTE = 238
SHORTEST_READ = 2  # minutes; nobody needs to be told that a note takes one

LONG_STORY = 1000  # words: some four minutes, and more than five screens of a phone
FEWEST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years since a story came out, and the moment at which they will be one more."""

    years: int
    until: datetime


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """What templates/articles/story.html shows of all this."""

    minutes: int  # 0 where nothing is said
    contents: list[Subhead]
    age: Age


def aids_for(copy, moment=None):
    """The reading aids of a readers' copy, as it is seen at `moment`; now where it is left out."""
    return ReadingAids(
        minutes=minutes_to_read(copy.word_count),
        contents=contents_of(copy),
        age=age_of(copy, moment),
    )


def minutes_to_read(words: int) -> int:
    """How many minutes so many words take, or 0 where it is not worth saying."""
    minutes = round(words / WORDS_A_MINUTE)
    return minutes if minutes >= SHORTEST_READ else 0


def contents_of(copy):
    """The second-level subheads of a long story; of any other, and of one with few, nothing."""
    if copy.word_count < LONG_STORY:
        return []
    parts = [subhead for subhead in copy.matter.subheads if subhead.level == 2]
    return parts if len(parts) >= FEWEST_PARTS else []


def age_of(copy, moment=None):
    """The age of a readers' copy, counted from its day of first publication to today's.

    An update or a correction makes no story young again: what happened, happened then.
    """
    today = timezone.localdate(moment)
    years = today.year - copy.day.year
    if today < _anniversary(copy.day, years):
        years -= 1
    return Age(max(years, 0), start_of_day(_anniversary(copy.day, max(years, 0) + 1)))


def _anniversary(day: date, years: int) -> date:
    """The same day some years on; the first of March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
