"""Who is told of a move at the desk, that it is seen, and that the sender sees so."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import notices, workflow
from articles.models import Notice, PublishedStory, Story
from tests import factories
from tests.articles.desk.typing import change, typed

pytestmark = pytest.mark.django_db
MINE = "/admin/articles/story/notices/"


def told(story):
    return {notice.account for notice in story.notices.all()}


def story_of(account, **fields):
    """A story with a byline of somebody who has an account."""
    person = getattr(account, "person", None) or factories.person(account=account)
    return factories.story(by=account, bylines=[person], **fields)


def test_those_who_may_approve_are_told_of_a_story_that_is_handed_in(reporter):
    editor, chief = factories.user("Editor"), factories.user("Chief editor")
    superuser = factories.user(is_staff=True, is_superuser=True)
    factories.user("Picture editor")
    story = workflow.submit(story_of(reporter), by=reporter)
    assert told(story) == {editor, chief, superuser}


def test_whoever_hands_in_is_not_told_of_it(editor):
    other = factories.user("Editor")
    assert told(workflow.submit(story_of(editor), by=editor)) == {other}


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_somebody_who_cannot_sign_in_at_the_desk_is_not_told(reporter, fields):
    factories.user("Editor", **fields)
    assert told(workflow.submit(story_of(reporter), by=reporter)) == set()


def test_writers_are_told_of_what_an_editor_does(reporter, editor):
    beginner, submitter = factories.user("Reporter"), factories.user("Reporter")
    story = workflow.submit(story_of(reporter, created_by=beginner), by=submitter)
    Notice.objects.all().delete()
    story = workflow.send_back(story, by=editor, note="Who says so?")
    assert told(story) == {reporter, beginner, submitter}
    notice = story.notices.first()
    assert notices.what_happened(notice) == f"{editor.username} sent it back to the writer."
    assert notices.words_with(notice) == "Who says so?"


@pytest.mark.parametrize("verb", ["approve", "publish", "send_back"])
def test_each_move_of_an_editor_is_told_once(reporter, editor, verb):
    story = workflow.submit(story_of(reporter, created_by=reporter), by=reporter)
    Notice.objects.all().delete()
    workflow.move(verb, story, by=editor, note="So.")
    assert [notice.account for notice in Notice.objects.all()] == [reporter]


def test_nobody_is_told_of_the_same_move_twice(reporter, editor):
    story = workflow.submit(story_of(reporter), by=reporter)
    assert notices.tell_of_move(story.moves.first()) == []
    assert story.notices.count() == 1


def test_an_account_that_may_not_read_stories_is_not_told(moderator, reporter):
    story = factories.story()
    move = story.moves.create(verb="approve", made_by=reporter, revision_number=1)
    accounts = [moderator, None, reporter]
    assert notices.tell(accounts, story=story, kind="move", by=reporter, move=move) == []


def test_what_the_clock_does_is_told_to_the_writers_and_to_whoever_planned_it(reporter, editor):
    story = workflow.submit(story_of(reporter), by=reporter)
    soon = timezone.now() + timedelta(hours=1)
    workflow.plan(story, publish_at=soon, withdraw_at=None, by=editor)
    workflow.schedule(story, by=editor)
    Notice.objects.all().delete()
    past = soon - timedelta(hours=2)
    Story.objects.filter(pk=story.pk).update(publish_at=past)
    PublishedStory.objects.filter(pk=story.pk).update(published_at=past, updated_at=past)
    workflow.catch_up()
    assert told(story) == {reporter, editor}
    notice = story.notices.get(account=reporter)
    assert (notice.made_by, notices.what_happened(notice)) == (None, "It went out, as planned.")


def test_a_kill_is_told_to_its_writers_and_to_everybody_who_may_publish(reporter, editor):
    chief, other = factories.user("Chief editor"), factories.user("Reporter")
    story = workflow.kill(story_of(reporter), by=chief, note="The court says so.")
    assert told(story) == {reporter, editor}
    assert other not in told(story)
    assert {notice.kind for notice in story.notices.all()} == {"kill"}


def test_every_move_has_its_own_sentence():
    verbs = {*workflow.MOVES, "plan", "embargo", "go_out", "run_out"}
    assert verbs <= set(notices.WHAT_HAPPENED)


# -- Seeing


def test_opening_the_story_is_seeing_what_was_told_of_it(client, reporter, editor):
    story = workflow.submit(story_of(reporter), by=reporter)
    another = workflow.submit(story_of(reporter), by=reporter)
    client.force_login(editor)
    client.get(change(story))
    assert story.notices.get().seen_at is not None
    assert another.notices.get().seen_at is None


def test_somebody_elses_opening_and_a_save_are_not_seeing(client, reporter, editor):
    story = workflow.submit(story_of(reporter), by=reporter)
    client.force_login(reporter)
    client.get(change(story))
    client.force_login(editor)
    client.post(change(story), typed(story, headline="Typed"))
    assert story.notices.get().seen_at is None


def test_somebody_who_may_only_look_sees_by_opening_too(client, picture_editor, editor):
    story = story_of(picture_editor)
    workflow.send_back(workflow.submit(story, by=editor), by=editor, note="So.")
    client.force_login(picture_editor)
    client.get(change(story))
    assert story.notices.get(account=picture_editor).seen_at is not None


def test_the_sender_sees_who_was_told_and_who_has_seen_it(client, reporter, editor):
    other = factories.user("Editor")
    story = workflow.submit(story_of(reporter), by=reporter)
    client.force_login(other)
    client.get(change(story))
    client.force_login(reporter)
    (act,) = client.get(change(story)).context["told"]
    assert [(one["name"], one["seen_at"] is None) for one in act["told"]] == [
        (other.username, False),
        (editor.username, True),
    ]
    page = client.get(change(story)).content.decode()
    assert f"{other.username} has seen it" in page
    assert f"{editor.username} has not seen it yet" in page


# -- Told to me


def test_my_page_lists_what_was_told_to_me_and_to_nobody_else(client, reporter, editor):
    workflow.submit(story_of(reporter, headline="Ferry <late>"), by=reporter)
    client.force_login(editor)
    page = client.get(MINE).content.decode()
    assert "Ferry &lt;late&gt;" in page
    assert f"{reporter.username} sent it to the editors." in page
    client.force_login(reporter)
    assert "Ferry" not in client.get(MINE).content.decode()


def test_one_or_all_notices_are_marked_as_seen_by_their_owner_alone(client, reporter, editor):
    other = factories.user("Editor")
    for _time in range(3):
        workflow.submit(story_of(reporter), by=reporter)
    first = Notice.objects.to(editor).first()
    client.force_login(other)
    client.post(MINE, {"seen": first.pk})
    assert Notice.objects.to(editor).unseen().count() == 3
    client.force_login(editor)
    client.post(MINE, {"seen": first.pk})
    assert Notice.objects.to(editor).unseen().count() == 2
    client.post(MINE, {"all": "1"})
    assert not Notice.objects.to(editor).unseen().exists()
    assert Notice.objects.to(other).unseen().count() == 3


@pytest.mark.parametrize("forged", ["", "nul\0", "9" * 30, "-1", "1 OR 1"])
def test_a_forged_number_is_no_failure(client, editor, forged):
    client.force_login(editor)
    assert client.post(MINE, {"seen": forged}).status_code == 302
    assert client.get(MINE, {"before": forged}).status_code == 200


def test_seen_notices_are_paged_without_counting(client, reporter, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.notices.SHOWN", 3)
    for _time in range(5):
        workflow.submit(story_of(reporter), by=reporter)
    client.force_login(editor)
    client.post(MINE, {"all": "1"})
    first = client.get(MINE)
    older = client.get(MINE, {"before": first.context["older"]})
    shown = [one["id"] for page in (first, older) for one in page.context["seen"]]
    assert shown == list(Notice.objects.newest_first().values_list("pk", flat=True))
    assert older.context["older"] is None


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_does_not_grow_with_notices(
    client, reporter, editor, django_assert_num_queries, count
):
    for _time in range(count):
        workflow.submit(story_of(reporter), by=reporter)
    client.force_login(editor)
    with django_assert_num_queries(8):
        client.get(MINE)


def test_the_header_says_how_much_is_new(client, reporter, editor):
    workflow.submit(story_of(reporter), by=reporter)
    client.force_login(editor)
    assert client.get("/admin/").context["unseen_notices"] == "1"
    assert '<strong class="desk-count">1' in client.get("/admin/").content.decode()
    assert '<strong class="desk-count">1<' in client.get(MINE).content.decode()
    client.post(MINE, {"all": "1"})
    assert client.get("/admin/").context["unseen_notices"] == ""


def test_somebody_who_may_not_read_stories_has_no_such_page(client, moderator):
    client.force_login(moderator)
    assert client.get(MINE).status_code == 403
    assert MINE not in client.get("/admin/").content.decode()


def test_a_full_disk_does_not_keep_anybody_from_opening_a_story(
    client, reporter, editor, monkeypatch
):
    story = workflow.submit(story_of(reporter), by=reporter)

    def refuse(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(type(Notice.objects.all()), "update", refuse)
    client.force_login(editor)
    assert client.get(change(story)).status_code == 200
    assert Story.objects.filter(pk=story.pk).exists()
