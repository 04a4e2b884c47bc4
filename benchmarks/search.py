"""What a search costs in a large archive, on the database of DATABASE_URL or a throwaway one.

Run with: python benchmarks/search.py 100000. The index rows are written past the workflow, but are
what it would have written: texts of 150 words by the frequencies of a language, a word in every
story, one in every third, one in every hundredth, one in one. On PostgreSQL name an empty database.
"""

import random
import sys
import time
from collections import Counter
from datetime import timedelta
from functools import partial

from measuring import LIGHTEST, count, machine, processor_time, throwaway_site, waiting_time

AT_ONCE = 2000
SECTIONS = 12
EVERY, THIRD, HUNDREDTH, ONE = "council", "ferry", "lighthouse", "quokka"
ROUNDS = {"rounds": 5, "warm_up": 1}

QUESTIONS = {
    "a word that every story has": f"q={EVERY}",
    "the same, newest first": f"q={EVERY}&order=newest",
    "a word that every third has": f"q={THIRD}",
    "a word that every hundredth has": f"q={HUNDREDTH}",
    "a word that one story has": f"q={ONE}",
    "a word that none has": "q=nothingatall",
    "three words": f"q={EVERY}+{THIRD}+{HUNDREDTH}",
    "a quotation": f'q="{THIRD}+{EVERY}"',
    "a common word without another": f"q={EVERY}+-{THIRD}",
    "the beginning of a common word": f"q={EVERY[:4]}",
    "a misspelt word": "q=lighthuose",
    "a word in one section": f"q={EVERY}+section:made-3",
    "a word by one author": f"q={EVERY}+author:writer17",
    "a word of one year": f"q={THIRD}+year:2020",
    "a section alone": "q=section:made-3",
}


def main(stories):
    with throwaway_site():
        from django.db import connection

        begin = time.perf_counter()
        make(stories)
        wrote = time.perf_counter() - begin
        print(f"{machine()}; {stories:,} stories, {connection.vendor}; written in {wrote:.0f} s\n")
        report()


def make(stories):
    from django.db import connection

    from articles.models import Section
    from articles.search.spelling import learn_words

    chance = random.Random(11)
    vocabulary = [
        "".join(chance.choices("abdegiklmnoprstuv", k=chance.randint(3, 9))) for _ in range(30_000)
    ]
    sections = Section.objects.bulk_create(
        Section(name=f"Made {number}", slug=f"made-{number}") for number in range(SECTIONS)
    )
    counts = Counter()
    for begin in range(0, stories, AT_ONCE):
        some(
            range(begin, min(begin + AT_ONCE, stories)),
            stories,
            chance,
            vocabulary,
            sections,
            counts,
        )
    words = sorted({*vocabulary, *counts})
    learn_words(words, {word: counts.get(word, 1) for word in words})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def some(numbers, stories, chance, vocabulary, sections, counts):
    from django.db import transaction
    from django.utils import timezone

    from articles.models import PublishedStory, ReadersIndex, State, Story
    from articles.search.engines import EVERY as MARK
    from articles.search.indexing import place_at, section_mark

    now, written, public, rows = timezone.now(), [], [], []
    for number in numbers:
        pk, moment = number + 1, now - timedelta(minutes=40 * (stories - number) + 7)
        words = [vocabulary[int(30_000 * chance.random() ** 4)] for _word in range(150)]
        place = chance.randrange(len(words))
        has = [EVERY] + [THIRD] * (number % 3 == 0) + [HUNDREDTH] * (number % 100 == 7)
        has += [ONE] * (number == stories // 10)
        counts.update(has)
        words[place:place] = reversed(has)
        headline, text = " ".join(words[:9]), " ".join(words)
        shared = {
            "headline": headline,
            "section": sections[number % SECTIONS],
            "published_at": moment,
        }
        written.append(Story(pk=pk, state=State.PUBLISHED, slug=f"s-{pk}", **shared))
        public.append(
            PublishedStory(
                story_id=pk,
                slug=f"s-{pk}",
                day=moment.date(),
                updated_at=moment,
                text=text,
                revision_number=1,
                **shared,
            )
        )
        rows.append(
            ReadersIndex(
                place=place_at(moment, pk),
                story_id=pk,
                published_at=moment,
                headline=headline,
                body=text,
                names=f"writer{number % 200}",
                is_learned=True,
                marks=f"{MARK} {section_mark(shared['section'].pk)}",
            )
        )
    with transaction.atomic():
        Story.objects.bulk_create(written)
        PublishedStory.objects.bulk_create(public)
        ReadersIndex.objects.bulk_create(rows)


def report():
    from django.db import connection
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    lightest = processor_time(lambda: client.get(LIGHTEST))
    print("| what | queries | ms waited | processor ms | times the lightest |")
    print("|---|--:|--:|--:|--:|")
    print(f"| the lightest view | 1 | | {lightest:.1f} | 1.0 |")
    for name, query in QUESTIONS.items():
        asked, address = Counter(), f"/search/?{query}"
        with connection.execute_wrapper(partial(count, asked)):
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address} answered {response.status_code}")
        waited = waiting_time(lambda address=address: client.get(address), **ROUNDS)
        cost = processor_time(lambda address=address: client.get(address), **ROUNDS)
        queries = asked["queries"]
        print(
            f"| {name} | {queries} | {waited:.0f} | {cost:.0f} | {cost / lightest:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
