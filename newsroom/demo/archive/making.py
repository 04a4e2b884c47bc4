"""An archive of any size, made batch by batch.

The one rule: a batch is a transaction, and what it holds follows from the seed and its number. So
whatever breaks the making off, the same command goes on where it stopped.
"""

import random
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles import going_out, page_cache, related
from articles.models import Story
from articles.search import rebuilding
from comments import shown, threads
from newsroom.models import DemoItem

from . import frame as framing
from . import indexes
from .likeness import Alike, Known
from .pictures import Pictures
from .replies import Replies
from .rows import Tables
from .stories import Made, Stories
from .texts import tell
from .wording import Vocabulary, shares

KIND = "archive"
AT_ONCE = 1000  # stories in one batch
A_DAY = 100  # stories
SAMPLED = 1000  # texts by which it is learned what is common
LED = 0.7  # the share of stories with a picture on top
GATHERED, USUAL = 64 << 20, 1 << 20  # bytes of new words that FTS5 keeps until it writes them
LED_TO = 300  # of the latest stories, which a text may lead to


class Refused(Exception):
    """No archive can be made here; the message says why."""


@dataclass(frozen=True)
class Size:
    stories: int
    replies: int
    pictures: int
    seed: int = 7

    @property
    def key(self):
        return f"{self.stories} stories, {self.replies} replies, {self.pictures} pictures"

    @property
    def writers(self):
        return max(12, min(1500, self.stories // 250))

    @property
    def topics(self):
        return max(40, min(20_000, self.stories // 40))

    @property
    def readers(self):
        return max(10, self.replies // 15)

    def up_to(self, whole, number):
        """How many of a `whole` there are when so many of the stories are made."""
        return whole * number // self.stories


def begun(size):
    """When an archive of this size was begun here, and how many of its stories there are.

    Begins one where there is no story yet. Raises Refused.
    """
    found = DemoItem.objects.filter(kind=KIND).first()
    if found is None:
        if Story.objects.exists():
            raise Refused(
                "There are stories here already. An archive is made in an empty database: name "
                "another with DATA_DIR or DATABASE_URL."
            )
        with transaction.atomic():
            framing.make(Vocabulary(size.seed, size.stories), size)
            DemoItem.objects.create(kind=KIND, key=f"{size.key}, seed {size.seed}", object_id=0)
            now = int(timezone.now().timestamp())
            DemoItem.objects.create(kind=f"{KIND} begun", key="moment", object_id=now)
    elif found.key != f"{size.key}, seed {size.seed}":
        raise Refused(f"An archive was begun here already: {found.key}. Go on with that one.")
    moment = DemoItem.objects.get(kind=f"{KIND} begun").object_id
    return datetime.fromtimestamp(moment, UTC), found.object_id if found else 0


def make(size):
    """Make an archive, or go on with one. Yields how many stories there are after each batch."""
    since, done = begun(size)
    with fast(), page_cache.silently(page_cache.TELLING, shown.TELLING):
        making = Making(size, since)
        while done < size.stories:
            up_to = min(done + AT_ONCE, size.stories)
            with transaction.atomic():
                making.batch(range(done, up_to))
                DemoItem.objects.filter(kind=KIND).update(object_id=up_to)
            done = up_to
            yield done


def finish():
    """Have the site count what it counts of all stories; yields what it is about to do."""
    yield "counting the months"
    going_out.recount_months()
    yield "listing what is discussed most"
    threads.rank_discussed()
    yield "learning what is common"
    related.learn_what_is_common()
    yield "counting words that may be misspelt"
    rebuilding.count_words(lambda _steps: None)
    if connection.vendor == "postgresql":  # SQLite is never asked to: a site goes without as well
        yield "letting the database look at its tables"
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def fast():
    """SQLite writes without waiting for the disk meanwhile: a power cut costs the archive.

    Nor does it keep its indexes meanwhile, of which each row would change many, all over the file.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000"):
            cursor.execute(f"PRAGMA {pragma}")
        _gather_words(cursor, GATHERED)
    indexes.lay_aside()
    try:
        yield
    finally:
        indexes.lay_again()
        with connection.cursor() as cursor:
            _gather_words(cursor, USUAL)
        connection.close()  # the next one has the site's own settings


def _gather_words(cursor, size):
    """Have the full-text tables write so many bytes at once: https://sqlite.org/fts5.html."""
    for table in ("articles_readersindex_words", "articles_deskindex_words"):
        sql = f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', %s)"
        cursor.execute(sql, [size])


class Making:
    """Everything that the batches of one run share."""

    def __init__(self, size, since):
        self.size, self.since = size, since
        self.vocabulary = vocabulary = Vocabulary(size.seed, size.stories)
        self.frame = framing.Frame.found(size)
        self.tables = Tables()
        self.under = shares(size.replies, size.stories)
        self.alike = Alike(self.tables, Known(self._sample()))
        self.stories = Stories(self.tables, self.frame, self.alike)
        self.replies = Replies(self.tables, self.frame, vocabulary)
        self.pictures = Pictures(self.tables, self.frame, vocabulary, self._moment_of_picture)
        self.latest = []

    def batch(self, numbers):
        """Write the stories with these numbers and all that hangs on them."""
        size, chance = self.size, random.Random(f"{self.size.seed}/{numbers[0]}")
        first, end = (size.up_to(size.pictures, edge) for edge in (numbers[0], numbers[-1] + 1))
        pictures = [self.pictures.make(number, chance) for number in range(first, end)]
        readers = size.up_to(size.readers, numbers[-1] + 1) - self.replies.writers
        self.replies.add_writers(readers, self.moment_of(numbers[0]), chance)
        for number in numbers:
            made = self._story(number, chance, pictures)
            self.stories.write(made)
            if made.is_out:
                self.replies.put_under(made.pk, made.at, self.under[number], chance)
                self.latest = [*self.latest[-LED_TO:], made.pk]
        self.tables.write()
        self._forget()

    def moment_of(self, number):
        """When a story was published: the last a few minutes ago."""
        apart = timedelta(days=1) / A_DAY
        jitter = timedelta(seconds=number * 7919 % 700)
        back = (self.size.stories - number) * apart
        return self.since - back - timedelta(minutes=5) + jitter

    def _moment_of_picture(self, number):
        return self.moment_of(number * self.size.stories // max(1, self.size.pictures))

    def _story(self, number, chance, pictures):
        pk = self.tables.next_number(Story)
        people = [self.frame.pick_person(chance)]
        if chance.random() < 0.15 and (other := self.frame.pick_person(chance)) not in people:
            people.append(other)
        picture = chance.choice(pictures) if pictures and chance.random() < LED else None
        told = tell(
            number,
            self.vocabulary,
            chance,
            stories=self.size.stories,
            earlier=self.latest,
            picture=picture,
        )
        caption = self.pictures.captions.get(picture, "")
        again = [caption for kind, _target in told.pointers if kind == "picture"]
        return Made(
            pk=pk,
            number=number,
            told=told,
            section=self.frame.pick_section(chance),
            people=people,
            topics=self.frame.pick_topics(chance),
            picture=picture,
            caption=caption,
            captions=[caption, *again] if caption else [],
            at=self.moment_of(number),
        )

    def _sample(self):
        chance, many = random.Random(f"{self.size.seed} sampled"), self.size.stories
        return [
            tell(one, self.vocabulary, chance, stories=many) for one in range(min(SAMPLED, many))
        ]

    def _forget(self):
        """Keep in mind what the next batch may lead to, and no more."""
        self.stories.headlines = {pk: self.stories.headlines[pk] for pk in self.latest}
        self.pictures.captions = {}
