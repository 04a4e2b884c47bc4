"""Latest, section, topic and author: stories in lists, each with its own words in the head."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles.dependence import kept
from articles.models import (
    Person,
    PublishedByline,
    PublishedStory,
    PublishedTopic,
)

from .paging import canonical, list_address, page_of, to_the_top


def story_list(request, rows, *, listed, heading, summary, may_be_empty=True, **context):
    """A page of stories under a heading; see `page_of` for `rows` and `listed`.

    Args:
        summary: what search engines are told of the list, in a sentence of its own.
        context: what else templates/articles/list.html takes.

    Raises Http404 for a list without a story that `may_be_empty` does not allow.
    """
    page = page_of(rows, request, listed=listed, keeps=())
    if page.is_superseded:
        return to_the_top(request)
    if not page.rows and not may_be_empty:
        raise Http404(_("There is no story here."))
    seen = request.paper.as_seen()
    context |= head_of(request, page, heading=heading, summary=summary)
    context["stories"] = [story.seen_as(seen) for story in page.rows]
    context["writes_in"] = list(dict.fromkeys(story.section for story in page.rows))
    return render(request, "articles/list.html", context)


def head_of(request, page, *, heading, summary):
    """What the head of a page of a list says, and where the page leads.

    No two pages say the same: one that is not the first is told by its place in the list.
    """
    title = heading
    if page.place:
        title = _("%(list)s, %(place)s") % {"list": heading, "place": page.place}
        summary = _("%(title)s: from %(paper)s.") % {"title": title, "paper": request.paper.name}
    return {
        "heading": heading,
        "title": title,
        "summary": summary,
        "place": page.place,
        "older_url": page.older_url,
        "newer_url": page.newer_url,
        "newest_url": list_address(request) if page.place else "",
        "canonical": canonical(request),
    }


@kept("page")
@require_safe
def latest(request):
    return story_list(
        request,
        PublishedStory.objects.all(),
        listed="all",
        heading=_("Latest"),
        description=_("Every story as it comes, the newest first."),
        summary=_("The latest stories of %(paper)s, the newest first.")
        % {"paper": request.paper.name},
    )


@kept("page")
@require_safe
def topic(request, slug):
    tag = get_object_or_404(Tag.objects.select_related("page"), slug=slug)
    said = getattr(tag, "page", None)
    summary = _("What %(paper)s has reported on %(topic)s, the newest first.")
    named = {"topic": tag.name, "paper": request.paper.name}
    return story_list(
        request,
        PublishedTopic.objects.of(tag),
        listed=f"topic:{tag.pk}",
        may_be_empty=False,  # of no story, its name may be nobody's business yet
        kicker=_("Topic"),
        feed_url=reverse("articles:topic_feed", args=[tag.slug]),
        heading=tag.name,
        description=said.description if said else "",
        summary=said.description if said else summary % named,
    )


@kept("page")
@require_safe
def author(request, slug):
    person = get_object_or_404(Person.objects.with_portrait(), slug=slug)
    named = {"name": person.name, "role": person.role, "paper": request.paper.name}
    if person.role:
        summary = _("%(name)s, %(role)s of %(paper)s: who it is, and every story.") % named
    else:
        summary = _("%(name)s in %(paper)s: who it is, and every story.") % named
    return story_list(
        request,
        PublishedByline.objects.of(person),
        listed=f"person:{person.pk}",
        kicker=_("Author"),
        feed_url=reverse("articles:author_feed", args=[person.slug]),
        heading=person.name,
        summary=summary,
        person=person,
        empty=_("No story by %(name)s can be read here yet.") % named,
    )
