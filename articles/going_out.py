"""Sees to it that the world hears of what readers see: what appeared, changed or went.

The one rule: it is told when readers see it, by the clock, and not when somebody planned it. What
changed is written down with the change itself and handed to the task queue when its moment has
come, by whichever machine looks first. See docs/decisions/0021-what-goes-out-by-itself.md.
"""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import references
from articles.background import GivenUp, background
from articles.calling import NotAllowed, call
from articles.models import (
    Announcement,
    Correction,
    Newspaper,
    PublishedMonth,
    PublishedStory,
    Story,
    absolute,
)
from articles.syndication import paths

AT_ONCE = 500  # changes that are handed over together
MOST_PAGES = 10_000  # in one message, https://www.indexnow.org/documentation
MOST_FEEDS = 100
MOST_SHARING = 30  # stories that one change of what they share is told of: as many as a feed has
SECONDS, MOST_BYTES = 20, 4096

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """What readers see of a story, as far as others care: from when on, where, and which text."""

    day: date
    page: str
    feeds: frozenset
    seen_from: datetime
    is_live: bool
    has_appeared: bool
    text: tuple


def standing_of(pk):
    """How the story `pk` stands before readers at this moment; None where it has no copy there."""
    copy = PublishedStory.objects.with_section().filter(pk=pk).first()
    if copy is None:
        return None
    now = timezone.now()
    seen_from = max(copy.published_at, copy.embargo_until or copy.published_at)
    return Standing(
        day=copy.day,
        page=copy.get_absolute_url(),
        feeds=frozenset(_feeds_of(copy)) if _is_told() else frozenset(),
        seen_from=seen_from,
        is_live=copy.is_live_at(now),
        has_appeared=seen_from <= now,
        text=(copy.revision_number, copy.updated_at, copy.slug),
    )


def _is_told():
    """Whether anybody wants to hear of changes."""
    # Asked several times in every publication: two columns, not the newspaper with its picture.
    wishes = Newspaper.objects.filter(pk=1).values_list("websub_hub", "index_now")
    return any(wishes.first() or ())


def _feeds_of(copy):
    """The paths of all feeds that have a story, in every format."""
    routes = [("articles:feed",), ("articles:section_feed", copy.section.slug)]
    routes += [("articles:topic_feed", tag.slug) for tag in copy.tags.all()]
    for byline in copy.bylines.select_related("person"):
        if byline.person_id:
            routes.append(("articles:author_feed", byline.person.slug))
    if Correction.objects.filter(story=copy.pk).exists():
        routes.append(("articles:corrections_feed",))
    return chain.from_iterable(paths(*route).values() for route in routes)


def note_change(pk, before):
    """Write down what a change of the readers' copy of story `pk` changes for everybody else.

    Args:
        before: how it stood before the change, as `standing_of` gave it.
    """
    after, now = standing_of(pk), timezone.now()
    _keep_months(before, after, now)
    if not (before or after) or not _is_told():
        return
    Announcement.objects.filter(story=pk).to_come(now).delete()  # another plan takes their place
    was_seen = before is not None and before.has_appeared
    feeds = sorted((before.feeds if was_seen else set()) | (after.feeds if after else set()))
    if was_seen and not (after and after.is_live):
        _write(pk, [before.page], sorted(before.feeds), now, is_gone=True)
    if after is None or (before and before.is_live and after.is_live and before.text == after.text):
        return
    pages = {after.page, before.page} if was_seen else {after.page}
    _write(pk, sorted(pages), feeds, max(now, after.seen_from))


def note_correction(correction):
    """The same for a correction, which readers see at once."""
    standing = standing_of(correction.story_id)
    if standing is None:
        return
    PublishedMonth.objects.change(standing.day, max(timezone.now(), standing.seen_from))
    if standing.is_live and _is_told():
        _write(correction.story_id, [standing.page], sorted(standing.feeds), timezone.now())


def note_shared_change(stories):
    """The same for what stories show and share, such as a topic's name: the newest are told of.

    Args:
        stories: their ids, or a query for them.
    """
    if not _is_told():
        return
    live, now = PublishedStory.objects.live().of_stories(stories), timezone.now()
    for pk in list(live.newest_first().values_list("pk", flat=True)[:MOST_SHARING]):
        standing = standing_of(pk)
        _write(pk, [standing.page], sorted(standing.feeds), now)


def note_picture(picture):
    """The same for a picture that may be shown no longer, or again; sitemaps name it, too."""
    stories = Story.objects.showing(picture).values("pk")
    for month in list(PublishedStory.objects.of_stories(stories).dates("day", "month")):
        PublishedMonth.objects.change(month, timezone.now())
    note_shared_change(stories)


def _write(pk, pages, feeds, due_at, *, is_gone=False):
    Announcement.objects.create(
        story_id=pk, pages=pages, feeds=feeds, due_at=due_at, is_gone=is_gone
    )


def _keep_months(before, after, now):
    """Count the story in the month it is dated in; the earlier month first, whoever waits."""
    months = PublishedMonth.objects
    moment = max(now, after.seen_from) if after else now
    if before and after and before.day.replace(day=1) == after.day.replace(day=1):
        months.change(after.day, moment)
        return
    changes = [(before.day, months.lose, now)] if before else []
    changes += [(after.day, months.gain, moment)] if after else []
    for day, count, when in sorted(changes, key=lambda change: change[0]):
        count(day, when)


def recount_months():
    """Put right what rows that were written or deleted in bulk left of the months."""
    return PublishedMonth.objects.recount()


def tell_what_is_due():
    """Hand what is due to the task queue, once whoever looks; returns how many changes it was."""
    if not Announcement.objects.due().exists():
        return 0
    with transaction.atomic():
        # Two machines that look together divide what is due.
        due = list(Announcement.objects.due().select_for_update(skip_locked=True)[:AT_ONCE])
        live = references.live_ids({one.story_id for one in due if not one.is_gone})
        told = [one for one in due if one.is_gone or one.story_id in live]
        paper = Newspaper.current()
        if paper.websub_hub:
            for feeds in _in_parts(chain.from_iterable(one.feeds for one in told), MOST_FEEDS):
                tell_hub.enqueue(feeds)
        if paper.index_now:
            for pages in _in_parts(chain.from_iterable(one.pages for one in told), MOST_PAGES):
                tell_search_engines.enqueue(pages)
        Announcement.objects.filter(pk__in=[one.pk for one in due]).delete()
    return len(due)


def _in_parts(found, most):
    """Each of `found` once, in its order, in lists of at most `most`."""
    once = list(dict.fromkeys(found))
    return [once[begin : begin + most] for begin in range(0, len(once), most)]


@background(attempts=7)
def tell_hub(feeds):
    """Tell the WebSub hub that it is to fetch these feeds anew.

    What a publisher says to a hub is left open by https://www.w3.org/TR/websub/; this is what hubs
    have understood since PubSubHubbub 0.3.
    """
    if hub := Newspaper.current().websub_hub:
        said = [("hub.mode", "publish"), *(("hub.url", absolute(path)) for path in feeds)]
        kind = "application/x-www-form-urlencoded"
        _say("The WebSub hub", hub, urlencode(said).encode(), kind)


@background(attempts=7)
def tell_search_engines(pages):
    """Tell the search engines that take part in IndexNow of pages that came, changed or went.

    https://www.indexnow.org/documentation
    """
    paper = Newspaper.current()
    if not paper.index_now:
        return
    said = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": paper.index_now_key,
        "keyLocation": absolute(f"/{paper.index_now_key}.txt"),
        "urlList": [absolute(path) for path in pages],
    }
    kind = "application/json; charset=utf-8"
    _say("IndexNow", settings.INDEX_NOW_ENDPOINT, json.dumps(said).encode(), kind)


def _say(whom, address, body, kind):
    """Post `body` to an address; raises where that has to be tried again, or never will do."""
    headers = {"Content-Type": kind, "User-Agent": f"Newsroom ({settings.SITE_URL})"}
    try:
        answer = call(address, body=body, headers=headers, seconds=SECONDS, most_bytes=MOST_BYTES)
    except NotAllowed as trouble:
        raise GivenUp(f"{whom} cannot be spoken to: {trouble}") from None
    if 200 <= answer.status < 300:
        return
    reply = f"{whom} answered {answer.status}: {answer.body[:200]!r}"
    if answer.status == 429 or answer.status >= 500:
        raise NotTaken(reply)
    logger.error(reply)
    raise GivenUp(reply)


class NotTaken(Exception):
    """Whoever was told has no time for it now."""
