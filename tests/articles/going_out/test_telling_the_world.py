"""Hubs and search engines hear what readers see: when they see it, once, and of nothing else."""

from datetime import timedelta

import pytest
from django.db import transaction
from taggit.models import Tag

from articles import going_out, library, workflow
from articles.models import Announcement, Newspaper, PublishedMonth, Story
from newsroom import housekeeping
from tests import factories

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef0123456789abcdef"


class Queue:
    """What was handed to the task queue, in the place of the tasks that would say it."""

    def __init__(self, monkeypatch):
        self.pages, self.feeds = [], []
        for task, said in (("tell_search_engines", self.pages), ("tell_hub", self.feeds)):
            monkeypatch.setattr(going_out, task, self.recorder(said))

    def recorder(self, said):
        class Recorder:
            enqueue = staticmethod(said.extend)

        return Recorder

    def told(self):
        """What is told by a look now, and nothing that was told before."""
        self.pages.clear()
        self.feeds.clear()
        going_out.tell_what_is_due()
        assert going_out.tell_what_is_due() == 0
        return self.pages[:]


@pytest.fixture
def queue(monkeypatch):
    Newspaper(
        pk=1, name="P", websub_hub="https://hub.example.org/", index_now=True, index_now_key=KEY
    ).save()
    return Queue(monkeypatch)


def page(story):
    return Story.objects.get(pk=story.pk).published.get_absolute_url()


def test_a_story_is_told_of_when_it_appears_changes_and_goes(queue, editor):
    draft = workflow.submit(factories.story(by=editor), by=editor)
    assert queue.told() == []
    story = workflow.publish(draft, by=editor)
    address = page(story)
    assert queue.told() == [address]
    Story.objects.filter(pk=story.pk).update(headline="Another headline")
    workflow.publish_update(story, by=editor)
    assert queue.told() == [address]
    workflow.correct(story, "It was Tuesday.", by=editor)
    assert queue.told() == [address]
    assert "/corrections/feed/json/" in queue.feeds
    workflow.withdraw(story, by=editor, note="A mistake.")
    assert queue.told() == [address]
    assert "/corrections/feed/" in queue.feeds


def test_only_the_feeds_concerned_are_told_of_each_in_every_format(queue, editor):
    factories.published_story(by=editor, tags=["other"])
    queue.told()
    town = factories.section(slug="town")
    ada = factories.person(slug="ada")
    story = factories.published_story(
        by=editor, section=town, bylines=[ada, "A guest"], tags=["ferry"]
    )
    queue.told()
    plain = {"/feed/", "/section/town/feed/", "/tag/ferry/feed/", "/author/ada/feed/"}
    expected = {f"{path}{form}" for path in plain for form in ("", "atom/", "json/")}
    assert set(queue.feeds) == expected
    assert len(queue.feeds) == len(expected)
    Story.objects.filter(pk=story.pk).update(section=factories.section(slug="sea"))
    workflow.publish_update(story, by=editor)
    queue.told()
    assert {"/section/town/feed/", "/section/sea/feed/"} <= set(queue.feeds)


def test_an_old_address_is_told_of_with_the_new_one(queue, editor):
    story = factories.published_story(by=editor)
    old = page(story)
    queue.told()
    Story.objects.filter(pk=story.pk).update(slug="another-address")
    workflow.publish_update(story, by=editor)
    assert set(queue.told()) == {old, page(story)}


def scheduled(editor, moment, **fields):
    draft = workflow.submit(factories.story(by=editor, **fields), by=editor)
    workflow.plan(draft, publish_at=moment, withdraw_at=None, by=editor)
    return workflow.schedule(draft, by=editor)


def test_a_scheduled_story_is_told_of_at_its_moment_and_not_before(queue, editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    assert queue.told() == []
    clock.goes_on(minutes=59)
    assert queue.told() == []
    assert queue.feeds == []
    clock.goes_on(minutes=1)
    assert queue.told() == [page(story)]
    workflow.catch_up()  # what notes it afterwards tells nobody again
    assert queue.told() == []


def test_a_plan_that_changed_is_told_of_at_its_last_moment_alone(queue, editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    workflow.plan(story, publish_at=clock.at(hours=3), withdraw_at=None, by=editor)
    taken = scheduled(editor, clock.at(hours=1))
    workflow.unschedule(taken, by=editor)
    clock.goes_on(hours=2)
    assert queue.told() == []
    clock.goes_on(hours=1)
    assert queue.told() == [page(story)]
    assert not Announcement.objects.exists()


def test_a_story_that_runs_out_by_the_clock_is_told_of(queue, editor, clock):
    story = factories.published_story(by=editor)
    address = page(story)
    queue.told()
    workflow.plan(story, publish_at=None, withdraw_at=clock.at(hours=1), by=editor)
    assert queue.told() == []  # readers see what they saw
    clock.goes_on(hours=1)
    workflow.catch_up()
    assert queue.told() == [address]


def test_an_embargo_on_a_story_that_was_out_is_told_of_at_both_its_ends(queue, editor, clock):
    story = factories.published_story(by=editor)
    address = page(story)
    queue.told()
    workflow.embargo(story, until=clock.at(hours=2), by=editor)
    assert queue.told() == [address]
    clock.goes_on(hours=1)
    assert queue.told() == []
    clock.goes_on(hours=1)
    assert queue.told() == [address]


def test_a_story_that_was_never_out_is_never_told_of(queue, editor, clock):
    story = scheduled(editor, clock.at(hours=1), slug="the-secret")
    workflow.embargo(
        workflow.plan(story, publish_at=clock.at(hours=3), withdraw_at=None, by=editor),
        until=clock.at(hours=2),
        by=editor,
    )
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    clock.goes_on(days=1)
    assert queue.told() == []
    assert queue.feeds == []


def test_a_killed_story_is_told_of_as_gone(queue, editor):
    story = factories.published_story(by=editor)
    address = page(story)
    queue.told()
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    assert queue.told() == [address]


def test_a_picture_that_is_blocked_or_set_free_is_told_of_with_its_stories(queue, editor, clock):
    desk, picture = factories.user("Picture editor"), factories.picture()
    body = f'<p>Words.</p><figure data-picture="{picture.pk}"></figure>'
    shown = [factories.published_story(by=editor, body=body)]
    shown.append(factories.published_story(by=editor, lead_picture=picture))
    factories.published_story(by=editor)
    scheduled(editor, clock.at(hours=1), lead_picture=picture)
    queue.told()
    library.block(picture, by=desk, reason="A court says so.")
    assert sorted(queue.told()) == sorted(map(page, shown))
    assert "/feed/" in queue.feeds
    library.unblock(picture, by=desk)
    assert sorted(queue.told()) == sorted(map(page, shown))


def test_the_end_of_a_pictures_rights_is_told_of(queue, editor, clock):
    picture = factories.picture(rights_until=clock.now().date())
    story = factories.published_story(by=editor, lead_picture=picture)
    queue.told()
    clock.goes_on(days=1)
    library.end_rights()
    assert queue.told() == [page(story)]
    assert PublishedMonth.objects.get().changed_at == clock.now()  # its sitemap named the picture


def test_a_topic_under_another_name_is_told_of_with_its_newest_stories(queue, editor, monkeypatch):
    stories = [factories.published_story(by=editor, tags=["harbor"]) for _number in range(3)]
    factories.story(by=editor, tags=["harbor"])
    queue.told()
    topic = Tag.objects.get(name="harbor")
    topic.name = "harbour"
    workflow.rename_topic(topic, by=editor)
    assert sorted(queue.told()) == sorted(map(page, stories))
    assert "/tag/harbor/feed/" in queue.feeds
    monkeypatch.setattr(going_out, "MOST_SHARING", 1)
    workflow.delete_topic(topic, by=editor)
    assert queue.told() == [page(stories[-1])]


def test_a_section_or_a_writer_under_another_name_is_told_of(queue, client, publisher):
    town, ada = factories.section(slug="town"), factories.person(slug="ada")
    story = factories.published_story(section=town, bylines=[ada])
    client.force_login(publisher)
    queue.told()
    form = {"name": "Sea", "slug": "sea", "position": 1, "replies_open": "on"}
    client.post(f"/admin/articles/section/{town.pk}/change/", form)
    assert queue.told() == [page(story)]
    assert "/section/sea/feed/" in queue.feeds
    client.post(f"/admin/articles/person/{ada.pk}/change/", {"name": "Ada B.", "slug": "ada"})
    assert queue.told() == [page(story)]
    client.post(
        f"/admin/articles/person/{ada.pk}/change/",
        {"name": "Ada B.", "slug": "ada", "role": "Editor"},
    )
    assert queue.told() == []


def test_many_changes_are_told_of_in_one_message_each_address_once(queue, editor, monkeypatch):
    stories = [factories.published_story(by=editor) for _number in range(3)]
    workflow.correct(stories[0], "It was Tuesday.", by=editor)
    sent = []
    monkeypatch.setattr(going_out.tell_search_engines, "enqueue", staticmethod(sent.append))
    going_out.tell_what_is_due()
    assert [sorted(part) for part in sent] == [sorted(map(page, stories))]
    for _number in range(3):
        factories.published_story(by=editor)
    sent.clear()
    monkeypatch.setattr(going_out, "MOST_PAGES", 2)
    going_out.tell_what_is_due()
    assert [len(part) for part in sent] == [2, 1]


def test_nothing_is_written_down_or_told_where_nobody_wants_it(queue, editor):
    Newspaper.objects.update(index_now=False, websub_hub="")
    factories.published_story(by=editor)
    assert not Announcement.objects.exists()
    Newspaper.objects.update(websub_hub="https://hub.example.org/")
    factories.published_story(by=editor)
    assert queue.told() == []
    assert "/feed/" in queue.feeds


def test_a_change_that_is_undone_tells_nobody(queue, editor):
    with transaction.atomic():
        story = factories.published_story(by=editor)
        assert Announcement.objects.filter(story=story).exists()
        transaction.set_rollback(True)
    assert queue.told() == []


def test_the_house_looks_for_it_every_few_seconds():
    (chore,) = [one for one in housekeeping.CHORES if one.do is going_out.tell_what_is_due]
    assert chore.every <= 5
    assert chore.words


def test_what_is_planned_costs_a_look_one_query_until_it_is_due(
    queue, editor, clock, django_assert_num_queries
):
    for _number in range(3):
        scheduled(editor, clock.at(hours=1))
    with django_assert_num_queries(1):
        going_out.tell_what_is_due()
    assert Announcement.objects.count() == 3
    assert Announcement.objects.due(clock.at(hours=1)).count() == 3
    assert timedelta(seconds=housekeeping.SECONDS_BETWEEN_BEATS) <= timedelta(seconds=5)
