"""The checks, one function each; which of them are asked, and in what order, says CHECKS."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Newspaper, Person
from comments import policy, text
from comments.models import Reply
from comments.screening.verdicts import Hold, Pass, Refusal

PAUSE = timedelta(seconds=15)
AN_HOUR = timedelta(hours=1)
AN_HOUR_FROM_AN_ADDRESS = 10
AN_HOUR_FROM_A_NETWORK = 30

TITLES = ("newsroom", "editor", "moderator", gettext_lazy("Newsroom"), gettext_lazy("Moderator"))

HELD_BECAUSE = {
    "guest": gettext_lazy("Every reply from a guest is read before it appears."),
}


def is_wrong_length(attempt):
    length = len(attempt.text)
    if text.is_blank(attempt.text):
        return Refusal(_("Please write your reply here."), "comment")
    if length < text.MIN_LENGTH:
        return Refusal(_("That is too short to be a reply. Please write a little more."), "comment")
    if length > text.MAX_LENGTH:
        sentence = _(
            "Your reply has %(length)d characters; it can have at most %(limit)d. "
            "Please shorten it by %(excess)d."
        ) % {"length": length, "limit": text.MAX_LENGTH, "excess": length - text.MAX_LENGTH}
        return Refusal(sentence, "comment")
    return None


def story_is_closed(attempt):
    if not policy.are_replies_open(attempt.story):
        return Refusal(_("Replies to this story are closed. Yours was not sent."))
    return None


def staff_pass(attempt):
    return Pass() if attempt.by is not None else None


def impersonates_staff(attempt):
    """Refuse a guest who writes as a colleague, the newspaper or its desk, in any disguise."""
    name = text.fold_name(attempt.name)
    people = Person.objects.filter(account__isnull=False).order_by().values_list("name")
    taken = [taken for (taken,) in people.union(Newspaper.objects.values_list("name"))]
    if name and name in {text.fold_name(str(one)) for one in (*taken, *TITLES)}:
        return Refusal(
            _(
                "This name belongs to our newsroom. Please choose another; if it is yours, sign in "
                "first."
            ),
            "name",
        )
    return None


def address_is_too_fast(attempt):
    if attempt.reply:
        return None
    theirs = Reply.objects.counted_against(attempt)
    if theirs.since(attempt.at - PAUSE).exists():
        return Refusal(
            _("You replied a moment ago. Please wait a quarter of a minute, then send it again."),
            status=429,
        )
    if theirs.since(attempt.at - AN_HOUR).count() >= AN_HOUR_FROM_AN_ADDRESS:
        return Refusal(
            _("You replied ten times within an hour. Please send this one later."), status=429
        )
    return None


def network_is_too_fast(attempt):
    if not attempt.network or attempt.reply:
        return None
    from_there = Reply.objects.from_network(attempt.network).since(attempt.at - AN_HOUR)
    if from_there.count() >= AN_HOUR_FROM_A_NETWORK:
        return Refusal(
            _("Many replies came from your network within an hour. Please send this one later."),
            status=429,
        )
    return None


def guest_is_held(attempt):
    return Hold("guest")
