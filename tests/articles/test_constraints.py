"""What must be true of the newspaper is true in its database: the opposite is refused by name."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint
from django.utils import timezone

from articles import models
from tests import factories

pytestmark = pytest.mark.django_db


def live():
    return factories.published_story(tags=["ferry"]).published


def two_live():
    first = live()
    second = live()
    models.PublishedStory.objects.filter(pk=second.pk).update(slug=first.slug, day=first.day)


def breaches():
    """What breaks each constraint, by the constraint's name."""
    picture, story = factories.picture, factories.story
    rows = models.PublishedStory.objects
    return {
        "there_is_one_newspaper": lambda: models.Newspaper.objects.create(pk=2),
        "byline_names_a_person_or_a_guest": lambda: story().bylines.create(
            person=factories.person(), guest="Both"
        ),
        "published_byline_names_a_person_or_a_guest": lambda: live().bylines.create(
            position=9, published_at=timezone.now()
        ),
        "picture_has_a_size": lambda: models.Picture.objects.filter(pk=picture().pk).update(
            width=0
        ),
        "focal_point_lies_in_the_picture": lambda: models.Picture.objects.filter(
            pk=picture().pk
        ).update(focal_x=1.5),
        "picture_has_a_rendition_once": render_twice,
        "story_state_is_known": lambda: models.Story.objects.filter(pk=story().pk).update(
            state="lost"
        ),
        "story_is_dated_once_published": lambda: models.Story.objects.filter(pk=story().pk).update(
            state="withdrawn"
        ),
        "one_story_at_an_address": two_live,
        "published_story_has_a_slug": lambda: rows.filter(pk=live().pk).update(slug=""),
        "published_story_has_a_headline": lambda: rows.filter(pk=live().pk).update(headline=""),
        "update_is_not_before_publication": lambda: rows.filter(pk=live().pk).update(
            updated_at=timezone.now() - timedelta(days=99)
        ),
        "related_link_points_to_a_story_or_a_titled_address": lambda: story().related.create(
            url="https://example.org/"
        ),
        "story_is_not_related_to_itself": relate_to_itself,
        "reference_points_to_a_story_or_a_picture": lambda: story().references.create(
            copy="desk", kind="link", position=0
        ),
        "reference_copy_is_known": lambda: story().references.create(
            copy="third", kind="link", position=0, target_story=story()
        ),
        "revision_number_is_used_once_in_a_story": lambda: story().revisions.create(
            number=1, content={}
        ),
        "correction_says_something": lambda: story().corrections.create(text=""),
        "an_address_belongs_to_one_story": claim_twice,
        "story_has_a_topic_once": lambda: tag_twice(story(tags=["ferry"])),
        "published_story_has_a_topic_once": lambda: tag_twice(live(), published_at=timezone.now()),
    }


def render_twice():
    picture = factories.picture()
    models.Rendition.objects.bulk_create(
        models.Rendition(picture=picture, name="key/card-320.jpg", size=1) for _time in range(2)
    )


def relate_to_itself():
    story = factories.story()
    story.related.create(target=story)


def claim_twice():
    taken = factories.published_story().addresses.get()
    factories.story().addresses.create(day=taken.day, slug=taken.slug)


def tag_twice(story, **fields):
    story.topics.create(tag=story.tags.get(), **fields)


def constraints():
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config("articles").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_tried():
    assert set(constraints()) == set(breaches())


@pytest.mark.parametrize("name", sorted(constraints()))
def test_the_database_refuses_what_breaks_it(name):
    model, constraint = constraints()[name]
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        breaches()[name]()
    said = str(refusal.value)
    if isinstance(constraint, UniqueConstraint) and connection.vendor == "sqlite":
        # SQLite names the columns of a broken unique index, not the index.
        assert re.search(rf"UNIQUE constraint failed: {model._meta.db_table}\.", said)
    else:
        assert name in said
