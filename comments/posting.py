"""The one way in: a reply is posted, confirmed, followed by its writer.

The one rule: what comes in through here is judged by `screening`, written in one transaction, and
seen by no reader until somebody decides that it may be.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.background import defer
from articles.models import PublishedStory
from articles.prepared import Given, Prepared, counting
from comments import checking, ledger, notifications, pace, policy, screening, text, tokens
from comments.models import Confirmation, Reply, State, Verb, Writer

REPEAT_WITHIN = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
WORDS_OF_A_STORY = ("body", "text", "related")  # no reply asks for them
TOO_FAST = 429  # RFC 6585, section 4
MAILS_TO_CONFIRM = Prepared(
    lambda: counting(
        Confirmation.objects.asked_of(Given("writer", BigIntegerField())).since(
            Given("since", DateTimeField())
        )
    )
)

STORY = Prepared(
    lambda: (
        PublishedStory.objects.select_related("section")
        .defer(*WORDS_OF_A_STORY)
        .filter(pk=Given("story", BigIntegerField()))
    )
)
DIGEST = Given("digest", CharField())
LINK = Prepared(
    lambda: Confirmation.objects.select_related("reply").filter(
        digest=DIGEST, reply__writer__isnull=False
    )
)
# Of a reply that is about to be confirmed, to be asked in this order within one transaction.
WRITER_LOCKED = Prepared(lambda: Writer.objects.select_for_update(of=("self",)).mailed(DIGEST))
REPLY_LOCKED = Prepared(lambda: Reply.objects.asked_about(DIGEST).locked().only("pk"))
WITH_WRITER = Prepared(
    lambda: Reply.objects.select_related("writer").filter(pk=Given("reply", BigIntegerField()))
)


class ReplyRefused(Exception):
    """Not taken: a sentence for the writer, the field it stands at, an HTTP status.

    `again_in` says after how many seconds it can be sent again, where time is all it takes.
    """

    def __init__(self, sentence, field=None, status=422, again_in=None):
        super().__init__(sentence)
        self.sentence, self.field, self.status = sentence, field, status
        self.again_in = again_in


class LinkRefused(Exception):
    """The link in a confirmation mail does nothing; the message says why."""


class ReplyRefusedSince(LinkRefused):
    """The rules do not take the words any more, or not from this writer; `reply` keeps them."""

    def __init__(self, refusal, reply):
        super().__init__(refusal.sentence)
        self.reply, self.status = reply, refusal.status


class LinkUsed(LinkRefused):
    """It was used before; `reply` is what it confirmed."""

    def __init__(self, reply):
        super().__init__(_("This reply has already been confirmed. There is nothing left to do."))
        self.reply = reply


def live_story(story_id):
    """The readers' copy of a story, or None where readers do not see it."""
    copy = STORY.first(story=story_id)
    return copy if copy and copy.is_live else None


def answerable(story, reply_id):
    """The published reply under `story` with that id, or None: only such can be answered."""
    return Reply.objects.on(story).published().filter(pk=reply_id).first()


def post(story, *, by=None, network_address="", rules=None, **sent):
    """Take a reply to `story`, the readers' copy, from a guest or from `by`, one of the newsroom.

    `sent` is name, email and comment, and maybe: `answering`, the Reply it answers; `following`,
    whether a guest wants to be told of answers; `device`, what the device keeps, (writer's id, page
    key). `rules` is the InForce of the story, where it is at hand. A guest's reply is unconfirmed
    until they open the link mailed to them, unless the owner of the address confirmed on this
    device before; the newsroom's stands at once. The same words sent again within a day, to the
    story or to the same reply, give the first reply back as it was sent, until that is confirmed;
    its mail may have got lost, so it is sent again. Raises ReplyRefused.
    """
    network, rules = tokens.network_key(network_address), rules or policy.in_force(story)
    try:
        with pace.place("replies", "" if by else network, rules.rules.hourly_by_network) as place:
            return _post(story, by=by, network=network, rules=rules, place=place, **sent)
    except pace.TooMany:
        refused = screening.many_from_a_network()
        raise ReplyRefused(refused.sentence, None, TOO_FAST, pace.AN_HOUR) from None


@transaction.atomic
def _post(
    story,
    *,
    name,
    email,
    comment,
    by,
    network,
    rules,
    place,
    answering=None,
    following=False,
    device=None,
):
    comment = text.tidy(comment)
    writer = None if by else Writer.objects.at(email)
    is_known = writer is not None and policy.speaks_for(device, writer)
    if by:  # locked, so that two presses of the button stand in line
        get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    attempt = screening.Attempt(
        story=story,
        text=comment,
        name=text.tidy_line(name),
        writer=writer,
        by=by,
        network=network,
        answering=answering,
        from_trusted_device=is_known,
        rules=rules,
    )
    if earlier := _earlier(attempt, answering, is_known):
        if writer and not is_known:
            _ask_again(earlier, attempt)
        return earlier
    place.stand_in_line()
    verdict = screening.screen(attempt)
    if isinstance(verdict, screening.Refusal):
        again_in = _again_in(attempt) if verdict.status == TOO_FAST else None
        raise ReplyRefused(verdict.sentence, verdict.field, verdict.status, again_in)
    if writer and not is_known:
        _refuse_too_many_mails(attempt)
    reply = Reply.objects.create(
        story_id=story.pk,
        in_answer_to=answering,
        writer=writer,
        user=by,
        user_name=policy.name_of_staff(by, name) if by else attempt.name,
        user_email=email,
        followup=following and writer is not None,
        comment=comment,
        state=State.PENDING if by or is_known else State.UNCONFIRMED,
        **what_holds(attempt, verdict),
        is_by_staff=by is not None,
        network=attempt.network,
        posted_at=attempt.at,
    )
    place.keep()
    if by:
        _publish_at_once(reply, by)
    elif is_known:
        checking.let_through(reply)
    else:
        _ask_to_confirm(reply)
    return reply


def find_link(token):
    """The open confirmation of a mailed token, its story, and the rules that are in force there.

    Raises LinkRefused, LinkUsed.
    """
    asked = LINK.first(digest=tokens.digest(token))
    if asked is None:
        raise LinkRefused(
            _(
                "This link has expired, was replaced by one in a later mail, or was not copied "
                "whole. A link is good for 48 hours."
            )
        )
    if asked.reply.state == State.WITHDRAWN:
        raise LinkRefused(_("You withdrew this reply. There is nothing left to confirm."))
    # A reply that was sent twice has two links, of which either confirms it.
    if asked.is_used or asked.reply.state != State.UNCONFIRMED:
        raise LinkUsed(asked.reply)
    if asked.has_expired:
        raise LinkRefused(
            _("This link has expired: it was good for 48 hours. The reply was not published.")
        )
    story = live_story(asked.reply.story_id)
    rules = story and policy.in_force(story)
    if not rules or not rules.is_open:
        raise LinkRefused(_("Replies to this story have been closed since. Yours was not sent."))
    return asked, story, rules


@transaction.atomic
def confirm(token):
    """Confirm the address a reply was posted with; it is judged once more, and waits or appears.

    Since it was posted the story may have closed, a word may have been banned, its writer may have
    been suspended. Raises LinkRefused, LinkUsed.
    """
    digest = tokens.digest(token)
    # Locked, so that two clicks at the same moment, on whichever link to a reply, confirm once.
    writer = WRITER_LOCKED.first(digest=digest)
    # And so is the reply: its page may change or withdraw it at the moment when it is judged here.
    REPLY_LOCKED.rows(digest=digest)
    (asked, story, rules), now = find_link(token), timezone.now()
    if writer.confirmed_at is None:
        writer.confirmed_at = now
        writer.save(update_fields=["confirmed_at"])
    asked.used_at = now
    asked.save(update_fields=["used_at"])
    reply = asked.reply
    attempt = screening.Attempt(
        story=story,
        text=reply.comment,
        name=reply.user_name,
        writer=writer,
        network=reply.network,
        confirming=reply,
        rules=rules,
    )
    verdict = screening.screen(attempt)
    if isinstance(verdict, screening.Refusal):
        raise ReplyRefusedSince(verdict, reply)
    Reply.objects.filter(pk=reply.pk).become(State.PENDING, **what_holds(attempt, verdict))
    reply = WITH_WRITER.first(reply=reply.pk)
    checking.let_through(reply)
    return reply


def follow(reply):
    """Tell a reply's writer of answers from now on. Returns whether that is new."""
    unfollowed = Reply.objects.filter(pk=reply.pk, followup=False)
    return policy.can_be_followed(reply) and unfollowed.update(followup=True) > 0


def stop_following(reply_id):
    """Tell the writer of a reply of no more answers. Returns whether they would have been told."""
    return Reply.objects.filter(pk=reply_id, followup=True).update(followup=False) > 0


def _earlier(attempt, answering, is_known):
    """What the same person said in the same words, to the same story or reply, within a day.

    Once it is confirmed, a guest's is given back only to a device of theirs: whoever knew the
    address and read the words under the story would get its writer's page.
    """
    if attempt.by:
        theirs = Reply.objects.filter(user=attempt.by)
    elif not attempt.record.repeats:
        return None
    else:
        sent = Reply.objects.filter(writer=attempt.writer)
        theirs = sent if is_known else sent.unconfirmed()
    recent = theirs.on(attempt.story).since(attempt.at - REPEAT_WITHIN)
    return recent.answering(answering).saying(attempt.text).oldest_first().first()


def _again_in(attempt):
    """After how many seconds one who was too fast can send it again, at most."""
    is_pause = attempt.record.just_now and attempt.house.pause_seconds
    return attempt.house.pause_seconds if is_pause else int(AN_HOUR.total_seconds())


def what_holds(attempt, holds):
    """The columns that keep which rules hold a reply, what each found, and the spam score."""
    return {
        "held_for": [hold.rule for hold in holds],
        "found": attempt.noted
        | {hold.rule: hold.found for hold in holds if hold.found is not None},
        "spam_score": attempt.noted.get("spam", {}).get("score"),
    }


def _ask_to_confirm(reply):
    """Mail a link, beside whatever link was mailed before."""
    defer(notifications.ask_to_confirm, Confirmation.objects.create(reply=reply).pk)


def _ask_again(reply, attempt):
    """Mail another link for a reply that came again, but not because of a button pressed twice."""
    last_moment = attempt.at - timedelta(seconds=attempt.house.pause_seconds)
    just_asked = Confirmation.objects.asked_of(attempt.writer).since(last_moment).exists()
    if not just_asked and not _has_had_enough_mails(attempt):
        _ask_to_confirm(reply)


def _refuse_too_many_mails(attempt):
    if _has_had_enough_mails(attempt):
        sentence = _(
            "As many mails to confirm replies went to this address as may go there within an hour. "
            "Please open one of those links, or send this reply later."
        )
        raise ReplyRefused(sentence, "email", TOO_FAST, int(AN_HOUR.total_seconds()))


def _has_had_enough_mails(attempt):
    """Whether no mail to confirm may go to an address before an hour is over.

    The last one of an hour is kept for networks from which the owner confirmed before: somebody
    who posts under another's address cannot use up all of them. It is kept at every address, or a
    stranger could tell by it which ones were ever confirmed.
    """
    writer, most = attempt.writer, attempt.house.hourly_confirmations
    [[asked]] = MAILS_TO_CONFIRM.rows(writer=writer.pk, since=attempt.at - AN_HOUR)
    if asked == most - 1 > 0 and attempt.network:
        theirs = Reply.objects.filter(writer=writer).confirmed()
        return not theirs.from_network(attempt.network).exists()
    return asked >= most


def _publish_at_once(reply, by):
    """The newsroom's own replies stand without waiting; the log says so, and it can be undone."""
    ledger.enter(Verb.STAFF, [reply], State.PUBLISHED, by=by)
    reply.refresh_from_db()
