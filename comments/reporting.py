"""A reader asks the moderators to look at a reply again; no account and no address is asked for.

The one rule: however many report a text, it is one reply in Reported, once. What a moderator has
answered about that text stays answered.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import pace, text, tokens
from comments.models import Reply, Report, ReportReason

WORDS_LENGTH = 500  # characters
AN_HOUR = timedelta(hours=1)
AN_HOUR_FROM_A_NETWORK = 20
MOST_OF_A_TEXT = 100  # what more readers say of the same words is nothing new


class ReportRefused(Exception):
    """Not taken: a sentence for the reader, the field it stands at, an HTTP status."""

    def __init__(self, sentence, field="", status=422):
        super().__init__(sentence)
        self.sentence, self.field, self.status = sentence, field, status


def reportable(reply_id):
    """The reply with that id which readers see now, with its story, or None."""
    seen = Reply.objects.published().on_live_stories().select_related("story__published")
    return seen.filter(pk=reply_id).first()


def report(reply, *, reason, words="", network_address=""):
    """Take a report of `reply` as it is now. Returns the Report, or None where it says nothing new.

    A second one of the same words from the same network says nothing new, nor does the hundred and
    first from wherever. Raises ReportRefused.
    """
    words = _kept(words)
    if reason not in ReportReason.values:
        raise ReportRefused(_("Please choose what is wrong with this reply."), "reason")
    network = tokens.network_key(network_address)
    try:
        with pace.place("reports", network, AN_HOUR_FROM_A_NETWORK) as place:
            return _report(reply, reason, words, network, place)
    except pace.TooMany:
        raise ReportRefused(
            _(
                "Twenty reports came from your network within an hour. Please send this one later: "
                "what you wrote is still here."
            ),
            status=429,
        ) from None


@transaction.atomic
def _report(reply, reason, words, network, place):
    # Locked, so that of two reports at the same moment the second sees the first.
    present = Reply.objects.published().on_live_stories().filter(pk=reply.pk).locked().first()
    if present is None:
        sentence = _("This reply is not there any more, so there is nothing left to report.")
        raise ReportRefused(sentence, status=410)
    of_this_text = Report.objects.of(present)
    if network and of_this_text.from_network(network).exists():
        return None
    place.stand_in_line()
    recent = Report.objects.from_network(network).since(timezone.now() - AN_HOUR)
    if network and recent.count() >= AN_HOUR_FROM_A_NETWORK:
        raise pace.TooMany
    if of_this_text.count() >= MOST_OF_A_TEXT:
        return None
    answer = of_this_text.last_answer()
    if answer is None and present.reported_at is None:
        Reply.objects.filter(pk=present.pk).update(reported_at=timezone.now())
    place.keep()
    return Report.objects.create(
        reply=present,
        reason=reason,
        words=words,
        version=present.version,
        network=network,
        settled_by=answer,
    )


def _kept(words):
    """What a reader adds, as every database can keep it."""
    words = text.tidy(words)
    if excess := max(0, len(words) - WORDS_LENGTH):
        sentence = _(
            "What you wrote has %(length)d characters; it can have at most %(limit)d. Please "
            "shorten it by %(excess)d."
        ) % {"length": len(words), "limit": WORDS_LENGTH, "excess": excess}
        raise ReportRefused(sentence, "words")
    return words
