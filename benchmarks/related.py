"""What it costs to work out which stories are alike: the task for one, and to read what was kept.

Run with: python benchmarks/related.py 20000 (stories in the made archive). Prints a
table of docs/speed.md. With DATABASE_URL set to an empty PostgreSQL database it measures there.
"""

import random
import sys
from collections import Counter
from functools import partial

import archive
from measuring import ROUNDS, count, machine, processor_time, throwaway_site, waiting_time

STORIES = 20_000
WORDS = 350  # of a story's text
AT_ONCE = 1000


def main():
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with throwaway_site():
        archive.make(stories)
        write_texts(stories)
        report(stories)


def write_texts(stories, *, seed=7):
    """Give every live story a text of common and rare words, its topics and its telling words."""
    from django.db import connection

    from articles.models import PublishedStory, PublishedTopic, StoryTopic
    from articles.related import keeping

    chance = random.Random(seed)
    vocabulary = [archive.made_up(chance) for _word in range(40_000)]
    rows = PublishedStory.objects.order_by("pk")
    done = 0
    while some := list(rows.filter(pk__gt=done)[:AT_ONCE]):
        for story in some:
            words = [vocabulary[int(40_000 * chance.random() ** 4)] for _word in range(WORDS)]
            subject = [chance.choice(vocabulary) for _word in range(6)]
            story.text = " ".join([*words, *subject * 3])
        PublishedStory.objects.bulk_update(some, ["text"], batch_size=200)
        done = some[-1].pk
    moments = dict(rows.values_list("pk", "published_at"))
    tagged = StoryTopic.objects.filter(content_object__in=rows.values("pk"))
    PublishedTopic.objects.bulk_create(
        (
            PublishedTopic(content_object_id=story, tag_id=tag, published_at=moments[story])
            for story, tag in tagged.values_list("content_object", "tag")
        ),
        batch_size=AT_ONCE,
    )
    keeping.learn_common_words()
    tell(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def tell(rows):
    """Keep the telling words of every story, as working each out would."""
    from articles.models import TellingWord
    from articles.related.words import Counts, Text, telling

    done = 0
    while some := list(rows.filter(pk__gt=done)[:AT_ONCE]):
        kept = []
        for story in some:
            text = Text(story.headline, story.standfirst, story.text)
            for word, weight in telling(text, Counts(text.times)).items():
                row = {"story": story, "published_at": story.published_at}
                kept.append(TellingWord(word=word, weight=weight, **row))
        TellingWord.objects.bulk_create(kept, batch_size=AT_ONCE)
        done = some[-1].pk


def report(stories):
    from django.db import connection

    from articles import related
    from articles.models import PublishedStory
    from articles.related import keeping

    measure = processor_time if connection.vendor == "sqlite" else waiting_time
    newest = list(PublishedStory.objects.newest_first()[: ROUNDS + 10])
    numbers, copies = (iter([one.pk for one in newest]), iter(newest))
    one = newest[0]
    tags = list(one.tags.all())
    print(f"{machine()}; {stories:,} stories, {connection.vendor}\n")
    print("| what | queries | ms |")
    print("|---|--:|--:|")
    for name, act in (
        ("the task for one story", lambda: keeping.work_out(next(numbers))),
        ("the suggestions for a text", lambda: suggest(next(copies))),
        ("reading what was kept", lambda: related.more_like(one, tags)),
        ("counting what is common", None),
    ):
        if act is None:
            milliseconds = measure(keeping.learn_common_words, rounds=3, warm_up=1)
            act = keeping.learn_common_words
        else:
            milliseconds = measure(act)
        asked = Counter()
        with connection.execute_wrapper(partial(count, asked)):
            act()
        print(f"| {name} | {asked['queries']} | {milliseconds:.1f} |", flush=True)


def suggest(copy):
    from articles import related

    return related.suggestions(
        copy.headline, copy.standfirst, f"<p>{copy.text}</p>", [], section=copy.section_id
    )


if __name__ == "__main__":
    main()
