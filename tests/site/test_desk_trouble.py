"""What the desk's front page says of trouble: to whom it matters, while something can be done."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from articles import references
from articles.models import BrokenLine, Note, Reference, State, Story
from newsroom import housekeeping
from newsroom.desk_home import panels_for
from newsroom.desk_lines import MOST
from tests import factories

from .panels import panel, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    """A worker that was seen a moment ago."""
    housekeeping.beat(housekeeping.WORKER)


def drafts(count, headline, **moments):
    section, person = factories.section(), factories.person()
    for number in range(count):
        story = factories.story(headline=f"{headline} {number}", section=section, bylines=[person])
        Story.objects.filter(pk=story.pk).update(**moments)


def groups(account):
    """The headlines of the panel's groups, by the groups' titles."""
    trouble = next(one for one in panels_for(account) if one.name == "trouble")
    return {group.title: [line.words for line in group.lines] for group in trouble.shown}


def test_a_plan_that_will_fail_says_why_while_there_is_time(editor, worker):
    story = factories.story(headline="Too late", bylines=[])
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() + timedelta(hours=5))
    sentences = panel(editor, "trouble")["Too late"].alarms
    assert "it is not scheduled" in sentences[0]
    assert "The story has no byline." in sentences


def test_a_reporter_is_told_of_the_trouble_of_their_own_stories_alone(reporter):
    own = factories.story(headline="Own", bylines=[factories.person(account=reporter)])
    other = factories.story(headline="Other")
    for story in (own, other):
        Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() + timedelta(hours=5))
        BrokenLine.objects.create(story=story, target=factories.story())
    assert set(panel(reporter, "trouble")) == {"Own"}


def test_a_line_to_mend_names_where_it_leads(editor, worker):
    line = BrokenLine.objects.create(
        story=factories.story(headline="From here"), target=factories.story(headline="To there")
    )
    assert "leads to “To there”" in said(editor, "trouble")
    BrokenLine.objects.filter(pk=line.pk).update(mended_at=timezone.now())
    assert panel(editor, "trouble") == {}


@pytest.mark.parametrize(
    ("role", "is_told"), [("Editor", True), ("Publisher", True), ("Reporter", False)]
)
def test_a_worker_that_is_gone_is_said_to_those_who_can_act(role, is_told):
    account = factories.user(role)
    assert ("No worker was ever seen" in said(account, "trouble")) == is_told


def test_a_chore_that_fails_is_told_in_words_until_it_goes_well(editor, worker):
    assert panel(editor, "trouble") == {}
    housekeeping.beat("catch_up", failed_at=timezone.now(), failure="ValueError")
    told = said(editor, "trouble")
    assert "noting which stories went out or were withdrawn" in told
    assert "Ask whoever runs the site to look at the worker's log." in told
    assert not [one for one in ("catch_up", "ValueError") if one in told]
    housekeeping.beat("catch_up", failed_at=None, failure="")
    assert panel(editor, "trouble") == {}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("articles.notices.mail_notices", "mail to colleagues about stories and notes"),
        ("gone.since.the_last_release", "work in the background"),
    ],
)
def test_work_that_was_given_up_is_told_by_what_it_was_for(editor, worker, path, words):
    housekeeping.beat(housekeeping.TASKS, failed_at=timezone.now(), failure=f"3 {path}")
    told = said(editor, "trouble")
    assert words in told
    assert "Ask whoever runs the site to look at the worker's log." in told
    assert path not in told


def test_every_chore_and_every_task_has_its_words():
    assert all(chore.words for chore in housekeeping.CHORES)
    for path in housekeeping.TASKS_FOR:
        assert import_string(path).module_path == path
    sources = [
        source.read_text()
        for part in ("articles", "comments", "newsroom")
        for source in (settings.BASE_DIR / part).rglob("*.py")
    ]
    tasks = sum(text.count("\n@background(") for text in sources)
    assert tasks == len(housekeeping.TASKS_FOR)


# -- What can be helped comes first


def test_missed_plans_do_not_hide_what_can_still_be_helped(editor, worker):
    now = timezone.now()
    drafts(MOST + 3, "Missed", publish_at=now - timedelta(days=3))
    drafts(1, "Later", publish_at=now + timedelta(hours=2))
    drafts(1, "Soon", publish_at=now + timedelta(hours=1))
    found = groups(editor)
    assert list(found) == ["Will not go out as planned", "Did not go out as planned"]
    assert found["Will not go out as planned"] == ["Soon 0", "Later 0"]
    assert len(found["Did not go out as planned"]) == MOST


def test_stories_that_will_go_out_do_not_hide_one_that_will_not(editor, worker):
    soon = timezone.now() + timedelta(minutes=10)
    Story.objects.bulk_create(
        Story(headline="Fine", state=State.SCHEDULED, publish_at=soon) for _number in range(30)
    )
    drafts(1, "Forgotten", publish_at=soon + timedelta(minutes=1))
    assert groups(editor) == {"Will not go out as planned": ["Forgotten 0"]}


def test_a_scheduled_story_under_a_longer_embargo_or_changed_since_is_in_trouble(editor, worker):
    now = timezone.now()
    at = {"state": State.SCHEDULED, "publish_at": now + timedelta(hours=1)}
    drafts(1, "Held", embargo_until=now + timedelta(hours=2), **at)
    changed = factories.published_story(headline="Changed")
    Story.objects.filter(pk=changed.pk).update(revision_number=99, **at)
    assert set(groups(editor)["Will not go out as planned"]) == {"Held 0", "Changed"}


@pytest.mark.parametrize("lacks", ["a note", "a line", "the lead picture", "one in the text"])
def test_a_scheduled_story_that_lacks_something_by_now_is_in_trouble(editor, worker, lacks):
    at = timezone.now() + timedelta(days=2)
    expired = factories.picture(rights_until=timezone.localdate())
    story = factories.story(
        headline="Scheduled",
        lead_picture=expired if lacks == "the lead picture" else None,
        body=f'<figure data-picture="{expired.pk}"></figure>' if lacks == "one in the text" else "",
    )
    references.rebuild(story, Reference.Copy.DESK, story.body)
    Story.objects.filter(pk=story.pk).update(state=State.SCHEDULED, publish_at=at)
    if lacks == "a note":
        Note.objects.create(story=story, made_by=editor, text="Check the name.")
    if lacks == "a line":
        BrokenLine.objects.create(story=story, target=factories.story())
    assert "Scheduled" in groups(editor)["Will not go out as planned"]


def test_what_went_out_or_was_killed_is_in_no_trouble(editor, worker):
    past = timezone.now() - timedelta(hours=1)
    drafts(1, "Out", state=State.SCHEDULED, publish_at=past)
    drafts(1, "Killed", state=State.KILLED, publish_at=past)
    assert "Did not go out as planned" not in groups(editor)


def test_more_trouble_leads_to_all_that_is_planned(client, editor):
    drafts(MOST + 1, "Missed", publish_at=timezone.now() - timedelta(days=1))
    client.force_login(editor)
    assert "/admin/articles/story/?todo=planned" in client.get("/admin/").content.decode()
