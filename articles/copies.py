"""The two copies of a story: what a revision holds of the desk's, and how readers' is built of it.

No rule of who may do what and when stands here; that is `articles.workflow`'s.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag

from articles import going_out, locality, references, related, search
from articles.body import plain_text, pointers, sanitise, set_in_type
from articles.models import (
    Byline,
    Person,
    Picture,
    PublishedByline,
    PublishedStory,
    Reference,
    Section,
    State,
    Story,
    Typeset,
)


def snapshot(story):
    """Everything the desk wrote of a story, as one JSON object: what a revision holds."""
    return {
        "headline": story.headline,
        "short_headline": story.short_headline,
        "standfirst": story.standfirst,
        "dateline": story.dateline,
        "section": story.section_id,
        "bylines": [
            {"person": byline.person_id, "guest": byline.guest} for byline in story.bylines.all()
        ],
        "lead_picture": story.lead_picture_id,
        "lead_caption": story.lead_caption,
        "lead_alt": story.lead_alt,
        "body": story.body,
        "tags": sorted(story.tags.names()),
        "related": _picks(story),
        "slug": story.slug,
        "replies_open": story.replies_open,
    }


def names_in(content, found=None):
    """What the ids in a content are called now, for the day when some of them are gone.

    Args:
        content: as `snapshot` gives it.
        found: the pointers of its body, where they are known already.
    """
    found = pointers(content["body"]) if found is None else found
    pictures = {pointer.target for pointer in found if pointer.kind == Reference.Kind.PICTURE}
    stories = references.stories_in(found) | {
        pick["story"] for pick in content["related"] if "story" in pick
    }
    people = {byline["person"] for byline in content["bylines"] if byline["person"]}
    return {
        "sections": _names(Section.objects.only("name"), {content["section"]}),
        "people": _names(Person.objects.only("name"), people),
        "pictures": _names(
            Picture.objects.only("caption", "alt"), pictures | {content["lead_picture"]}
        ),
        "stories": _names(Story.objects.only("headline"), stories),
    }


def names_of(revision):
    """What the ids in a revision were called when it was saved; now, where nobody wrote it down.

    A killed story is called what it is called now: its headline is nobody's any more.
    """
    names = revision.names or names_in(revision.content)
    if not (stories := names.get("stories")):
        return names
    killed = Story.objects.in_state(State.KILLED).only("headline")
    return names | {"stories": stories | _names(killed, set(stories))}


AT_ONCE = 100  # texts in one batch
MOMENTS = ("published_at", "embargo_until", "withdraw_at")


def readers_copy_of(story, *, published_at, updated_at, embargo_until=None, withdraw_at=None):
    """The row readers would see of the desk's present copy, not saved."""
    text = plain_text(story.body)
    return PublishedStory(
        story=story,
        headline=story.headline,
        short_headline=story.short_headline,
        standfirst=story.standfirst,
        dateline=story.dateline,
        section=story.section,
        lead_picture=story.lead_picture,
        lead_caption=story.lead_caption,
        lead_alt=story.lead_alt,
        slug=story.slug or slug_for(story.headline, story),
        replies_open=story.replies_open,
        body=sanitise(story.body),
        text=text,
        word_count=len(text.split()),
        related=_picks(story),
        day=day_of(story, published_at),
        published_at=published_at,
        embargo_until=embargo_until,
        withdraw_at=withdraw_at,
        updated_at=max(updated_at, published_at),
        revision_number=story.revision_number,
    )


def earlier_copy_of(story, content):
    """What readers would have seen of an earlier content of a story, not saved.

    What is gone since is left out, and so are people who have no page any more.

    Returns:
        The readers' copy, its byline and its topics.
    """
    moment = story.published_at or timezone.now()
    pictures = Picture.objects.with_stand_in().in_bulk({content["lead_picture"]} - {None})
    copy = PublishedStory(
        story=story,
        section=Section.objects.filter(pk=content["section"]).first(),
        lead_picture=pictures.get(content["lead_picture"]),
        body=sanitise(content["body"]),
        text=(text := plain_text(content["body"])),
        word_count=len(text.split()),
        related=content["related"],
        slug=content["slug"] or slug_for(content["headline"], story),
        replies_open=content["replies_open"],
        day=day_of(story, moment),
        published_at=moment,
        updated_at=moment,
        revision_number=story.revision_number,
        lead_alt=content.get("lead_alt", ""),  # contents of an earlier time have none
        **{
            name: content[name]
            for name in ("headline", "short_headline", "standfirst", "dateline", "lead_caption")
        },
    )
    return copy, _bylines_of(content), list(Tag.objects.filter(name__in=content["tags"]))


def day_of(story, published_at):
    """The day that a story's address begins with: for ever the one it first went out under.

    The newspaper may have moved to another time zone since, in which that moment is another day's.
    """
    if story.published_at is not None:
        newest = story.addresses.order_by("-pk").values_list("day", flat=True).first()
        if newest is not None:
            return newest
    return timezone.localdate(published_at)


def slug_for(headline, story):
    """The last part of a story's address, made from a headline and cut at a word.

    A headline without a Latin letter or a figure gives the story's number: addresses of a whole
    day's stories in another script have to differ.
    """
    slug = slugify(headline)
    if len(slug) > 80:
        slug = slug[:80].rpartition("-")[0] or slug[:80]
    return slug or f"story-{story.pk}"


def put_before_readers(copy):
    """Write a readers' copy with its byline, topics and references, in place of an earlier one."""
    story = copy.story
    before = going_out.standing_of(story.pk)
    copy.save(force_insert=before is None)  # or replaces: the story is its primary key
    moments = {name: getattr(copy, name) for name in MOMENTS}
    copy.bylines.all().delete()
    PublishedByline.objects.bulk_create(
        PublishedByline(
            published=copy,
            position=place,
            person=byline.person,
            guest=byline.guest,
            **moments,
        )
        for place, byline in enumerate(story.bylines.all(), start=1)
    )
    copy.tags.set(story.tags.all(), through_defaults=moments)
    copy.topics.update(**moments)  # also of those that the copy before had
    references.rebuild(story, Reference.Copy.READERS, copy.body)
    keep_in_type([copy])
    going_out.note_change(story.pk, before)
    search.keep_for_readers(copy)
    related.renew_soon([story.pk])


def keep_in_type(copies):
    """Set the texts of some readers' copies in type, for pages in the newspaper's language."""
    with locality.speaking():
        rows = [Typeset(story=copy, in_type=set_in_type(copy.body)) for copy in copies]
    Typeset.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["story"], update_fields=["in_type"]
    )


def set_in_type_anew(after=0):
    """Set the texts of all readers' copies anew, the oldest numbers first.

    Begins after the number `after`, and yields the number up to which it is done after each batch.
    """
    while copies := _set_some(after):
        after = copies[-1].pk
        yield after


@transaction.atomic
def _set_some(after):
    """The next few readers' copies after a number, locked until their texts are set."""
    bodies = PublishedStory.objects.select_for_update().only("body").order_by("pk")
    copies = list(bodies.filter(pk__gt=after)[:AT_ONCE])
    keep_in_type(copies)
    return copies


def redate(copy, *, published_at, embargo_until, withdraw_at):
    """Give a readers' copy, with its byline and topics, other moments and nothing else.

    The day of its address is for whoever plans a first publication to set.
    """
    before = going_out.standing_of(copy.pk)
    copy.published_at, copy.embargo_until, copy.withdraw_at = (
        published_at,
        embargo_until,
        withdraw_at,
    )
    copy.updated_at = max(copy.updated_at, published_at)
    copy.save(update_fields=[*MOMENTS, "updated_at", "day"])
    moments = {name: getattr(copy, name) for name in MOMENTS}
    copy.bylines.update(**moments)
    copy.topics.update(**moments)
    going_out.note_change(copy.pk, before)
    search.redate_for_readers(copy)
    related.renew_soon([copy.pk])


def take_from_readers(story):
    """Delete what readers see, or would see, of a story; its addresses stay."""
    before = going_out.standing_of(story.pk)
    related.renew_those_like(story)
    PublishedStory.objects.filter(pk=story.pk).delete()
    going_out.note_change(story.pk, before)
    story.references.filter(copy=Reference.Copy.READERS).delete()


def changed_since(story, number):
    """The names of what the newest revision has otherwise than the one of that number."""
    then = story.revisions.get(number=number).whole
    now = story.revisions.get(number=story.revision_number).whole
    return {name for name in now if now[name] != then.get(name)}


def _names(rows, ids):
    ids = ids - {None}
    return {str(pk): str(row) for pk, row in rows.in_bulk(ids).items()} if ids else {}


def _bylines_of(content):
    ids = {entry["person"] for entry in content["bylines"] if entry["person"]}
    people = Person.objects.select_related("portrait__fallback").in_bulk(ids)
    return [
        Byline(position=place, person=people.get(entry["person"]), guest=entry["guest"])
        for place, entry in enumerate(content["bylines"], start=1)
        if entry["guest"] or entry["person"] in people
    ]


def _picks(story):
    return [
        {"story": link.target_id} if link.target_id else {"url": link.url, "title": link.title}
        for link in story.related.all()
    ]
