"""The desk's front page: what is mine, what waits for me, what is due, what is in trouble.

Each panel is drawn only for those whom it concerns, and costs the same for any archive: every list
stops at a handful, nothing is counted beyond fifty.
"""

from datetime import timedelta
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import notices, readiness, workflow
from articles.models import BrokenLine, Notice, OpenForm, Picture, State, Story, start_of_day
from comments import moderation
from comments.models import Reply
from comments.queue import QUEUES
from newsroom.desk_lines import MOST, Group, Line, Panel, address, ago, in_words, line_of, some
from newsroom.health import take_pulse

MOST_TOLD = 4
MOST_COUNTED = 50
MOST_PLANNED = 20  # stories whose plans are looked into for trouble
LOOKED_BACK = timedelta(days=7)  # a plan that has been missed for longer is history
LOOKED_AHEAD = timedelta(days=7)
RIGHTS_AHEAD = timedelta(days=14)

WRITING = (State.DRAFT, State.IN_REVIEW, State.READY, State.SCHEDULED)

WRITE, LOOK = "articles.change_story", "articles.view_story"
APPROVE, PUBLISH = "articles.approve_story", "articles.publish_story"
PICTURES, PAPER = "articles.view_picture", "articles.change_newspaper"


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
    if account.has_perm(PUBLISH):
        groups.append(queue_of(State.READY, _("Ready to go out")))
    told = Notice.objects.to(account).unseen().newest_first()
    rows, has_more = some(told.with_parts(), MOST_TOLD)
    url = address("articles_notices")
    groups.append(Group(_("Told to you"), [line_of_notice(one) for one in rows], has_more, url))
    return Panel("waiting", _("Waiting for me"), _("Nothing waits for you."), groups)


def queue_of(state, title):
    """The stories in a state, the one that has waited longest first."""
    rows, has_more = some(Story.objects.in_states(state).oldest_touched_first().for_a_line())
    url = f"{address('articles_story_changelist')}?state={state}"
    touched = _("last changed %(when)s")
    lines = [line_of(story, touched % {"when": ago(story.changed_at)}) for story in rows]
    return Group(title, lines, has_more, url)


def line_of_notice(notice):
    facts = (notices.what_happened(notice), ago(notice.made_at))
    return Line(notices.headline_of(notice.story), notices.address_of(notice), facts=facts)


# -- What is due


def due_today(account):
    now = timezone.now()
    begin, end = now - LOOKED_BACK, start_of_day(timezone.localdate() + timedelta(days=1))
    planned = Story.objects.planned_between(begin, end).for_a_line().order_by("pk")
    due = []
    for story in planned.exclude(state=State.KILLED)[:MOST_COUNTED]:
        for moment, words in (
            (story.publish_at, _("goes out %(when)s")),
            (story.withdraw_at, _("is withdrawn %(when)s")),
            (story.embargo_until, _("embargo ends %(when)s")),
        ):
            is_past_embargo = moment == story.embargo_until and moment and moment <= now
            if moment and begin <= moment < end and not is_past_embargo:
                due.append((moment, story.pk, line_of(story, words % {"when": in_words(moment)})))
    lines = [line for _moment, _pk, line in sorted(due, key=lambda one: one[:2])]
    url = f"{address('articles_story_changelist')}?todo=today"
    return Panel(
        "due",
        _("Due today"),
        _("Nothing is planned for today. A story's own page has “When readers see it”."),
        [Group("", lines[:MOST], len(lines) > MOST, url)],
    )


# -- What is in trouble


def in_trouble(account):
    groups = []
    if account.has_perm(WRITE):
        groups += [plans_in_trouble(account), lines_to_mend(account)]
    if account.has_perm(PUBLISH) or account.has_perm(PAPER):
        groups.append(Group(_("The work in the background"), background_in_trouble()))
    return Panel("trouble", _("In trouble"), _("Nothing is in trouble."), groups)


def sees_all(account):
    """Editors see to every story, writers to their own."""
    return account.has_perm(APPROVE) or account.has_perm(PUBLISH)


def plans_in_trouble(account):
    now = timezone.now()
    planned = Story.objects.going_out_between(now - LOOKED_BACK, now + LOOKED_AHEAD)
    if not sees_all(account):
        planned = planned.concerning(account)
    planned = planned.with_what_readiness_asks()
    troubled = (
        line_of(story, in_words(story.publish_at), alarms=alarms)
        for story in planned[:MOST_PLANNED]
        if (alarms := tuple(workflow.trouble_with(story)))
    )
    lines = list(islice(troubled, MOST + 1))  # no further is looked
    return Group(_("Will not go out as planned"), lines[:MOST], len(lines) > MOST)


def lines_to_mend(account):
    open_lines = BrokenLine.objects.open()
    if not sees_all(account):
        open_lines = open_lines.filter(story__in=Story.objects.concerning(account))
    rows, has_more = some(open_lines.select_related("story", "target").order_by("found_at", "pk"))
    leads = _("leads to “%(target)s”, which readers do not see")
    lines = [
        line_of(row.story, leads % {"target": row.target.headline}, ago(row.found_at))
        for row in rows
    ]
    url = f"{address('articles_story_changelist')}?todo=lines"
    return Group(_("Lines to mend"), lines, has_more, url)


def background_in_trouble():
    """What whoever runs the site should be told, in sentences."""
    pulse = take_pulse()
    found = []
    if pulse.state == "never":
        found.append(
            _(
                "No worker was ever seen. Stories appear and vanish on time without it, but mail "
                "and pictures wait. Ask whoever runs the site to start it."
            )
        )
    elif pulse.state == "late":
        found.append(
            _(
                "The worker was last seen %(when)s. Stories appear and vanish on time without it, "
                "but mail and pictures wait. Ask whoever runs the site to look."
            )
            % {"when": ago(pulse.last_beat)}
        )
    if pulse.stories_overdue:
        found.append(
            ngettext(
                "Of one story that went out or was withdrawn on time the mail and files are not "
                "seen to yet.",
                "Of %(count)s stories that went out or were withdrawn on time the mail and files "
                "are not seen to yet.",
                pulse.stories_overdue,
            )
            % {"count": pulse.stories_overdue}
        )
    if pulse.tasks_failed:
        found.append(
            _("Work was given up in the last week; the latest %(when)s: %(what)s")
            % {"when": ago(pulse.tasks_failed.failed_at), "what": pulse.tasks_failed.failure}
        )
    found += [
        _("“%(chore)s” went wrong %(when)s (%(what)s). It is tried again all the time.")
        % {"chore": one.name, "when": ago(one.failed_at), "what": one.failure}
        for one in pulse.failing
    ]
    return [Line("", alarms=(sentence,)) for sentence in found]


# -- Replies and rights


def replies_waiting(account):
    queue = QUEUES["waiting"]
    held = queue.of(Reply.objects)
    oldest = held.oldest_first().values_list("posted_at", flat=True).first()
    url = f"{address('comments_reply_changelist')}?queue={queue.name}&order=oldest"
    lines = []
    if oldest is not None:
        count = held.order_by()[: MOST_COUNTED + 1].count()
        if count > MOST_COUNTED:
            words = _("More than %(count)s replies wait") % {"count": MOST_COUNTED}
        else:
            words = ngettext("One reply waits", "%(count)s replies wait", count) % {"count": count}
        since = _("the oldest was written %(when)s") % {"when": ago(oldest)}
        lines.append(Line(words, url, facts=(since,)))
    return Panel(
        "replies",
        _("Replies waiting"),
        _("No reply waits."),
        [Group("", lines)],
        address("comments_reply_changelist"),
        _("Look at all replies"),
    )


def rights_ending(account):
    today = timezone.localdate()
    pictures = Picture.objects.whose_rights_end(by=today + RIGHTS_AHEAD).shown_or_ended_since(
        today - RIGHTS_AHEAD
    )
    rows, has_more = some(pictures)
    lines = [
        Line(
            str(picture),
            address("articles_picture_change", picture.pk),
            facts=() if picture.rights_until < today else (last_day_of(picture, today),),
            alarms=(last_day_of(picture, today),) if picture.rights_until < today else (),
        )
        for picture in rows
    ]
    return Panel(
        "rights",
        _("Rights ending"),
        _("No picture's rights end in the next two weeks."),
        [Group("", lines, has_more)],
    )


def last_day_of(picture, today):
    day = date_format(picture.rights_until, "j F Y")
    if picture.rights_until < today:
        return _("The rights ended on %(day)s.") % {"day": day}
    return _("the last day is %(day)s") % {"day": day}
