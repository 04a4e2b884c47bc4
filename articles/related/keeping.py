"""Works out what is alike in the background, and keeps it.

The rule: a story's rows are made of what readers get of it, so whoever changes that calls
`renew_soon`; until the task has run the rows of before, or none, stand.
"""

from collections import Counter

from django.db import transaction

from articles.background import background, defer
from articles.models import Likeness, PublishedStory, PublishedTopic, TellingWord, WordCount

from .comparing import most_alike, score, subject
from .words import ALL, COUNTED, Counts, Text, count_words

KEPT = 12  # of a story: enough for four, were some linked, picked or withdrawn
TOLD = 24  # older stories that hear of a new one they are like
AT_ONCE = 100  # stories in one task
AFTER_OTHERS = -10  # a priority: nobody waits for it


def renew_soon(numbers):
    """Have what is alike to these stories worked out anew once this is committed."""
    numbers = sorted(set(numbers))
    for begin in range(0, len(numbers), AT_ONCE):
        defer(renew, numbers[begin : begin + AT_ONCE])


def renew_those_like(story):
    """Have the stories that `story` was held to be like worked out anew: it goes from readers.

    The newest of them; the others' pages have enough left, or are filled up.
    """
    rows = Likeness.objects.to(story.pk).order_by("-story")[:TOLD]
    renew_soon(rows.values_list("story", flat=True))


@background(priority=AFTER_OTHERS)
def renew(numbers):
    """Work out what is alike to each of these stories, and tell it to the stories they are like."""
    learn_while_young()
    for number in numbers:
        work_out(number)


def learn_while_young():
    """While an archive is small, learn anew what is common with every half as much again.

    What was taken for telling before may be common by now, so every story is worked out again.
    """
    learnt = Counts([]).all
    if learnt >= COUNTED:
        return
    newest = PublishedStory.objects.newest_first()[:COUNTED]
    if newest.count() >= max(1, 1.5 * learnt):
        learn_common_words()
        renew_soon(newest.values_list("pk", flat=True))


def learn_what_is_common():
    """A chore: count words anew, for what is common changes with the news."""
    if Counts([]).all < COUNTED:
        learn_while_young()
    else:
        learn_common_words()


def learn_common_words():
    """Count anew in how many of the newest stories each word stands; returns how many they are."""
    counts = count_words()
    with transaction.atomic():
        WordCount.objects.all().delete()
        WordCount.objects.bulk_create(
            (WordCount(word=word, stories=stories) for word, stories in counts.items()),
            batch_size=1000,
            ignore_conflicts=True,  # somebody else has just done the same
        )
    return counts[ALL]


def work_out(number):
    """Write down anew what is alike to a story, given by number, and what it is alike to."""
    columns = ("headline", "standfirst", "text", "section_id", "published_at", "revision_number")
    story = PublishedStory.objects.filter(pk=number).only(*columns).first()
    if story is None:  # taken from readers meanwhile
        return
    tags = PublishedTopic.objects.of_stories([number]).values_list("tag", flat=True)
    text = Text(story.headline, story.standfirst, story.text)
    one = subject(text, tags, section=story.section_id, number=number)
    found = most_alike(one)
    best = sorted(found, key=lambda alike: alike.score, reverse=True)[:KEPT]
    told = found[:TOLD]
    with transaction.atomic():
        present = locked({number, *(alike.story for alike in [*best, *told])})
        if present.get(number) != story.revision_number:  # another task is on its way
            return
        keep_words(story, one.words)
        Likeness.objects.to(number).delete()
        Likeness.objects.of(number).delete()
        Likeness.objects.bulk_create(
            [
                Likeness(story_id=number, alike_id=alike.story, score=alike.score)
                for alike in best
                if alike.story in present
            ]
            + [
                Likeness(
                    story_id=alike.story,
                    alike_id=number,
                    score=score(alike.likeness, story.published_at),
                )
                for alike in told
                if alike.story in present
            ]
        )
        forget_the_least([alike.story for alike in told])


def locked(numbers):
    """Those of the stories that readers' copies are there of, with the number of their revisions.

    Locked, so that none is taken from readers while rows are written that lead to it; always in
    the same order, so that two tasks wait for each other one way round.
    """
    stories = PublishedStory.objects.filter(pk__in=numbers).order_by("pk")
    return dict(stories.select_for_update(no_key=True).values_list("pk", "revision_number"))


def keep_words(story, words):
    """Write a story's telling words in place of earlier ones."""
    TellingWord.objects.filter(story=story).delete()
    TellingWord.objects.bulk_create(
        TellingWord(story=story, word=word, weight=weight, published_at=story.published_at)
        for word, weight in words.items()
    )


def forget_the_least(numbers):
    """Leave each of these stories its best rows."""
    seen, surplus = Counter(), []
    rows = Likeness.objects.filter(story__in=numbers).best_first()
    for row, number in rows.values_list("pk", "story"):
        seen[number] += 1
        if seen[number] > KEPT:
            surplus.append(row)
    Likeness.objects.filter(pk__in=surplus).delete()


def rebuild(after=0):
    """Work out every story anew, the oldest numbers first; begins after the number `after`.

    Yields the number up to which it is done, after each batch, so that it can be gone on with.
    """
    if not after:
        learn_common_words()
    stories = PublishedStory.objects.order_by("pk").values_list("pk", flat=True)
    while numbers := list(stories.filter(pk__gt=after)[:AT_ONCE]):
        for number in numbers:
            work_out(number)
        after = numbers[-1]
        yield after
