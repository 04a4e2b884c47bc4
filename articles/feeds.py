"""RSS of the newest stories, for the whole paper and for each section, and of corrections.

Every address in a feed is made from SITE_URL: a reader of feeds has no page it could belong to.
"""

from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from articles import renditions, written
from articles.body import shorten, writable
from articles.imaging import MIME_TYPES
from articles.models import Correction, Newspaper, PublishedStory, Section, absolute

IN_A_FEED = 30
MEDIA = "http://search.yahoo.com/mrss/"  # https://www.rssboard.org/media-rss


class WithPictures(Rss201rev2Feed):
    """RSS whose stories carry the picture that is shown of each, never without its credit."""

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:media": MEDIA}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if (shown := item["shown"]) is None:
            return
        source = renditions.sources(shown.picture, "inline")
        about = {
            "url": absolute(source.src),
            "type": MIME_TYPES["jpg"],
            "medium": "image",
            "width": str(source.width),
            "height": str(source.height),
        }
        handler.startElement("media:content", about)
        for name, words in (
            ("media:credit", shown.picture.credit_line),
            ("media:description", shown.caption),
            ("media:license", shown.picture.licence_name),
        ):
            if words:
                address = shown.picture.licence_address if name == "media:license" else ""
                more = {"href": address, "type": "text/html"} if address else {}
                handler.addQuickElement(name, writable(words), more)
        handler.endElement("media:content")


class Channel(NamedTuple):
    """What a feed is of: the paper, or one section of it."""

    paper: Newspaper
    section: Section | None = None


class LatestFeed(Feed):
    """The newest stories, each with its standfirst or its first words."""

    feed_type = WithPictures

    def get_object(self, request):
        return Channel(request.paper)

    def title(self, channel):
        paper, section = channel
        return f"{paper.name}: {section.name}" if section else paper.name

    def description(self, channel):
        if section := channel.section:
            return section.description or section.name
        return channel.paper.tagline or _("The newest stories")

    def link(self, channel):
        return absolute(channel.section.get_absolute_url() if channel.section else "/")

    def feed_url(self, channel):
        section = channel.section
        here = ["articles:section_feed", section.slug] if section else ["articles:feed"]
        return absolute(reverse(here[0], args=here[1:]))

    def items(self, channel):
        stories = channel.section.stories if channel.section else PublishedStory.objects
        newest = list(stories.live().newest_first().with_card_parts()[:IN_A_FEED])
        corrections = Correction.objects.standing().newest_first().by_story(newest)
        seen = channel.paper.as_seen()
        for story in newest:
            story.corrections = corrections[story.pk]
            story.seen_as(seen)
        return newest

    def item_extra_kwargs(self, story):
        """The picture, where it may go out in feeds: those who read them keep what they got."""
        shown = story.shown
        return {"shown": shown if shown and shown.picture.for_feeds else None}

    def item_title(self, story):
        return story.headline

    def item_link(self, story):
        return absolute(story.get_absolute_url())

    def item_description(self, story):
        """Ends with what was corrected: whoever reads on in a feed alone is told all the same."""
        words = story.standfirst or shorten(story.text, 300)
        return "\n\n".join([words, *map(in_a_line, story.corrections)])

    def item_pubdate(self, story):
        return story.published_at

    def item_updateddate(self, story):
        return story.updated_at

    def item_author_name(self, story):
        return ", ".join(byline.name for byline in story.bylines.all())

    def item_categories(self, story):
        return [story.section.name]


class SectionFeed(LatestFeed):
    """The newest stories of one section."""

    def get_object(self, request, slug):
        return Channel(request.paper, get_object_or_404(Section, slug=slug))


class CorrectionsFeed(Feed):
    """What was corrected, newest first."""

    def get_object(self, request):
        return request.paper

    def title(self, paper):
        return _("%(paper)s: corrections") % {"paper": paper.name}

    def description(self):
        return _("What we got wrong, and what is right.")

    def link(self):
        return absolute(reverse("articles:corrections"))

    def feed_url(self):
        return absolute(reverse("articles:corrections_feed"))

    def items(self):
        newest = Correction.objects.standing().live().newest_first().with_story()
        return newest.select_related("supersedes")[:IN_A_FEED]

    def item_title(self, correction):
        return f"{correction.get_kind_display()}: {correction.story.readers_copy.headline}"

    def item_link(self, correction):
        page = absolute(correction.story.readers_copy.get_absolute_url())
        return f"{page}#correction-{correction.pk}"

    def item_description(self, correction):
        wrong = correction.wrong and _("What was wrong: %(wrong)s") % {"wrong": correction.wrong}
        return "\n\n".join(filter(None, [correction.text, wrong, replaced(correction)]))

    def item_pubdate(self, correction):
        return correction.made_at


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
