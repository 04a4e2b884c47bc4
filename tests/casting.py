"""Casts a published story from the rows that publishing leaves, for tests that need just some one.

The rule: nothing is to be told from a story that came through the workflow, in any row of any
table; tests/articles/test_casting.py holds every one to it, field by field.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import copies, notices, related, search
from articles.models import (
    Byline,
    Move,
    Newspaper,
    PublishedByline,
    PublishedMonth,
    PublishedVersion,
    Revision,
    State,
    Story,
    StoryAddress,
)

PLAIN = {"headline", "short_headline", "standfirst", "dateline", "slug", "section", "replies_open"}


def is_plain(fields):
    """Whether a story with these fields given can be cast: it points to nothing, and is new."""
    silent = {"four_eyes": False, "websub_hub": "", "index_now": False}
    return fields.keys() <= PLAIN and not Newspaper.objects.filter(pk=1).exclude(**silent).exists()


@transaction.atomic
def published(written, *, person, by, published_at):
    """The story that `workflow.publish` would give of these words; None where it might refuse."""
    day, slug = timezone.localdate(published_at), written["slug"]
    if not slug or StoryAddress.objects.filter(day=day, slug=slug).exists():
        return None
    if not by.has_perms(["articles.change_story", "articles.publish_story"]):
        return None
    story = Story.objects.create(
        **written, state=State.PUBLISHED, published_at=published_at, revision_number=1
    )
    byline = Byline.objects.create(story=story, position=1, person=person)
    story._prefetched_objects_cache = {
        "bylines": [byline],
        "tags": Tag.objects.none(),
        "related": [],
    }
    search.keep_words(story)
    search.keep_for_the_desk(story)
    revision = _revision(story, person, by)
    _moves(story, by)
    _copy(story, person, published_at)
    PublishedVersion.objects.create(story=story, revision=revision, shown_from=published_at)
    del story._prefetched_objects_cache
    return story


def _revision(story, person, by):
    content = copies.snapshot(story)
    names = {
        "sections": {str(story.section_id): story.section.name},
        "people": {str(person.pk): person.name},
        "pictures": {},
        "stories": {},
    }
    return Revision.objects.create(story=story, number=1, made_by=by, content=content, names=names)


def _moves(story, by):
    ways = [
        ("submit", State.DRAFT, State.IN_REVIEW),
        ("publish", State.IN_REVIEW, State.PUBLISHED),
    ]
    for verb, before, after in ways:
        move = Move.objects.create(
            story=story, verb=verb, from_state=before, to_state=after, made_by=by, revision_number=1
        )
        if verb == "submit" and _colleagues_of(by).exists():
            notices.tell_of_move(move)


def _colleagues_of(by):
    return get_user_model().objects.filter(is_staff=True).exclude(pk=by.pk)


def _copy(story, person, published_at):
    """What readers see: the row with its address and byline, counted and to be found."""
    story.published_at = None  # as it is before it is published: its day is not asked for
    copy = copies.readers_copy_of(story, published_at=published_at, updated_at=published_at)
    story.published_at = published_at
    StoryAddress.objects.create(story=story, day=copy.day, slug=copy.slug)
    copy.save(force_insert=True)
    moments = {name: getattr(copy, name) for name in copies.MOMENTS}
    PublishedByline.objects.create(published=copy, position=1, person=person, **moments)
    PublishedMonth.objects.gain(copy.day, max(timezone.now(), published_at))
    copies.keep_in_type([copy])
    search.keep_for_readers(copy)
    related.renew_soon([story.pk])
