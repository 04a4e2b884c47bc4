"""The writing screen as a page: safe under the site's policy, whole without scripts."""

import re

import pytest
from django.contrib.staticfiles import finders

from articles.forms.editor import EXTENSION_MODULES, SHARED_MODULES
from tests import factories

from .typing import ADD, change, typed

pytestmark = pytest.mark.django_db


def test_every_inline_script_and_style_carries_the_nonce_of_the_policy(client, reporter):
    client.force_login(reporter)
    response = client.get(ADD)
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])[1]
    page = response.content.decode()
    inline = [tag for tag in re.findall(r"<(?:script|style)\b[^>]*>", page) if "src=" not in tag]
    assert len(inline) == 2
    assert all(f'nonce="{nonce}"' in tag for tag in inline)
    assert not re.search(r"\s(?:style|on\w+)=", page)


def test_the_import_map_stands_before_every_module(client, reporter):
    client.force_login(reporter)
    page = client.get(ADD).content.decode()
    assert page.index('type="importmap"') < page.index('type="module"')


def test_every_module_of_the_editor_is_a_static_file():
    for module in [*SHARED_MODULES.values(), *EXTENSION_MODULES]:
        assert finders.find(module), module


def test_enter_in_a_field_presses_save_and_no_move(client, editor):
    client.force_login(editor)
    page = client.get(change(factories.story())).content.decode()
    form = page[page.index('id="story_form"') :]
    first = re.search(r'<button type="submit"(?![^>]* form=)[^>]*>', form)[0]  # of this form
    assert 'name="_save"' in first


def test_a_kill_asks_to_be_sure_where_somebody_may_kill(client, editor):
    story = factories.published_story()
    for account, is_asked in ((factories.user("Chief editor"), True), (editor, False)):
        client.force_login(account)
        page = client.get(change(story)).content.decode()
        assert ('name="sure"' in page) is ('name="notice"' in page) is is_asked


@pytest.mark.parametrize(
    ("typed_words", "kept"),
    [
        ("One & two.\r\n\r\nThree < four.", "<p>One &amp; two.</p><p>Three &lt; four.</p>"),
        ("<p>One.</p>\n\n<p>Two.</p>", "<p>One.</p><p>Two.</p>"),
    ],
)
def test_plain_paragraphs_typed_without_a_script_stay_paragraphs(client, editor, typed_words, kept):
    client.force_login(editor)
    story = factories.story()
    client.post(change(story), typed(story, body=typed_words))
    story.refresh_from_db()
    assert story.body == kept


def test_a_form_that_a_message_says_is_saved_knows_that_message(client, editor):
    client.force_login(editor)
    story = factories.story()
    page = client.post(change(story), typed(story), follow=True).content.decode()
    assert f'class="saved-{story.pk} success"' in page
    assert f'data-story="{story.pk}"' in page
    assert "data-answers" not in page


def test_the_answer_to_a_refused_form_says_that_it_is_one(client, editor):
    client.force_login(editor)
    story = factories.story()
    page = client.post(change(story), typed(story, headline="")).content.decode()
    assert "data-answers" in page


def test_opening_a_story_costs_the_same_whatever_its_history(
    client, editor, django_assert_max_num_queries
):
    client.force_login(editor)
    story = factories.published_story(bylines=[factories.person() for _ in range(5)])
    with django_assert_max_num_queries(38):
        client.get(change(story))


@pytest.mark.parametrize("pk", ["%00", "x", "99999999999999999999999", "0"])
def test_an_unknown_story_is_no_failure(client, editor, pk):
    client.force_login(editor)
    assert client.get(f"/admin/articles/story/{pk}/change/", follow=True).status_code == 200
