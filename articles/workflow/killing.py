"""Kill: a story is gone from everywhere at once, and what it was is sealed.

The rule: after a kill nothing of the story is left where any desk screen or page could find it. The
row stays, emptied, because its addresses answer for ever.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import copies, notices, renditions, sharing
from articles.body import is_visible
from articles.models import (
    DeskIndex,
    FrontEdition,
    FrontPlace,
    Notice,
    OpenForm,
    Picture,
    Reference,
    RelatedLink,
    SealedCopy,
    Story,
    StoryWords,
)

from .forgetting import forget_headlines, killed_headline
from .making import give_back_addresses, locked, make, refuse_unless_allowed
from .sealing import everything_of
from .table import MOVES, MoveRefused

EMPTY = {
    "short_headline": "",
    "standfirst": "",
    "dateline": "",
    "section": None,
    "lead_picture": None,
    "lead_caption": "",
    "lead_alt": "",
    "slug": "",
    "body": "",
    "replies_open": False,
    "withdraw_at": None,
    "embargo_until": None,
    "begun_by": None,
}


@transaction.atomic
def kill(story, *, by, note, notice=""):
    """Take a story from readers and from the desk for good.

    Its addresses answer that it is gone, with `notice` or else the newspaper's own. A sealed copy
    stays for those with the permission, and the list of every place that showed or led to it.

    Raises MoveRefused: without a reason, for somebody who may not, or where it was killed before.
    """
    story = locked(story)
    refuse_unless_allowed("kill", story, by)
    if not is_visible(note):
        raise MoveRefused(_("Say why in the note: “%(move)s”.") % {"move": MOVES["kill"].label})
    SealedCopy.objects.create(
        story=story,
        headline=story.headline,
        killed_at=timezone.now(),
        killed_by=by,
        reason=note,
        notice=notice,
        content=everything_of(story),
        places=places_of(story),
    )
    renditions.forget_soon(list(Picture.objects.shown_by(story).values_list("pk", flat=True)))
    copies.take_from_readers(story)
    give_back_addresses(story)
    writers = list(notices.writers_of(story))
    sharing.revoke_all(story, by=by)
    forget_headlines(story)
    _empty(story)
    story = Story.objects.get(pk=story.pk)
    story.publish_at = None  # written with the new state: a scheduled story has its moment
    story = make("kill", story, by, note)
    notices.tell(writers, story=story, kind=Notice.Kind.KILL, by=by, move=story.moves.first())
    return story


def places_of(story):
    """Every place that shows or leads to a story, as plain values for the desk's list.

    Each has `kind`, `words` for a person, and `story` or `url` where there is somewhere to go.
    """
    found = []
    copy = story.readers_copy
    if copy is not None:
        found += list(_own_places(copy))
    shown = FrontPlace.objects.showing(story).select_related("section", "edition")
    found += [{"kind": "front", "words": f"{place} ({place.edition})"} for place in shown]
    strips = FrontEdition.objects.with_strip_about(story)
    found += [{"kind": "front", "words": f"{_('Breaking strip')} ({one})"} for one in strips]
    leading = Reference.objects.filter(target_story=story).select_related("story")
    for reference in leading.order_by("story", "copy", "position"):
        found.append(
            {
                "kind": reference.kind,
                "copy": reference.copy,
                "words": reference.story.headline,
                "story": reference.story_id,
            }
        )
    picked = RelatedLink.objects.filter(target=story).select_related("story")
    found += [
        {"kind": "related", "words": link.story.headline, "story": link.story_id}
        for link in picked.order_by("story")
    ]
    found += [
        {"kind": "share", "words": link.whom, "openings": link.openings}
        for link in story.shares.order_by("pk")
    ]
    return found


def _own_places(copy):
    """The pages and lists that a readers' copy stands on by itself."""
    yield {"kind": "page", "words": "", "url": copy.get_absolute_url()}
    yield {"kind": "section", "words": copy.section.name, "url": copy.section.get_absolute_url()}
    for tag in copy.tags.all():
        yield {"kind": "topic", "words": tag.name, "topic": tag.slug}
    for byline in copy.bylines.select_related("person"):
        if byline.person_id:
            url = byline.person.get_absolute_url()
            yield {"kind": "author", "words": byline.name, "url": url}


def _empty(story):
    """Leave nothing of a story but its number, its addresses and its moves."""
    Story.objects.filter(pk=story.pk).update(
        **EMPTY, headline=killed_headline(story), changed_at=timezone.now()
    )
    story.tags.clear()
    written = (story.bylines, story.related, story.references, story.revisions, story.notes)
    for rows in (*written, story.overrides):
        rows.all().delete()
    OpenForm.objects.filter(story=story).delete()
    StoryWords.objects.filter(story=story).delete()
    DeskIndex.objects.filter(story=story).delete()
