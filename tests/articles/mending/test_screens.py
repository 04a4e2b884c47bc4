"""The screens of lines to mend: who may press, what is refused, and that lists stay cheap."""

import pytest
from django.contrib.messages import get_messages

from articles import workflow
from articles.models import Notice, Story
from tests import factories
from tests.articles.desk.typing import change

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/story/mending/"
BODY = '<p>Text.</p><aside data-read-also="{}" data-label="read-also"></aside>'


@pytest.fixture
def section(db):
    return factories.section()


@pytest.fixture
def target(section):
    return factories.published_story(headline="The <ferry>", section=section)


@pytest.fixture
def other(section):
    return factories.published_story(headline="The bridge", section=section)


@pytest.fixture
def story(section, target, other, editor):
    leading = factories.published_story(
        body=BODY.format(target.pk), headline="Sequel", section=section
    )
    workflow.withdraw(target, by=editor, note="Wrong.")
    return leading


def page(story):
    return f"/admin/articles/story/{story.pk}/mend/"


def press(story, old, new="", **data):
    return {"mend": f"{old}:{new}", "based_on": story.revision_number, **data}


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def body_of(story):
    return Story.objects.get(pk=story.pk).body


def test_the_page_says_why_where_and_what_could_stand_there(client, story, target, other, editor):
    client.force_login(editor)
    shown = client.get(page(story)).content.decode()
    assert "The &lt;ferry&gt;" in shown
    assert "It was withdrawn." in shown
    assert "a READ ALSO line" in shown
    assert f'value="{target.pk}:{other.pk}"' in shown
    assert f'value="{target.pk}:"' in shown


def test_a_mended_line_says_that_it_waits_for_publication_until_then(
    client, story, target, other, editor
):
    client.force_login(editor)
    for address in (change(story), "/admin/articles/story/mending/"):
        assert "Mended. Readers get it" not in client.get(address).content.decode()
    client.post(page(story), press(story, target.pk, other.pk))
    for address in (change(story), "/admin/articles/story/mending/"):
        shown = client.get(address).content.decode()
        assert "Mended. Readers get it" in shown
        assert "Choose what stands in its place" not in shown
    workflow.publish_update(story, by=editor)
    assert "Mended." not in client.get(change(story)).content.decode()


@pytest.mark.parametrize("replaces", [True, False])
def test_a_press_mends_the_desks_copy_and_says_what_is_next(
    client, story, target, other, reporter, replaces
):
    client.force_login(reporter)
    response = client.post(page(story), press(story, target.pk, other.pk if replaces else ""))
    assert response["Location"] == change(story)
    assert "when you publish the changes" in said(response)
    assert body_of(story) == (BODY.format(other.pk) if replaces else "<p>Text.</p>")


@pytest.mark.parametrize("role", ["Picture editor", "Legal"])
def test_somebody_who_may_only_read_looks_and_does_not_press(client, story, target, role):
    client.force_login(factories.user(role))
    assert "Take it out" not in client.get(page(story)).content.decode()
    assert client.post(page(story), press(story, target.pk)).status_code == 403
    assert body_of(story) == BODY.format(target.pk)


@pytest.mark.parametrize("role", ["Moderator", "Publisher"])
def test_nobody_else_sees_the_lines(client, story, target, role):
    client.force_login(factories.user(role))
    assert client.get(LIST).status_code == 403
    assert client.get(page(story)).status_code == 403
    assert client.post(page(story), press(story, target.pk)).status_code == 403


@pytest.mark.parametrize("forged", ["", ":", "x:y", "nul\0:", f"{'9' * 30}:", "-1:", "4711:"])
def test_a_forged_line_changes_nothing(client, story, target, editor, forged):
    client.force_login(editor)
    data = {"mend": forged, "based_on": story.revision_number}
    assert "not there any more" in said(client.post(page(story), data))
    assert body_of(story) == BODY.format(target.pk)


@pytest.mark.parametrize("new", ["4711", "x", "nul\0", "9" * 30])
def test_a_forged_replacement_changes_nothing(client, story, target, editor, new):
    client.force_login(editor)
    client.post(page(story), press(story, target.pk, new))
    assert body_of(story) == BODY.format(target.pk)


@pytest.mark.parametrize("based_on", ["", "x", "0", "9" * 30])
def test_a_stale_press_changes_nothing(client, story, target, editor, based_on):
    client.force_login(editor)
    client.post(page(story), press(story, target.pk, based_on=based_on))
    assert body_of(story) == BODY.format(target.pk)


def test_a_story_that_is_not_there_is_not_found(client, editor):
    client.force_login(editor)
    assert client.get("/admin/articles/story/4711/mend/").status_code == 404


def test_the_writing_screen_says_which_lines_are_broken(client, story, editor):
    client.force_login(editor)
    shown = client.get(change(story)).content.decode()
    assert "“The &lt;ferry&gt;”: It was withdrawn." in shown
    assert page(story) in shown


def test_opening_the_lines_is_seeing_what_was_told_of_them(client, story, target, reporter):
    line = story.broken_lines.get()
    notice = Notice.objects.create(account=reporter, story=story, kind="line", line=line)
    client.force_login(reporter)
    client.get(page(story))
    notice.refresh_from_db()
    assert notice.seen_at is not None


@pytest.mark.parametrize("count", [1, 9])
def test_query_count_of_the_list_does_not_grow(
    client, editor, target, django_assert_num_queries, count
):
    for _time in range(count):
        factories.published_story(body=BODY.format(target.pk))
    workflow.withdraw(target, by=editor, note="Wrong.")
    client.force_login(editor)
    with django_assert_num_queries(7):
        assert len(client.get(LIST).context["lines"]) == count


def test_the_list_is_paged_without_counting(client, editor, target, monkeypatch):
    monkeypatch.setattr("articles.admin.mending.SHOWN", 2)
    for _time in range(3):
        factories.published_story(body=BODY.format(target.pk))
    workflow.withdraw(target, by=editor, note="Wrong.")
    client.force_login(editor)
    first = client.get(LIST)
    second = client.get(LIST, {"before": first.context["older"]})
    assert [len(one.context["lines"]) for one in (first, second)] == [2, 1]
    for forged in ("x", "nul\0", "9" * 30):
        assert client.get(LIST, {"before": forged}).status_code == 200
