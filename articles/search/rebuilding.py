"""The index written anew, while the site runs: after another language, or where it is not trusted.

The rule: each step is a transaction of its own, takes a moment, and may be broken off anywhere.
"""

from collections import Counter

from django.db import transaction

from articles.background import background, defer
from articles.models import (
    IndexState,
    KnownWord,
    PublishedStory,
    ReadersIndex,
    Spelling,
    Story,
)

from . import laying
from .indexing import keep_for_readers, keep_for_the_desk
from .spelling import learn_words, words_of

AT_ONCE = 100  # stories in one transaction
STEPS = 20  # steps of laying in one task


def note_language():
    """Where the newspaper's language is not that of the indexes, begin them anew in it.

    Returns whether it was another.
    """
    laid = set(IndexState.objects.values_list("name", "language"))
    others = set(laying.languages().items()) - laid
    for name, language in others:
        laying.lay(name, language)
    if others:
        defer(lay_on)
    return bool(others)


@background()
def lay_on():
    """Go on laying the indexes, the newest stories first, until all are laid."""
    for name in laying.INDEXES:
        for _step in range(STEPS):
            if not laying.go_on(name):
                break
        else:
            lay_on.enqueue()
            return


def rebuild_all(tell):
    """Write every row anew, lay what is not laid, and count the words again.

    Args:
        tell: is called with words and a number of steps, and gives what is called after each step.
    """
    note_language()
    for words, act, rows in (
        ("desk", write_for_the_desk, Story.objects.not_killed()),
        ("readers", write_for_readers, PublishedStory.objects.all()),
    ):
        _by_batches(rows, act, tell(words, rows.count()))
    for name, (model, _place) in laying.INDEXES.items():
        if IndexState.objects.filter(name=name, floor__isnull=False).exists():
            step = tell(f"lay {name}", model.objects.count())
            while done := laying.go_on(name):
                step(done)
    count_words(tell("words", ReadersIndex.objects.count()))


def _by_batches(rows, act, step):
    last = None
    while True:
        some = rows if last is None else rows.filter(pk__lt=last)
        numbers = list(some.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
        if not numbers:
            return
        with transaction.atomic():
            act(numbers)
        last = numbers[-1]
        step(len(numbers))


def write_for_the_desk(numbers):
    """Write the desk's rows of some stories anew."""
    # Locked, as in `renew_words`: one that is killed meanwhile is to be left without a word.
    stories = Story.objects.not_killed().filter(pk__in=numbers).order_by("pk").select_for_update()
    keep_for_the_desk(*stories.prefetch_related("bylines__person", "tags"))


def write_for_readers(numbers):
    """Write the readers' rows of some stories anew; of those that were withdrawn, none."""
    stories = Story.objects.filter(pk__in=numbers).order_by("pk").select_for_update()
    copies = PublishedStory.objects.filter(pk__in=[story.pk for story in stories.only("pk")])
    keep_for_readers(*copies.prefetch_related("bylines__person", "tags"), is_learned=True)


def count_words(step):
    """Count the words of all readers' copies anew."""
    Spelling.objects.all().delete()
    KnownWord.objects.all().delete()
    counts, last = Counter(), None
    rows = ReadersIndex.objects.order_by("-pk")
    while some := list((rows if last is None else rows.filter(pk__lt=last))[:AT_ONCE]):
        for row in some:
            counts.update(words_of(row))
        last = some[-1].pk
        step(len(some))
        if len(counts) > 200_000:
            learn_words(sorted(counts), counts)
            counts.clear()
    learn_words(sorted(counts), counts)
