"""The desk's front page: each finds what concerns them, and nobody what does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import BrokenLine, Notice, OpenForm, State, Story
from comments.models import Reply
from newsroom import housekeeping
from newsroom.desk_home import MOST_OVERDUE, panels_for
from newsroom.desk_lines import MOST
from tests import factories
from tests.comments import factories as written

from .panels import panel, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    """A worker that was seen a moment ago."""
    housekeeping.beat(housekeeping.WORKER)


@pytest.mark.parametrize(
    ("role", "panels"),
    [
        ("Reporter", ["mine", "waiting", "due", "trouble", "rights"]),
        ("Editor", ["mine", "waiting", "due", "trouble", "rights"]),
        ("Chief editor", ["mine", "waiting", "due", "trouble", "rights"]),
        ("Picture editor", ["waiting", "rights"]),
        ("Legal", ["waiting", "rights"]),
        ("Moderator", ["replies"]),
        ("Publisher", ["trouble"]),
    ],
)
def test_a_role_is_shown_the_panels_that_concern_it(client, role, panels):
    account = factories.user(role)
    assert [one.name for one in panels_for(account)] == panels
    client.force_login(account)
    page = client.get("/admin/").content.decode()
    shown = [name for name in sorted(panels) if f'id="panel-{name}"' in page]
    assert shown == sorted(panels)


def test_an_account_without_a_role_is_told_whom_to_ask(client):
    client.force_login(factories.user(is_staff=True))
    assert "Ask your publisher" in client.get("/admin/").content.decode()


def test_every_panel_without_anything_says_so(client, editor, worker):
    client.force_login(editor)
    page = client.get("/admin/").content.decode()
    for words in (
        "You are writing nothing at the moment.",
        "Begin a story",
        "Nothing waits for you.",
        "Nothing is planned for today.",
        "Nothing is in trouble.",
        "No picture&#x27;s rights end",
    ):
        assert words in page, words


# -- Mine


def test_mine_are_the_stories_i_began_and_those_my_name_stands_on(reporter):
    mine = factories.person(account=reporter)
    factories.story(headline="Signed by me", bylines=[mine])
    begun = factories.story(headline="Begun by me")
    Story.objects.filter(pk=begun.pk).update(created_by=reporter)
    factories.story(headline="Somebody else's")
    assert set(panel(reporter, "mine")) == {"Signed by me", "Begun by me"}


def test_what_readers_have_is_not_mine_to_finish(reporter):
    factories.published_story(headline="Out", bylines=[factories.person(account=reporter)])
    assert panel(reporter, "mine") == {}


def test_a_story_of_mine_says_its_state_and_what_is_missing(reporter):
    mine = factories.person(account=reporter)
    story = factories.story(headline="Half done", bylines=[mine])
    assert panel(reporter, "mine")["Half done"].facts == ("nothing is missing",)
    Story.objects.filter(pk=story.pk).update(section=None, body="")
    line = panel(reporter, "mine")["Half done"]
    assert line.state == State.DRAFT
    assert line.facts == ("2 things are missing",)
    assert line.url == f"/admin/articles/story/{story.pk}/change/"


def test_a_story_of_mine_says_when_it_goes_out(reporter):
    story = factories.story(headline="Planned", bylines=[factories.person(account=reporter)])
    at = timezone.now() + timedelta(days=2, minutes=5)
    Story.objects.filter(pk=story.pk).update(publish_at=at)
    facts = panel(reporter, "mine")["Planned"].facts
    local = timezone.localtime(at)
    assert facts[0].startswith("goes out ")
    assert f"{local:%H:%M} {local.tzname()}, in 2" in facts[0]


def test_my_unsaved_words_lead_to_their_story_and_nobody_elses_are_shown(reporter, editor):
    story = factories.story(headline="Half typed")
    for account, fields in ((reporter, {"headline": ["x"]}), (editor, None)):
        OpenForm.objects.create(
            story=story, account=account, fields=fields, typed_at=timezone.now()
        )
    assert panel(reporter, "mine")["Half typed"].url.endswith(f"/{story.pk}/change/")
    assert panel(editor, "mine") == {}


# -- Waiting for me


def test_a_story_in_review_waits_for_those_who_may_approve_it(reporter, editor):
    story = factories.story(headline="Read me")
    workflow.submit(story, by=reporter)
    assert "Read me" in panel(editor, "waiting")
    assert "Read me" not in panel(reporter, "waiting")


def test_what_waits_longest_comes_first(editor, reporter):
    for headline in ("First", "Second"):
        workflow.submit(factories.story(headline=headline), by=reporter)
    assert list(panel(editor, "waiting")) == ["First", "Second"]


def test_a_story_that_is_ready_waits_for_those_who_may_publish(reporter, editor):
    story = workflow.submit(factories.story(headline="Let me out"), by=reporter)
    workflow.approve(story, by=editor)
    assert panel(editor, "waiting")["Let me out"].state == State.READY
    assert "Let me out" not in panel(reporter, "waiting")


def test_a_story_that_was_sent_back_waits_for_its_writer_until_it_is_handed_in(reporter, editor):
    other = factories.user("Reporter")
    story = factories.story(headline="Again", bylines=[factories.person(account=reporter)])
    workflow.submit(story, by=reporter)
    workflow.send_back(story, by=editor, note="Who says so?")
    assert "Again" in panel(reporter, "waiting")
    assert "Again" not in panel(other, "waiting")
    workflow.submit(story, by=reporter)
    assert "Again" not in panel(reporter, "waiting")


def test_what_i_was_told_waits_until_i_have_seen_it(reporter, editor):
    story = factories.story(headline="Told")
    move = workflow.submit(story, by=reporter).moves.first()
    Notice.objects.filter(account=reporter).delete()
    notice = Notice.objects.create(
        account=reporter, story=story, kind=Notice.Kind.MOVE, move=move, made_by=editor
    )
    line = panel(reporter, "waiting", told=True)["Told"]
    assert "sent it to the editors" in line.facts[0]
    Notice.objects.filter(pk=notice.pk).update(seen_at=timezone.now())
    assert "Told" not in panel(reporter, "waiting", told=True)


# -- Due today


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("publish_at", "goes out"),
        ("withdraw_at", "is withdrawn"),
        ("embargo_until", "embargo ends"),
    ],
)
def test_what_is_due_says_what_happens_when_and_in_which_zone(editor, monkeypatch, field, words):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    story = factories.story(headline="Due")
    at = noon + timedelta(hours=3)
    Story.objects.filter(pk=story.pk).update(**{field: at})
    assert said(editor, "due").startswith(f"Due {words} 15:00 {noon.tzname()}, in 3")
    Story.objects.filter(pk=story.pk).update(**{field: at + timedelta(days=1)})
    assert said(editor, "due") == ""


def test_what_is_overdue_is_still_due_and_comes_first(editor):
    now = timezone.now()
    for headline, minutes in (("Soon", 1), ("Missed", -90)):
        story = factories.story(headline=headline)
        at = now + timedelta(minutes=minutes)
        Story.objects.filter(pk=story.pk).update(publish_at=at)
    assert next(iter(panel(editor, "due"))) == "Missed"
    assert "was to go out" in said(editor, "due")
    assert "1\xa0hour ago" in said(editor, "due")


@pytest.fixture
def noon(monkeypatch):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return noon


def many(count, **moments):
    """Stories without anything but their moments."""
    Story.objects.bulk_create(Story(headline=f"Story {n}", **moments) for n in range(count))


@pytest.mark.parametrize(
    "moments",
    [
        {"embargo_until": -timedelta(hours=3)},
        {"publish_at": -timedelta(days=3)},
        {"publish_at": timedelta(hours=3)},
        {"withdraw_at": -timedelta(hours=3)},
        {"withdraw_at": timedelta(hours=3)},
    ],
)
def test_what_is_due_first_is_shown_however_much_else_has_a_moment(editor, noon, moments):
    many(60, **{name: noon + pause for name, pause in moments.items()})
    Story.objects.create(headline="In five minutes", publish_at=noon + timedelta(minutes=5))
    lines = panel(editor, "due")
    assert "In five minutes" in lines
    assert len(lines) <= MOST + MOST_OVERDUE
    assert "embargo ends" not in said(editor, "due")


def test_what_is_overdue_leads_to_all_that_is_planned(client, editor, noon):
    many(MOST_OVERDUE + 1, publish_at=noon - timedelta(hours=1))
    client.force_login(editor)
    assert "/admin/articles/story/?todo=planned" in client.get("/admin/").content.decode()


def test_the_panel_names_the_part_of_a_storys_page_that_is_there(client, editor, reporter):
    assert "has “When”." in next(one.empty for one in panels_for(editor) if one.name == "due")
    client.force_login(editor)
    page = client.get(f"/admin/articles/story/{factories.story().pk}/change/").content.decode()
    assert "<summary>When</summary>" in page


# -- Replies


def test_replies_that_wait_are_counted_up_to_fifty(moderator):
    story = factories.published_story()
    written.pending(story)
    assert "Waiting: 1" in panel(moderator, "replies")
    Reply.objects.all().delete()
    assert panel(moderator, "replies") == {}


def test_every_queue_in_which_somebody_waits_has_its_line(moderator):
    reported = written.published()
    Reply.objects.filter(pk=reported.pk).update(reported_at=timezone.now())
    by_rule = written.published()
    Reply.objects.filter(pk=by_rule.pk).update(looked_at=None)
    refused = written.in_state("rejected")
    Reply.objects.filter(pk=refused.pk).update(appealed_at=timezone.now())
    told = " ".join(panel(moderator, "replies"))
    for line in ("Reported: 1", "Unmoderated: 1", "Appeals: 1"):
        assert line in told
    assert "Waiting" not in told


# -- What it costs


@pytest.mark.parametrize("role", ["Reporter", "Chief editor"])
def test_the_page_costs_the_same_however_much_there_is(client, django_assert_max_num_queries, role):
    account = factories.user(role)
    client.force_login(account)
    costs = []
    for count in (MOST + 2, 2 * MOST):
        fill(account, count)
        with django_assert_max_num_queries(200) as asked:
            client.get("/admin/")
        costs.append(len(asked))
    assert costs[0] == costs[1]
    sql = [query["sql"] for query in asked.captured_queries]
    counted = [one for one in sql if "COUNT(" in one and "LIMIT" not in one]
    assert not [one for one in counted if "day" not in one and '"story_id" = ' not in one]


def fill(account, count):
    person = factories.person()
    mine = getattr(account, "person", None) or factories.person(account=account)
    section = factories.section()
    now = timezone.now()
    for number in range(count):
        story = factories.story(section=section, bylines=[mine, person])
        target = factories.story(section=section, bylines=[mine, person])
        BrokenLine.objects.create(story=story, target=target)
        OpenForm.objects.create(story=story, account=account, fields={}, typed_at=now)
        Story.objects.filter(pk=story.pk).update(publish_at=now + timedelta(minutes=1 + number))
        other = workflow.submit(target, by=account)
        Story.objects.filter(pk=other.pk).update(
            embargo_until=now + timedelta(minutes=1), publish_at=now - timedelta(minutes=1)
        )


def test_a_long_list_stops_and_leads_to_all_of_it(client, editor, reporter):
    section, person = factories.section(), factories.person()
    for _number in range(MOST + 1):
        workflow.submit(factories.story(section=section, bylines=[person]), by=reporter)
    assert len(panel(editor, "waiting")) == MOST
    client.force_login(editor)
    assert "/admin/articles/story/?state=in_review" in client.get("/admin/").content.decode()
