"""The desk's panel of rights: which pictures end, have ended or begin, and what stories they touch.

Every list stops at a handful, the pictures in use first; the stories of all cost a fixed number of
queries.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import references
from articles.models import Picture
from newsroom.desk_lines import Group, Line, Panel, address, in_words, line_of, some

SOON, AHEAD = timedelta(days=3), timedelta(days=14)
ONE = timedelta(days=1)
LOOKED_THROUGH = 5_000  # ended ones; of an archive of them few are in use, and those ended of late


def rights_ending(account):
    today = timezone.localdate()
    rows = Picture.objects.with_list_parts()
    ended = rows.rights_ended_by(today).latest_to_end(LOOKED_THROUGH).in_use()
    ending = rows.used_first()
    lists = [
        (title, f"{address('articles_picture_changelist')}?{asked}", *some(pictures))
        for title, asked, pictures in (
            (_("Blocked, and still in use"), "blocked=on", rows.blocked().in_use().newest_first()),
            (
                _("Not cleared for our pages, and still in use"),
                "rights=none",
                rows.not_cleared().in_use().newest_first(),
            ),
            (_("Ended, and still in use"), "rights=ended", ended.with_list_parts()),
            (
                _("The last day is today"),
                "rights=3",
                ending.rights_ending_between(today, today),
            ),
            (
                _("Within three days"),
                "rights=3",
                ending.rights_ending_between(today + ONE, today + SOON),
            ),
            (
                _("Within two weeks"),
                "rights=14",
                ending.rights_ending_between(today + SOON + ONE, today + AHEAD),
            ),
            (
                _("Rights begin later"),
                "rights=later",
                rows.rights_beginning_after(today).in_use().begin_first(),
            ),
        )
    ]
    touched = references.stories_with([one.pk for *_of, rows, _more in lists for one in rows])
    return Panel(
        "rights",
        _("Rights of pictures"),
        _("No picture's rights end in the next two weeks."),
        [
            Group(title, [line_of_picture(one, today, *touched) for one in rows], has_more, url)
            for title, url, rows, has_more in lists
        ],
    )


def line_of_picture(picture, today, stories, has_more):
    """A picture with its days, what is wrong with it, and the stories it touches."""
    shown = [line_of_touched(story) for story in stories.get(picture.pk, ())]
    facts = [_("and more stories")] if has_more.get(picture.pk) else []
    if not shown and not picture.what_forbids():
        facts.append(_("no story shows it"))
    if picture.rights_until is not None and picture.rights_until >= today:
        last_day = {"day": date_format(picture.rights_until, "j F Y")}
        facts.insert(0, _("the last day is %(day)s") % last_day)
    return Line(
        str(picture),
        address("articles_picture_change", picture.pk),
        facts=tuple(facts),
        alarms=tuple(f"{reason[:1].upper()}{reason[1:]}." for reason in picture.what_forbids()),
        about=tuple(shown),
    )


def line_of_touched(story):
    if story.publish_at and story.goes_out_at and story.goes_out_at > timezone.now():
        return line_of(story, _("goes out %(when)s") % {"when": in_words(story.goes_out_at)})
    return line_of(story)
