"""“You May Also Like”: the editor's picks first, then stories alike by topic and section."""

from django.db.models import Count, Q

from articles.models import PublishedStory

HOW_MANY = 4


def more_like(story, tags, *, without=(), how_many=HOW_MANY):
    """Live stories that share a topic or the section with `story`, most alike and newest first.

    Args:
        story: a readers' copy.
        tags: its topics.
        without: ids of stories that the reader is shown already.
    """
    alike = Q(topics__tag__in=tags)
    return list(
        PublishedStory.objects.live()
        .filter(alike | Q(section=story.section_id))
        .exclude(pk__in={story.pk, *without})
        .annotate(shared=Count("topics", filter=alike))
        .order_by("-shared", "-published_at", "-pk")
        .select_related("section", "lead_picture")[:how_many]
    )


def picks_of(story, live):
    """The editor's picks of a readers' copy, in order: live stories and pages elsewhere.

    `live` are readers' copies by id; a pick that is not among them is not public and left out.
    """
    for pick in story.related:
        if "url" in pick:
            yield {"is_outside": True, "url": pick["url"], "title": pick["title"]}
        elif pick["story"] in live and pick["story"] != story.pk:
            yield live[pick["story"]]
