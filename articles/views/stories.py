"""The story page: the readers' copy at its address, and what of it every copy's page shows."""

from dataclasses import replace

from csp.decorators import csp_update
from django.db.models import BigIntegerField, CharField, DateField, DateTimeField
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import dependence, embeds, reading_aids, references, related
from articles.dependence import kept
from articles.models import (
    Correction,
    PublishedByline,
    PublishedStory,
    PublishedTopic,
    Seen,
    State,
    StoryAddress,
)
from articles.models.corrections import standing
from articles.prepared import Given, Prepared

from .days import day_or_404
from .missing import gone

MOMENT, PK = Given("moment", DateTimeField()), Given("pk", BigIntegerField())
AT_ADDRESS = Prepared(
    lambda: (
        PublishedStory.objects.live(MOMENT)
        .at_address(Given("day", DateField()), Given("slug", CharField()))
        .with_lead()
        .with_type()
        .with_history(MOMENT)
        .with_next_in_section(MOMENT)
    )
)
BYLINES = Prepared(lambda: PublishedByline.objects.under(PK).with_portrait())
TOPICS = Prepared(lambda: PublishedTopic.objects.under(PK))
CORRECTIONS = Prepared(lambda: Correction.objects.about(PK).newest_first())


@kept()
@require_safe
def story(request, year, month, day, slug):
    """A live story; an old address leads to the present one, a withdrawn story answers 410."""
    date = day_or_404(year, month, day)
    found = AT_ADDRESS.first(day=date, slug=slug, moment=timezone.now())
    if found is None:
        return elsewhere(request, date, slug)
    context = story_context(
        found,
        paper=request.paper,
        bylines=BYLINES.rows(pk=found.pk),
        tags=[row.tag for row in TOPICS.rows(pk=found.pk)],
        corrections=CORRECTIONS.rows(pk=found.pk),
        next_pk=found.next_in_section,
    )
    dependence.on(f"history:{found.pk}")
    context |= {"has_history": found.has_history}
    return with_frames(render(request, "articles/story.html", context), context["frames"])


def with_frames(response, sources):
    """The same answer, whose policy lets it open frames of `sources` when a reader asks for one."""
    if not sources:
        return response
    return csp_update({"frame-src": sources})(lambda: response)()


def story_context(
    copy, *, paper, bylines, tags, corrections, moment=None, shared_by="", next_pk=None
):
    """What templates/articles/story.html takes, for a readers' copy saved or not.

    Args:
        corrections: all of the story's, newest first.
        moment: when the page is seen, for one that is not public yet; now where it is left out.
        shared_by: the token of the share link that shows the page, or "".
        next_pk: the story below it in its section, asked for with those in its text.
    """
    seen = paper.as_seen(moment, shared_by=shared_by)
    copy = copy.seen_as(seen)
    found = copy.matter.pointers()
    in_text = references.stories_in(found) - {copy.pk}
    picked = {pick["story"] for pick in copy.related if "story" in pick}
    dependence.on_each("story", in_text | picked)
    wanted = in_text | picked | ({next_pk} - {None})
    live = references.live_stories(wanted, moment, as_cards=bool(picked))
    embedded = embeds.found_among(copy.matter.embeds())
    _depends(copy, live.get(next_pk), embedded)
    targets = replace(
        references.targets_of(found, live, seen),
        said=embeds.said_of(embedded),
        has_lead=copy.shown is not None,
    )
    for one in bylines:
        if one.person_id and one.person.portrait:
            one.person.portrait.seen_as(Seen(moment, shared_by=shared_by))
    picks = list(related.picks_of(copy, live, without=in_text))
    more = _more(copy, tags, picks, without=in_text | picked, moment=moment)
    return {
        "paper": paper,
        "story": copy,
        "body": copy.matter.render(targets),
        "aids": reading_aids.aids_for(copy, moment),
        "next": live.get(next_pk),
        "frames": embeds.frame_sources(embedded),
        "bylines": bylines,
        "tags": tags,
        "corrections": standing(corrections),
        "pictures": references.shown_in(found, targets),
        "more": [_as_seen(one, paper.as_seen(moment)) for one in more],
    }


def _depends(copy, below, embedded):
    """Say what shows on the page without a row of its own: what stands below, and other sites."""
    oldest = below.published_at if below else None
    dependence.on_list(f"section:{copy.section_id}", copy.published_at, oldest)
    if embedded:
        dependence.on("embeds")


def _as_seen(one, seen):
    """A story beside the page as it is seen; a page elsewhere has no picture of ours."""
    return one if isinstance(one, dict) else one.seen_as(seen)


def _more(copy, tags, picks, *, without, moment):
    missing = related.HOW_MANY - len(picks)
    if missing <= 0:
        return picks
    return picks + related.more_like(copy, tags, without=without, how_many=missing, moment=moment)


def elsewhere(request, date, slug):
    """The answer where no live story stands: the way to its present address, 410 or 404."""
    address = (
        StoryAddress.objects.filter(day=date, slug=slug)
        .select_related("story__published", "story__sealed")
        .first()
    )
    if address is None:
        raise Http404(_("There is no story at this address."))
    story = address.story
    copy = story.readers_copy
    if story.state == State.KILLED:
        return gone(request, notice=story.sealed.notice or request.paper.kill_notice)
    if story.state_now == State.WITHDRAWN or copy is None:
        return gone(request)
    if not copy.is_live or (copy.day, copy.slug) == (date, slug):
        raise Http404(_("There is no story at this address."))
    return redirect(copy, permanent=True)
