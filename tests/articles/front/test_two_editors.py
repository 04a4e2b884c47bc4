"""Two editors at the front page: whoever comes later is told, and nothing of either is lost."""

from datetime import timedelta

import pytest

from articles import front_page
from articles.models import FrontEdition
from tests import factories

from .editions import ADD, LEAD, change, live_edition, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def ada():
    return factories.user("Editor", first_name="Ada", last_name="Marsh")


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor, headline="The ferry")


def test_a_form_opened_before_another_edition_went_live_puts_nothing_live(desk, editor, ada, story):
    other = factories.published_story(by=editor, headline="The council")
    mine = typed(pins={"lead": story}, note="Mine", _live="1")
    theirs = live_edition(ada, {LEAD: other})
    response = desk.post(ADD, mine)
    page = response.content.decode()
    assert f"Ada Marsh put {theirs} live on" in page
    assert "Lead: “The council”" in page
    assert "Nothing of yours is saved yet" in page
    assert response.context["form"]["lead"].value() == str(story.pk)
    assert response.context["form"]["note"].value() == "Mine"
    assert desk.get("/").context["lead"].pk == other.pk
    assert FrontEdition.objects.count() == 1


def test_whoever_has_seen_it_may_go_on_and_both_stay_in_the_history(desk, editor, ada, story):
    mine = typed(pins={"lead": story}, _live="1")
    live_edition(ada)
    seen = desk.post(ADD, mine).context["seen"]
    desk.post(ADD, mine | {"seen": seen})
    assert desk.get("/").context["lead"].pk == story.pk
    assert FrontEdition.objects.gone_live().count() == 2


def test_to_have_seen_an_older_page_is_not_enough(desk, editor, ada, story):
    mine = typed(pins={"lead": story}, _live="1")
    live_edition(ada, age=2 * HOUR)
    seen = desk.post(ADD, mine).context["seen"]
    live_edition(ada, age=HOUR)
    desk.post(ADD, mine | {"seen": seen})
    assert FrontEdition.objects.gone_live().count() == 2


def test_a_draft_that_a_colleague_saved_meanwhile_is_not_overwritten(desk, editor, ada, story):
    draft = front_page.prepare(by=editor, pins={})
    mine = typed(draft, pins={"lead": story}, _save="1")
    front_page.change(draft, by=ada, pins={}, note="Theirs")
    response = desk.post(change(draft), mine)
    assert "Ada Marsh saved this draft on" in response.content.decode()
    draft.refresh_from_db()
    assert draft.note == "Theirs"
    desk.post(change(draft), mine | {"seen": response.context["seen"]})
    assert draft.places.get().story == story


@pytest.mark.parametrize("act", ["put_live", "discard"])
def test_what_was_typed_into_a_draft_that_is_one_no_more_becomes_a_new_edition(
    desk, editor, ada, story, act
):
    draft = front_page.prepare(by=editor, pins={}, begun_by="one-form")
    mine = typed(draft, pins={"lead": story}, _save="1")
    getattr(front_page, act)(draft, by=ada)
    response = desk.post(change(draft), mine)
    assert response.status_code == 200
    assert response.context["action"] == ADD
    assert response.context["form"]["lead"].value() == str(story.pk)
    again = mine | {"seen": response.context["seen"], "begun_by": response.context["begun_by"]}
    desk.post(ADD, again)
    saved = FrontEdition.objects.being_prepared().get()
    assert saved.places.get().story == story
    assert saved.pk != draft.pk or act == "discard"


@pytest.mark.parametrize("button", ["_save", "_live"])
def test_a_form_sent_twice_makes_one_edition(desk, story, button):
    data = typed(pins={"lead": story}, **{button: "1"})
    desk.post(ADD, data)
    response = desk.post(ADD, data)
    assert FrontEdition.objects.count() == 1
    assert "You yourself, in another window or by pressing twice," in response.content.decode()


def test_a_form_without_what_it_is_based_on_is_refused(desk, story):
    live_edition(factories.user("Editor"))
    desk.post(ADD, typed(pins={"lead": story}, based_on="", _live="1"))
    assert FrontEdition.objects.count() == 1
