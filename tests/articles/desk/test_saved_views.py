"""Views of the story list that somebody keeps under a name."""

from urllib.parse import parse_qs

import pytest
from django.contrib.messages import get_messages

from articles.admin.saved_views import MOST_VIEWS
from articles.models import SavedView
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"
KEEP = f"{LIST}views/"


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def kept(client, query, name="Mine to do"):
    client.post(KEEP, {"query": query, "name": name})
    return SavedView.objects.filter(name=name).first()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_search_with_its_filters_is_kept_and_leads_back_to_itself(desk):
    section = factories.section()
    wanted = factories.story(headline="Ferry saved", section=section)
    factories.story(headline="Ferry sunk")
    view = kept(desk, f"q=ferry&state=draft&section__id__exact={section.pk}")
    response = desk.get(f"{LIST}?{view.query}")
    assert [story.pk for story in response.context["cl"].result_list] == [wanted.pk]
    page = response.content.decode()
    assert f'aria-current="page">{view.name}</a>' in page


@pytest.mark.parametrize("turn", ["before", "after"])
def test_what_is_kept_is_the_list_and_not_one_page_of_it(desk, turn):
    view = kept(desk, f"q=ferry&{turn}=2026-01-01T00:00:00%2B00:00_7")
    assert view.query == "q=ferry"


@pytest.mark.parametrize(
    "query",
    [
        "q=x&headline__regex=(&created_by__password__startswith=md5",
        "q=x&state=%00&_popup=1&next=https://evil.example",
        "q=x&" + "state=draft&" * 500,
        "q=%00x",
    ],
)
def test_nothing_is_kept_that_the_list_would_not_have_asked_itself(desk, query):
    view = kept(desk, query)
    assert set(parse_qs(view.query)) <= {"q", "state"}
    assert desk.get(f"{LIST}?{view.query}").status_code == 200


@pytest.mark.parametrize("query", ["", "before=1", "nonsense", "%00", "q=" + "%20" * 400])
def test_a_list_that_is_not_narrowed_is_no_view(desk, query):
    response = desk.post(KEEP, {"query": query, "name": "Everything"})
    assert said(response) == ["There is nothing to keep: search or choose a filter first."]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the view a name."),
        ("   ", "Give the view a name."),
        ("\u200b", "Give the view a name."),
        ("x" * 41, "Ensure this value has at most 40 characters (it has 41)."),
    ],
)
def test_a_view_needs_a_name_and_the_search_is_not_lost_without_one(desk, name, sentence):
    response = desk.post(KEEP, {"query": "q=ferry", "name": name})
    assert said(response) == [sentence]
    assert response.url == f"{LIST}?q=ferry"


def test_keeping_under_the_same_name_replaces_the_view(desk):
    kept(desk, "q=ferry")
    assert kept(desk, "q=harbour").query == "q=harbour"
    assert SavedView.objects.count() == 1


def test_a_view_is_renamed_and_deleted(desk):
    view = kept(desk, "q=ferry")
    desk.post(f"{KEEP}{view.pk}/", {"name": "Ferries"})
    view.refresh_from_db()
    assert view.name == "Ferries"
    desk.post(f"{KEEP}{view.pk}/", {"delete": "1"})
    assert not SavedView.objects.exists()


def test_a_name_that_another_view_has_is_refused_in_words(desk):
    kept(desk, "q=ferry", "Ferries")
    view = kept(desk, "q=harbour", "Harbour")
    response = desk.post(f"{KEEP}{view.pk}/", {"name": "Ferries"})
    assert said(response)[-1] == "Another view of yours is called “Ferries”."
    view.refresh_from_db()
    assert view.name == "Harbour"


def test_views_are_ones_own(desk, client, reporter):
    view = SavedView.objects.create(account=reporter, name="My secret plan", query="q=ferry")
    client.force_login(factories.user("Editor"))
    assert "My secret plan" not in client.get(LIST).content.decode()
    for form in ({"name": "Mine"}, {"delete": "1"}):
        assert client.post(f"{KEEP}{view.pk}/", form).status_code == 404
    view.refresh_from_db()
    assert view.name == "My secret plan"


def test_nobody_keeps_more_views_than_they_can_look_over(desk, reporter):
    SavedView.objects.bulk_create(
        SavedView(account=reporter, name=f"View {number}", query="q=x")
        for number in range(MOST_VIEWS)
    )
    response = desk.post(KEEP, {"query": "q=ferry", "name": "One more"})
    assert "delete one first" in said(response)[0]
    assert SavedView.objects.count() == MOST_VIEWS
    assert kept(desk, "q=ferry", "View 1").query == "q=ferry"


@pytest.mark.parametrize("role", ["Moderator", "Publisher"])
def test_somebody_who_sees_no_stories_keeps_no_views(client, role):
    account = factories.user(role)
    view = SavedView.objects.create(account=account, name="x", query="q=x")
    client.force_login(account)
    assert client.post(KEEP, {"query": "q=x", "name": "y"}).status_code == 403
    assert client.post(f"{KEEP}{view.pk}/", {"delete": "1"}).status_code == 403


@pytest.mark.parametrize("address", [KEEP, f"{KEEP}1/"])
def test_a_view_is_changed_by_a_press_and_not_by_a_link(desk, address):
    assert desk.get(address).status_code == 405


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999999"])
def test_a_view_that_is_not_there_is_not_found(desk, number):
    assert desk.post(f"{KEEP}{number}/", {"name": "x"}).status_code == 404
