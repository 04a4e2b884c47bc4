"""A killed story's headline is told nowhere, also where other stories' rows kept it in words."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import workflow
from articles.models import State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.history.pages import compared, history_of
from tests.articles.life.test_schedule import again

pytestmark = pytest.mark.django_db
SECRET = "Mayor stole the harbour"


@pytest.fixture
def libel(editor):
    return factories.published_story(by=editor, headline=SECRET)


@pytest.fixture
def leading(editor, libel):
    """A story that once led to the libel, in its text and by a related link, and does not now."""
    story = factories.published_story(
        by=editor,
        body=f'<p>Text.</p><aside data-read-also="{libel.pk}" data-label="read-also"></aside>',
    )
    story.related.create(target=libel)
    workflow.save(story, by=editor)
    story.related.all().delete()
    Story.objects.filter(pk=story.pk).update(body="<p>Text.</p>")
    workflow.save(story, by=editor)
    return again(story)


def test_what_led_to_it_once_does_not_tell_its_headline(client, editor, chief, libel, leading):
    client.force_login(editor)
    pages = [compared(leading, one, one + 1) for one in range(1, leading.revision_number)]
    assert any(SECRET in client.get(page).content.decode() for page in pages)
    workflow.kill(libel, by=chief, note="Court order.")
    found = [client.get(page).content.decode() for page in pages]
    assert not [page for page in found if SECRET in page]
    assert any(f"Killed story {libel.pk}" in page for page in found)


def test_its_headline_leaves_the_rows_of_other_stories(work_off, chief, libel, leading):
    with work_off():
        workflow.kill(libel, by=chief, note="Court order.")
    names = [str(revision.names) for revision in leading.revisions.all()]
    assert SECRET not in "".join(names)
    assert f"Killed story {libel.pk}" in "".join(names)


def test_what_was_overridden_does_not_tell_its_headline(client, editor, chief, libel):
    workflow.withdraw(libel, by=editor, note="Doubts.")
    body = f'<p>Text.</p><aside data-read-also="{libel.pk}" data-label="read-also"></aside>'
    leading = workflow.submit(factories.story(by=editor, body=body), by=editor)
    workflow.publish(leading, by=chief, note="It must run.", override=True)
    client.force_login(editor)
    assert SECRET in client.get(history_of(leading)).content.decode()
    workflow.kill(libel, by=chief, note="Court order.")
    page = client.get(history_of(leading)).content.decode()
    assert SECRET not in page
    assert f"leads to “Killed story {libel.pk}”" in page


def test_the_log_of_the_desk_does_not_tell_its_headline(client, chief, libel):
    client.force_login(chief)
    client.post(change(libel), typed(libel, corrections=(), standfirst="He took them."))
    other = factories.story(by=chief)
    related = {"related-TOTAL_FORMS": 1, "related-0-target": libel.pk, "related-0-position": 1}
    client.post(change(other), typed(other) | related)
    assert SECRET in str(LogEntry.objects.values_list("object_repr", "change_message"))
    assert other.related.get().target == libel
    libel = again(libel)
    client.post(
        change(libel),
        typed(libel, corrections=(), _move="kill", sure="1", note="Court order.", notice=""),
    )
    assert again(libel).state == State.KILLED
    rows = list(LogEntry.objects.values_list("object_repr", "change_message"))
    assert rows
    assert SECRET not in str(rows)


def test_a_page_of_what_another_kill_found_does_not_tell_its_headline(client, editor, chief, libel):
    body = f'<p>Text.</p><aside data-read-also="{libel.pk}" data-label="read-also"></aside>'
    leading = factories.published_story(by=editor, headline="The second libel", body=body)
    workflow.kill(libel, by=chief, note="Court order.")
    client.force_login(editor)
    page = reverse("admin:articles_story_change", args=[libel.pk])
    assert "The second libel" in client.get(page, follow=True).content.decode()
    workflow.kill(leading, by=chief, note="This one too.")
    told = client.get(page, follow=True).content.decode()
    assert "The second libel" not in told
    assert f"Killed story {leading.pk}" in told
