"""The desk's panel of trouble: plans that fail, lines to mend, and work in the background.

Each sentence says what somebody can do. What can still be helped comes before what was missed.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import workflow
from articles.models import BrokenLine, Story
from newsroom.desk_lines import (
    APPROVE,
    PAPER,
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
from newsroom.health import take_pulse
from newsroom.housekeeping import what_a_chore_does, what_was_given_up

LOOKED_BACK = timedelta(days=7)  # a plan that has been missed for longer is history
LOOKED_AHEAD = timedelta(days=7)


def in_trouble(account):
    groups = []
    if account.has_perm(WRITE):
        groups += [*plans_in_trouble(account), lines_to_mend(account)]
    if account.has_perm(PUBLISH) or account.has_perm(PAPER):
        groups.append(Group(_("The work in the background"), background_in_trouble()))
    return Panel("trouble", _("In trouble"), _("Nothing is in trouble."), groups)


def sees_all(account):
    """Editors see to every story, writers to their own."""
    return account.has_perm(APPROVE) or account.has_perm(PUBLISH)


def missed(now):
    """Stories whose moment passed in the last days without their going out, the latest first."""
    return Story.objects.held_up(now).going_out_between(now - LOOKED_BACK, now).reverse()


def plans_in_trouble(account):
    now = timezone.now()
    coming = Story.objects.held_up(now).going_out_between(now, now + LOOKED_AHEAD)
    url = f"{address('articles_story_changelist')}?todo=planned"
    for title, stories in (
        (_("Will not go out as planned"), coming),
        (_("Did not go out as planned"), missed(now)),
    ):
        if not sees_all(account):
            stories = stories.concerning(account)
        rows, has_more = some(stories.with_what_readiness_asks())
        lines = [
            line_of(one, in_words(one.publish_at), alarms=tuple(workflow.trouble_with(one)))
            for one in rows
        ]
        yield Group(title, lines, has_more, url)


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
            _(
                "Work was given up in the last week; the latest %(when)s: %(what)s. Ask whoever "
                "runs the site to look at the worker's log."
            )
            % {
                "when": ago(pulse.tasks_failed.failed_at),
                "what": what_was_given_up(pulse.tasks_failed.failure),
            }
        )
    found += [
        _(
            "This went wrong %(when)s: %(chore)s. It is tried again all the time. Ask whoever runs "
            "the site to look at the worker's log."
        )
        % {"chore": what_a_chore_does(one.name), "when": ago(one.failed_at)}
        for one in pulse.failing
    ]
    return [Line("", alarms=(sentence,)) for sentence in found]
