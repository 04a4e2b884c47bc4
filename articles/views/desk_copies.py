"""The desk's copy as the very page readers would get: for the desk, and by a share link.

The one rule: such a page is never kept by anybody and never found by anybody.
"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import copies, sharing
from articles.models import Byline

from .stories import story_context, with_frames


def preview_page(request, story):
    """The page readers will get of the desk's present copy of `story`."""
    context = desk_context(story, request.paper)
    response = with_frames(render(request, "articles/story.html", context), context["frames"])
    return never_kept(response)


def earlier_page(request, story, revision):
    """The page readers would have got of a story as `revision` left it."""
    copy, bylines, tags = copies.earlier_copy_of(story, revision.content)
    context = story_context(copy, paper=request.paper, bylines=bylines, tags=tags, corrections=[])
    context |= {"is_preview": True, "earlier": revision}
    response = with_frames(render(request, "articles/story.html", context), context["frames"])
    return never_kept(response)


@require_safe
def shared(request, token):
    """A story for somebody without an account: 410 once the link is closed, 404 for a forged one.

    Neither names the story. Each opening is counted.
    """
    try:
        link = sharing.opened(token)
    except sharing.NoSuchLink:
        return _untraceable(render(request, "articles/no_such_link.html", status=404))
    except sharing.LinkClosed:
        return _untraceable(render(request, "articles/link_closed.html", status=410))
    if request.method == "GET":
        sharing.count_opening(link)
    context = {"link": link, **_standing_of(link.story)}
    context |= desk_context(link.story, request.paper, shared_by=token)
    response = with_frames(render(request, "articles/story.html", context), context["frames"])
    return _untraceable(response)


def _standing_of(story):
    """Whether readers see a story, and whether as it stands here; asked before a copy is built."""
    copy = story.readers_copy
    return {
        "is_public": copy is not None and copy.is_live,
        "has_changes": story.has_unpublished_changes,
    }


def desk_context(story, paper, *, shared_by=""):
    """What templates/articles/story.html takes for the desk's present copy of `story`.

    It is what readers will see at the story's moment: of a planned one, all that is public then. A
    share link opens one story and no other: what else its page shows is what is public now.
    """
    moment = moment_of(story)
    first = story.published_at or moment
    copy = copies.readers_copy_of(
        story, published_at=first, updated_at=_updated_at(story, moment) or first
    )
    context = story_context(
        copy,
        paper=paper,
        bylines=list(
            Byline.objects.filter(story=story).select_related("person__portrait__fallback")
        ),
        tags=list(story.tags.all()),
        corrections=list(story.corrections.newest_first()),
        moment=None if shared_by else moment,
        shared_by=shared_by,
    )
    return {**context, "is_preview": True}


def moment_of(story):
    """When readers will see the desk's present copy: as soon as nothing holds it back."""
    return max(filter(None, [timezone.now(), story.publish_at, story.embargo_until]))


def _updated_at(story, moment):
    """When a story that was public before will count as updated; None for one that was not."""
    if story.published_at is None:
        return None
    is_present = story.readers_copy is not None and not story.has_unpublished_changes
    return story.readers_copy.updated_at if is_present else moment


def never_kept(response):
    """The same answer, for whoever asked now and for nobody else."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _untraceable(response):
    """The same answer, kept by nobody; what its links lead to does not learn its address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return never_kept(response)
