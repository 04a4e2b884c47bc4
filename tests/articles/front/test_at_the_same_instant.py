"""Two editors who put the front page live at the same instant: one decides, the other is told."""

import pytest

from articles.models import FrontEdition
from tests import factories
from tests.articles.desk.test_at_the_same_instant import press_at_once

from .editions import ADD, typed

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_of_two_editions_put_live_at_the_same_instant_one_is_and_the_other_is_told():
    story = factories.published_story()
    forms = [typed(pins={"lead": story}, begun_by=mark, _live="1") for mark in ("one", "two")]
    answers = press_at_once(ADD, *forms)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert FrontEdition.objects.count() == 1


def test_a_draft_saved_twice_at_the_same_instant_is_one_draft():
    data = typed(_save="1")
    answers = press_at_once(ADD, data, data)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert FrontEdition.objects.count() == 1
