"""RSS of the newest stories, for the whole paper and for each section.

Every address in a feed is made from SITE_URL: a reader of feeds has no page it could belong to.
"""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.body import shorten
from articles.models import Newspaper, PublishedStory, Section, absolute

IN_A_FEED = 30


class LatestFeed(Feed):
    """The newest stories, each with its standfirst or its first words."""

    def title(self, section=None):
        paper = Newspaper.current().name
        return f"{paper}: {section.name}" if section else paper

    def description(self, section=None):
        if section:
            return section.description or section.name
        return Newspaper.current().tagline or _("The newest stories")

    def link(self, section=None):
        return absolute(section.get_absolute_url() if section else "/")

    def feed_url(self, section=None):
        here = ["articles:section_feed", section.slug] if section else ["articles:feed"]
        return absolute(reverse(here[0], args=here[1:]))

    def items(self, section=None):
        stories = section.stories if section else PublishedStory.objects
        return stories.live().newest_first().with_card_parts()[:IN_A_FEED]

    def item_title(self, story):
        return story.headline

    def item_link(self, story):
        return absolute(story.get_absolute_url())

    def item_description(self, story):
        return story.standfirst or shorten(story.text, 300)

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
        return get_object_or_404(Section, slug=slug)
