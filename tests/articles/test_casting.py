"""A story that is cast leaves what a story leaves that went through the workflow, row for row."""

from datetime import timedelta
from itertools import count

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from articles import workflow
from articles.models import Newspaper, PageChange
from tests import casting, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def still(clock):
    """No two moments differ."""


def every_row():
    """Every field of every row of every table; of changed pages which, however often it was."""
    rows = {
        model._meta.label: [
            row | {"password": ""} if "password" in row else row  # is salted
            for row in model._base_manager.order_by("pk").values(
                *(field.attname for field in model._meta.concrete_fields)
            )
        ]
        for model in apps.get_models()
    }
    pages = {row["name"] for row in rows.pop(PageChange._meta.label)}
    return rows | {"pages that are dropped": pages}


def what_is_left(make, callbacks):
    """What `make` leaves in the database and for afterwards, and that it is undone."""
    with connection.cursor() as cursor:  # a rollback gives no number back on PostgreSQL
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    factories.numbers = count(1000)
    with callbacks() as deferred, transaction.atomic():
        story = make()
        rows, shown = every_row(), story.readers_copy.__dict__.keys()
        held = {name: value for name, value in vars(story).items() if not name.startswith("_")}
        transaction.set_rollback(True)
    later = [(act.func, act.args, act.keywords) for act in deferred]
    return rows, held, shown, sorted(later, key=str)


KINDS = {
    "plain": dict,
    "of an age": lambda: {"age": timedelta(days=40)},
    "dated ahead": lambda: {"age": -timedelta(days=2)},
    "by an editor": lambda: {"by": factories.user("Editor")},
    "with words of its own": lambda: {
        "headline": "The “Harbour”, again — and again",
        "short_headline": "Harbour",
        "standfirst": "What was said of it.",
        "dateline": "MARRAM",
        "replies_open": False,
    },
    "at an address of its own": lambda: {"slug": "here"},
    "in a section": lambda: {"section": factories.section(name="Coast")},
    "of a text": lambda: {"body": "<h2>Ends &amp; means</h2><p>A <em>quick</em> word.</p>"},
    "under topics": lambda: {"tags": ["日本", "Sea", "harbour"]},
    "by several, one a guest": lambda: {"bylines": [factories.person(), "A guest"]},
    "by a guest": lambda: {"bylines": ["A guest"]},
    "with a picture": lambda: {"lead_picture": factories.picture()},
    "with everything": lambda: {
        "body": "<p>Words.</p>",
        "tags": ["sea"],
        "bylines": [factories.person(name="Ines")],
        "lead_picture": factories.picture(),
        "age": timedelta(days=400),
    },
}


@pytest.fixture
def cast(monkeypatch):
    """The stories that are cast from here on."""
    stories, real = [], casting.published

    def noted(*args, **kwargs):
        stories.append(real(*args, **kwargs))
        return stories[-1]

    monkeypatch.setattr(casting, "published", noted)
    return stories


@pytest.mark.parametrize("is_alone", [True, False], ids=["alone", "among colleagues"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_cast_story_is_the_published_one_in_every_row(
    kind, is_alone, cast, monkeypatch, django_capture_on_commit_callbacks
):
    if not is_alone:
        factories.user("Editor")
        factories.user("Reporter")
        factories.published_story()
    given = kind()
    by_hand = what_is_left(
        lambda: factories.published_story(**given), django_capture_on_commit_callbacks
    )
    assert cast[-1] is not None
    monkeypatch.setattr(casting, "is_plain", lambda fields: False)
    through_the_door = what_is_left(
        lambda: factories.published_story(**given), django_capture_on_commit_callbacks
    )
    for ours, theirs in zip(by_hand, through_the_door, strict=True):
        assert ours == theirs


@pytest.mark.parametrize(
    "given",
    [
        {"lead_caption": "Words of its own."},
        {"slug": ""},
        {"headline": "日本"},  # its address is of its number
    ],
    ids=lambda given: next(iter(given)),
)
def test_what_is_not_plain_goes_through_the_workflow(given, cast):
    assert factories.published_story(**given).is_published
    assert [story for story in cast if story] == []


def test_a_text_that_points_somewhere_goes_through_the_workflow(cast):
    target = factories.published_story()
    cast.clear()
    leading = f'<p>See <a data-story="{target.pk}">there</a>.</p>'
    assert factories.published_story(body=leading).references.count() == 2
    assert cast == []


@pytest.mark.parametrize("lacking", ["no text", "no byline", "no credit"])
def test_what_lacks_something_is_refused_by_the_workflow(lacking, cast):
    given = {
        "no text": lambda: {"body": "<p> </p>"},
        "no byline": lambda: {"bylines": []},
        "no credit": lambda: {"lead_picture": factories.picture(credit="")},
    }[lacking]()
    with pytest.raises(workflow.NotReady):
        factories.published_story(**given)
    assert cast == [None]


INDEX_NOW = {"index_now": True, "index_now_key": "0123456789abcdef"}


@pytest.mark.parametrize(
    "wish", [{"four_eyes": True}, {"websub_hub": "https://hub.example/"}, INDEX_NOW]
)
def test_where_the_newspaper_has_wishes_a_story_goes_through_the_workflow(wish, cast):
    Newspaper.objects.update_or_create(pk=1, defaults=wish)
    assert factories.published_story().is_published
    assert cast == []
