"""The history of a story at the desk: everything that happened, any two versions, at one price."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Story
from tests import factories
from tests.articles.desk.typing import change, typed

from .pages import asked_by, compared, earlier, history_of, often_saved, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def words(response):
    return " ".join(response.content.decode().split())


def test_every_save_and_move_is_listed_with_who_and_what_changed(desk, editor):
    editor.first_name, editor.last_name = "Ada", "Marsh"
    editor.save()
    story = saved(factories.story(), editor, headline="Another", body="<p>Other.</p>")
    workflow.submit(story, by=editor, note="please read")
    page = words(desk.get(history_of(story)))
    for said in ("Version 1", "Version 2", "Changed: headline and text.", "Ada Marsh"):
        assert said in page
    for said in ("Send to the editor", "please read", "The story was begun."):
        assert said in page


def test_a_save_says_which_version_it_was_made_from_and_restored_from(desk, editor):
    story = saved(saved(factories.story(), editor, headline="b"), editor, headline="c")
    Story.objects.filter(pk=story.pk).update(headline="d")
    workflow.save(story, by=editor, based_on=1)
    workflow.restore(story, story.revisions.get(number=2), by=editor)
    page = words(desk.get(history_of(story)))
    assert "Made from version 1." in page
    assert "Restored from version 2." in page


def test_a_saved_form_remembers_the_version_it_was_opened_on(desk, reporter):
    story = saved(factories.story(), reporter, headline="Theirs")
    desk.post(change(story), typed(story, headline="Mine"))
    newest = story.revisions.first()
    assert (newest.number, newest.based_on) == (3, 2)


def test_the_history_costs_the_same_however_often_a_story_was_saved(desk):
    few, many = (asked_by(desk, history_of(often_saved(count))) for count in (5, 500))
    assert len(few) == len(many) < 14
    of_revisions = [sql for sql in many if 'FROM "articles_revision"' in sql]
    assert of_revisions
    assert not [sql for sql in of_revisions if '"content"' in sql or "COUNT(" in sql]


def test_the_form_of_a_story_costs_the_same_however_often_it_was_saved(desk):
    stories = [often_saved(count, section=factories.section()) for count in (5, 500)]
    few, many = (
        asked_by(desk, reverse("admin:articles_story_change", args=[story.pk])) for story in stories
    )
    assert len(few) == len(many)
    assert not [sql for sql in many if 'FROM "articles_revision"' in sql and '"content"' in sql]


def test_older_and_newer_pages_show_every_version_once(desk):
    story = often_saved(95)
    here, seen = history_of(story), []
    address = here
    while address:
        response = desk.get(address)
        seen += [act["number"] for act in response.context["acts"] if act.get("number")]
        address = here + response.context["older_url"] if response.context["older_url"] else ""
    assert seen == list(range(95, 0, -1))
    second = desk.get(here + "?before=56")
    assert [second.context["newer_url"], second.context["highest"]] == ["?before=96", 55]
    assert desk.get(here + "?before=96").context["newer_url"] == ""


def test_moves_stand_on_the_page_of_the_version_they_were_made_at(desk, editor):
    story = often_saved(1)
    workflow.submit(story, by=editor)
    story = Story.objects.get(pk=story.pk)
    for number in range(42):
        story = saved(story, editor, headline=f"Headline {number}")
    first, last = desk.get(history_of(story)), desk.get(history_of(story) + "?before=4")
    assert "Send to the editor" not in words(first)
    assert "Send to the editor" in words(last)


def test_two_versions_are_compared_in_words(desk, editor):
    story = factories.story(headline="Ferry saved by one vote", body="<p>One line of text.</p>")
    saved(story, editor, headline="Ferry lost by one vote", body="<p>One line of print.</p>")
    page = words(desk.get(compared(story, 1, 2)))
    assert "lost" in page
    assert page.index("<del") < page.index("<ins")
    assert "From version 1" in page
    assert "to version 2" in page


def test_the_older_of_two_versions_comes_first_however_they_were_chosen(desk, editor):
    story = saved(factories.story(), editor, headline="Second")
    assert desk.get(compared(story, 2, 1)).context["older"]["number"] == 1


def test_what_was_deleted_since_is_named_in_a_comparison(desk, editor):
    section = factories.section(name="The old desk")
    story = factories.story(section=section, body="")
    picture = factories.picture(caption="The crane")
    story = saved(story, editor, body=f'<figure data-picture="{picture.pk}"></figure>')
    story = saved(story, editor, body="", section=factories.section(name="Local"))
    section.delete()
    picture.delete()
    page = words(desk.get(compared(story, 2, 3)))
    assert "The old desk" in page
    assert "The crane" in page


def test_versions_saved_before_names_were_kept_are_named_as_they_are_now(desk, editor):
    story = factories.story(section=factories.section(name="Local"))
    story = saved(story, editor, section=factories.section(name="Politics"))
    story.revisions.update(names={})
    page = words(desk.get(compared(story, 1, 2)))
    assert "Local" in page
    assert "Politics" in page


def test_a_comparison_costs_the_same_however_long_the_history(desk):
    few, many = (
        asked_by(desk, compared(often_saved(count), count - 1, count)) for count in (2, 200)
    )
    assert len(few) == len(many) < 12


@pytest.mark.parametrize(
    "asked",
    ["", "?a=1", "?a=x&b=1", "?a=1&b=99", "?a=%00&b=1", "?a=-1&b=1", "?a=1&b=99999999999999999999",
     "?a=0&b=0", "?a=123456789012345678&b=1"],
)  # fmt: skip
def test_versions_that_are_not_there_are_said_not_to_be(desk, asked):
    story = factories.story()
    address = reverse("admin:articles_story_compare", args=[story.pk]) + asked
    response = desk.get(address, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == history_of(story)
    assert len(response.context["messages"]) == 1


@pytest.mark.parametrize("asked", ["?before=x", "?before=%00", "?before=0", "?before=" + "9" * 40])
def test_a_nonsensical_page_of_the_history_is_no_failure(desk, asked):
    assert desk.get(history_of(factories.story()) + asked).status_code == 200


@pytest.mark.parametrize("pk", [0, 999_999, 10**18, 10**30])
def test_the_history_of_a_story_that_is_not_there_is_not_found(desk, pk):
    for address in (f"{pk}/history/", f"{pk}/history/compare/", f"{pk}/history/1/"):
        assert desk.get(f"/admin/articles/story/{address}").status_code == 404


def test_an_earlier_version_is_read_as_readers_would_have_seen_it(desk, editor):
    person = factories.person(name="Ada Marsh")
    story = factories.story(headline="The first", body="<p>As it was.</p>", bylines=[person])
    story = saved(story, editor, headline="The second", body="<p>As it is.</p>")
    response = desk.get(earlier(story, 1))
    page = words(response)
    assert "As it was." in page
    assert "The first" in page
    assert "As it is." not in page
    assert "This is version 1" in page
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_an_earlier_version_whose_things_are_gone_can_still_be_read(desk, editor):
    section, person = factories.section(), factories.person()
    lead, inside = factories.picture(), factories.picture()
    story = factories.story(
        section=section, bylines=[person, "A guest"], lead_picture=lead, tags=["ferry"],
        body=f'<p>Words.</p><figure data-picture="{inside.pk}"></figure>',
    )  # fmt: skip
    story.bylines.all().delete()
    story = saved(story, editor, section=factories.section(), lead_picture=None, body="")
    for thing in (section, person, lead, inside):
        thing.delete()
    page = words(desk.get(earlier(story, 1)))
    assert "Words." in page
    assert "A guest" in page


def test_a_draft_without_anything_can_be_read(desk):
    story = factories.story(bylines=[], body="")
    story.section = None
    story.save()
    workflow.save(story, by=factories.user("Reporter"))
    assert desk.get(earlier(story, 2)).status_code == 200
    assert desk.get(earlier(story, 7)).status_code == 404
    assert desk.get(earlier(story, 10**25)).status_code == 404


def test_who_may_not_see_stories_sees_no_history(client, moderator):
    client.force_login(moderator)
    story = factories.story()
    for address in (history_of(story), compared(story, 1, 1), earlier(story, 1)):
        assert client.get(address).status_code == 403


def test_who_may_only_look_is_offered_nothing_else(client, editor, picture_editor):
    client.force_login(picture_editor)
    story = saved(factories.story(), editor, headline="Second")
    assert "Restore version" not in words(client.get(history_of(story)))
    assert "Restore version" not in words(client.get(compared(story, 1, 2)))


def test_the_desks_versions_are_for_nobody_outside(client):
    story = factories.published_story()
    for address in (history_of(story), compared(story, 1, 1), earlier(story, 1)):
        response = client.get(address)
        assert response.status_code == 302
        assert "/login/" in response.url


def test_the_panel_beside_the_text_says_what_changed_and_leads_to_the_history(desk, editor):
    story = saved(factories.story(), editor, headline="Second")
    page = words(desk.get(reverse("admin:articles_story_change", args=[story.pk])))
    assert "Changed: headline." in page
    assert f'href="{history_of(story)}"' in page


def test_no_markup_of_a_headline_or_a_note_reaches_the_page(desk, editor):
    hostile = "<img src=x onerror=alert(1)>"
    story = saved(factories.story(headline=hostile), editor, headline=hostile + "2")
    workflow.submit(story, by=editor, note=hostile)
    for address in (history_of(story), compared(story, 1, 2), earlier(story, 1)):
        assert "<img src=x" not in desk.get(address).content.decode()
