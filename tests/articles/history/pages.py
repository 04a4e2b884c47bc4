"""Addresses of a story's history, and stories that have one."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import PublishedVersion, Revision, Story
from tests import factories


def history_of(story):
    return reverse("admin:articles_story_history", args=[story.pk])


def compared(story, older, newer):
    return f"{reverse('admin:articles_story_compare', args=[story.pk])}?a={older}&b={newer}"


def earlier(story, number):
    return reverse("admin:articles_story_earlier", args=[story.pk, number])


def restoring(story, number):
    return reverse("admin:articles_story_restore", args=[story.pk, number])


def withholding(story, version):
    return reverse("admin:articles_story_withhold", args=[story.pk, version.pk])


def asked_by(client, address):
    """The queries that a page is made with, once everything that is asked once was asked."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def saved(story, by, **fields):
    """`story` after one more save by `by`."""
    Story.objects.filter(pk=story.pk).update(**fields)
    workflow.save(story, by=by)
    return Story.objects.get(pk=story.pk)


def often_saved(count, **fields):
    """A story with `count` revisions, each by somebody else."""
    story = factories.story(**fields)
    first = story.revisions.get()
    people = [factories.user("Reporter") for _ in range(min(count, 5))]
    Revision.objects.bulk_create(
        Revision(
            story=story,
            number=number,
            made_by=people[number % len(people)],
            based_on=number - 1,
            changed=["headline"],
            content=first.content | {"headline": f"Headline {number}"},
            names=first.names,
        )
        for number in range(2, count + 1)
    )
    Story.objects.filter(pk=story.pk).update(
        revision_number=count, headline=f"Headline {count}" if count > 1 else story.headline
    )
    return Story.objects.get(pk=story.pk)


def updated_story(*texts, by, **fields):
    """A published story that readers have seen in each of `texts`, a day apart, the last now."""
    story = factories.published_story(
        by=by, age=timedelta(days=30), body=f"<p>{texts[0]}</p>", **fields
    )
    for text in texts[1:]:
        saved(story, by, body=f"<p>{text}</p>")
        story = workflow.publish_update(story, by=by)
    for age, version in enumerate(story.versions.newest_first()):
        moment = timezone.now() - timedelta(days=age, minutes=1)
        PublishedVersion.objects.filter(pk=version.pk).update(shown_from=moment)
    return Story.objects.get(pk=story.pk)
