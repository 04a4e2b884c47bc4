"""What breaks each constraint of what is kept of stories that are alike, by its name."""

from django.utils import timezone

from articles.models import Likeness, TellingWord
from tests import factories


def breaches():
    return {
        "word_tells_of_a_story_once": tell_twice,
        "stories_are_alike_once": lambda: liken(live(), live(), times=2),
        "story_is_not_alike_to_itself": liken_to_itself,
    }


def live():
    return factories.published_story().pk


def tell_twice():
    row = {"story_id": live(), "word": "ferry", "weight": 1, "published_at": timezone.now()}
    TellingWord.objects.bulk_create(TellingWord(**row) for _time in range(2))


def liken(story, alike, *, times=1):
    row = {"story_id": story, "alike_id": alike, "score": 1}
    Likeness.objects.bulk_create(Likeness(**row) for _time in range(times))


def liken_to_itself():
    story = live()
    liken(story, story)
