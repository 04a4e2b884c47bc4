"""The made archive: what it writes past the verbs is what the verbs would have written."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Count

from articles import workflow
from articles.models import (
    Byline,
    DeskIndex,
    Picture,
    PictureEvent,
    PictureWords,
    PublishedMonth,
    PublishedStory,
    PublishedTopic,
    ReadersIndex,
    State,
    Story,
    StoryWords,
    TellingWord,
)
from articles.search import keep_picture_words
from articles.search.spelling import learn
from comments import moderation, posting
from comments.models import Confirmation, Decision, HouseRules, Reason, Reply
from comments.models import State as ReplyState
from newsroom.demo import archive
from newsroom.demo.archive import indexes
from tests import factories
from tests.comments.factories import token_for

pytestmark = pytest.mark.django_db

SIZE = archive.Size(stories=120, replies=700, pictures=30)
NOT_COMPARED = {
    *("id", "story", "story_id", "content_object_id", "published_id", "revision_id", "move_id"),
    *("made_at", "created_at", "changed_at", "since", "seen_at", "place"),
}


@pytest.fixture
def made():
    assert list(archive.make(SIZE))[-1] == SIZE.stories
    for _what in archive.finish():
        pass


def rows_about(story):
    """What every table says of a story, without numbers and moments of rows: {table: rows}."""
    related = [story.bylines, story.topics, story.references, story.revisions, story.moves]
    related += [story.versions, story.addresses, story.notices, story.published.bylines]
    related += [story.published.topics, *(rows_of(model, story) for model in ONE_EACH)]
    found = {}
    for rows in related:
        values = [
            {name: value for name, value in row.items() if name not in NOT_COMPARED}
            for row in rows.order_by("pk").values()
        ]
        rows_said = [json.dumps(row, sort_keys=True, default=str) for row in values]
        found[rows.model.__name__] = sorted(rows_said)
    return found


ONE_EACH = (Story, PublishedStory, StoryWords, DeskIndex, ReadersIndex)


def rows_of(model, story):
    return (
        model.objects.filter(pk=story.pk)
        if model is Story
        else model.objects.filter(story=story.pk)
    )


def the_same_by_the_verbs(story):
    """A story with the same words, in the place of `story`, made by the desk's verbs."""
    account = get_user_model().objects
    writer, editor = story.created_by, account.get(username="archive-editor")
    people, tags = [line.person for line in story.bylines.all()], list(story.tags.names())
    published_at = story.published_at
    while Reply.objects.filter(story=story).exists():
        Reply.objects.filter(story=story, answers=None).delete()
    names = ["headline", "standfirst", "dateline", "section_id", "lead_picture_id", "slug", "body"]
    said = {name: getattr(story, name) for name in names}
    story.delete()
    twin = Story.objects.create(**said, created_by=writer)
    for position, person in enumerate(people, start=1):
        Byline.objects.create(story=twin, position=position, person=person)
    twin.tags.set(tags)
    workflow.save(twin, by=writer)
    workflow.submit(twin, by=writer)
    workflow.publish(twin, by=editor, at=published_at)
    learn.call([twin.pk])
    return Story.objects.get(pk=twin.pk)


def test_a_story_of_the_archive_is_what_the_verbs_would_have_left(made):
    pointing = Story.objects.in_states(State.PUBLISHED).annotate(
        pointers=Count("references__kind", distinct=True)
    )
    story = pointing.filter(lead_picture__isnull=False).order_by("-pointers", "-pk")[0]
    assert story.pointers >= 2
    as_made = rows_about(story)
    assert rows_about(the_same_by_the_verbs(story)) == as_made


def test_a_story_that_was_left_lying_is_as_its_writer_left_it(made):
    story = Story.objects.get(state=State.DRAFT)
    assert (story.revisions.count(), story.moves.count(), story.addresses.count()) == (1, 0, 0)
    assert not PublishedStory.objects.filter(pk=story.pk).exists()


def columns_of(reply):
    row = Reply.objects.filter(pk=reply.pk).values().get()
    decided = Decision.objects.filter(reply=reply).values().get()
    for moment in ("posted_at", "decided_at", "looked_at", "appeared_at", "submit_date"):
        assert row.pop(moment) is not None
    numbers = ("id", "comment_ptr_id", "xtdcomment_ptr_id", "network")
    for number in (*numbers, "thread_key", "place", "thread_id", "parent_id", "in_answer_to_id"):
        row.pop(number)
    for number in ("id", "reply_id", "made_at", "told_at", "tell_after"):
        decided.pop(number)
    return row, decided


def test_a_reply_of_the_archive_is_what_a_moderator_would_have_left(made):
    HouseRules.objects.update_or_create(pk=1, defaults={"scores_spam": False, "closes_after": 0})
    moderator = get_user_model().objects.get(username="archive-moderator")
    answers = Reply.objects.filter(state=ReplyState.PUBLISHED, level=2, writer__isnull=False)
    reply = answers.select_related("writer", "in_answer_to", "story__published").last()
    as_made, below = columns_of(reply), (reply.parent_id, reply.thread_id, reply.thread_key)
    Reply.objects.filter(pk=reply.pk).update(writer=None, comment="said before")
    twin = posting.post(
        reply.story.published,
        name=reply.user_name,
        email=reply.user_email,
        comment=reply.comment,
        answering=reply.in_answer_to,
    )
    twin = moderation.approve(posting.confirm(token_for(twin)), by=moderator)
    assert columns_of(twin) == as_made
    assert (twin.parent_id, twin.thread_id, twin.thread_key) == below


def test_every_reply_stands_where_its_key_says(made):
    for reply in Reply.objects.select_related("in_answer_to"):
        above = reply.place_below()
        fresh = Reply(pk=reply.pk, posted_at=reply.posted_at, in_answer_to=reply.in_answer_to)
        if above is not None:
            fresh.thread_key, fresh.place = above.thread_key, above.place
        fields = {field.name: field for field in Reply._meta.local_fields}
        expected = [fields[name].pre_save(fresh, True) for name in ("thread_key", "place")]
        assert [reply.thread_key, reply.place] == expected
        assert reply.level == (above.level + 1 if above else 0)


def test_what_was_refused_long_ago_is_emptied_and_what_is_young_can_still_be_confirmed(made):
    HouseRules.objects.update_or_create(pk=1)
    refused = Reply.objects.filter(state=ReplyState.REJECTED)
    assert refused
    assert {reply.reason for reply in refused} == {Reason.OFF_TOPIC}
    young = Confirmation.objects.order_by("asked_at").first()
    assert young.asked_at > Reply.objects.latest("posted_at").posted_at - timedelta(days=10)


def test_a_picture_of_the_archive_is_recorded_as_the_library_would(made):
    picture = Picture.objects.latest("pk")
    words = PictureWords.objects.filter(picture=picture).values().get()
    key, boxes = picture.key, picture.boxes
    picture.save()
    keep_picture_words(picture)
    assert (picture.key, picture.boxes) == (key, boxes)
    assert PictureWords.objects.filter(picture=picture).values().get() == words
    assert PictureEvent.objects.filter(picture=picture).values("kind").get() == {"kind": "added"}


def test_the_archive_keeps_every_rule_of_the_database(made):
    connection.check_constraints()
    months = PublishedMonth.objects.all()
    assert sum(month.stories for month in months) == PublishedStory.objects.count()
    assert PublishedMonth.objects.recount() == 0


def test_what_tells_of_a_story_is_told_as_the_site_tells_it(made):
    story = PublishedStory.objects.latest("pk")
    weights = TellingWord.objects.filter(story=story).values_list("weight", flat=True)
    assert len(weights) == 20
    assert sum(weight**2 for weight in weights) == pytest.approx(1)


def test_a_few_topics_have_many_stories_and_most_have_few(made):
    counted = PublishedTopic.objects.values("tag").annotate(many=Count("pk")).order_by("-many")
    numbers = [row["many"] for row in counted]
    assert numbers[0] > 5 * numbers[len(numbers) // 2]


def test_the_pages_of_an_archive_can_be_read(made, client):
    story = PublishedStory.objects.latest("pk")
    topic = story.tags.first()
    for path in ("/", story.get_absolute_url(), story.section.get_absolute_url(), "/feed/"):
        assert client.get(path).status_code == 200
    assert client.get(f"/tag/{topic.slug}/").status_code == 200
    assert story.headline in client.get(f"/search/?q={story.headline}").text


def test_an_archive_that_was_broken_off_is_gone_on_with(monkeypatch):
    monkeypatch.setattr("newsroom.demo.archive.making.AT_ONCE", 50)
    steps = archive.make(SIZE)
    assert next(steps) == 50
    steps.close()
    assert Story.objects.count() == 50
    assert list(archive.make(SIZE)) == [100, 120]
    assert Story.objects.count() == 120
    assert Picture.objects.count() == SIZE.pictures


def test_what_is_made_by_hand_afterwards_is_numbered_above_the_archive(made):
    last = Story.objects.latest("pk").pk
    assert factories.published_story().pk > last


def test_no_archive_is_put_among_somebodys_stories():
    factories.story()
    with pytest.raises(CommandError, match="There are stories here already"):
        call_command("demo", "archive", "--stories", "10")
    assert Story.objects.count() == 1


def test_another_archive_is_not_begun_over_one(made):
    with pytest.raises(CommandError, match="begun here already"):
        call_command("demo", "archive", "--stories", "10")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its indexes meanwhile")
def test_indexes_that_were_laid_aside_are_laid_again_even_after_a_run_was_killed():
    with connection.cursor() as cursor:

        def laid():
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql <> '' ORDER BY name")
            return cursor.fetchall()

        whole = laid()
        indexes.lay_aside()
        assert not any(sql.startswith("CREATE INDEX") for _name, sql in laid())
        indexes.lay_aside()  # the next run, after one that had no time to lay them again
        indexes.lay_again()
        assert laid() == whole
