"""A new story's form, sent again: one story, and nothing of what was typed is lost."""

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import Story
from tests import factories

from .typing import ADD, as_shown, change, typed

pytestmark = pytest.mark.django_db


def test_the_same_new_form_sent_twice_begins_one_story(client, reporter):
    client.force_login(reporter)
    factories.story(tags=["Harbour"])
    data = typed(
        tags="council, harbour",
        bylines=[{"guest": "Second", "position": 2}, {"guest": "First", "position": 1}],
        related=[{"url": "https://example.org/a", "title": "Elsewhere"}],
        body="<div>Loose  words</div>",
        headline="  Loose   headline ",
    )
    first = client.post(ADD, data)
    second = client.post(ADD, data)
    assert first.url == second.url
    assert "had been sent already" in str(list(get_messages(second.wsgi_request))[-1])
    assert Story.objects.filter(headline="Loose headline").count() == 1


def test_the_same_form_leads_to_its_story_when_that_has_changed_since(client, reporter):
    client.force_login(reporter)
    client.post(ADD, typed(headline="Begun"))
    story = Story.objects.get()
    client.post(change(story), typed(story, headline="Gone on"))
    assert client.post(ADD, typed(headline="Begun")).url == change(story)
    assert [revision.content["headline"] for revision in story.revisions.all()] == [
        "Gone on",
        "Begun",
    ]


def test_what_was_typed_after_going_back_is_shown_as_unsaved_words_of_the_story(client, reporter):
    client.force_login(reporter)
    client.post(ADD, typed(headline="Begun", bylines=[{"guest": "A guest"}]))
    story = Story.objects.get()
    more = typed(headline="Begun", body="<p>Typed since.</p>", bylines=[{"guest": "A guest"}])
    response = client.post(ADD, more, follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0].startswith(f"{change(story)}?unsaved=")
    assert "They are not saved yet" in page
    assert "Typed since." in page
    assert f'action="{change(story)}"' in page
    story.refresh_from_db()
    assert story.body == "<p>Text.</p>"
    assert Story.objects.count() == 1


def test_what_was_typed_after_going_back_can_be_saved(client, reporter):
    client.force_login(reporter)
    guests = [{"guest": "First"}, {"guest": "Second"}]
    picks = [{"url": "https://example.org/a", "title": "A"}]
    client.post(ADD, typed(bylines=guests, related=picks))
    story = Story.objects.get()
    more = typed(body="<p>Typed since.</p>", bylines=[{"guest": "Third"}], related=picks)
    shown = client.post(ADD, more, follow=True)
    assert client.post(change(story), as_shown(shown)).status_code == 302
    story.refresh_from_db()
    assert story.body == "<p>Typed since.</p>"
    assert [row.guest for row in story.bylines.all()] == ["Third"]
    assert [row.title for row in story.related.all()] == ["A"]
    assert story.revisions.count() == 2


def test_what_was_typed_after_going_back_is_compared_where_somebody_saved_meanwhile(
    client, reporter, editor
):
    client.force_login(reporter)
    client.post(ADD, typed(headline="Begun"))
    story = Story.objects.get()
    Story.objects.filter(pk=story.pk).update(headline="Theirs")
    workflow.save(story, by=editor)
    response = client.post(ADD, typed(headline="Typed since"), follow=True)
    assert response.templates[0].name == "admin/articles/story/merge.html"
    assert Story.objects.get().headline == "Theirs"


def test_a_form_sent_again_with_what_cannot_be_kept_says_so_at_the_field(client, reporter):
    client.force_login(reporter)
    client.post(ADD, typed())
    response = client.post(ADD, typed(headline="", body="<p>Typed since.</p>"), follow=True)
    assert "headline" in response.context["form"].errors
    assert "Typed since." in response.content.decode()


def test_a_published_story_is_not_overwritten_by_the_form_that_began_it(client, editor):
    client.force_login(editor)
    client.post(ADD, typed(section=factories.section().pk, bylines=[{"guest": "A guest"}]))
    story = workflow.submit(Story.objects.get(), by=editor)
    workflow.publish(story, by=editor)
    response = client.post(ADD, typed(headline="Typed since"), follow=True)
    assert "Typed since" in response.content.decode()
    assert Story.objects.get().headline == "A new headline"


@pytest.mark.parametrize("mark", ["", "\0", "m" * 500, "\u0007mark"])
def test_a_mark_that_no_form_of_ours_carries_is_no_failure(client, reporter, mark):
    client.force_login(reporter)
    for headline in ("First", "Second"):
        response = client.post(ADD, typed(headline=headline, begun_by=mark))
        assert response.status_code in {200, 302}


def test_the_database_refuses_a_second_story_of_one_form():
    Story.objects.create(headline="First", begun_by="one-form")
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.create(headline="Second", begun_by="one-form")


def test_forms_without_a_mark_begin_a_story_each(client, reporter):
    client.force_login(reporter)
    for _time in range(2):
        client.post(ADD, typed(begun_by=""))
    assert Story.objects.count() == 2


def test_somebody_who_may_not_write_is_not_shown_what_a_form_began(client, reporter, moderator):
    client.force_login(reporter)
    client.post(ADD, typed(headline="Not for moderators"))
    client.force_login(moderator)
    response = client.post(ADD, typed(headline="Typed"))
    assert response.status_code == 403
    assert "Not for moderators" not in response.content.decode()
