"""The front page's screens: what stands there and why, who put it there, and who may look."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import front_page, workflow
from articles.models import FrontEdition
from tests import factories

from .editions import ADD, LEAD, LIST, change, live_edition, preview, secondary, strip

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor, headline="The ferry")


def scheduled(editor, pins=None, **more):
    pins = {place: story.pk for place, story in (pins or {}).items()}
    edition = front_page.prepare(by=editor, pins=pins, **more)
    return front_page.put_live(edition, by=editor, at=timezone.now() + HOUR)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_screen_stands_in_the_list_of_the_desk_for_those_who_may(client, editor, reporter):
    client.force_login(editor)
    assert LIST in client.get("/admin/").content.decode()
    client.force_login(reporter)
    assert LIST not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Moderator", "Publisher", "Legal"])
def test_others_open_none_of_its_screens(client, editor, role):
    edition = live_edition(editor)
    draft = front_page.prepare(by=editor, pins={})
    client.force_login(factories.user(role))
    for address in (LIST, ADD, change(edition), change(draft), preview(edition)):
        assert client.get(address).status_code == 403, address
    for address in (ADD, change(edition), change(draft)):
        assert client.post(address, {"_live": "1"}).status_code == 403, address
    assert FrontEdition.objects.count() == 2


def test_somebody_who_may_only_look_changes_nothing(client, editor):
    from django.contrib.auth.models import Permission

    onlooker = factories.user("Reporter")
    onlooker.user_permissions.add(Permission.objects.get(codename="view_frontedition"))
    draft = front_page.prepare(by=editor, pins={})
    client.force_login(onlooker)
    assert client.get(LIST).status_code == 200
    assert "_live" not in text(client.get(change(draft)))
    assert client.get(preview(draft)).status_code == 200
    assert client.get(ADD).status_code == 403
    assert client.post(change(draft), {"_discard": "1"}).status_code == 403


def test_the_screen_says_what_is_pinned_what_is_automatic_and_who_put_it_there(desk, editor, story):
    editor.first_name, editor.last_name = "Ines", "Thorley"
    editor.save()
    factories.published_story(by=editor, headline="The newest", age=timedelta(minutes=1))
    live_edition(editor, {LEAD: story}, note="The vote")
    page = text(desk.get(LIST))
    assert "put there by Ines Thorley" in page
    assert "The vote" in page
    lead, rest = page.split('class="desk-front__name">Secondary 1', 1)
    assert "The ferry" in lead
    assert "pinned" in lead
    assert "The newest" in rest
    assert "automatic" in rest.split("</li>")[0]


def test_a_pin_that_readers_do_not_see_is_named_with_the_reason(desk, editor, story):
    coming = factories.published_story(by=editor, headline="Tomorrow's news", age=-HOUR)
    live_edition(editor, {LEAD: story, secondary(1): coming})
    workflow.withdraw(story, by=editor, note="wrong")
    page = text(desk.get(LIST))
    assert "“The ferry” was withdrawn: readers do not see it. The place fills itself." in page
    assert "Pinned: “Tomorrow&#x27;s news”, which goes out on" in page


def test_the_screen_lists_what_is_scheduled_what_is_prepared_and_what_was(desk, editor, story):
    live_edition(editor, {LEAD: story}, age=2 * HOUR)
    live_edition(editor, {secondary(1): story}, age=HOUR)
    scheduled(editor, {LEAD: story})
    front_page.prepare(by=editor, pins={secondary(2): story.pk})
    page = text(desk.get(LIST))
    parts = page.split("<h2")
    assert "Lead: “The ferry”" in next(part for part in parts if 'id="coming"' in part)
    assert "Secondary 2: “The ferry”" in next(part for part in parts if 'id="drafts"' in part)
    history = next(part for part in parts if 'id="history"' in part)
    assert "Lead: automatic instead of “The ferry”" in history
    assert "Start from this one" in history


def test_the_history_is_turned_page_by_page(desk, editor):
    editions = [live_edition(editor, age=hour * HOUR, note=f"n{hour}") for hour in range(16)]
    first = desk.get(LIST)
    assert [shown.edition for shown in first.context["earlier"]] == editions[1:13]
    older = first.context["older"]
    second = desk.get(f"{LIST}?before={older.pk}")
    assert [shown.edition for shown in second.context["earlier"]] == editions[13:]
    assert second.context["older"] is None
    assert second.context["present"].edition == editions[0]


@pytest.mark.parametrize("before", ["x", "0", "-1", "9" * 30, "1%00"])
def test_an_address_typed_by_hand_shows_the_first_page(desk, editor, before):
    live_edition(editor)
    assert desk.get(f"{LIST}?before={before}").status_code == 200


@pytest.mark.parametrize("number", ["0", "987654", "9" * 30])
def test_an_edition_that_does_not_exist_answers_404(desk, number):
    assert desk.get(f"{LIST}{number}/change/").status_code == 404
    assert desk.get(f"{LIST}{number}/preview/").status_code == 404
    assert desk.get(f"{ADD}?from={number}").status_code == 404


@pytest.mark.parametrize("editions", [2, 10])
def test_query_count_does_not_grow_with_editions(
    desk, editor, story, editions, django_assert_num_queries
):
    for hour in range(editions):
        live_edition(editor, {LEAD: story}, strip=strip(story=story), age=hour * HOUR)
        scheduled(editor, {secondary(1): story})
        front_page.prepare(by=editor, pins={LEAD: story.pk})
    desk.get(LIST)
    with django_assert_num_queries(20):
        desk.get(LIST)


def test_a_scheduled_edition_is_shown_and_can_be_cancelled_or_put_live_now(desk, editor, story):
    edition = scheduled(editor, {LEAD: story})
    page = text(desk.get(change(edition)))
    assert "Goes live on" in page
    assert "Put live now" in page
    desk.post(change(edition), {"_cancel": "1"})
    edition.refresh_from_db()
    assert edition.is_being_prepared
    edition = front_page.put_live(edition, by=editor, at=timezone.now() + HOUR)
    other = live_edition(editor)  # a colleague is quicker
    desk.post(change(edition), {"_live": "1", "present": "0.1"})
    edition.refresh_from_db()
    assert edition.goes_live_at > timezone.now()
    shown = f"{other.pk}.{edition.saves}"
    assert f'name="present" value="{shown}"' in text(desk.get(change(edition)))
    desk.post(change(edition), {"_live": "1", "present": shown})
    edition.refresh_from_db()
    assert edition.goes_live_at <= timezone.now()


@pytest.mark.parametrize("act", ["_cancel", "_live", "_discard"])
def test_what_is_no_longer_possible_with_an_edition_is_said(desk, editor, act):
    edition = live_edition(editor)
    response = desk.post(change(edition), {act: "1"}, follow=True)
    assert response.status_code == 200
    assert "messagelist" in text(response)
    edition.refresh_from_db()
    assert edition.goes_live_at is not None


def test_a_draft_can_be_thrown_away(desk, editor):
    draft = front_page.prepare(by=editor, pins={})
    assert desk.post(change(draft), {"_discard": "1"}).url == LIST
    assert not FrontEdition.objects.exists()


def test_the_preview_is_the_page_of_the_editions_own_moment(desk, editor, story):
    coming = factories.published_story(by=editor, headline="Out by then", age=-HOUR / 2)
    edition = scheduled(editor, {LEAD: coming}, strip=strip("Storm", ends_in=2 * HOUR))
    response = desk.get(preview(edition))
    assert response.context["lead"].pk == coming.pk
    page = text(response)
    assert "This is a preview of the front page as it will be on" in page
    assert "Storm" in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "noindex" in page
    assert "Out by then" not in text(desk.get("/"))


def test_the_preview_is_for_the_desk_alone(client, editor):
    edition = scheduled(editor)
    assert client.get(preview(edition)).status_code == 302
    client.force_login(editor)
    assert client.post(preview(edition)).status_code == 405
