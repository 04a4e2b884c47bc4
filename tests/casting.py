"""Casts a published story from the rows that publishing leaves, for tests that need just some one.

The rule: nothing is to be told from a story that came through the workflow, in any row of any
table; tests/articles/test_casting.py holds every one to it, field by field.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import copies, notices, readiness, related, search
from articles.body import embeds, pointers
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

PLAIN = {
    *("headline", "short_headline", "standfirst", "dateline", "slug", "section", "replies_open"),
    *("body", "bylines", "tags", "lead_picture"),
}


def is_plain(fields):
    """Whether a story with these fields given can be cast: its text points to nothing."""
    body = fields.get("body", "")
    if fields.keys() - PLAIN or pointers(body) or embeds(body):
        return False
    silent = {"four_eyes": False, "websub_hub": "", "index_now": False}
    return not Newspaper.objects.filter(pk=1).exclude(**silent).exists()


@transaction.atomic
def published(written, *, bylines, tags, by, published_at):
    """The story that `workflow.publish` would give of these words; None where it might refuse."""
    day, slug = timezone.localdate(published_at), written["slug"]
    if not slug or StoryAddress.objects.filter(day=day, slug=slug).exists():
        return None
    if not by.has_perms(["articles.change_story", "articles.publish_story"]):
        return None
    if not bylines or _lacks_something(Story(**written)):
        return None
    story = Story.objects.create(
        **written, state=State.PUBLISHED, published_at=published_at, revision_number=1
    )
    if tags:
        story.tags.add(*tags)
    story._prefetched_objects_cache = {
        "bylines": write_bylines(story, bylines),
        "tags": story.tags.all() if tags else Tag.objects.none(),
        "related": [],
    }
    search.keep_words(story)
    search.keep_for_the_desk(story)
    revision = _revision(story, by)
    _moves(story, by)
    _copy(story, published_at)
    PublishedVersion.objects.create(story=story, revision=revision, shown_from=published_at)
    del story._prefetched_objects_cache
    return story


def write_bylines(story, names):
    """Name people, or guests by what they are called, as who wrote a story of the desk's."""
    return [
        Byline.objects.create(story=story, position=place, **_named(name))
        for place, name in enumerate(names, start=1)
    ]


def _named(name):
    return {"guest": name} if isinstance(name, str) else {"person": name}


def _lacks_something(unsaved):
    asked = readiness.Asked(unsaved, timezone.now())
    of_rows = {readiness.has_byline}
    return any(list(check(asked)) for check in readiness.CHECKS if check not in of_rows)


def _revision(story, by):
    content = copies.snapshot(story)
    people = [byline.person for byline in story.bylines.all() if byline.person]
    pictures = [story.lead_picture] if story.lead_picture else []
    names = {
        "sections": {str(story.section_id): story.section.name},
        "people": {str(person.pk): person.name for person in people},
        "pictures": {str(picture.pk): str(picture) for picture in pictures},
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


def _copy(story, published_at):
    """What readers see: the row with its address, byline and topics, counted and to be found."""
    story.published_at = None  # as it is before it is published: its day is not asked for
    copy = copies.readers_copy_of(story, published_at=published_at, updated_at=published_at)
    story.published_at = published_at
    StoryAddress.objects.create(story=story, day=copy.day, slug=copy.slug)
    copy.save(force_insert=True)
    moments = {name: getattr(copy, name) for name in copies.MOMENTS}
    for place, byline in enumerate(story.bylines.all(), start=1):
        PublishedByline.objects.create(
            published=copy, position=place, person=byline.person, guest=byline.guest, **moments
        )
    if tags := story.tags.all():
        copy.tags.set(tags, through_defaults=moments)
    PublishedMonth.objects.gain(copy.day, max(timezone.now(), published_at))
    copies.keep_in_type([copy])
    search.keep_for_readers(copy)
    related.renew_soon([story.pk])
