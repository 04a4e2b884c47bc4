"""The desk is told before the right to a picture ends: 14 days, 3 days, and on the last day.

The one rule: a picture is told of once at each of those, and where no worker ran the latest that
has come is told late, never all of them at once.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import mailing, references
from articles.accounts import those_who_may
from articles.background import background, defer
from articles.models import Newspaper, Picture, RightsReminder, absolute

PERMISSION = "articles.change_picture"
DAYS_BEFORE = (0, 3, 14)  # from the last day; an end that is past counts as the first
TOLD_LATE = timedelta(days=14)  # after the end: whoever comes later finds it at the desk
IN_A_MAIL = 40  # pictures that a mail names


@transaction.atomic
def remind_of_rights(moment=None):
    """A chore: mail the picture editors what ends, a letter for each of DAYS_BEFORE.

    Only pictures in use are told of: those that no story shows cost nobody anything. Returns the
    new reminders.
    """
    today = timezone.localdate(moment)
    begin, made = today - TOLD_LATE, []
    for days in DAYS_BEFORE:
        last = today + timedelta(days=days)
        ending = Picture.objects.rights_ending_between(begin, last).in_use().not_told(days)
        reminders = _claim(ending, days)
        begin = last + timedelta(days=1)
        if reminders:
            made += reminders
            _mail_soon([reminder.picture_id for reminder in reminders], days)
    return made


def _claim(pictures, days):
    """Note that pictures are told of; locked, so that of two workers one tells."""
    return RightsReminder.objects.bulk_create(
        RightsReminder(picture_id=pk, last_day=last_day, days_before=days)
        for pk, last_day in pictures.select_for_update().values_list("pk", "rights_until")
    )


def _mail_soon(pictures, days):
    """A task for each of those it is told to: one bad address keeps no other waiting."""
    for account in those_who_may(PERMISSION).exclude(email=""):
        defer(mail_of_rights, account.pk, pictures, days)


@background(attempts=8)
def mail_of_rights(account_pk, pictures, days):
    """Mail one account which pictures end, each with the stories it touches."""
    account = those_who_may(PERMISSION).filter(pk=account_pk).first()
    if account is None or not account.email:
        return
    rows = Picture.objects.filter(pk__in=pictures).with_list_parts().first_to_end_first()
    told = [picture for picture in rows if picture.rights_until is not None]
    if told:
        mailing.send("admin/mail/rights", to=account.email, words=lambda: _words(told, days))


def _words(pictures, days):
    named = pictures[:IN_A_MAIL]
    stories, has_more = references.stories_with([picture.pk for picture in named])
    return {
        "subject": _subject(pictures, days),
        "told": [
            {
                "picture": str(picture),
                "link": absolute(reverse("admin:articles_picture_change", args=[picture.pk])),
                "when": _when(picture),
                "stories": [story.headline for story in stories.get(picture.pk, ())],
                "has_more": has_more.get(picture.pk, False),
            }
            for picture in named
        ],
        "others": len(pictures) - len(named),
        "desk": absolute(reverse("admin:index")),
        "paper": Newspaper.current(),
    }


def _subject(pictures, days):
    count = len(pictures)
    if any(picture.has_ended_by() for picture in pictures):
        words = ngettext(
            "The right to a picture has ended",
            "The right to %(count)s pictures has ended or ends today",
            count,
        )
    elif days == 0:
        words = ngettext(
            "The right to a picture ends today",
            "The right to %(count)s pictures ends today",
            count,
        )
    else:
        words = ngettext(
            "The right to a picture ends within %(days)s days",
            "The right to %(count)s pictures ends within %(days)s days",
            count,
        )
    return words % {"count": count, "days": days}


def _when(picture):
    day = {"day": date_format(picture.rights_until, "j F Y")}
    if picture.has_ended_by():
        return _("The right to publish it ended on %(day)s: no page shows it any more.") % day
    return _("The last day on which we may publish it is %(day)s.") % day
