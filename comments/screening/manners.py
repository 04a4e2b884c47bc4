"""Whether a reply can be taken at all: its length, its story, what was said before, how fast."""

from django.db.models import CharField, DateTimeField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.prepared import Given, Prepared, counting
from comments import text
from comments.models import Reply
from comments.screening.records import AN_HOUR
from comments.screening.verdicts import Refusal

FROM_A_NETWORK = Prepared(
    lambda: counting(
        Reply.objects.from_network(Given("network", CharField())).since(
            Given("since", DateTimeField())
        )
    )
)


def is_wrong_length(attempt):
    length, house = len(attempt.text), attempt.house
    if text.is_blank(attempt.text):
        return Refusal(_("Please write your reply here."), "comment")
    if length < house.shortest:
        return Refusal(_("That is too short to be a reply. Please write a little more."), "comment")
    if length > house.longest:
        sentence = _(
            "Your reply has %(length)d characters; it can have at most %(limit)d. "
            "Please shorten it by %(excess)d."
        ) % {"length": length, "limit": house.longest, "excess": length - house.longest}
        return Refusal(sentence, "comment")
    return None


def story_is_closed(attempt):
    if not attempt.rules.is_open:
        return Refusal(_("Replies to this story are closed. Yours was not sent."))
    return None


def is_repeat(attempt):
    """Refuse what the same writer already said; see `Record.repeats` for what counts."""
    if attempt.writer is not None and attempt.record.repeats:
        return Refusal(_("You said this already. Please do not send the same words twice."))
    return None


def address_is_too_fast(attempt):
    if attempt.writer is None or attempt.reply is not None:
        return None
    house, record = attempt.house, attempt.record
    if house.pause_seconds and record.just_now:
        sentence = ngettext(
            "You replied a moment ago. Please wait %(count)d second, then send it again.",
            "You replied a moment ago. Please wait %(count)d seconds, then send it again.",
            house.pause_seconds,
        )
        return Refusal(sentence % {"count": house.pause_seconds}, status=429)
    if record.in_the_hour >= house.hourly_by_address:
        sentence = ngettext(
            "You replied once within an hour. Please send this one later.",
            "You replied %(count)d times within an hour. Please send this one later.",
            house.hourly_by_address,
        )
        return Refusal(sentence % {"count": house.hourly_by_address}, status=429)
    return None


def network_is_too_fast(attempt):
    if not attempt.network or attempt.by is not None or attempt.reply is not None:
        return None
    [[number]] = FROM_A_NETWORK.rows(network=attempt.network, since=attempt.at - AN_HOUR)
    return many_from_a_network() if number >= attempt.house.hourly_by_network else None


def many_from_a_network():
    return Refusal(
        _("Many replies came from your network within an hour. Please send this one later."),
        status=429,
    )
