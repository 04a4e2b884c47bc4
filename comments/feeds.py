"""RSS of the replies under a story, newest first: what readers see on its pages, and no address."""

import hashlib

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from articles.body import writable
from articles.models import absolute
from comments import posting, text
from comments.models import Reply

IN_A_FEED = 50
SAID = ("pk", "version", "user_name", "comment", "is_by_staff", "appeared_at", "edited_at")


class RepliesFeed(Feed):
    """The replies under one story that appeared last, each at its permanent address."""

    def get_object(self, request, story_id):
        story = posting.live_story(story_id)
        if story is None:
            raise Http404(_("There is no story at this address."))
        return story

    def title(self, story):
        return writable(_("Replies to “%(headline)s”") % {"headline": story.headline})

    def description(self, story):
        return _("What readers say, newest first.")

    def link(self, story):
        return f"{absolute(story.get_absolute_url())}#replies"

    def feed_url(self, story):
        return absolute(reverse("comments:feed", args=[story.pk]))

    def items(self, story):
        return _newest(story.pk).only(*SAID)

    def item_title(self, reply):
        name = writable(reply.name)
        return _("%(name)s (Newsroom)") % {"name": name} if reply.is_by_staff else name

    def item_link(self, reply):
        return absolute(reply.get_absolute_url())

    def item_description(self, reply):
        return writable(text.html_of(reply.comment))

    def item_author_name(self, reply):
        return writable(reply.name)

    def item_pubdate(self, reply):
        return reply.appeared_at

    def item_updateddate(self, reply):
        return reply.edited_at or reply.appeared_at


def state_of(request, story_id):
    """What the answer to a feed's question depends on, as an ETag; None where there is no feed."""
    story = posting.live_story(story_id)
    if story is None:
        return None
    said = repr((get_language(), story.headline, *_newest(story_id).values_list(*SAID)))
    return quote_etag(hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32])


@require_safe
@condition(etag_func=state_of)
def replies(request, story_id):
    """The feed; 304 for whoever has it as it is."""
    return RepliesFeed()(request, story_id=story_id)


def _newest(story_id):
    return Reply.objects.published().under(story_id).last_to_appear_first()[:IN_A_FEED]
