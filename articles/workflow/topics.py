"""Topics that are renamed, become one, or go: each is a change of every story that has them.

The rule: whoever does it is credited with that change in each story's history, not whoever happens
to save the story next.
"""

from django.contrib.auth import get_user_model
from django.db import transaction

from articles import going_out, related, search
from articles.background import background, defer
from articles.models import (
    PastSlug,
    PublishedStory,
    PublishedTopic,
    State,
    Story,
    StoryTopic,
    TopicPage,
)

from .making import locked
from .saving import save

AT_ONCE = 20  # stories that are saved while somebody waits
IN_ONE_TASK = 200


@transaction.atomic
def rename_topic(topic, *, by):
    """Save a topic under its new name, and every story of it; its old address leads to the new."""
    concerned = _stories_of(topic)
    with PastSlug.kept_of(topic, had_page=_has_page(topic)):
        topic.save()
    _save_all(concerned, by)
    return topic


@transaction.atomic
def merge_topics(topic, *, into, by):
    """Give every story of `topic`, in both copies, the topic `into`; `topic` is deleted.

    What is said at the head of its page is kept where nothing is said of `into`. Its address, and
    those it had before, lead to the page of `into`.
    """
    concerned = _stories_of(topic)
    PastSlug.hand_on(topic, into, had_page=_has_page(topic))
    for tagged in (StoryTopic, PublishedTopic):
        has_both = tagged.objects.filter(tag=into).values("content_object")
        tagged.objects.filter(tag=topic).exclude(content_object__in=has_both).update(tag=into)
    TopicPage.hand_on(topic, into)
    topic.delete()
    _save_all(concerned, by)
    return into


@transaction.atomic
def delete_topic(topic, *, by):
    """Take a topic from every story, in both copies, and delete it."""
    concerned = _stories_of(topic)
    topic.delete()
    _save_all(concerned, by)


def _has_page(topic):
    """Whether readers see a story of a topic now; without one its name may be nobody's business."""
    return PublishedTopic.objects.of(topic).live().exists()


def _stories_of(topic):
    """The numbers of the stories one of whose copies has a topic, in order."""
    numbers = (
        tagged.objects.filter(tag=topic).values_list("content_object", flat=True)
        for tagged in (StoryTopic, PublishedTopic)
    )
    return sorted({number for some in numbers for number in some})


def _save_all(numbers, by):
    """Save the stories of these numbers: a few at once, many in the background."""
    search.renew_words_soon(numbers)
    related.renew_soon(numbers)
    going_out.note_shared_change(numbers)
    if len(numbers) <= AT_ONCE:
        for number in numbers:
            _save_with_topics(number, by)
        return
    for begin in range(0, len(numbers), IN_ONE_TASK):
        defer(save_stories, numbers[begin : begin + IN_ONE_TASK], by.pk)


@background()
def save_stories(numbers, account):
    """Append a revision to each of these stories whose topics are others now."""
    by = get_user_model().objects.filter(pk=account).first()
    for number in numbers:
        _save_with_topics(number, by)


@transaction.atomic
def _save_with_topics(number, by):
    """Save a story whose topics changed in both copies: readers see the new revision already."""
    story = Story.objects.filter(pk=number).first()
    if story is None:  # deleted meanwhile
        return
    story = locked(story)
    if story.state == State.KILLED:
        return
    was_in_step = not story.has_unpublished_changes
    revision = save(story, by=by)
    if revision is not None and was_in_step:
        PublishedStory.objects.filter(pk=number).update(revision_number=revision.number)
