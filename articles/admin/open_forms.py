"""Open forms: the words that are typed and not saved, and who else has the story before them.

The rule: they are one's own. Nothing here reads or changes the words of another account; of others
a form says only that they are there, and whether they typed.
"""

import re
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import copies
from articles.models import HERE_FOR, OpenForm, Story, Words, name_of

from . import typed
from .beginning import mark_of
from .desk import is_number

NEWEST = "1"  # stands in an address for the page whose words are the newest
OUT_OF_TURN = timedelta(seconds=2)  # what was typed so long before words that are kept is older
MOST_NAMED = 8  # people who have the same story open
MOST_BEGINNINGS = 12
LONGEST_WAIT = 30 * 24 * 3600  # seconds a browser may have kept words
_MARK = re.compile(r"[\w-]{1,32}", re.ASCII)


class TooLate(Exception):
    """These words come from a page that is saved."""


class TooMany(Exception):
    """The words of so many pages wait already that no more are laid aside."""


class Offer(NamedTuple):
    """Words that wait for a decision, and where each decision is made."""

    title: str  # of a story that is not begun yet
    at: str
    compare: str
    go_on: str
    throw_away: str
    page: str


def page_of(data):
    """The mark of the page that sends `data`, or a new one: what is typed there is known by it."""
    return fit_mark(data.get("page", ""))


def fit_mark(mark):
    """`mark` where it is one that can stand in an address, or else a new one."""
    return mark if _MARK.fullmatch(mark or "") else get_random_string(16)


def words_in(request):
    """The words that a request sends, as of the moment they were typed."""
    data = request.POST
    age = data.get("age", "")
    seconds = min(int(age), LONGEST_WAIT) if is_number(age) else 0
    based_on = data.get("based_on", "")
    return Words(
        page=page_of(data),
        typed_at=timezone.now() - timedelta(seconds=seconds),
        based_on=min(int(based_on), 2**31 - 1) if is_number(based_on) else 0,
        fields=typed.fields_in(data),
    )


@transaction.atomic
def keep(words, *, by, story=None, mark=""):
    """Keep what somebody typed into the form of a story, or of one that is not begun yet.

    Returns:
        The open form that holds it.

    Raises:
        TooLate: the page is saved by now, or its story killed.
        TooMany: no more pages' words can be laid aside.
    """
    if story is not None and Story.objects.is_killed_now(story.pk):
        raise TooLate  # nothing is kept of what was killed
    row = locked_row(by, story=story, mark=mark)
    if words.page in row.saved_pages:
        raise TooLate
    present = row.words_of(words.page)
    if present is None and row.is_full:
        raise TooMany
    if present is None or present.typed_at <= words.typed_at + OUT_OF_TURN:
        row.put(words)
    note_here(row)
    row.save()
    return row


@transaction.atomic
def insist(words, *, by, story):
    """Keep what was sent to be saved and could not be: it is kept whatever else waits."""
    if Story.objects.is_killed_now(story.pk):
        raise TooLate
    row = locked_row(by, story=story)
    if words.page in row.saved_pages:
        words = words._replace(page=fit_mark(""))  # sent once more, with other words
    row.put(words)
    row.save()
    return words


@transaction.atomic
def note_saved(request, story):
    """The words of the page that a request sent are saved: they wait no more."""
    page = request.POST.get("page", "")
    if not _MARK.fullmatch(page):
        return
    row = locked_row(request.user, story=story)
    mark = mark_of(request.POST)
    begun = OpenForm.objects.of(request.user).beginnings().filter(begun_by=mark or "").first()
    if begun is not None:
        for words in begun.words:
            row.put(words)
        begun.delete()
    row.note_saved(page)
    row.save()


@transaction.atomic
def throw_away(page, *, by, story=None, mark=""):
    """Let go of the words of a page."""
    row = locked_row(by, story=story, mark=mark)
    row.drop(page)
    if row.story_id is None and row.fields is None:
        row.delete()
    else:
        row.save()


def locked_row(account, *, story=None, mark=""):
    """The account's open form of a story or of a beginning, made if need be, its row locked: of two
    sendings at once the later sees what the earlier did."""
    of = {"story": None, "begun_by": mark} if story is None else {"story": story}
    row, _is_new = OpenForm.objects.get_or_create(account=account, **of)
    return OpenForm.objects.select_for_update().get(pk=row.pk)


def present_row(account, *, story=None, mark=""):
    """The account's open form, or None."""
    rows = OpenForm.objects.of(account)
    return rows.filter(story=story, begun_by="" if story else mark).first()


def find_words(account, page, *, story=None, mark=""):
    """The words of one of an account's pages, or None; `NEWEST` stands for the newest."""
    row = present_row(account, story=story, mark=mark)
    words = row.words if row else []
    if page == NEWEST:
        return words[0] if words else None
    return next((one for one in words if one.page == page), None)


# -- What waits


def offers_at(story, account, *, shown=""):
    """The words of `account` that wait at a story, or at none yet, the newest first.

    Left out are those that say no more than is saved, and those of the page `shown`, which are
    before their writer already.
    """
    if story is None:
        return offers_of_beginnings(account, shown=shown)
    row = present_row(account, story=story)
    if row is None or not row.words:
        return []
    saved = saved_content(story)
    return [
        offer_of(words, story=story)
        for words in row.words
        if words.page != shown and typed.says_more(words.fields, saved)
    ]


def offers_of_beginnings(account, *, shown=""):
    begun = OpenForm.objects.of(account).beginnings().unsaved().newest_first()[:MOST_BEGINNINGS]
    return [
        offer_of(words, mark=row.begun_by)
        for row in begun
        for words in row.words
        if words.page != shown and typed.says_something(words.fields)
    ]


def offer_of(words, *, story=None, mark=""):
    """Words of a story, or of one that is not begun yet, with where they are decided about."""
    if story is None:
        here = reverse("admin:articles_story_begun_unsaved", args=[mark])
        form = f"{reverse('admin:articles_story_add')}?begun={mark}&unsaved={words.page}"
        headline = typed.content_of(words.fields, typed.nothing())["headline"]
        title = headline or _("A story without a headline")
    else:
        here = reverse("admin:articles_story_unsaved", args=[story.pk])
        form = f"{reverse('admin:articles_story_change', args=[story.pk])}?unsaved={words.page}"
        title = ""
    return Offer(title, hour_of(words.typed_at), f"{here}?of={words.page}", form, here, words.page)


def latest_revision(story):
    """What was saved last, with who saved it; None for a story that is not saved properly."""
    return story.revisions.select_related("made_by").first()


def saved_content(story):
    latest = latest_revision(story)
    return latest.whole if latest else copies.snapshot(story)


# -- Who is here


def note_here(row):
    """The form is open now; not saved yet."""
    now = timezone.now()
    if row.seen_at is None or now - row.seen_at > HERE_FOR:
        row.opened_at = now
    row.seen_at = now


@transaction.atomic
def note_open(account, *, story):
    row = locked_row(account, story=story)
    note_here(row)
    row.save(update_fields=["opened_at", "seen_at"])


def note_closed(account, *, story):
    OpenForm.objects.of(account).filter(story=story).update(seen_at=None)


def others_here(story, account):
    """A sentence about everybody else who has the story open."""
    others = story.open_forms.here().of_others(account).without_words().select_related("account")
    return [
        (
            _("%(name)s has had this story open since %(moment)s and is changing it.")
            if other.has_typed
            else _("%(name)s has had this story open since %(moment)s.")
        )
        % {"name": name_of(other.account), "moment": hour_of(other.opened_at)}
        for other in others.order_by("opened_at")[:MOST_NAMED]
    ]


def newer_save(story, based_on):
    """The sentence that says who saved the story since the revision `based_on`, or ""."""
    if story.revision_number == based_on:
        return ""
    latest = latest_revision(story)
    return _(
        "%(name)s saved this story at %(moment)s, after you opened it. Nothing of yours is lost: "
        "when you save, you see both versions and choose."
    ) % {
        "name": name_of(latest.made_by if latest else None),
        "moment": hour_of(latest.made_at if latest else story.changed_at),
    }


def hour_of(moment):
    """The hour of a moment and the newsroom's zone, named; with its day unless that is today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return f"{date_format(local, 'H:i' if is_today else 'j F, H:i')} {local.tzname()}"
