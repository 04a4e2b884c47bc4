"""What stories of an archive are alike by: their telling words as the site finds them itself.

Which stories are alike is not compared as thoroughly as the site does it: those that shared a
telling word last. There are as many rows, and they lie as they would.
"""

from collections import Counter, deque
from functools import cache
from itertools import islice

from articles.models import Likeness, TellingWord
from articles.related.comparing import score
from articles.related.words import Counts, telling

REMEMBERED = 4  # of the newest stories with a word
MOST_WORDS, MOST_STORIES = 60_000, 20_000  # kept in mind
ALIKE, KEPT = 6, 12


class Known(Counts):
    """How common words are, counted beforehand instead of asked of the database."""

    def __init__(self, texts):
        having = Counter()
        for told in texts:
            having.update(set(told.times))
        self.all = len(texts)
        self._stories = {word: times for word, times in having.items() if times > 1}
        self.rarity = cache(super().rarity)


class Alike:
    def __init__(self, tables, counts):
        self.tables, self.counts = tables, counts
        self.newest, self.rows = {}, {}  # stories by word; how many rows each story has

    def note(self, story, told, moment):
        """Write the telling words of a story, and which earlier ones it is like."""
        words, worth = telling(told, self.counts), Counter()
        for word, weight in words.items():
            self.tables[TellingWord].add(
                id=self.tables.next_number(TellingWord),
                story_id=story,
                word=word,
                weight=weight,
                published_at=moment,
            )
            earlier = self.newest.setdefault(word, deque(maxlen=REMEMBERED))
            for other, theirs in earlier:
                worth[other] += weight * theirs
            earlier.append((story, weight))
        self.rows[story] = 0
        for other, likeness in worth.most_common(ALIKE):
            points = score(likeness, moment)
            self._add(story, other, points)
            if self.rows.get(other, KEPT) < KEPT:
                self._add(other, story, points)
        self._forget()

    def _add(self, story, alike, points):
        self.rows[story] += 1
        self.tables[Likeness].add(
            id=self.tables.next_number(Likeness), story_id=story, alike_id=alike, score=points
        )

    def _forget(self):
        if len(self.newest) > MOST_WORDS:
            self.newest = dict(islice(self.newest.items(), MOST_WORDS // 2, None))
        if len(self.rows) > MOST_STORIES:
            self.rows = dict(islice(self.rows.items(), MOST_STORIES // 2, None))
