"""Latest, section, topic, author and search: stories in lists."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import search
from articles.models import (
    Person,
    PublishedByline,
    PublishedStory,
    PublishedTopic,
    Section,
)

from .paging import page_of


def story_list(request, rows, *, may_be_empty=True, **context):
    """A page of stories under a heading; see `page_of` for `rows`.

    Raises Http404 for a list without a story that `may_be_empty` does not allow.
    """
    page = page_of(rows, request)
    if not page.rows and not may_be_empty:
        raise Http404(_("There is no story here."))
    paper = request.paper
    return render(
        request,
        "articles/list.html",
        {
            "paper": paper,
            "stories": [story.seen_as(paper.as_seen()) for story in page.rows],
            "older_url": page.older_url,
            "newer_url": page.newer_url,
            "canonical": canonical(request),
            **context,
        },
    )


def canonical(request):
    """The list's own address: its path, and the page where it is not the first."""
    page = request.GET.get("page", "")
    return f"{request.path}?{urlencode({'page': page})}" if page else request.path


@require_safe
def latest(request):
    return story_list(
        request,
        PublishedStory.objects.all(),
        heading=_("Latest"),
        feed_url=reverse("articles:feed"),
    )


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    return story_list(
        request,
        section.stories.all(),
        kicker=_("Section"),
        heading=section.name,
        description=section.description,
        section=section,
        feed_url=reverse("articles:section_feed", args=[section.slug]),
    )


@require_safe
def topic(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    rows = PublishedTopic.objects.of(tag)  # of no story, its name may be nobody's business yet
    return story_list(request, rows, may_be_empty=False, kicker=_("Topic"), heading=tag.name)


@require_safe
def author(request, slug):
    person = get_object_or_404(Person.objects.select_related("portrait__fallback"), slug=slug)
    return story_list(
        request,
        PublishedByline.objects.of(person),
        kicker=_("Author"),
        heading=person.name,
        description=person.role,
        person=person,
    )


@require_safe
def search_page(request):
    """What was asked for and the stories found; an empty question shows the box alone."""
    query = request.GET.get("q", "")[:200]
    page, paper = page_of(search.matching(query), request), request.paper
    context = {
        "paper": paper,
        "query": query,
        "stories": [story.seen_as(paper.as_seen()) for story in page.rows],
        "older_url": page.older_url,
        "newer_url": page.newer_url,
        "too_short": not search.words_in(query),
    }
    return render(request, "articles/search.html", context)


@require_safe
def about(request):
    return render(request, "articles/about.html")
