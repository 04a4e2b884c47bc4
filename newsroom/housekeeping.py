"""What has to be done now and then, whoever does it: each chore may run twice without harm.

One that fails is left for the next round, written down, and shown on the desk until it goes well.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error, close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from articles import (
    going_out,
    library,
    locality,
    mending,
    notices,
    reading,
    related,
    search,
    workflow,
)
from articles.models import OpenForm, PageChange
from comments import digest, notifications, retention, threads
from newsroom.models import Heartbeat

SECONDS_BETWEEN_BEATS = 5
ABANDONED_AFTER = timedelta(minutes=15)  # no task of ours runs as long
PURGE = "articles.page_cache.purging.purge"
PURGE_BROKEN_AFTER = timedelta(seconds=30)  # it waits for an answer for ten
KEPT_FOR = timedelta(days=7)

WORKER, TASKS = "worker", "tasks"  # the names of heartbeats that are no chore's

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    do: Callable[[], object]
    every: float  # seconds
    words: str = ""  # what it is for, as the desk tells people

    @property
    def name(self):
        return self.do.__name__


def requeue_abandoned_tasks():
    """Give back the tasks whose worker died with them: the queue itself never does."""
    before = timezone.now() - ABANDONED_AFTER
    return (
        DBTaskResult.objects.running()
        .filter(started_at__lt=before)
        .update(status="READY", started_at=None)
    )


def send_broken_purges():
    """Give back what a cache in front was being told when the worker died; readers wait for it."""
    before = timezone.now() - PURGE_BROKEN_AFTER
    broken = DBTaskResult.objects.running().filter(task_path=PURGE, started_at__lt=before)
    return broken.update(status="READY", started_at=None)


def forget_finished_tasks():
    """Delete the records of tasks that ended a week ago."""
    before = timezone.now() - KEPT_FOR
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def note_failed_tasks():
    """Write down which task was given up last and how many still are on record.

    The desk and whatever watches the site read that row instead of every record of a week.
    """
    failed = DBTaskResult.objects.failed().order_by()
    newest = failed.order_by("-finished_at").values("task_path", "finished_at").first()
    beat(
        TASKS,
        failed_at=newest and newest["finished_at"],
        failure=f"{failed.count()} {newest['task_path']}"[:200] if newest else "",
    )


def forget_closed_forms():
    """Delete the rows of forms that were closed days ago and hold no words."""
    return OpenForm.objects.left().delete()


def forget_page_changes():
    """Delete what every web process has long read of changed pages."""
    return PageChange.objects.old().delete()


CHORES = [
    Chore(workflow.catch_up, 5, gettext_lazy("noting which stories went out or were withdrawn")),
    Chore(going_out.tell_what_is_due, 5, gettext_lazy("telling the hub and search engines")),
    Chore(going_out.recount_months, 6 * 3600, gettext_lazy("counting the months of sitemaps")),
    Chore(requeue_abandoned_tasks, 60, gettext_lazy("taking up work that was broken off")),
    Chore(send_broken_purges, 5, gettext_lazy("telling the cache in front what changed")),
    Chore(forget_finished_tasks, 60, gettext_lazy("clearing away records of work that is done")),
    Chore(forget_closed_forms, 60, gettext_lazy("clearing away forms that were closed")),
    Chore(forget_page_changes, 600, gettext_lazy("clearing away which pages changed")),
    Chore(note_failed_tasks, 60, gettext_lazy("noting which work was given up")),
    Chore(retention.forget_unconfirmed, 60, gettext_lazy("deleting replies nobody confirmed")),
    Chore(retention.forget_networks, 60, gettext_lazy("erasing where replies came from")),
    Chore(retention.forget_refused, 60, gettext_lazy("erasing replies refused long ago")),
    Chore(retention.forget_links, 600, gettext_lazy("deleting links that are spent")),
    Chore(retention.forget_writers, 600, gettext_lazy("deleting addresses with nothing left")),
    Chore(notifications.mail_debts, 300, gettext_lazy("mailing readers what they are owed yet")),
    Chore(digest.send_due, 60, gettext_lazy("mailing moderators what waits for them")),
    Chore(notices.mail_overdue, 60, gettext_lazy("mailing colleagues what they were not told yet")),
    Chore(library.look_at_earlier_pictures, 20, gettext_lazy("comparing the pictures of before")),
    Chore(library.renew, 60, gettext_lazy("making pictures anew in the sizes of today")),
    Chore(mending.close_overtaken, 60, gettext_lazy("closing lines to mend that lead on again")),
    Chore(reading.rank, 60, gettext_lazy("listing what is read most")),
    Chore(threads.rank_discussed, 300, gettext_lazy("listing what is discussed most")),
    Chore(search.note_language, 60, gettext_lazy("searching in the newspaper's language")),
    Chore(library.end_rights, 600, gettext_lazy("clearing up after pictures whose rights ended")),
    Chore(library.remind_of_rights, 600, gettext_lazy("telling of rights that are about to end")),
    Chore(related.learn_what_is_common, 86_400, gettext_lazy("learning which words are common")),
]

TASKS_FOR = {
    "articles.admin.accounts.tell_of_new_password": gettext_lazy("mail about a new password"),
    "articles.embeds.keeping.ask_provider": gettext_lazy("asking another site what a video is"),
    "articles.going_out.tell_hub": gettext_lazy(
        "telling the WebSub hub of new stories; its address is among the newspaper's settings"
    ),
    "articles.going_out.tell_search_engines": gettext_lazy(
        "telling search engines of stories by IndexNow; its key is among the newspaper's settings"
    ),
    "articles.workflow.forgetting.forget_names": gettext_lazy("forgetting a killed headline"),
    "articles.workflow.topics.save_stories": gettext_lazy("saving stories whose topic changed"),
    "articles.library.reminding.mail_of_rights": gettext_lazy("mail about rights that end"),
    "articles.library.rights.tell_of_block": gettext_lazy("telling of a blocked picture"),
    "articles.mending.tell_of_lines": gettext_lazy("mail about lines to mend"),
    "articles.notices.mail_notices": gettext_lazy("mail to colleagues about stories and notes"),
    PURGE: gettext_lazy("telling the cache in front what changed"),
    "articles.related.keeping.renew": gettext_lazy("working out which stories are alike"),
    "articles.renditions.making.forget_renditions": gettext_lazy("deleting files of pictures"),
    "articles.renditions.proofs.make_proofs": gettext_lazy("making the desk's proofs of a picture"),
    "articles.renditions.making.make_renditions": gettext_lazy("making the sizes of a picture"),
    "articles.search.words.renew_picture_words": gettext_lazy(
        "renewing what pictures are found by"
    ),
    "articles.search.words.renew_words": gettext_lazy("renewing what stories are found by"),
    "articles.search.spelling.learn": gettext_lazy("learning words that readers may misspell"),
    "articles.search.rebuilding.lay_on": gettext_lazy("laying the search anew"),
    "comments.digest.mail_digests": gettext_lazy("mailing moderators what waits for them"),
    "comments.notifications.answers.tell_followers": gettext_lazy("mail about followed threads"),
    "comments.notifications.answers.tell_of_answers": gettext_lazy("mail about answers to replies"),
    "comments.notifications.asking.ask_to_confirm": gettext_lazy(
        "asking somebody to confirm a reply"
    ),
    "comments.notifications.asking.ask_to_follow": gettext_lazy(
        "asking somebody to confirm that they follow a thread"
    ),
    "comments.notifications.asking.mail_page": gettext_lazy("mailing a link to an own page"),
    "comments.notifications.overdue.mail_what_is_owed": gettext_lazy(
        "mailing readers what they are owed yet"
    ),
    "comments.notifications.verdicts.tell_of_standing": gettext_lazy(
        "mail to writers who cannot reply, or can again"
    ),
    "comments.notifications.verdicts.tell_writers": gettext_lazy("mail to the writers of replies"),
    "comments.checking.ask_outside": gettext_lazy("asking outside services about a reply"),
    "comments.teaching.teach": gettext_lazy("learning what is spam from the verdicts"),
    "comments.teaching.tell_akismet": gettext_lazy("telling Akismet where it was mistaken"),
}


def what_a_chore_does(name):
    """The words for a chore; those of an older release may have left their row behind."""
    return next((one.words for one in CHORES if one.name == name), "") or _("work on the records")


def what_was_given_up(failure):
    """The words for the task that `note_failed_tasks` named."""
    _count, _space, path = failure.partition(" ")
    return TASKS_FOR.get(path, _("work in the background"))


def beat(name, **fields):
    """Write down that something runs at this moment, with what else is to be known of it."""
    return Heartbeat.objects.update_or_create(
        name=name, defaults={"beat_at": timezone.now(), **fields}
    )


class House:
    """One worker's round of the chores: each is done when its time has come again."""

    def __init__(self, chores=None):
        self.chores = CHORES if chores is None else chores
        self.due = {}  # name of a chore: when it is next to be done, by the steady clock

    def round(self):
        """Beat, then do every chore that is due."""
        close_old_connections()
        now = time.monotonic()
        try:
            beat(WORKER)
            failing = set(Heartbeat.objects.failing().values_list("name", flat=True))
        except Error:
            logger.exception("the heart has to wait for the next round")
            failing = set()
        for chore in self.chores:
            if self.due.get(chore.name, now) <= now:
                self.due[chore.name] = now + chore.every
                do(chore, was_failing=chore.name in failing)
        close_old_connections()


def do(chore, *, was_failing=False):
    """Do a chore; what goes wrong is written down, and taken back when it goes well again."""
    try:
        with locality.speaking():
            chore.do()
    except Exception as failure:  # whatever it is, the other chores and the heart go on
        logger.exception("%s has to wait for the next round", chore.name)
        note_failure(chore, type(failure).__name__)
    else:
        if was_failing:
            beat(chore.name, failed_at=None, failure="")


def note_failure(chore, failure):
    try:
        beat(chore.name, failed_at=timezone.now(), failure=failure)
    except Error:
        logger.exception("the failure of %s could not be written down", chore.name)


def do_chores():
    """Do every chore once."""
    House().round()
