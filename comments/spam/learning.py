"""What moderators' verdicts teach the spam score, learned in the background, and unlearned.

The one rule: a reply stands in the counts for what its present state says, and once. Whoever asks
how often, in whatever order, the counts come out the same. No other words than a moderator decided
on are ever learned, and what was learned is taken back from what was written down then, never from
the text, which may have been edited or erased since.
"""

from collections import Counter

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from comments.models import HouseRules, Lesson, Reason, Reply, SpamLesson, SpamWord, State
from comments.spam.features import features_of

PERMISSION = "comments.change_houserules"
AT_ONCE = 20  # replies in one transaction, so that nobody waits long for the counts


def lesson_of(reply) -> Lesson:
    """What a reply teaches as it stands: a moderator's word for spam, or for readers to see."""
    if reply.is_by_staff:
        return Lesson.NONE
    if reply.is_refused and reply.reason == Reason.SPAM and reply.decided_by_id:
        return Lesson.SPAM
    if reply.is_published and reply.looked_at:
        return Lesson.HAM
    # Who withdraws spam takes back their words, not what they taught us.
    if reply.state == State.WITHDRAWN and reply.taught == Lesson.SPAM:
        return Lesson.SPAM
    return Lesson.NONE


def learn(reply_ids):
    """Bring the counts into step with what moderators decided of these replies."""
    for first in range(0, len(reply_ids), AT_ONCE):
        with transaction.atomic():
            _learn_some(sorted(reply_ids[first : first + AT_ONCE]))


@transaction.atomic
def forget_words_of(reply_ids):
    """Delete the words that were written down beside replies, whose texts are being erased.

    What they taught the counts stays and can no more be taken back. To take it back as well, move
    the replies into their new state first.
    """
    return SpamLesson.objects.filter(reply__in=reply_ids).delete()[0]


@transaction.atomic
def forget_everything(*, by):
    """Forget every verdict, so that the seed alone is left. Returns how many replies had taught.

    For when somebody taught the score nonsense. Raises PermissionDenied.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    _stand_in_line()
    SpamLesson.objects.all().delete()
    SpamWord.objects.all().delete()
    forgotten = Reply.objects.exclude(taught=Lesson.NONE).update(taught=Lesson.NONE)
    LogEntry.objects.log_actions(
        by.pk,
        [HouseRules(pk=1)],
        CHANGE,
        change_message=f"Forgot what {forgotten} replies had taught the spam score.",
        single_object=True,
    )
    return forgotten


def _stand_in_line():
    """Lock the count of texts until the commit, so that those who learn go one after the other.

    They could otherwise wait for each other's words crosswise.
    """
    SpamWord.objects.get_or_create(word="")
    SpamWord.objects.select_for_update().get(word="")


def _learn_some(reply_ids):
    _stand_in_line()
    rows = list(Reply.objects.filter(pk__in=reply_ids).order_by("pk").locked())
    written = SpamLesson.objects.in_bulk(reply_ids, field_name="reply_id")
    changed = [
        (reply, lesson)
        for reply in rows
        if (lesson := lesson_of(reply)) != reply.taught or _is_reworded(reply, lesson, written)
    ]
    steps = Counter()  # (word, what it stood in): how far
    for reply, lesson in changed:
        if earlier := written.get(reply.pk):
            _count(steps, earlier.words, reply.taught, -1)
        if lesson:
            _count(steps, _words_of(reply), lesson, +1)
    _take(steps)
    SpamLesson.objects.filter(reply__in=[reply.pk for reply, _lesson in changed]).delete()
    SpamLesson.objects.bulk_create(
        SpamLesson(reply=reply, version=reply.version, words=_words_of(reply))
        for reply, lesson in changed
        if lesson
    )
    for lesson in Lesson:
        taught = [reply.pk for reply, wanted in changed if wanted == lesson]
        Reply.objects.filter(pk__in=taught).update(taught=lesson)


def _is_reworded(reply, lesson, written):
    """Whether a moderator since decided on other words than those that were learned."""
    earlier = written.get(reply.pk)
    return bool(lesson and earlier and earlier.version != reply.version)


def _words_of(reply):
    return sorted(features_of(reply.comment))


def _count(steps, words, lesson, step):
    for word in ["", *words]:
        steps[word, lesson] += step


def _take(steps):
    """Add these steps to the counts, in as many queries as there are different steps."""
    moved = {}
    for word in {word for word, _column in steps}:
        step = steps[word, Lesson.SPAM], steps[word, Lesson.HAM]
        if any(step):
            moved.setdefault(step, []).append(word)
    words = sorted(word for words in moved.values() for word in words)
    SpamWord.objects.bulk_create((SpamWord(word=word) for word in words), ignore_conflicts=True)
    for (spam, ham), words in sorted(moved.items()):
        SpamWord.objects.known(sorted(words)).update(spam=F("spam") + spam, ham=F("ham") + ham)
    SpamWord.objects.known(words).unused().delete()
