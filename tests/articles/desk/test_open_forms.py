"""What was typed and not saved is offered on return: compared, gone on with or thrown away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import OpenForm, Story
from newsroom.housekeeping import CHORES, forget_closed_forms
from tests import factories

from .typing import ADD, as_shown, begun, change, typed, unsaved

pytestmark = pytest.mark.django_db

OFFERED = "You have words here that are not saved, from"


@pytest.fixture
def story(client, editor):
    client.force_login(editor)
    return factories.story(bylines=["A guest"], body="<p>One.</p>")


def left(client, story, page="page-1", **fields):
    client.post(unsaved(story), typed(story, page=page, **fields))


def test_words_are_offered_above_the_form_which_shows_what_is_saved(client, story):
    left(client, story, headline="Typed")
    response = client.get(change(story))
    page = response.content.decode()
    assert f"{OFFERED} {timezone.localtime():%H:%M}" in page
    assert page.index(OFFERED) < page.index('id="story_form"')
    assert response.context["form"]["headline"].value() == story.headline


def test_words_that_say_what_is_saved_are_not_offered(client, story):
    left(client, story)
    assert OFFERED not in client.get(change(story)).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"standfirst": "Typed"},
        {"bylines": [{"guest": "Another"}]},
        {"related": [{"url": "https://example.org/", "title": "Elsewhere"}]},
        {"tags": "ferry"},
        {"note": "Legal should read this."},
    ],
)
def test_whatever_was_typed_is_offered_and_comes_back(client, story, fields):
    left(client, story, **fields)
    assert OFFERED in client.get(change(story)).content.decode()
    shown = client.get(f"{change(story)}?unsaved=1")
    assert OFFERED not in shown.content.decode()
    client.post(change(story), as_shown(shown))
    kept = Story.objects.get(pk=story.pk).revisions.first().content
    assert kept["bylines"][0] == {"person": None, "guest": "A guest"}
    if note := fields.get("note"):
        assert note in shown.content.decode()
    else:
        assert story.revisions.count() == 2


def test_a_box_that_was_unticked_comes_back_so(client, story):
    data = typed(story, page="page-1")
    del data["replies_open"]
    client.post(unsaved(story), data)
    shown = client.get(f"{change(story)}?unsaved=1")
    client.post(change(story), as_shown(shown))
    assert Story.objects.get(pk=story.pk).replies_open is False


def test_they_are_compared_with_what_is_saved(client, story):
    left(client, story, headline="Typed", body="<p>One.</p><p>Two.</p>")
    page = client.get(unsaved(story)).content.decode()
    assert "Typed" in page
    assert "Two." in page
    assert "Go on with these words" in page
    assert "&lt;p&gt;" not in page


def test_going_on_fills_the_form_and_saves_nothing(client, story):
    left(client, story, headline="Typed")
    response = client.get(f"{change(story)}?unsaved=page-1")
    assert response.context["form"]["headline"].value() == "Typed"
    assert response.context["page"] == "page-1"
    assert story.revisions.count() == 1
    client.post(change(story), as_shown(response))
    assert Story.objects.get(pk=story.pk).headline == "Typed"
    assert not OpenForm.objects.unsaved().exists()


def test_thrown_away_they_are_gone(client, story):
    left(client, story, headline="Typed")
    response = client.post(unsaved(story), {"act": "throw-away", "page": "page-1"}, follow=True)
    page = response.content.decode()
    assert "thrown away" in page
    assert OFFERED not in page
    assert not OpenForm.objects.unsaved().exists()


def test_words_of_two_windows_are_offered_each(client, story):
    left(client, story, headline="First window")
    left(client, story, page="page-2", headline="Second window")
    page = client.get(change(story)).content.decode()
    assert page.count(OFFERED) == 2
    client.post(unsaved(story), {"act": "throw-away", "page": "page-2"})
    assert "First window" in client.get(unsaved(story)).content.decode()


def test_words_that_a_colleague_overtook_are_compared_before_one_goes_on(client, story, reporter):
    left(client, story, headline="Typed")
    Story.objects.filter(pk=story.pk).update(headline="Theirs")
    workflow.save(story, by=reporter)
    response = client.get(f"{change(story)}?unsaved=1", follow=True)
    assert response.templates[0].name == "admin/articles/story/merge.html"


def test_a_plan_that_was_made_meanwhile_is_not_undone_by_older_words(client, editor, story):
    left(client, story, headline="Typed", when_publish_at="")
    moment = timezone.now() + timedelta(days=1)
    workflow.plan(story, publish_at=moment, withdraw_at=None, by=editor)
    shown = client.get(f"{change(story)}?unsaved=1")
    local = timezone.localtime(moment)
    assert shown.context["form"]["when_publish_at"].value()[0] == f"{local:%Y-%m-%dT%H:%M}"


def test_a_colleague_is_never_shown_them(client, story, reporter):
    left(client, story, headline="Typed in private")
    client.force_login(reporter)
    for address in (
        change(story),
        f"{change(story)}?unsaved=page-1",
        f"{unsaved(story)}?of=page-1",
        f"{ADD}?unsaved=page-1",
    ):
        assert "Typed in private" not in client.get(address, follow=True).content.decode()
    client.post(unsaved(story), {"act": "throw-away", "page": "page-1"})
    assert OpenForm.objects.unsaved().count() == 1


def test_beginnings_are_offered_on_the_page_of_a_new_story_the_newest_first(client, reporter):
    client.force_login(reporter)
    client.post(begun("first"), typed(headline="First beginning", page="p1", age="120"))
    client.post(begun("second"), typed(headline="Second beginning", page="p2"))
    client.post(begun("third"), typed(headline="", body="", page="p3"))
    page = client.get(ADD).content.decode()
    assert page.index("Second beginning") < page.index("First beginning")
    assert page.count("Go on with these words") == 2


def test_a_beginning_goes_on_in_a_form_with_its_mark_and_begins_one_story(client, reporter):
    client.force_login(reporter)
    data = typed(headline="A beginning", page="p1", begun_by="mark", bylines=[{"guest": "A guest"}])
    client.post(begun("mark"), data)
    response = client.get(f"{ADD}?begun=mark&unsaved=p1")
    assert response.context["begun_by"] == "mark"
    sent = as_shown(response)
    client.post(ADD, sent)
    client.post(ADD, sent)
    story = Story.objects.get()
    assert (story.headline, story.bylines.get().guest) == ("A beginning", "A guest")
    assert "Go on with these words" not in client.get(ADD).content.decode()


def test_a_beginning_is_compared_and_thrown_away_like_any_words(client, reporter):
    client.force_login(reporter)
    client.post(begun("mark"), typed(headline="A beginning", page="p1"))
    assert "A beginning" in client.get(begun("mark")).content.decode()
    client.post(begun("mark"), {"act": "throw-away", "page": "p1"})
    assert not OpenForm.objects.exists()


def test_a_colleagues_beginning_is_not_offered(client, reporter, editor):
    client.force_login(reporter)
    client.post(begun("mark"), typed(headline="In private", page="p1"))
    client.force_login(editor)
    for address in (ADD, f"{ADD}?begun=mark&unsaved=p1", begun("mark")):
        assert "In private" not in client.get(address, follow=True).content.decode()


def test_forms_without_words_are_forgotten_and_words_are_not(client, story, reporter):
    left(client, story, headline="Typed")
    client.force_login(reporter)
    client.post(unsaved(story), {"act": "here"})
    OpenForm.objects.update(opened_at=timezone.now() - timedelta(days=9), seen_at=None)
    assert forget_closed_forms in [chore.do for chore in CHORES]
    forget_closed_forms()
    assert [row.account for row in OpenForm.objects.all()] != [reporter]
    assert OpenForm.objects.unsaved().count() == OpenForm.objects.count() == 1


def test_a_killed_story_keeps_no_words_and_takes_none(client, story):
    chief = factories.user("Chief editor")
    left(client, story, headline="Typed")
    workflow.kill(story, by=chief, note="Wrong from end to end")
    assert not OpenForm.objects.exists()
    assert client.post(unsaved(story), typed(story)).status_code == 404
    assert client.get(unsaved(story)).status_code == 404
