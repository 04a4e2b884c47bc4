"""Which rule decides for a story: the house's, its section's, its topics', or one made by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from comments import policy, posting
from comments.models import HouseRules, SectionRules, StoryRules, TopicRules
from tests import factories

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def story(db):
    return factories.published_story(section=factories.section(name="Courts"), tags=["trial"])


def house(**fields):
    HouseRules.objects.update_or_create(pk=1, defaults=fields)


def section(story, **fields):
    SectionRules.objects.update_or_create(section=story.section, defaults=fields)


def topic(force, name="trial"):
    TopicRules.objects.update_or_create(topic=Tag.objects.get(name=name), defaults={"force": force})


def by_hand(story, **fields):
    StoryRules.objects.update_or_create(story=story, defaults=fields)


def rules_of(story, moment=None):
    return policy.in_force(posting.live_story(story.pk), moment)


def test_a_house_without_rules_of_its_own_reads_everything_first_and_closes_after_two_weeks(story):
    rules = rules_of(story)
    assert (rules.mode, rules.mode_by) == ("hold", "house")
    assert rules.is_open
    assert rules.closes_at == story.published.published_at + 14 * DAY
    assert rules.rules.longest == 3000
    assert rules.rules.scores_spam is True


def test_the_house_s_own_rules_are_read_as_they_were_kept(story):
    house(mode="trust", longest=500, scores_spam=False, banned_words="hör\n“quoted”\\", hook_url="")
    rules = rules_of(story)
    assert (rules.mode, rules.rules.longest, rules.rules.scores_spam) == ("trust", 500, False)
    assert rules.rules.banned_words == "hör\n“quoted”\\"
    assert rules.rules == HouseRules.current()


def test_the_mode_is_the_nearest_rule_s(story):
    house(mode="trust")
    assert rules_of(story).mode == "trust"
    section(story, mode="hold")
    assert (rules_of(story).mode, rules_of(story).mode_by) == ("hold", "section")
    section(story, mode="trust")
    topic("hold")
    assert (rules_of(story).mode, rules_of(story).mode_by) == ("hold", "topic")
    by_hand(story, mode="trust")
    assert (rules_of(story).mode, rules_of(story).mode_by) == ("trust", "story")


def test_a_section_without_a_rule_for_something_leaves_it_to_the_house(story):
    house(mode="trust", closes_after=3)
    section(story, mode="", closes_after=None)
    rules = rules_of(story)
    assert (rules.mode, rules.mode_by, rules.days, rules.days_by) == ("trust", "house", 3, "house")


@pytest.mark.parametrize(("days_of_section", "days"), [(None, 5), (2, 2), (30, 30)])
def test_replies_close_to_the_second_after_the_days_of_the_section_or_the_house(
    story, days_of_section, days
):
    house(closes_after=5)
    section(story, closes_after=days_of_section)
    closes_at = story.published.published_at + days * DAY
    assert rules_of(story, closes_at - SECOND).is_open
    closed = rules_of(story, closes_at)
    assert not closed.is_open
    assert (closed.closed_by, closed.closed_since) == ("clock", closes_at)


def test_nought_days_are_never_in_the_house_and_in_a_section(story):
    far = timezone.now() + 3000 * DAY
    house(closes_after=0)
    assert rules_of(story, far).is_open
    section(story, closes_after=1)
    assert not rules_of(story, far).is_open
    house(closes_after=1)
    section(story, closes_after=0)
    assert rules_of(story, far).is_open
    assert rules_of(story).closes_at is None


def test_the_days_run_from_the_first_publication_whatever_was_updated_since(story, editor):
    first = story.published.published_at
    story.headline = "A better headline"
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(story, by=editor)
    assert rules_of(story).closes_at == first + 14 * DAY


def test_a_topic_that_closes_wins_over_one_that_holds(db):
    story = factories.published_story(tags=["aaa", "zzz"])
    topic("hold", "aaa")
    assert rules_of(story).is_open
    topic("closed", "zzz")
    rules = rules_of(story)
    assert (rules.is_open, rules.closed_by, rules.topic["name"]) == (False, "topic", "zzz")


def test_a_topic_that_readers_do_not_see_yet_does_nothing_until_it_is_published(story, editor):
    Tag.objects.create(name="inquest", slug="inquest")
    topic("closed", "inquest")
    story.tags.add("inquest")
    workflow.save(story, by=editor)
    assert rules_of(story).is_open
    workflow.publish_update(story, by=editor)
    assert not rules_of(story).is_open


def test_by_hand_wins_over_the_clock_a_topic_and_the_section(story):
    by_hand(story, openness="open")
    topic("closed")
    story.section.replies_open = False
    story.section.save()
    rules = rules_of(story, timezone.now() + 400 * DAY)
    assert rules.is_open
    assert rules.closes_at is None
    assert rules.mode == "hold"  # what a topic would close is read first at least
    by_hand(story, openness="closed")
    assert rules_of(story).closed_by == "story"


def test_the_story_s_own_switch_closes_even_what_a_moderator_keeps_open(story, editor):
    by_hand(story, openness="open")
    workflow.set_replies(story, are_open=False, by=editor)
    assert rules_of(story).closed_by == "desk"


@pytest.mark.parametrize("topics", [0, 20])
def test_all_of_it_is_one_question_whatever_rules_there_are(db, topics, django_assert_num_queries):
    names = [f"topic {number}" for number in range(topics)]
    story = factories.published_story(tags=names)
    for name in names:
        topic("hold", name)
    section(story, mode="trust", closes_after=3)
    by_hand(story, mode="hold")
    copy = posting.live_story(story.pk)
    with django_assert_num_queries(1):
        policy.in_force(copy)


def test_the_desk_s_copy_is_asked_by_its_own_topics(story):
    story.tags.add("inquest")
    topic("closed", "inquest")
    assert not policy.in_force(story).is_open
    assert rules_of(story).is_open
