"""What is read most: counted by the newsroom itself, without cookies and without knowing who reads.

The one rule: what is kept is how often a story was read within an hour. No address, no browser and
no device goes into it, so a reader who opens a story twice is counted twice.
"""

import re
import threading
import time
from collections import Counter
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import DateTimeField
from django.utils import timezone

from articles import dependence
from articles.models import MostRead, Newspaper, PublishedStory, Reading
from articles.prepared import Given, Prepared

SECONDS_BETWEEN_WRITES = 5
MOST_KEPT_BACK = 1000  # stories, before they are written down whatever the clock says
OF_LATE = (timedelta(hours=24), timedelta(days=7))  # the second where the first has too few
KEPT_FOR = timedelta(days=30)
PLACES = 10
SHOWN = 5

# Programs say so themselves; those that do not run scripts never ask at all. Cubot makes
# telephones, and no browser that runs modules calls itself compatible any more.
PROGRAM = re.compile(
    r"(?<!cu)bot\b|compatible;|crawl|spider|slurp|preview|external|monitor|fetch|headless|lighthouse"
    r"|phantom|ptst|http",
    re.IGNORECASE,
)


class Tally:
    """What one process counted and did not write down yet.

    A busy story costs one row every few seconds and not one a reader. A process that is killed
    forgets the readers of those seconds; one that stops writes them down first.
    """

    def __init__(self):
        self._counted, self._lock = Counter(), threading.Lock()
        self._written_at = 0.0  # by the steady clock

    def add(self, story_id, hour):
        with self._lock:
            self._counted[story_id, hour] += 1
            is_late = time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES
            is_due = is_late or len(self._counted) >= MOST_KEPT_BACK
        if is_due:
            self.write_down()

    def write_down(self):
        """Add what was counted to the rows; keep it where they cannot be had."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
            self._written_at = time.monotonic()
        try:
            _add(counted)
        except DatabaseError:
            with self._lock:
                if len(self._counted) < MOST_KEPT_BACK:
                    self._counted += counted
            raise


def _add(counted):
    """Add the readings of live stories to the rows, where the newspaper counts at all."""
    if not counted or not Newspaper.current().counts_reading:
        return
    named = {story for story, _hour in counted}
    live = set(PublishedStory.objects.live().filter(pk__in=named).values_list("pk", flat=True))
    with transaction.atomic():
        for (story, hour), number in sorted(counted.items()):  # one order: nobody waits round
            if story in live:
                Reading.objects.add(story, hour, number)


tally = Tally()


def is_a_program(user_agent):
    """Whether whoever asks says that they are no reader; one who says nothing is none either."""
    return not user_agent or PROGRAM.search(user_agent) is not None


def count(story_id):
    """One reader has read in a story, at this moment."""
    tally.add(story_id, timezone.now().replace(minute=0, second=0, microsecond=0))


def rank():
    """A chore: make the list of what is read most, and forget what was counted long ago.

    What is read within a day, or within a week where too little was; only live stories. The rows
    are touched where the list has changed alone.
    """
    now = timezone.now()
    Reading.objects.before(now - KEPT_FOR).delete()
    found = _ranking(now) if Newspaper.current().counts_reading else []
    with transaction.atomic():
        present = MostRead.objects.select_for_update()
        if found == list(present.values_list("story", flat=True)):
            return
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(
            MostRead(place=place, story_id=story) for place, story in enumerate(found, 1)
        )


def _ranking(now):
    found = []
    for span in OF_LATE:
        rows = Reading.objects.since(now - span).of_live_stories(now)
        found = [story for story, _read in rows.most_first()[:PLACES]]
        if len(found) >= SHOWN:
            break
    return found


def most_read(how_many=SHOWN):
    """The live stories that are read most, the most first. One query, of a list made before."""
    dependence.on("most-read")
    return MOST_READ.rows(moment=timezone.now())[:how_many]


MOST_READ = Prepared(
    lambda: (
        PublishedStory.objects.live(Given("moment", DateTimeField()))
        .most_read_first()
        .for_a_line()[:SHOWN]
    )
)
