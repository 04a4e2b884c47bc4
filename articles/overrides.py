"""Where a story says of a picture something else than the library does: noted, and looked at again.

The rule: pages never wait for any of this. The words a use has are in the story itself; what is
written here is the desk's list of those whose library words came to differ since.
"""

from django.db.models import F, Q
from django.utils import timezone

from articles.body import figures, is_visible
from articles.models import Override, Picture
from articles.models.overrides import digest_of

FIELDS = tuple(Override.Field.values)


def rebuild(story):
    """Note anew, as part of a save, the words that `story` has of its own for pictures at the desk.

    What was noted before keeps the library's words that it was looked at against; what is new is
    looked at against the present ones.
    """
    own = own_words(story)
    noted = {(one.picture_id, one.field, one.words): one.pk for one in story.overrides.all()}
    gone = [pk for words, pk in noted.items() if words not in own]
    if gone:
        story.overrides.filter(pk__in=gone).delete()
    new = [words for words in own if words not in noted]
    pictures = Picture.objects.in_bulk({picture for picture, _field, _words in new}) if new else {}
    Override.objects.bulk_create(
        Override(
            story=story,
            picture=pictures[picture],
            field=field,
            words=words,
            digest=digest_of(words),
            against=getattr(pictures[picture], field),
        )
        for picture, field, words in new
        if picture in pictures
    )


def own_words(story):
    """What the desk's copy says of its pictures in place of the library: (picture, field, words).

    Each once, in the order of the page.
    """
    lead = (story.lead_picture_id, story.lead_caption, story.lead_alt)
    uses = [lead, *((one.picture, one.caption, one.alt) for one in figures(story.body))]
    return list(
        dict.fromkeys(
            (picture, field, words)
            for picture, *said in uses
            for field, words in zip(FIELDS, said, strict=True)
            if picture and is_visible(words)
        )
    )


def library_changed(picture, before):
    """Offer stories' own words for review where the library says something else than `before`.

    What says the same as the library now, or was looked at against what it says again, is not
    offered. Returns how many are.
    """
    offered = 0
    for field in FIELDS:
        now = getattr(picture, field)
        if now == getattr(before, field):
            continue
        noted = Override.objects.filter(picture=picture, field=field)
        settled = Q(against=now) | Q(words=now)
        noted.filter(settled).update(changed_at=None)
        offered += noted.exclude(settled).update(changed_at=timezone.now())
    return offered


def waiting():
    """The words to look at, of stories that are at work or before readers, with what is shown."""
    rows = Override.objects.to_review().of_stories_in_use()
    return rows.select_related("story", "picture").defer("story__body")


def waiting_in(story):
    """Those of one story, in the order they were noted."""
    return waiting().filter(story=story).order_by(F("changed_at").desc(), "pk")
