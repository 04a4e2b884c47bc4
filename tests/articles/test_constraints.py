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

from .pictures.breaches import breaches as breaches_of_the_picture_desk
from .related.breaches import breaches as breaches_of_likeness

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
        "index_now_has_a_key": lambda: models.Newspaper.objects.create(pk=1, index_now=True),
        "most_read_begins_with_one": lambda: models.MostRead.objects.create(place=0, story=story()),
        "reading_was_at_least_one": lambda: models.Reading.objects.create(
            story=story(), hour=timezone.now(), number=0
        ),
        "story_is_counted_once_an_hour": lambda: [
            models.Reading.objects.create(story=one, hour=moment, number=1)
            for one, moment in [(story(), timezone.now())] * 2
        ],
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
        "past_slug_leads_to_one_page": leave_twice,
        "past_slug_is_of_what_its_kind_says": lambda: models.PastSlug.objects.create(
            kind="person", slug="old", section=factories.section()
        ),
        "story_has_a_topic_once": lambda: tag_twice(story(tags=["ferry"])),
        "published_story_has_a_topic_once": lambda: tag_twice(live(), published_at=timezone.now()),
        "page_of_a_topic_says_something": lambda: models.TopicPage.objects.create(
            tag=live().tags.get(), description=""
        ),
        **breaches_of_plans(),
        **breaches_of_what_is_told(),
        **breaches_of_the_front_page(),
        **breaches_of_the_picture_desk(),
        **breaches_of_likeness(),
    }


def breaches_of_plans():
    now, later = timezone.now(), timezone.now() + timedelta(hours=1)
    account, story = factories.user, factories.story
    return {
        "scheduled_story_has_its_moment": lambda: models.Story.objects.filter(pk=story().pk).update(
            state="scheduled"
        ),
        "story_is_withdrawn_after_it_is_published": lambda: models.Story.objects.filter(
            pk=story().pk
        ).update(publish_at=later, withdraw_at=now),
        "what_was_overridden_has_a_reason": lambda: story().moves.create(
            verb="publish", overridden=["No byline."], revision_number=1
        ),
        "withheld_version_says_why": lambda: story().versions.create(
            revision=story().revisions.get(), shown_from=now, withheld_at=now
        ),
        "kill_has_a_reason": lambda: models.SealedCopy.objects.create(
            story=story(), headline="It", killed_at=now, content={}
        ),
        "correction_does_not_supersede_itself": supersede_itself,
        "share_link_is_for_somebody": lambda: story().shares.create(expires_at=later),
        "share_link_ends_after_it_begins": lambda: story().shares.create(
            whom="Counsel", expires_at=now - timedelta(hours=1)
        ),
        "saved_view_has_a_name": lambda: account().saved_views.create(query="q=ferry"),
        "saved_view_has_one_name": save_a_view_twice,
        "open_form_is_of_a_story_or_a_beginning": lambda: account().open_forms.create(),
        "one_open_form_for_a_person_and_a_story": lambda: open_twice(story=story()),
        "one_open_form_for_a_person_and_a_beginning": lambda: open_twice(begun_by="mark"),
    }


def breaches_of_what_is_told():
    story = factories.story
    return {
        "note_says_something": lambda: story().notes.create(text=""),
        "only_the_first_note_of_a_thread_is_resolved": lambda: story().notes.create(
            text="Yes.", answers=story().notes.create(text="Is it?"), resolved_at=timezone.now()
        ),
        "notice_is_of_what_its_kind_says": lambda: story().notices.create(
            account=factories.user(), kind="note"
        ),
        "told_once_of_a_move": lambda: tell_twice(
            kind="move", move=story().moves.create(verb="submit", revision_number=1)
        ),
        "told_once_of_a_note": lambda: tell_twice(kind="note", note=story().notes.create(text="?")),
        "a_broken_line_is_noted_once": note_a_line_twice,
    }


def breaches_of_the_front_page():
    now, later = timezone.now(), timezone.now() + timedelta(hours=1)
    edition = models.FrontEdition.objects.create
    story, section = factories.story, factories.section
    return {
        "live_front_edition_was_decided": lambda: edition(goes_live_at=now),
        "front_edition_is_decided_before_it_goes_live": lambda: edition(
            goes_live_at=now, decided_at=later
        ),
        "breaking_strip_has_words_and_an_end": lambda: edition(strip_words="Storm"),
        "edition_that_keeps_the_strip_has_none_of_its_own": lambda: edition(
            keeps_strip=True, strip_words="Storm", strip_until=later
        ),
        "front_place_is_of_a_known_kind": lambda: pin(kind="foot"),
        "section_place_names_its_section": lambda: pin(kind="section"),
        "front_page_has_one_lead": lambda: pin(kind="lead", position=2),
        "top_place_is_taken_once": lambda: pin_twice(kind="secondary"),
        "section_place_is_taken_once": lambda: pin_twice(kind="section", section=section()),
        "story_stands_once_on_a_front_page": lambda: pin(
            edition=pin(kind="lead", story=(one := story())).edition, kind="secondary", story=one
        ),
    }


def pin(**fields):
    fields.setdefault("edition", models.FrontEdition.objects.create())
    fields.setdefault("story", factories.story())
    return models.FrontPlace.objects.create(**fields)


def pin_twice(**fields):
    pin(edition=pin(**fields).edition, **fields)


def supersede_itself():
    correction = factories.story().corrections.create(text="It was Tuesday.")
    models.Correction.objects.filter(pk=correction.pk).update(superseded_by=correction.pk)


def save_a_view_twice():
    account = factories.user()
    for query in ("q=ferry", "q=council"):
        account.saved_views.create(name="Mine", query=query)


def open_twice(**of):
    account = factories.user()
    for _time in range(2):
        account.open_forms.create(**of)


def tell_twice(**of):
    account, story = factories.user(), factories.story()
    for _time in range(2):
        story.notices.create(account=account, **of)


def note_a_line_twice():
    story, target = factories.story(), factories.story()
    for _time in range(2):
        story.broken_lines.create(target=target)


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


def leave_twice():
    for _time in range(2):
        models.PastSlug.objects.create(kind="section", slug="old", section=factories.section())


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
