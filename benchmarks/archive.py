"""A made archive: as many stories as a newspaper has after decades, in a throwaway database.

The rows are written in bulk and past the workflow, but are what it would have written: bylines,
topics, words, readers' copies, a first revision of those that are opened.
"""

import random
from datetime import timedelta

SECTIONS, WRITERS, TOPICS = 12, 200, 400
AT_ONCE = 2000
RARE = "quokka"  # stands in one story of the archive
COMMON = "council"  # in every third


def make(stories, *, seed=7):
    """Fill an empty, migrated database with `stories` stories."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from taggit.models import Tag

    from articles.models import Person, PublishedMonth, Section, Story

    changed_at = Story._meta.get_field("changed_at")
    changed_at.auto_now_add = False  # the rows bring their own moments
    chance = random.Random(seed)
    vocabulary = [made_up(chance) for _word in range(20_000)]
    sections = Section.objects.bulk_create(
        Section(name=f"Made section {n}", slug=f"made-section-{n}") for n in range(SECTIONS)
    )
    accounts = get_user_model().objects.bulk_create(
        get_user_model()(username=f"writer-{n}", is_staff=True) for n in range(WRITERS)
    )
    people = Person.objects.bulk_create(
        Person(
            name=f"{made_up(chance).title()} {made_up(chance).title()}",
            slug=f"made-writer-{n}",
            account=accounts[n],
        )
        for n in range(WRITERS)
    )
    tags = Tag.objects.bulk_create(
        Tag(name=f"{made_up(chance)} {n}", slug=f"made-topic-{n}") for n in range(TOPICS)
    )
    for begin in range(0, stories, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, stories))
        some(numbers, stories, chance, vocabulary, sections, people, tags)
    changed_at.auto_now_add = True
    PublishedMonth.objects.recount()  # written in bulk: nobody has counted them
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made_up(chance):
    """A word that nobody else has."""
    syllables = ("ba", "ten", "ro", "mi", "sul", "ke", "van", "dor", "pa", "lin", "gu", "sta")
    return "".join(chance.choice(syllables) for _part in range(chance.randint(2, 4)))


def some(numbers, stories, chance, vocabulary, sections, people, tags):
    """The stories of these numbers, the oldest first, with everything that hangs on them."""
    from django.db import transaction
    from django.utils import timezone

    from articles.models import (
        Byline,
        DeskIndex,
        PublishedStory,
        ReadersIndex,
        State,
        Story,
        StoryTopic,
        StoryWords,
    )
    from articles.search.indexing import place_at

    now = timezone.now()
    rows, signed, worded, published, tagged, for_desk, for_readers = ([] for _list in range(7))
    for number in numbers:
        moment = now - timedelta(minutes=7 * (stories - number) + 7)
        words = [vocabulary[int(20_000 * chance.random() ** 3)] for _word in range(26)]
        words += [COMMON] * (number % 3 == 0) + [RARE] * (number == stories // 10)
        is_out = number % 20 != 0
        story = Story(
            pk=number + 1,
            headline=" ".join(words[:9]).capitalize(),
            standfirst=" ".join(words[9:]).capitalize(),
            body="".join(f"<p>{' '.join(words)}</p>" for _part in range(4)),
            section=sections[number % SECTIONS],
            slug=f"story-{number}",
            state=State.PUBLISHED if is_out else State.DRAFT,
            published_at=moment if is_out else None,
            changed_at=moment,
            revision_number=1,
            created_by_id=people[number % WRITERS].account_id,
        )
        person = people[number % WRITERS]
        topics = chance.sample(tags, 2)
        rows.append(story)
        signed.append(Byline(story=story, person=person))
        tagged += [StoryTopic(content_object=story, tag=tag) for tag in topics]
        names = [person.name.lower(), *(tag.name for tag in topics)]
        worded.append(StoryWords(story=story, words=" ".join(dict.fromkeys([*words, *names]))))
        found_by = {
            "headline": " ".join(words[:9]),
            "names": person.name.lower(),
            "body": " ".join(words),
            "marks": f"zzevery zzs{story.section_id}",
        }
        for_desk.append(DeskIndex(story=story, **found_by))
        if is_out:
            published.append(readers_row(story, moment))
            place = place_at(moment, story.pk)
            for_readers.append(
                ReadersIndex(place=place, story_id=story.pk, published_at=moment, **found_by)
            )
    with transaction.atomic():
        Story.objects.bulk_create(rows)
        for model, made in (
            (Byline, signed),
            (StoryTopic, tagged),
            (StoryWords, worded),
            (PublishedStory, published),
            (DeskIndex, for_desk),
            (ReadersIndex, for_readers),
        ):
            model.objects.bulk_create(made)


def readers_row(story, moment):
    from articles.models import PublishedStory

    return PublishedStory(
        story=story,
        headline=story.headline,
        standfirst=story.standfirst,
        section=story.section,
        slug=story.slug,
        body=story.body,
        text=story.standfirst,
        day=moment.date(),
        published_at=moment,
        updated_at=moment,
        revision_number=1,
    )
