"""What breaks each constraint of the picture desk, by the constraint's name."""

from datetime import date

from django.utils import timezone

from articles import models
from tests import factories


def change(**fields):
    """A picture of the library given `fields` past every door."""
    models.Picture.objects.filter(pk=factories.picture().pk).update(**fields)


def twice(do, *makers):
    """Do it twice to the same things, newly made."""
    things = [make() for make in makers]
    for _time in range(2):
        do(*things)


def crop(picture, **box):
    box = {"left": 0, "top": 0, "width": 0.5, "height": 0.5, **box}
    picture.crops.create(crop="card", **box)


def override(story, picture, **fields):
    fields = {"field": "caption", "words": "Ours", "digest": "d", **fields}
    story.overrides.create(picture=picture, **fields)


def keyword(picture):
    tag, _created = models.Keyword.objects.get_or_create(name="ferry")
    picture.keyword_items.create(tag=tag)


def remind(picture):
    picture.reminders.create(last_day=date(2026, 3, 1), days_before=3)


def stand_in_for_itself():
    picture = factories.picture()
    models.Picture.objects.filter(pk=picture.pk).update(fallback=picture)


def tell_of(story, picture):
    event = picture.events.create(kind="blocked")
    account = factories.user()
    for _time in range(2):
        story.notices.create(account=account, kind="block", event=event)


def breaches():
    picture, story = factories.picture, factories.story
    first, second = date(2026, 3, 2), date(2026, 3, 1)
    return {
        "picture_rights_begin_before_they_end": lambda: change(
            rights_from=first, rights_until=second
        ),
        "picture_is_blocked_for_a_reason": lambda: change(blocked_at=timezone.now()),
        "picture_does_not_stand_in_for_itself": stand_in_for_itself,
        "decorative_picture_has_no_alt_text": lambda: change(is_decorative=True, alt="A ferry"),
        "picture_is_cropped_once": lambda: twice(crop, picture),
        "crop_lies_in_the_picture": lambda: crop(picture(), left=0.6),
        "picture_has_a_keyword_once": lambda: twice(keyword, picture),
        "end_of_rights_is_told_once": lambda: twice(remind, picture),
        "told_once_of_a_picture_in_a_story": lambda: tell_of(story(), picture()),
        "override_is_noted_once": lambda: twice(override, story, picture),
        "override_field_is_known": lambda: override(story(), picture(), field="credit"),
        "override_has_words": lambda: override(story(), picture(), words=""),
        "embed_has_a_provider": lambda: models.Embed.objects.create(
            address="https://example.org/", provider=""
        ),
    }
