"""The desk's front page: what is mine, what waits for me, what is due, what is in trouble.

Each panel is drawn only for those whom it concerns, and costs the same for any archive: every list
stops at a handful, nothing is counted beyond fifty.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import notices, overrides, readiness
from articles.models import Notice, OpenForm, State, Story, start_of_day
from comments import moderation
from comments.models import Reply
from comments.queue import QUEUES
from newsroom.desk_lines import (
    APPROVE,
    LOOK,
    MOST,
    PAPER,
    PICTURES,
    PUBLISH,
    WRITE,
    Group,
    Line,
    Panel,
    address,
    ago,
    in_words,
    line_of,
    some,
)
from newsroom.desk_rights import rights_ending
from newsroom.desk_trouble import in_trouble, missed

MOST_TOLD = 4
MOST_COUNTED = 50
MOST_OVERDUE = 3  # they are in trouble and shown there too: what is to come needs the place

WRITING = (State.DRAFT, State.IN_REVIEW, State.READY, State.SCHEDULED)


def panels_for(account):
    """The panels that concern an account, in the order of a working day."""
    panels = (
        (mine, account.has_perm(WRITE)),
        (waiting, account.has_perm(LOOK)),
        (due_today, account.has_perm(WRITE)),
        (in_trouble, account.has_perm(WRITE) or account.has_perm(PAPER)),
        (replies_waiting, account.has_perm(moderation.PERMISSION)),
        (rights_ending, account.has_perm(PICTURES)),
    )
    return [panel(account) for panel, concerns in panels if concerns]


# -- What is mine


def mine(account):
    unsaved = OpenForm.objects.filter(account=account).unsaved().defer("fields")
    forms, has_more_forms = some(unsaved.select_related("story").order_by("-typed_at", "-pk"))
    stories, has_more = stories_of(account, Story.objects.in_states(*WRITING))
    return Panel(
        "mine",
        _("Mine"),
        _("You are writing nothing at the moment."),
        [
            Group(_("Typed and not saved"), [line_of_form(form) for form in forms], has_more_forms),
            Group(
                _("Not out yet"),
                [line_of_mine(story) for story in stories if story.state_now in WRITING],
                has_more,
                own_stories(account),
            ),
        ],
        address("articles_story_add") if account.has_perm("articles.add_story") else "",
        _("Begin a story"),
    )


def stories_of(account, stories):
    """Those of a set that an account began or that its person writes, latest touched first.

    Asked for apart, each along its own index, and put together here.
    """
    found = {}
    for own in (stories.begun_by_account(account), stories.signed_by(account)):
        found.update(own.latest_touched_first().values_list("pk", "changed_at")[: MOST + 1])
    newest = sorted(found, key=lambda pk: (found[pk], pk), reverse=True)[: MOST + 1]
    rows = Story.objects.with_what_readiness_asks().in_bulk(newest[:MOST])
    return [rows[pk] for pk in newest if pk in rows], len(newest) > MOST


def own_stories(account):
    person = getattr(account, "person", None)
    return f"{address('articles_story_changelist')}?writer={person.pk}" if person else ""


def line_of_form(form):
    if form.story is None:
        words, url = _("A new story"), address("articles_story_add")
    else:
        words, url = form.story.headline, address("articles_story_change", form.story.pk)
    facts = (_("typed %(when)s") % {"when": in_words(form.typed_at)},) if form.typed_at else ()
    return Line(words, url, facts=facts)


def line_of_mine(story):
    count = len(readiness.problems(story))
    lacking = ngettext("one thing is missing", "%(count)s things are missing", count)
    facts = [lacking % {"count": count} if count else _("nothing is missing")]
    if story.publish_at:
        facts.insert(0, _("goes out %(when)s") % {"when": in_words(story.goes_out_at)})
    return line_of(story, *facts)


# -- What waits for me


def waiting(account):
    groups = []
    if account.has_perm(WRITE):
        stories, has_more = stories_of(account, Story.objects.in_states(State.DRAFT).sent_back())
        groups.append(Group(_("Sent back to you"), [line_of(one) for one in stories], has_more))
    if account.has_perm(APPROVE):
        groups.append(queue_of(State.IN_REVIEW, _("To be read")))
        groups.append(captions_to_look_at())
    if account.has_perm(PUBLISH):
        groups.append(queue_of(State.READY, _("Ready to go out")))
    told = Notice.objects.to(account).unseen().newest_first()
    rows, has_more = some(told.with_parts(), MOST_TOLD)
    url = address("articles_notices")
    groups.append(Group(_("Told to me"), [line_of_notice(one) for one in rows], has_more, url))
    return Panel("waiting", _("Waiting for me"), _("Nothing waits for you."), groups)


def queue_of(state, title):
    """The stories in a state, the one that has waited longest first."""
    rows, has_more = some(Story.objects.in_states(state).oldest_touched_first().for_a_line())
    url = f"{address('articles_story_changelist')}?state={state}"
    touched = _("last changed %(when)s")
    lines = [line_of(story, touched % {"when": ago(story.changed_at)}) for story in rows]
    return Group(title, lines, has_more, url)


def captions_to_look_at():
    """Stories whose own words for a picture the library does not say any more."""
    rows, has_more = some(overrides.waiting().newest_first(), MOST_TOLD)
    lines = [
        Line(
            one.story.headline,
            address("articles_override_review", one.story_id),
            facts=(_("the library changed %(when)s") % {"when": ago(one.changed_at)},),
        )
        for one in rows
    ]
    return Group(_("Captions to look at"), lines, has_more, address("articles_overrides"))


def line_of_notice(notice):
    facts = (notices.what_happened(notice), ago(notice.made_at))
    return Line(notices.headline_of(notice.story), notices.address_of(notice), facts=facts)


# -- What is due


def due_today(account):
    now, stories = timezone.now(), f"{address('articles_story_changelist')}?todo="
    late, has_more_late = some(missed(now).for_a_line(), MOST_OVERDUE)
    lines = due_between(now, start_of_day(timezone.localdate() + timedelta(days=1)))
    was_due = _("was to go out %(when)s")
    return Panel(
        "due",
        _("Due today"),
        _("Nothing is planned for today. A story's own page has “When”."),
        [
            Group(
                _("Overdue"),
                [line_of(one, was_due % {"when": in_words(one.publish_at)}) for one in late],
                has_more_late,
                f"{stories}planned",
            ),
            Group(_("To come"), lines[:MOST], len(lines) > MOST, f"{stories}today"),
        ],
    )


def due_between(begin, end):
    """A line for each moment to come, the earliest first; at most one more than is shown.

    Each kind of moment is asked for apart, along its own index.
    """
    due = []
    for name, words in (
        ("publish_at", _("goes out %(when)s")),
        ("withdraw_at", _("is withdrawn %(when)s")),
        ("embargo_until", _("embargo ends %(when)s")),
    ):
        stories = Story.objects.not_killed().with_moment_between(name, begin, end).for_a_line()
        for story in stories[: MOST + 1]:
            moment = getattr(story, name)
            due.append((moment, story.pk, line_of(story, words % {"when": in_words(moment)})))
    return [line for _moment, _pk, line in sorted(due, key=lambda one: one[:2])][: MOST + 1]


# -- Replies


def replies_waiting(account):
    lines = []
    for queue in QUEUES.values():
        if not queue.is_work:
            continue
        held = queue.of(Reply.objects.order_by(queue.ordered_by))
        oldest = held.values_list(queue.ordered_by, flat=True).first()
        if oldest is None:
            continue
        count = held.order_by()[: MOST_COUNTED + 1].count()
        url = f"{address('comments_reply_changelist')}?queue={queue.name}&order=oldest"
        since = _("the oldest %(when)s") % {"when": ago(oldest)}
        lines.append(Line(_how_many_replies(queue, count), url, facts=(since,)))
    return Panel(
        "replies",
        _("Replies waiting"),
        _("No reply waits."),
        [Group("", lines)],
        address("comments_reply_changelist"),
        _("Look at all replies"),
    )


def _how_many_replies(queue, count):
    """What a queue that is not empty is to a moderator, counted up to fifty."""
    how_many = _("more than %(count)s") % {"count": MOST_COUNTED} if count > MOST_COUNTED else count
    return f"{queue.label}: {how_many}"
