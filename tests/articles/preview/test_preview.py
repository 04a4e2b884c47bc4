"""Preview: the very page readers will get, framed by the desk alone and seen by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory, Story
from tests import factories

pytestmark = pytest.mark.django_db


def shell(story, query=""):
    return f"/admin/articles/story/{story.pk}/preview/{query}"


def page(story):
    return f"/admin/articles/story/{story.pk}/preview/page/"


def read_also(story):
    return f'<p>Text.</p><aside data-read-also="{story.pk}"></aside>'


def test_the_framed_page_is_the_readers_page_of_the_saved_desk_copy(client, reporter):
    client.force_login(reporter)
    story = factories.published_story(headline="As readers know it")
    Story.objects.filter(pk=story.pk).update(headline="As the desk has it")
    response = client.get(page(story))
    assert response.templates[0].name == "articles/story.html"
    assert "As the desk has it" in response.text
    assert "As readers know it" not in response.text


def test_the_preview_of_a_finished_story_has_the_body_of_the_page_that_follows(client, editor):
    story = factories.published_story(by=editor, standfirst="In short.", tags=["ferry"])
    client.force_login(editor)

    def article(response):
        return response.text.partition("<article")[2].partition('<footer class="story__foot">')[0]

    assert article(client.get(page(story))) == article(client.get(story.get_absolute_url()))


def test_the_shell_frames_the_page_and_says_which_version_and_state(client, editor):
    story = factories.story(by=editor)
    client.force_login(editor)
    shown = client.get(shell(story)).text
    assert f'src="{page(story)}"' in shown
    assert "Version 1, saved by" in shown
    assert 'data-state="draft"' in shown
    assert f"/admin/articles/story/{story.pk}/change/" in shown


@pytest.mark.parametrize(
    ("query", "width"),
    [
        ("", "desktop"),
        ("?width=phone", "phone"),
        ("?width=desktop", "desktop"),
        ("?width=%00", "desktop"),
        ("?width=" + "9" * 5000, "desktop"),
    ],
)
def test_the_width_is_chosen_by_a_link(client, editor, query, width):
    story = factories.story()
    client.force_login(editor)
    shown = client.get(shell(story, query)).text
    assert f"preview__frame--{width}" in shown
    assert f'href="?width={width}" aria-current="page"' in shown


def test_only_the_framed_page_may_be_framed_and_only_by_the_desk(client, editor):
    story = factories.published_story(by=editor)
    client.force_login(editor)
    framed, around, public = (
        client.get(address) for address in (page(story), shell(story), story.get_absolute_url())
    )
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    for closed in (around, public, client.get(f"/admin/articles/story/{story.pk}/change/")):
        assert closed.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in closed.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in around.headers["Content-Security-Policy"]
    for other in (framed, public):
        assert "frame-src" not in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize("where", [shell, page])
def test_a_preview_is_neither_kept_nor_found(client, editor, where):
    client.force_login(editor)
    response = client.get(where(factories.story()))
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in response.text


def test_the_desks_own_forms_work_from_the_shell(client, editor):
    """A browser that is told to send no referrer sends no origin with a form either."""
    client.force_login(editor)
    response = client.get(shell(factories.story()))
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("where", [shell, page])
def test_a_preview_is_for_those_who_may_see_stories(client, where):
    story = factories.story(headline="Not for everybody")
    asked = client.get(where(story))
    assert asked.status_code == 302
    assert "/login/" in asked.url
    for role in ("Moderator", "Publisher"):
        client.force_login(factories.user(role))
        assert client.get(where(story)).status_code == 403
    for role in ("Reporter", "Picture editor", "Legal"):
        client.force_login(factories.user(role))
        assert client.get(where(story)).status_code == 200


@pytest.mark.parametrize("where", [shell, page])
def test_a_preview_is_only_looked_at(client, editor, where):
    client.force_login(editor)
    assert client.post(where(factories.story())).status_code == 405


@pytest.mark.parametrize("number", ["4711", "0", "99999999999999999999", "-1", "x"])
@pytest.mark.parametrize("rest", ["preview/", "preview/page/"])
def test_a_preview_of_no_story_is_404(client, editor, number, rest):
    client.force_login(editor)
    response = client.get(f"/admin/articles/story/{number}/{rest}", follow=True)
    assert response.status_code in {404, 200}
    assert not response.templates or response.templates[0].name != "articles/story.html"


def test_a_bare_beginning_has_a_preview_too(client, reporter):
    story = Story.objects.create(headline="Only a headline")
    client.force_login(reporter)
    assert client.get(shell(story)).status_code == 200
    assert 'href=""' not in client.get(page(story)).text


@pytest.mark.parametrize("where", [shell, page])
def test_a_killed_story_has_no_preview(client, editor, where):
    story = factories.published_story(by=editor)
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    client.force_login(editor)
    assert client.get(where(story)).status_code == 404


# -- What readers will see, and when


def test_a_line_to_a_story_that_is_not_public_is_left_out_and_the_desk_is_told(client, editor):
    target = factories.story(headline="Still a draft")
    story = factories.story(body=read_also(target))
    client.force_login(editor)
    assert "Still a draft" not in client.get(page(story)).text
    shown = client.get(shell(story)).text
    assert "The READ ALSO line is left out:" in shown
    assert "Still a draft" in shown


def test_a_line_to_a_story_that_is_not_there_is_told_without_its_name(client, editor):
    story = factories.story(body='<p>Text.</p><aside data-read-also="4711"></aside>')
    client.force_login(editor)
    assert "a story that is no longer there" in client.get(shell(story)).text


def test_the_desk_is_not_bothered_about_lines_that_readers_see(client, editor):
    story = factories.story(body=read_also(factories.published_story()))
    client.force_login(editor)
    assert "What of it readers will not see" not in client.get(shell(story)).text


@pytest.mark.parametrize(("hours", "is_shown"), [(1, True), (3, False)])
def test_lines_are_those_of_the_moment_the_story_goes_out(client, editor, hours, is_shown):
    target = factories.published_story(headline="Held back until then")
    now = timezone.now()
    PublishedStory.objects.filter(pk=target.pk).update(embargo_until=now + timedelta(hours=hours))
    story = factories.story(body=read_also(target))
    Story.objects.filter(pk=story.pk).update(publish_at=now + timedelta(hours=2))
    client.force_login(editor)
    assert ("Held back until then" in client.get(page(story)).text) is is_shown
    assert ("What of it readers will not see" in client.get(shell(story)).text) is not is_shown


def test_a_preview_costs_the_same_however_many_lines_it_has(
    client, editor, django_assert_max_num_queries
):
    client.force_login(editor)
    lines = "".join(read_also(factories.story()) for _line in range(12))
    story = factories.story(body=lines)
    with django_assert_max_num_queries(14):
        client.get(shell(story))


def test_nothing_of_the_replies_or_of_sharing_can_be_pressed_in_a_preview(client, editor):
    client.force_login(editor)
    shown = client.get(page(factories.story())).text
    assert '<div class="story-replies wrap narrow" inert>' in shown
    assert "<div inert>" in shown
    assert '<base target="_blank">' in shown
