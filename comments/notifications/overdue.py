"""What was decided and not told: a process died before it could, or the mail server was away long.

The one rule: only what is owed is caught up with, never what was so before anybody was owed a mail.
"""

import logging

from django.utils import timezone

from articles import mailing
from articles.background import background
from comments.models import (
    ANSWER,
    BY_MAIL,
    QUESTION,
    Confirmation,
    Decision,
    Following,
    Reply,
    StandingChange,
)
from comments.notifications import answers, asking, verdicts

AT_A_TIME = 200  # rows of each kind in one round

logger = logging.getLogger(__name__)


def kinds_of_debt():
    """What may be owed, each as (rows that are overdue, who tells of one)."""
    return [
        (
            QUESTION.overdue(Confirmation.objects.open(), since="asked_at").with_mail_parts(),
            asking.ask_about_reply,
        ),
        (
            QUESTION.overdue(Following.objects.open(), since="asked_at").with_mail_parts(),
            asking.ask_about_thread,
        ),
        (BY_MAIL.overdue(Decision.objects.tellable()).with_mail_parts(), verdicts.tell),
        (
            BY_MAIL.overdue(StandingChange.objects.select_related("writer")),
            verdicts.tell_of_change,
        ),
        (
            ANSWER.overdue(Reply.objects.untold_answers(), since="decided_at").with_mail_parts(),
            answers.tell_of,
        ),
    ]


def mail_debts():
    """A chore: have the worker mail what is owed, where anything is."""
    if any(rows.exists() for rows, _tell in kinds_of_debt()):
        mail_what_is_owed.enqueue()
    if Following.objects.due(timezone.now() - answers.SETTLED_AFTER).exists():
        answers.tell_followers.enqueue()


@background(attempts=1)
def mail_what_is_owed():
    """Mail what is overdue, for as long as the mail server is there; the next round tries again."""
    with mailing.one_line() as line:
        for rows, tell in kinds_of_debt():
            for row in rows[:AT_A_TIME]:
                if not mailing.is_there(line):
                    logger.warning("The mail server does not answer; what is owed waits")
                    return
                try:
                    tell(row, line)
                except mailing.MailNotSent:  # written down in the row, which says when it is next
                    logger.warning("A mail that is owed was not taken")
