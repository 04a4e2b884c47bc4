"""The feeds of stories: all of them, a section's, a topic's, an author's; newest first."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import dependence, renditions
from articles.body import shorten
from articles.imaging import MIME_TYPES
from articles.models import (
    Correction,
    FeedText,
    Person,
    PublishedByline,
    PublishedStory,
    PublishedTopic,
    Section,
    absolute,
)
from articles.syndication import Entry, Picture, Writer, feed_view

from .corrections import in_a_line
from .naming import feed_of, lasting_name
from .whole import whole_stories

IN_A_FEED = 30


@feed_view
def latest(request):
    """The newest stories of the paper."""
    paper = request.paper
    tagline = paper.tagline or _("The newest stories")
    entries = entries_of(PublishedStory.objects.all(), paper, listed="all")
    return feed_of(paper, paper.name, tagline, "/", "articles:feed", entries=entries)


@feed_view
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    about = section.description or section.name
    page = section.get_absolute_url()
    rows = section.stories.all()
    listed = f"section:{section.pk}"
    return _feed_of(request.paper, rows, section, about, page, "articles:section_feed", listed)


@feed_view
def topic(request, slug):
    """Of a topic nobody published under there is no feed, as there is no page."""
    tag = get_object_or_404(Tag, slug=slug)
    about = _("Stories about %(topic)s") % {"topic": tag.name}
    page = reverse("articles:topic", args=[tag.slug])
    rows = PublishedTopic.objects.of(tag)
    listed = f"topic:{tag.pk}"
    feed = _feed_of(request.paper, rows, tag, about, page, "articles:topic_feed", listed)
    if not feed.entries:
        raise Http404(_("There is no story here."))
    return feed


@feed_view
def author(request, slug):
    person = get_object_or_404(Person, slug=slug)
    about = _("Stories by %(name)s") % {"name": person.name}
    rows, page = PublishedByline.objects.of(person), person.get_absolute_url()
    listed = f"person:{person.pk}"
    return _feed_of(request.paper, rows, person, about, page, "articles:author_feed", listed)


def _feed_of(paper, rows, what, about, page, route, listed):
    """The feed of `rows`, whose list is found at `page` under the name of what they share."""
    title = _("%(paper)s: %(list)s") % {"paper": paper.name, "list": what.name}
    entries = entries_of(rows, paper, listed=listed)
    return feed_of(paper, title, about, page, route, what.slug, entries=entries)


def entries_of(rows, paper, *, listed):
    """The newest of `rows` that are live, as a feed has them; the same queries for any number.

    Args:
        rows: a DatedQuerySet: of stories, or of topics or bylines, whose places are stories.
        listed: the name of their list, by which a kept feed is dropped when it changes.
    """
    dependence.on_list(listed)
    is_whole = paper.feed_text == FeedText.FULL
    newest = list(rows.live().newest_first().values_list(rows.place, flat=True)[:IN_A_FEED])
    found = PublishedStory.objects.with_feed_parts(whole=is_whole).in_bulk(newest)
    stories = [found[pk].seen_as(paper.as_seen()) for pk in newest if pk in found]
    corrections = Correction.objects.standing().newest_first().by_story(stories)
    whole = whole_stories(stories, corrections, paper.as_seen()) if is_whole else {}
    return [entry_of(one, corrections[one.pk], whole.get(one.pk, "")) for one in stories]


def entry_of(story, corrections, html):
    """A story as an Entry: its summary ends with what was corrected, for who reads on there."""
    words = story.standfirst or shorten(story.text, 300)
    return Entry(
        id=lasting_name("story", story.day, story.pk),
        address=absolute(story.get_absolute_url()),
        title=story.headline,
        published=story.published_at,
        updated=story.updated_at,
        summary="\n\n".join([words, *map(in_a_line, corrections)]).strip(),
        html=html,
        writers=tuple(writer_of(byline) for byline in story.bylines.all()),
        categories=(story.section.name, *(tag.name for tag in story.tags.all())),
        picture=picture_of(story),
    )


def writer_of(byline):
    page = byline.person.get_absolute_url() if byline.person_id else ""
    return Writer(byline.name, page and absolute(page))


def picture_of(story):
    """The picture that is shown of a story, where it may go out: feeds keep what they got."""
    shown = story.shown
    if shown is None or not shown.picture.for_feeds:
        return None
    source, picture = renditions.sources(shown.picture, "inline"), shown.picture
    return Picture(
        address=absolute(source.src),
        mime=MIME_TYPES["jpg"],
        width=source.width,
        height=source.height,
        credit=picture.credit_line,
        caption=shown.caption,
        alt=shown.alt,
        licence=picture.licence_name,
        licence_address=picture.licence_address,
    )
