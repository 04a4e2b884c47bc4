"""The demo newsroom: loaded once, described, removed without a trace."""

import shutil

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from articles import embeds
from articles.models import (
    Embed,
    FrontEdition,
    Newspaper,
    Notice,
    Person,
    Picture,
    PublishedStory,
    Section,
    State,
    Story,
    TopicPage,
    Typeset,
)
from comments.models import Reply
from comments.models import State as ReplyState
from newsroom.accounts import DEMO_ACCOUNTS, demo_accounts
from newsroom.demo import content
from newsroom.models import DemoItem
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The folder of a demo that is loaded once for all tests here, each of which undoes its own."""
    folder = tmp_path_factory.mktemp("demo")
    storages = {
        **settings.STORAGES,
        **{
            name: {**settings.STORAGES[name], "OPTIONS": {"location": folder / name}}
            for name in ("originals", "renditions")
        },
    }
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, STORAGES=storages),
        transaction.atomic(),
    ):
        call_command("demo", "load")
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return shutil.copytree(demo, tmp_path, dirs_exist_ok=True)


def counts():
    models = (
        Story,
        PublishedStory,
        FrontEdition,
        Picture,
        Embed,
        Person,
        Section,
        Reply,
        get_user_model(),
        TopicPage,
        DemoItem,
    )
    return {model.__name__: model.objects.count() for model in models}


def test_it_is_a_whole_small_newspaper(loaded, client):
    assert Section.objects.count() >= 5
    assert Person.objects.filter(bylines__isnull=False).distinct().count() >= 8
    assert Story.objects.count() >= 24
    assert {State.DRAFT, State.IN_REVIEW} <= set(Story.objects.values_list("state", flat=True))
    assert set(Reply.objects.values_list("state", flat=True)) == set(ReplyState.values)
    assert get_user_model().objects.count() == len(DEMO_ACCOUNTS)
    for story in PublishedStory.objects.all():
        assert client.get(story.get_absolute_url()).status_code == 200


def test_it_shows_a_gallery_and_a_video(loaded, client):
    pages = [client.get(story.get_absolute_url()).text for story in PublishedStory.objects.all()]
    assert [page.count('class="gallery__item"') for page in pages if 'class="gallery"' in page] == [
        3
    ]
    assert len([page for page in pages if "data-frame=" in page and "— Blender" in page]) == 1


def test_every_text_is_in_type_and_its_page_is_the_parsed_one(loaded, client):
    def pages():
        return {
            copy.pk: client.get(copy.get_absolute_url()).context["body"]
            for copy in PublishedStory.objects.all()
        }

    for copy in PublishedStory.objects.with_type():
        assert isinstance(copy.matter.parts, list), "it was parsed"
    set_before = pages()
    Typeset.objects.all().delete()
    assert pages() == set_before


def test_an_editor_has_chosen_a_sections_lead_and_said_what_a_topic_is(loaded, client):
    section = Section.objects.get(slug="outdoors")
    page = client.get(section.get_absolute_url())
    assert page.context["lead"].pk == section.lead_id != page.context["stories"][0].pk
    assert "crosses the Wend on two chains" in client.get("/tag/ferry/").text
    assert 'href="https://papers.example.org/penrose"' in client.get("/author/anjali-penrose/").text


def test_loading_it_asks_no_other_site(loaded, settings):
    settings.EMBED_ASK = True
    for story in Story.objects.exclude(body=""):
        embeds.ask_about(story.body)
    assert not Embed.objects.to_be_asked().exists()
    assert Embed.objects.exists()


def test_loading_it_again_doubles_nothing(loaded):
    before = counts()
    call_command("demo", "load")
    assert counts() == before


def test_an_interrupted_loading_goes_on_where_it_stopped(loaded):
    before = counts()
    last = DemoItem.objects.filter(kind="reply").order_by("-pk")[:5]
    Reply.objects.filter(pk__in=last.values("object_id")).delete()
    DemoItem.objects.filter(pk__in=list(last.values_list("pk", flat=True))).delete()
    call_command("demo", "load")
    assert counts() == before


def test_everybody_signs_in_with_the_one_password(loaded, client, capsys):
    password = (loaded / "demo-password").read_text()
    for name in ("reporter", "editor", "pictures", "moderator", "publisher"):
        assert client.login(username=name, password=password)
    call_command("demo", "accounts")
    assert password in capsys.readouterr().out


def test_the_password_can_be_chosen(settings, tmp_path, client):
    settings.DATA_DIR = tmp_path
    settings.DEMO_PASSWORD = "chosen-by-hand"
    call_command("demo", "load")
    assert client.login(username="editor", password="chosen-by-hand")


def test_removing_it_leaves_nothing_behind(loaded, settings):
    call_command("demo", "remove")
    assert counts() == {**dict.fromkeys(counts(), 0), "DemoItem": 1}
    assert Newspaper.current().name == "Newsroom"
    assert not (loaded / "demo-password").exists()


def test_removing_it_keeps_what_somebody_else_uses(loaded, capsys):
    section = Section.objects.get(slug="town")
    own = factories.published_story(section=section)
    call_command("demo", "remove")
    assert Section.objects.filter(pk=section.pk).exists()
    assert PublishedStory.objects.filter(pk=own.pk).exists()
    assert "Kept" in capsys.readouterr().out


def test_once_removed_it_does_not_come_back_by_itself(loaded):
    call_command("demo", "remove")
    call_command("demo", "load", "--first-time")
    assert not Story.objects.exists()


def test_every_picture_says_whose_it_is(loaded):
    assert not Picture.objects.filter(credit="").exists()
    assert not Picture.objects.filter(alt="").exists()
    assert not Picture.objects.filter(licence="cc-by", licence_url="").exists()


def test_a_page_of_its_content_reads_ages():
    from datetime import timedelta

    assert content.age_of("2 days 4 hours") == timedelta(days=2, hours=4)
    with pytest.raises(ValueError, match="is not an age"):
        content.age_of("soon")


def test_demo_accounts_are_known_whatever_they_were_renamed_to(loaded):
    get_user_model().objects.update(email="somebody@ourpaper.example")
    assert demo_accounts().count() == len(DEMO_ACCOUNTS)


def test_its_front_page_is_run_by_an_editor(loaded, client):
    page = client.get("/")
    assert page.context["lead"].slug == "ferry-saved-by-one-vote"
    assert "No ferry before Tuesday" in page.content.decode()


def test_nobody_is_told_of_what_went_out_before_the_newsroom_was_loaded(loaded):
    told = Notice.objects.values_list("story__state", flat=True)
    assert State.IN_REVIEW in told
    assert State.PUBLISHED not in told
