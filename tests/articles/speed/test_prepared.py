"""Questions whose SQL is kept: other values and other rows get other answers, at once."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, F, Q
from django.urls import reverse

from articles.models import PublishedStory, Story
from articles.prepared import Given, GivenSome, Prepared, TimeStandsStill, counting
from comments import policy
from comments.models import HouseRules, Mode, Reply, State, Writer
from tests import factories
from tests.comments import factories as replies

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_each_value_gets_its_own_answer():
    Writer.objects.create(address="ada@example.org", first_seen_at=NOON)
    Writer.objects.create(address="bob@example.org")
    asked = Prepared(
        lambda: Writer.objects.filter(address=Given("address", CharField())).values_list(
            "address", "first_seen_at"
        )
    )
    assert asked.rows(address="ada@example.org") == [("ada@example.org", NOON)]
    assert asked.rows(address="bob@example.org")[0][0] == "bob@example.org"
    assert asked.rows(address="' OR 1=1 --") == []


def test_its_sql_is_made_once_and_its_answer_is_not_kept(django_assert_num_queries):
    made = []

    def build():
        made.append(1)
        return counting(Writer.objects.filter(first_seen_at__lt=Given("before", DateTimeField())))

    asked = Prepared(build)
    assert asked.rows(before=NOON) == [(0,)]
    Writer.objects.create(address="ada@example.org", first_seen_at=datetime(2026, 1, 1, tzinfo=UTC))
    with django_assert_num_queries(1):
        assert asked.rows(before=NOON) == [(1,)]
    assert made == [1]


def test_counting_gives_one_row_of_noughts_where_there_is_nothing():
    asked = Prepared(lambda: counting(Reply.objects.all(), seen=Q(state=State.PUBLISHED), all=Q()))
    assert asked.rows() == [(0, 0)]
    replies.published()
    replies.pending()
    assert asked.rows() == [(1, 2)]


def test_a_rule_that_was_just_changed_is_in_force():
    story = factories.published_story().readers_copy
    assert policy.in_force(story).mode == Mode.HOLD
    HouseRules.objects.update_or_create(pk=1, defaults={"mode": Mode.TRUST, "longest": 1234})
    rules = policy.in_force(story)
    assert (rules.mode, rules.rules.longest) == (Mode.TRUST, 1234)


def test_each_rule_of_the_house_keeps_its_own_value():
    kept = HouseRules.objects.create(pk=1, longest=1234, banned_words="zebra", closes_after=7)
    kept.refresh_from_db()
    asked = policy.in_force(factories.published_story().readers_copy).rules
    for field in HouseRules._meta.concrete_fields:
        assert getattr(asked, field.attname) == getattr(kept, field.attname), field.attname


@pytest.mark.parametrize("already_there", [0, 15])
def test_taking_a_reply_in_asks_no_more_where_many_stand(
    client, django_assert_max_num_queries, already_there
):
    story = factories.published_story()
    for _number in range(already_there):
        replies.published(story)
    data = replies.form_data(story, name="Ada", email="ada@example.org", comment="Words of mine.")
    ContentType.objects.get_for_model(Story)  # looked up once in each process
    locks = connection.vendor == "postgresql"  # what counts one network takes a lock of its own
    with django_assert_max_num_queries(20 + locks):
        client.post(reverse("comments:post", args=[story.pk]), data)
    assert Reply.objects.unconfirmed().count() == 1


def test_a_question_for_models_gives_what_was_selected_with_them(django_assert_num_queries):
    story = factories.published_story(headline="The ferry is saved")
    asked = Prepared(
        lambda: (
            PublishedStory.objects.filter(pk=Given("pk", BigIntegerField()))
            .select_related("section")
            .defer("text")
            .annotate(half=F("word_count") / 2)
        )
    )
    with django_assert_num_queries(1):
        found = asked.first(pk=story.pk)
        assert (found.headline, found.section.name) == ("The ferry is saved", story.section.name)
    assert found.half == found.word_count // 2
    assert found.published_at == story.readers_copy.published_at
    assert "text" in found.get_deferred_fields()
    assert asked.first(pk=story.pk + 1) is None


def test_a_word_that_is_always_the_same_stands_in_the_sql_itself():
    story = replies.published().story
    asked = Prepared(
        lambda: (
            Reply.objects.under(Given("story", BigIntegerField()))
            .published()
            .exclude(user_email="it's 100%")
            .exclude(user_name__contains="%")
            .values_list("state")
        )
    )
    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert asked.rows(story=story.pk) == [(State.PUBLISHED,)]
    ((sql, params),) = seen
    assert "= 'published'" in sql
    assert list(params) == [story.pk, "it's 100%", r"%\%%"]
    assert asked.rows(story=story.pk + 1) == []


def test_a_question_in_which_the_clock_would_stand_still_is_refused():
    asked = Prepared(lambda: PublishedStory.objects.live().values_list("pk"))
    with pytest.raises(TimeStandsStill):
        asked.rows()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_list_may_have_any_number_of_values(number):
    stories = [factories.published_story() for _number in range(4)]
    some = GivenSome("some", BigIntegerField())
    among = Prepared(lambda: PublishedStory.objects.filter(pk__in=some).values_list("pk"))
    others = Prepared(lambda: PublishedStory.objects.exclude(pk__in=some).values_list("pk"))
    wanted = {story.pk for story in stories[:number]}
    assert {pk for (pk,) in among.rows(some=wanted)} == wanted
    assert len(others.rows(some=wanted)) == 4 - number
