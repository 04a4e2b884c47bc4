"""What a verdict teaches: our own spam score, and the Akismet service where it was wrong.

The one rule: no verdict waits for it. It is done in the background, as often as it takes, and comes
out the same however often it is done.
"""

from django.db import transaction

from articles.background import background, defer
from comments import outside, spam
from comments.models import HouseRules, Lesson, Reply

BELIEVED = "akismet"  # in Reply.found: what the service believes of the reply, spam or ham


class NotTold(Exception):
    """The service did not listen; says why, and nothing of any reply."""


@background()
def teach(reply_ids):
    """Learn what moderators decided of these replies; tell Akismet where it was mistaken."""
    spam.learn(reply_ids)
    rules = HouseRules.current()
    if outside.akismet.is_asked(rules):
        asked = Reply.objects.filter(pk__in=reply_ids)
        mistaken = [reply.pk for reply in asked if _misjudged(reply)]
        if mistaken:
            defer(tell_akismet, mistaken)


@background()
def tell_akismet(reply_ids):
    """Report what a moderator saw otherwise than the service; the first failure ends this try."""
    rules = HouseRules.current()
    if not outside.akismet.is_asked(rules):
        return
    for reply in Reply.objects.filter(pk__in=reply_ids).select_related("story__published"):
        if not _misjudged(reply):
            continue
        question, lesson = outside.Question.about(reply), reply.taught
        try:
            outside.akismet.report(question, rules, is_spam=lesson == Lesson.SPAM)
        except outside.Failed as failure:
            raise NotTold(str(failure)) from None
        _note(reply.pk, lesson)


@transaction.atomic
def _note(reply_id, lesson):
    """Keep what the service now believes of a reply."""
    # Locked, because others keep what they found in the same column.
    reply = Reply.objects.locked().get(pk=reply_id)
    reply.found[BELIEVED] = lesson
    reply.save(update_fields=["found"])


def _misjudged(reply):
    """Whether Akismet was asked about a reply and believes otherwise than its moderator."""
    believed = reply.found.get(BELIEVED)
    return bool(believed and reply.taught and believed != reply.taught)
