"""Front page, latest, section, topic, author and search: stories in lists."""

from urllib.parse import urlencode

from django.db.models import Q
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

SECONDARIES = 3
LATEST = 8
IN_A_BAND = 5
TOP = 1 + SECONDARIES


@require_safe
def front(request):
    """Newest first: a lead with a picture, secondaries, the latest, and a band a section."""
    sections = list(Section.objects.all())
    stories = front_stories(sections)
    newest = stories[: TOP + LATEST]
    lead = next((story for story in newest if story.lead_picture_id), (newest or [None])[0])
    others = [story for story in newest if story is not lead]
    top = [lead, *others[:SECONDARIES]]
    context = {
        "lead": lead,
        "secondaries": others[:SECONDARIES],
        "latest": others[SECONDARIES:],
        "sections": sections,
        "bands": bands(sections, [story for story in stories if story not in top]),
    }
    return render(request, "articles/front.html", context)


def front_stories(sections):
    """What the front page may show: the newest of all and the newest of each section.

    One query, in which every section contributes a short list of its own.
    """
    live = PublishedStory.objects.live()
    wanted = Q(pk__in=live.newest_first().values("pk")[: TOP + LATEST])
    for section in sections:
        its_own = live.filter(section=section).newest_first()
        wanted |= Q(pk__in=its_own.values("pk")[: TOP + IN_A_BAND])
    return list(PublishedStory.objects.filter(wanted).newest_first().with_card_parts())


def bands(sections, stories):
    """Each section that has any of `stories`, with the first few of them."""
    by_section = {section.pk: [] for section in sections}
    for story in stories:
        by_section[story.section_id].append(story)
    return [
        (section, by_section[section.pk][:IN_A_BAND])
        for section in sections
        if by_section[section.pk]
    ]


def story_list(request, rows, **context):
    """A page of stories under a heading; see `page_of` for `rows`."""
    page = page_of(rows, request)
    return render(
        request,
        "articles/list.html",
        {
            "stories": page.rows,
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
    return story_list(request, PublishedTopic.objects.of(tag), kicker=_("Topic"), heading=tag.name)


@require_safe
def author(request, slug):
    person = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
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
    page = page_of(search.matching(query), request)
    context = {
        "query": query,
        "stories": page.rows,
        "older_url": page.older_url,
        "newer_url": page.newer_url,
        "too_short": not search.words_in(query),
    }
    return render(request, "articles/search.html", context)


@require_safe
def about(request):
    return render(request, "articles/about.html")
