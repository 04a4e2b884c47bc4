"""The feed of the replies under a story, newest first: what readers see, and nobody's address."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import dependence
from articles.models import absolute
from articles.syndication import Entry, Feed, Writer, feed_view, paths
from comments import posting, text
from comments.models import Reply

IN_A_FEED = 50
SAID = ("pk", "version", "user_name", "comment", "is_by_staff", "appeared_at", "edited_at")


@feed_view
def replies(request, story_id):
    """The replies under one story that appeared last, each at its permanent address."""
    story = posting.live_story(story_id)
    if story is None:
        raise Http404(_("There is no story at this address."))
    dependence.on_each("replies", [story.pk])
    newest = Reply.objects.published().under(story.pk).last_to_appear_first()
    return Feed(
        title=_("Replies to “%(headline)s”") % {"headline": story.headline},
        description=_("What readers say, newest first."),
        page=f"{absolute(story.get_absolute_url())}#replies",
        addresses={name: absolute(path) for name, path in paths("comments:feed", story.pk).items()},
        language=get_language(),
        entries=tuple(map(entry_of, newest.only(*SAID)[:IN_A_FEED])),
    )


def entry_of(reply):
    """A reply; its address never changes, and so is its name."""
    address = absolute(reply.get_absolute_url())
    title = _("%(name)s (Newsroom)") % {"name": reply.name} if reply.is_by_staff else reply.name
    return Entry(
        id=address,
        address=address,
        title=title,
        published=reply.appeared_at,
        updated=reply.edited_at or reply.appeared_at,
        html=text.html_of(reply.comment),
        writers=(Writer(reply.name),),
    )
