"""Writing what stories are found by: in the transaction that changes what the words stand in.

The rule: a row says what its copy says now. Whether readers may see it is asked of the row's
moments with every search, so nothing has to run for a story to be found, or not to be any more.
"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from articles.background import defer
from articles.body import figures, plain_text
from articles.models import DeskIndex, Picture, ReadersIndex, Seen

from .letters import parted, squeezed
from .plans import EVERY
from .spelling import learn

LONGEST = 400_000  # bytes of the words of one column: PostgreSQL takes a megabyte for all
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
PLACES = 20  # bits: stories that may have the same millisecond


def place_at(moment, story=0):
    """The place of a story that is dated at a moment; of none, the first of that moment."""
    return ((moment - EPOCH) // MILLISECOND << PLACES) + (story & (1 << PLACES) - 1)


def keep_for_readers(*copies, is_learned=False):
    """Write what readers find these copies by, in place of earlier rows.

    To be called when each is saved with its byline and topics.

    Args:
        is_learned: their words are counted elsewhere.
    """
    captions = _captions_shown(copies)
    ReadersIndex.objects.filter(story__in=[copy.pk for copy in copies]).delete()
    rows = [_readers_row(copy, captions[copy.pk]) for copy in copies]
    _part_places(rows)
    for row in rows:
        row.is_learned = is_learned
    ReadersIndex.objects.bulk_create(rows)
    if rows and not is_learned:
        defer(learn, [row.story_id for row in rows])


def redate_for_readers(copy):
    """Move the row of a copy whose moments changed."""
    row = ReadersIndex.objects.filter(story=copy).first()
    if row is None:
        return
    place = row.place
    row.place = place_at(copy.published_at, copy.pk)
    _part_places([row])
    ReadersIndex.objects.filter(place=place).update(place=row.place, **_moments_of(copy))


def keep_for_the_desk(*stories):
    """Write what the desk finds these stories by, in place of earlier rows."""
    captions = _captions_of(stories)
    DeskIndex.objects.filter(story__in=[story.pk for story in stories]).delete()
    DeskIndex.objects.bulk_create(
        DeskIndex(story=story, **_columns(story, captions[story.pk])) for story in stories
    )


def _readers_row(copy, captions):
    return ReadersIndex(
        place=place_at(copy.published_at, copy.pk),
        story=copy,
        captions="\n".join(captions),
        **_moments_of(copy),
        **_columns(copy, captions),
    )


def _moments_of(copy):
    names = ("published_at", "embargo_until", "withdraw_at")
    return {name: getattr(copy, name) for name in names}


def _part_places(rows):
    """Give rows of the same millisecond places beside each other where two would be one."""
    wanted = {row.place for row in rows}
    others = ReadersIndex.objects.filter(place__in=wanted).exclude(
        story__in=[row.story_id for row in rows]
    )
    taken = set(others.values_list("place", flat=True))
    for row in rows:
        while row.place in taken:
            row.place += 1
        taken.add(row.place)


def _columns(copy, captions):
    """The words of a copy of a story, readers' or the desk's, by the columns of its row."""
    names = [byline.name for byline in copy.bylines.all()]
    topics = [tag.name for tag in copy.tags.all()]
    text = copy.text if hasattr(copy, "text") else plain_text(copy.body)
    marks = [EVERY, section_mark(copy.section_id), *map(topic_mark, topics)]
    return {
        "headline": _words(copy.headline, copy.short_headline),
        "names": _words(*names),
        "about": _words(copy.standfirst, copy.dateline, *topics, *captions),
        "body": _words(text),
        "marks": " ".join(marks),
    }


def section_mark(pk):
    return f"zzs{pk or 0}"


def topic_mark(name):
    return f"zzt{squeezed(name)}"


def _words(*parts):
    """The folded words of some parts, what repeats an earlier part left out, cut at a length."""
    once = dict.fromkeys(part for part in parts if part)
    words = " ".join(word for part in once for word in parted(part))
    if len(words) > LONGEST // 4:
        words = words.encode()[:LONGEST].decode(errors="ignore")
    return words


def _captions_of(stories):
    """The captions of each of the desk's stories, lead first: its own words, or the library's."""
    uses, wanted = _uses_of(stories)
    said = dict(Picture.objects.filter(pk__in=wanted).values_list("pk", "caption"))
    return {
        pk: [found for picture, words in some if (found := words or said.get(picture, ""))]
        for pk, some in uses.items()
    }


def _captions_shown(copies):
    """The captions that readers are shown with each of some copies, lead first.

    As the pages do, it asks each picture what it may show: one whose rights ended shows nothing, or
    what stands in its stead. Of a copy that is to appear, at that moment.
    """
    uses, wanted = _uses_of(copies)
    pictures, now = Picture.objects.with_stand_in().in_bulk(wanted), timezone.now()
    found = {}
    for copy in copies:
        seen = Seen(max(now, copy.published_at, copy.embargo_until or now))
        shown = (
            pictures[picture].seen_as(seen).as_used(caption=words)
            for picture, words in uses[copy.pk]
            if picture in pictures
        )
        found[copy.pk] = [one.caption for one in shown if one and one.caption]
    return found


def _uses_of(copies):
    """The pictures of each of some copies with its own words, and the numbers of all."""
    uses = {
        copy.pk: [(copy.lead_picture_id, copy.lead_caption)]
        + [(figure.picture, figure.caption) for figure in figures(copy.body)]
        for copy in copies
    }
    return uses, {picture for some in uses.values() for picture, _words in some} - {None}
