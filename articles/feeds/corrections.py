"""The feed of corrections, and a correction as it stands in a story's place in the others."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import dependence, written
from articles.models import Correction, absolute
from articles.syndication import Entry, feed_view

from .naming import feed_of, lasting_name

IN_A_FEED = 30


@feed_view
def corrections(request):
    """What was corrected, newest first."""
    dependence.on("corrections", "all")
    newest = Correction.objects.standing().live().newest_first().with_story()
    return feed_of(
        request.paper,
        _("%(paper)s: corrections") % {"paper": request.paper.name},
        _("What we got wrong, and what is right."),
        reverse("articles:corrections"),
        "articles:corrections_feed",
        entries=map(entry_of, newest.select_related("supersedes")[:IN_A_FEED]),
    )


def entry_of(correction):
    copy = correction.story.readers_copy
    wrong = correction.wrong and _("What was wrong: %(wrong)s") % {"wrong": correction.wrong}
    return Entry(
        id=lasting_name("correction", timezone.localdate(correction.made_at), correction.pk),
        address=f"{absolute(copy.get_absolute_url())}#correction-{correction.pk}",
        title=f"{correction.get_kind_display()}: {copy.headline}",
        published=correction.made_at,
        updated=correction.made_at,
        summary="\n\n".join(filter(None, [correction.text, wrong, replaced(correction)])),
    )


def in_a_line(correction):
    """A correction as it stands under a story's words."""
    kind, day = correction.get_kind_display(), day_of(correction)
    return _("%(kind)s, %(day)s: %(text)s") % {"kind": kind, "day": day, "text": correction.text}


def replaced(correction):
    """The sentence that says whose place a correction takes, or ""."""
    old = getattr(correction, "supersedes", None)
    return _("This replaces what we said on %(day)s.") % {"day": day_of(old)} if old else ""


def day_of(correction):
    return written.day(correction.made_at)
