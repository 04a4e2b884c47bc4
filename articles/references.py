"""Which stories and pictures a story points to, and who points to a given one.

A body holds ids alone; what a reader sees of a target is always the target's present state.
"""

from django.db.models import BigIntegerField, DateTimeField, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles.body import Pointer, StoryTarget, Targets, pointers
from articles.models import Picture, PublishedStory, Reference, Story
from articles.prepared import Given, GivenSome, Prepared

TO_STORIES = (Reference.Kind.LINK, Reference.Kind.READ_ALSO)

IDS = GivenSome("ids", BigIntegerField())
MOMENT = Given("moment", DateTimeField())
LIVE = Prepared(lambda: PublishedStory.objects.live(MOMENT).filter(pk__in=IDS).for_a_line())
LIVE_CARDS = Prepared(
    lambda: PublishedStory.objects.live(MOMENT).filter(pk__in=IDS).with_card_columns()
)
PICTURES = Prepared(lambda: Picture.objects.with_stand_in().filter(pk__in=IDS))


def rebuild(story, copy, body):
    """Write down anew what `body`, the given copy of a story, points to.

    A pointer whose target no longer exists is left out: there is nothing to point to.

    Returns:
        Every pointer of `body`, those that are left out too.
    """
    found = pointers(body)
    stories = _existing(Story, [pointer for pointer in found if pointer.kind in TO_STORIES])
    pictures = _existing(Picture, [pointer for pointer in found if pointer.kind not in TO_STORIES])
    story.references.filter(copy=copy).delete()
    Reference.objects.bulk_create(
        Reference(
            story=story,
            copy=copy,
            kind=pointer.kind,
            position=pointer.position,
            target_story_id=pointer.target if pointer.kind in TO_STORIES else None,
            target_picture_id=None if pointer.kind in TO_STORIES else pointer.target,
        )
        for pointer in found
        if pointer.target in (stories if pointer.kind in TO_STORIES else pictures)
    )
    return found


def _existing(model, found: list[Pointer]) -> set[int]:
    if not found:
        return set()
    wanted = {pointer.target for pointer in found}
    return set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def live_stories(ids, moment=None, *, as_cards=False):
    """The readers' copies among `ids` that are live at `moment`, by id.

    Each with what one line about it needs; `as_cards` with what a card shows.
    """
    if not ids:
        return {}
    asked = LIVE_CARDS if as_cards else LIVE
    return {row.pk: row for row in asked.rows(ids=ids, moment=moment or timezone.now())}


def live_ids(ids, moment=None):
    """Those among `ids` that readers may see at `moment`; at this one where it is left out."""
    if not ids:
        return set()
    found = PublishedStory.objects.live(moment).filter(pk__in=ids)
    return set(found.values_list("pk", flat=True))


def not_public(body, moment=None):
    """What of `body` leads to a story that readers do not see at `moment`, in its order.

    Each is the kind of the line and the story; None where there is no such story any more.
    """
    found = [pointer for pointer in pointers(body) if pointer.kind in TO_STORIES]
    hidden = stories_in(found) - live_ids(stories_in(found), moment)
    stories = Story.objects.in_bulk(list(hidden)) if hidden else {}
    lines = dict.fromkeys((one.kind, one.target) for one in found if one.target in hidden)
    return [(kind, stories.get(target)) for kind, target in lines]


def stories_in(found):
    """The ids of the stories that `found`, the pointers of a body, link to or name."""
    return {pointer.target for pointer in found if pointer.kind in TO_STORIES}


def targets_of(found, stories, seen):
    """What `found`, the pointers of a body, lead to at this moment, in at most one query.

    Args:
        stories: the live ones among their targets, by id, as `live_stories` gives them.
        seen: how the page is seen, which decides what its pictures show.
    """
    wanted = {pointer.target for pointer in found if pointer.kind == Reference.Kind.PICTURE}
    pictures = PICTURES.rows(ids=wanted) if wanted else []
    return Targets(
        stories={
            pk: StoryTarget(headline=story.headline, url=story.get_absolute_url())
            for pk, story in stories.items()
        },
        pictures={picture.pk: picture.seen_as(seen) for picture in pictures},
    )


def shown_in(found, targets):
    """What readers get of the pictures in a body, each once, in its order.

    `found` are the body's pointers and `targets` what they lead to. The words are the library's.
    """
    wanted = dict.fromkeys(one.target for one in found if one.kind == Reference.Kind.PICTURE)
    pictures = [targets.pictures[pk] for pk in wanted if pk in targets.pictures]
    shown = [picture.as_used() for picture in pictures]
    return list({one.picture.pk: one for one in shown if one}.values())


def stories_with(pictures, moment=None, *, most=4):
    """Of each of `pictures` (ids), the newest stories that show it to readers or are planned to.

    Returns two mappings by picture: at most `most` stories as lines name them, and whether there
    are more. At most five queries, however many pictures and stories there are.
    """
    if not pictures:
        return {}, {}
    planned = Story.objects.still_to_go_out(moment).in_hand()
    shown = PublishedStory.objects.on_its_way(moment)
    references = Reference.objects.filter(target_picture__in=pictures)
    in_texts = references.filter(
        Q(copy=Reference.Copy.READERS, story__in=shown.values("pk"))
        | Q(copy=Reference.Copy.DESK, story__in=planned.values("pk"))
    )
    found = {}
    for rows, picture, story in (
        (shown.filter(lead_picture__in=pictures), "lead_picture", "pk"),
        (planned.filter(lead_picture__in=pictures), "lead_picture", "pk"),
        (in_texts, "target_picture", "story"),
    ):
        for picture_pk, story_pk in _first_of_each(rows, picture, story, 2 * most):
            found.setdefault(picture_pk, set()).add(story_pk)
    named = {pk: sorted(stories, reverse=True) for pk, stories in found.items()}
    wanted = {pk for stories in named.values() for pk in stories[:most]}
    rows = Story.objects.for_a_line().in_bulk(wanted) if wanted else {}
    return (
        {pk: [rows[one] for one in stories[:most]] for pk, stories in named.items()},
        {pk: len(stories) > most for pk, stories in named.items()},
    )


def _first_of_each(rows, picture, story, most):
    """The first few rows of each picture: one that stands in thousands crowds out no other."""
    place = Window(RowNumber(), partition_by=F(picture), order_by=F(story).desc())
    return rows.annotate(place=place).filter(place__lte=most).values_list(picture, story)
