"""“You May Also Like”: the editor's picks first, then stories alike by topic and section."""

from django.db.models import Count, Q

from articles.models import PublishedStory, PublishedTopic

HOW_MANY = 4
LOOKED_AT = 12  # the newest of each topic, and of the section, are compared


def more_like(story, tags, *, without=(), how_many=HOW_MANY, moment=None):
    """Live stories that share a topic or the section with `story`, most alike and newest first.

    Only the newest of each topic and of the section are looked at, so the cost does not grow with
    the archive.

    Args:
        story: a readers' copy.
        tags: its topics.
        without: ids of stories that the reader is shown already.
        moment: when the page is seen; now where it is left out.
    """
    live = PublishedStory.objects.live(moment)
    in_section = live.filter(section=story.section_id).newest_first()
    near = Q(pk__in=in_section.values("pk")[:LOOKED_AT])
    for tag in tags:
        in_topic = PublishedTopic.objects.of(tag).live(moment).newest_first()
        near |= Q(pk__in=in_topic.values("content_object")[:LOOKED_AT])
    return list(
        PublishedStory.objects.filter(near)
        .exclude(pk__in={story.pk, *without})
        .annotate(shared=Count("topics", filter=Q(topics__tag__in=tags)))
        .order_by("-shared", "-published_at", "-pk")
        .with_lead()
        .defer("body", "search_text", "related")[:how_many]
    )


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
