"""“You May Also Like” as a page asks for it: the editor's picks, then what was kept as alike."""

from functools import lru_cache

from django.db.models import BigIntegerField, Count, DateTimeField, F, OuterRef, Subquery
from django.utils import timezone

from articles import dependence
from articles.models import Likeness, PublishedStory, PublishedTopic
from articles.prepared import Given, GivenSome, Prepared

HOW_MANY = 4
NEWEST = ("-published_at", "-pk")
LOOKED_AT = 12  # the newest of each topic, and of the section, fill up what nothing is alike to


def more_like(story, tags, *, without=(), how_many=HOW_MANY, moment=None):
    """Live stories that are like `story`, most alike first, then the newest near it.

    What is alike was kept before; where too little of it is left, or the story has not been worked
    out yet, the newest of its topics and its section take the places. One query, along indexes.

    Args:
        story: a readers' copy, or a story of the desk's.
        tags: its topics.
        without: ids of stories that the reader is shown already.
        moment: when the page is seen; now where it is left out.
    """
    dependence.on(f"alike:{story.pk}")
    tags = [tag.pk for tag in tags]
    found = _like(len(tags), how_many).rows(
        story=story.pk,
        section=story.section_id,
        moment=moment or timezone.now(),
        without={story.pk, *without} - {None},
        tags=tags,
        **{f"tag_{number}": tag for number, tag in enumerate(tags)},
    )
    if len(found) < how_many or found[-1].likeness is None:  # filled up with what is new
        dependence.on(f"section:{story.section_id}", *(f"topic:{tag}" for tag in tags))
    return found


@lru_cache(maxsize=32)  # a story has a handful of topics
def _like(topics, how_many):
    """The question of `more_like` for a story with so many topics."""
    story, section, *in_topics = (
        Given(name, BigIntegerField())
        for name in ("story", "section", *(f"tag_{number}" for number in range(topics)))
    )
    tags, without = (GivenSome(name, BigIntegerField()) for name in ("tags", "without"))
    moment = Given("moment", DateTimeField())
    kept = Likeness.objects.of(story)
    live = PublishedStory.objects.live(moment)
    in_section = live.filter(section=section).newest_first()
    near = [kept.values("alike"), in_section.values("pk")[:LOOKED_AT]]
    for tag in in_topics:
        in_topic = PublishedTopic.objects.of(tag).live(moment).newest_first()
        near.append(in_topic.values("content_object")[:LOOKED_AT])
    score = kept.to(OuterRef("pk")).values("score")
    shared = PublishedTopic.objects.filter(content_object=OuterRef("pk"), tag__in=tags)
    shared = shared.order_by().values("content_object").annotate(many=Count("pk")).values("many")

    def most_alike(stories):
        alike = stories.annotate(likeness=Subquery(score), shared=Subquery(shared))
        return alike.order_by(
            F("likeness").desc(nulls_last=True), F("shared").desc(nulls_last=True), *NEWEST
        )

    def build():
        candidates = live.filter(pk__in=PublishedStory.objects.in_any_of(near))
        # First which, then what is shown of them: the rows that are sorted stay short.
        few = most_alike(candidates.exclude(pk__in=without)).values("pk")[:how_many]
        shown = most_alike(PublishedStory.objects.filter(pk__in=few))
        return shown.with_lead().defer("body", "related")

    return Prepared(build)


def picks_of(story, live, *, without=()):
    """The editor's picks of a readers' copy, in order: live stories and pages elsewhere.

    `live` are readers' copies by id; a pick that is not among them is not public and left out, as
    is one whose id is in `without`: the reader has met it in the text.
    """
    for pick in story.related:
        if "url" in pick:
            yield {"is_outside": True, "url": pick["url"], "title": pick["title"]}
        elif pick["story"] in live and pick["story"] not in {story.pk, *without}:
            yield live[pick["story"]]
