"""Telling the people concerned what happened to a story: at the desk at once, by mail after it.

The one rule: nobody is told of what they did themselves, nobody twice of the same thing, and nobody
who may not read stories.
"""

import logging
from datetime import timedelta
from itertools import groupby

from django.contrib.auth import get_user_model
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import mailing
from articles.accounts import those_who_may
from articles.background import background, defer
from articles.models import Newspaper, Notice, absolute, name_of

READING, APPROVING, PUBLISHING = (
    "articles.view_story",
    "articles.approve_story",
    "articles.publish_story",
)
GIVEN_UP_AFTER = timedelta(hours=2)  # by then a mail's own tries are over
TOO_OLD_TO_MAIL = timedelta(days=3)

WHAT_HAPPENED = {  # by a move's verb; where one is missing, the state it led to is named
    "submit": gettext_lazy("%(name)s sent it to the editors."),
    "approve": gettext_lazy("%(name)s marked it as ready."),
    "approve_changes": gettext_lazy("%(name)s approved its changes."),
    "send_back": gettext_lazy("%(name)s sent it back to the writer."),
    "reopen": gettext_lazy("%(name)s made it a draft again."),
    "plan": gettext_lazy("%(name)s changed its plan."),
    "schedule": gettext_lazy("%(name)s scheduled it."),
    "reschedule": gettext_lazy("%(name)s scheduled its changes."),
    "unschedule": gettext_lazy("%(name)s took it from the schedule."),
    "publish": gettext_lazy("%(name)s published it."),
    "publish_update": gettext_lazy("%(name)s published its changes."),
    "withdraw": gettext_lazy("%(name)s withdrew it."),
    "embargo": gettext_lazy("%(name)s changed its embargo."),
    "break_embargo": gettext_lazy("%(name)s ended its embargo before its moment."),
    "kill": gettext_lazy("%(name)s killed it."),
    "go_out": gettext_lazy("It went out, as planned."),
    "run_out": gettext_lazy("It was withdrawn, as planned."),
}

logger = logging.getLogger(__name__)


# -- Who is concerned


def writers_of(story):
    """The accounts of those who write a story: its byline's, and whoever began it."""
    accounts = get_user_model().objects
    named = accounts.filter(person__bylines__story=story).values("pk")  # joined, it reads them all
    return accounts.filter(Q(pk__in=named) | Q(pk=story.created_by_id))


def concerned_by(move):
    """The accounts that a move concerns, whoever made it among them."""
    if move.verb == "submit":
        return list(those_who_may(APPROVING))
    accounts = [*writers_of(move.story), *_last_to(move.story, "submit")]
    if move.is_by_the_clock:
        accounts += _last_to(move.story, "schedule", "reschedule", "plan")
    if move.verb == "kill":
        accounts += those_who_may(PUBLISHING)
    return accounts


def _last_to(story, *verbs):
    """Whoever made the latest of these moves, as a list of one or none."""
    latest = story.moves.filter(verb__in=verbs).select_related("made_by").first()
    return [latest.made_by] if latest and latest.made_by else []


# -- Telling


def tell_of_move(move):
    """Tell those whom a move concerns; returns their notices."""
    kind = Notice.Kind.KILL if move.verb == "kill" else Notice.Kind.MOVE
    return tell(concerned_by(move), story=move.story, kind=kind, by=move.made_by, move=move)


@transaction.atomic
def tell(accounts, *, story, kind, by, move=None, note=None, line=None):
    """Make a notice for each of `accounts`, and defer the mails.

    Left out are `by`, who did it, whoever may not read stories at the desk, and whoever was told
    of this move or note before. Returns the new notices.
    """
    notices = _make(accounts, story=story, kind=kind, by=by, move=move, note=note, line=line)
    if notices:
        defer(mail_notices, [notice.pk for notice in notices])
    return notices


@transaction.atomic
def tell_of_lines(lines, *, by):
    """Tell the writers of each story, and who published it last, that it leads to a closed door.

    `lines` are new BrokenLine rows. Whoever is concerned by several gets one mail of them all.
    """
    notices = []
    for line in lines:
        published_by = _last_to(line.story, "publish", "publish_update", "schedule")
        accounts = [*writers_of(line.story), *published_by]
        notices += _make(accounts, story=line.story, kind=Notice.Kind.LINE, by=by, line=line)
    if notices:
        defer(mail_notices, [notice.pk for notice in notices])
    return notices


@transaction.atomic
def tell_of_picture(event, stories):
    """Tell the writers of `stories`, and who published each last, that a picture was blocked."""
    notices = []
    for story in stories:
        accounts = [*writers_of(story), *_last_to(story, "publish", "publish_update", "schedule")]
        notices += _make(
            accounts, story=story, kind=Notice.Kind.BLOCK, by=event.made_by, event=event
        )
    if notices:
        defer(mail_notices, [notice.pk for notice in notices])
    return notices


def _make(accounts, *, story, kind, by, **what):
    wanted = {account.pk for account in accounts if account is not None}
    wanted.discard(by and by.pk)
    if not wanted:
        return []
    told = Notice.objects.of(**what).filter(story=story).values("account")
    readers = those_who_may(READING).filter(pk__in=wanted).exclude(pk__in=told).order_by("pk")
    return Notice.objects.bulk_create(
        Notice(account=account, story=story, kind=kind, made_by=by, **what) for account in readers
    )


# -- Seeing


def mark_seen(account, *, story=None, notice_ids=None):
    """Note that somebody has seen what they were told: of a story, some notices, or all of it.

    Asked before it is written, and what cannot be written stops nobody who reads: opening a story
    has to work on a full disk.
    """
    unseen = Notice.objects.to(account).unseen()
    if story is not None:
        unseen = unseen.filter(story=story)
    if notice_ids is not None:
        unseen = unseen.filter(pk__in=notice_ids)
    if not unseen.exists():
        return 0
    try:
        with transaction.atomic():
            return unseen.update(seen_at=timezone.now())
    except DatabaseError:
        logger.exception("What somebody has seen could not be noted")
        return 0


# -- By mail


@background(attempts=8)
def mail_notices(notice_ids):
    """Mail what is not mailed yet, all of one account's in one letter."""
    failure = None
    waiting = Notice.objects.filter(pk__in=notice_ids).unmailed().with_mail_parts()
    for account, notices in groupby(waiting.order_by("account", "pk"), lambda one: one.account):
        try:
            _mail(account, list(notices))
        except mailing.MailNotSent as error:  # one bad address must not keep others waiting
            failure = error
    if failure:
        raise failure


def mail_overdue():
    """A chore: mail once more what its own tries could not, the mail server being away for long."""
    now = timezone.now()
    waiting = (
        Notice.objects.unmailed()
        .unseen()
        .filter(made_at__gte=now - TOO_OLD_TO_MAIL, made_at__lt=now - GIVEN_UP_AFTER)
    )
    for notice in waiting.with_mail_parts().order_by("account", "pk")[:50]:
        try:
            _mail(notice.account, [notice])
        except mailing.MailNotSent:
            logger.exception("Mail still does not go out; the next round tries again")
            return


def _mail(account, notices):
    # Asked again: the mails before this one took their time, and tries may lie hours apart.
    if not those_who_may(READING).filter(pk=account.pk).exists():
        return
    # Claimed before it is sent: of two workers with the same notice one sends.
    claimed = [notice for notice in notices if _claim(notice)]
    if not claimed:
        return

    def words():
        told = [_in_a_mail(notice) for notice in claimed]
        one = _("“%(headline)s”: %(what)s") % told[0]
        several = ngettext(
            "%(count)s story at the desk needs you",
            "%(count)s stories at the desk need you",
            len(told),
        )
        return {
            "subject": one if len(told) == 1 else several % {"count": len(told)},
            "told": told,
            "mine": absolute(reverse("admin:articles_notices")),
            "paper": Newspaper.current(),
        }

    try:
        mailing.send("admin/mail/notices", to=account.email, words=words)
    except mailing.MailNotSent:
        Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=None)
        raise


def _claim(notice):
    return Notice.objects.filter(pk=notice.pk).unmailed().update(mailed_at=timezone.now())


def _in_a_mail(notice):
    """What a mail says of a notice: never more of the story than its headline."""
    return {
        "headline": headline_of(notice.story),
        "what": what_happened(notice),
        "words": words_with(notice),
        "link": absolute(address_of(notice)),
    }


# -- In words


def headline_of(story):
    return story.headline or _("A killed story")


def what_happened(notice):
    """One sentence that says who did what; the headline stands beside it."""
    name = name_of(notice.made_by)
    if notice.move_id:
        return _what_a_move_did(notice.move, name)
    if notice.note_id:
        if notice.note.answers_id:
            return _("%(name)s answered in its notes.") % {"name": name}
        return _("%(name)s named you in a note.") % {"name": name}
    if notice.event_id:
        return _(
            "%(name)s blocked a picture of it, which no page shows any more: “%(picture)s”."
        ) % {
            "name": name,
            "picture": notice.event.picture,
        }
    return _("It leads to “%(headline)s”, which readers do not see any more.") % {
        "headline": headline_of(notice.line.target)
    }


def _what_a_move_did(move, name):
    sentence = WHAT_HAPPENED.get(move.verb) or _("%(name)s moved it to: %(state)s.")
    return sentence % {"name": name, "state": move.get_to_state_display()}


def words_with(notice):
    """What was written with it: the note of a move, or the note itself."""
    if notice.note_id:
        return notice.note.text
    if notice.event_id:
        return notice.event.note
    return notice.move.note if notice.move_id else ""


def address_of(notice):
    """Where at the desk a notice leads."""
    screens = {Notice.Kind.NOTE: "notes", Notice.Kind.LINE: "mend"}
    screen = screens.get(notice.kind, "change")
    return reverse(f"admin:articles_story_{screen}", args=[notice.story_id])
