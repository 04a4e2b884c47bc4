"""Several pictures described at once: what is said for all fills what is empty of each."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from articles.models import Picture, PictureEvent
from tests import factories

pytestmark = pytest.mark.django_db
DESCRIBE = "/admin/articles/picture/describe/"
FIELDS = ("caption", "alt", "credit", "licence")


@pytest.fixture
def desk(client, picture_editor):
    client.force_login(picture_editor)
    return client


def bare(**fields):
    return factories.picture(**{"caption": "", "alt": "", "credit": "", "licence": "", **fields})


def typed(*pictures, **for_all):
    """The form as it was shown for these pictures, with what was typed for all of them."""
    fields = {"picture": [picture.pk for picture in pictures]}
    for picture in pictures:
        for name in FIELDS:
            shown = getattr(picture, name)
            fields |= {f"p{picture.pk}-{name}": shown, f"initial-p{picture.pk}-{name}": shown}
        fields[f"initial-p{picture.pk}-is_decorative"] = str(picture.is_decorative)
        if picture.is_decorative:
            fields[f"p{picture.pk}-is_decorative"] = "on"
    return fields | {f"all-{name}": value for name, value in for_all.items()}


def row(picture, **fields):
    return {f"p{picture.pk}-{name}": value for name, value in fields.items()}


def errors_of(response, picture):
    (form,) = (
        row["form"] for row in response.context["rows"] if row["form"].instance.pk == picture.pk
    )
    return form.errors


def test_the_pictures_are_shown_in_the_order_they_were_asked_for(desk):
    first, second = factories.picture(), factories.picture()
    response = desk.get(DESCRIBE, {"picture": [second.pk, first.pk, second.pk]})
    shown = [row["form"].instance.pk for row in response.context["rows"]]
    assert shown == [second.pk, first.pk]
    assert first.caption in response.content.decode()


def test_each_picture_gets_its_own_words_and_they_are_in_its_history(desk, picture_editor):
    first, second = bare(), bare()
    sent = typed(first, second)
    sent |= row(first, caption="One", alt="A one", credit="Photo: A", licence="agency")
    sent |= row(second, caption="Two", alt="A two", credit="Photo: B", licence="cc0")
    response = desk.post(DESCRIBE, sent)
    assert response.status_code == 302
    for picture, words in ((first, "One"), (second, "Two")):
        picture.refresh_from_db()
        assert picture.caption == words
        assert picture.is_usable
        event = PictureEvent.objects.filter(picture=picture).first()
        assert (event.kind, event.made_by) == ("described", picture_editor)
    assert (first.licence, second.licence) == ("agency", "cc0")


def test_what_is_said_for_all_fills_what_is_empty_and_writes_over_nothing(desk):
    empty = bare()
    full = factories.picture(
        credit="Photo: Theirs", licence="agency", byline="Theirs", rights_until=date(2030, 1, 1)
    )
    full.keywords.set(["kept"])
    for_all = {
        "credit": "Photo: Ours",
        "licence": "staff",
        "byline": "Ours",
        "rights_until": "2031-02-03",
        "keywords": "Ferry, harbour,ferry , KEPT",
    }
    assert desk.post(DESCRIBE, typed(empty, full, **for_all)).status_code == 302
    for picture in (empty, full):
        picture.refresh_from_db()
    assert (empty.credit, empty.licence, empty.byline) == ("Photo: Ours", "staff", "Ours")
    assert empty.rights_until == date(2031, 2, 3)
    assert {word.lower() for word in empty.keywords.names()} == {"ferry", "harbour", "kept"}
    assert (full.credit, full.licence, full.byline) == ("Photo: Theirs", "agency", "Theirs")
    assert full.rights_until == date(2030, 1, 1)
    assert sorted(word.lower() for word in full.keywords.names()) == ["ferry", "harbour", "kept"]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved_or_lost(desk):
    first, second = bare(), bare()
    sent = typed(first, second, rights_until="soon", keywords="x" * 101)
    sent |= row(first, caption="All that was typed") | row(second, alt="x" * 401)
    response = desk.post(DESCRIBE, sent)
    assert response.status_code == 200
    assert "alt" in errors_of(response, second)
    assert errors_of(response, first) == {}
    assert set(response.context["for_all"].errors) == {"rights_until", "keywords"}
    page = response.content.decode()
    assert "All that was typed" in page
    assert "x" * 401 in page
    assert "Nothing is saved yet." in page
    assert not Picture.objects.exclude(caption="").exists()


def test_a_creative_commons_licence_needs_its_version_and_gets_its_address(desk):
    picture, other = bare(), bare()
    sent = typed(picture) | row(picture, licence="cc-by")
    assert "licence_version" in errors_of(desk.post(DESCRIBE, sent), picture)
    desk.post(DESCRIBE, sent | row(picture, licence_version="4"))
    desk.post(DESCRIBE, typed(other, licence="cc-by-sa", licence_version="3"))
    for one in (picture, other):
        one.refresh_from_db()
    assert picture.licence_url == "https://creativecommons.org/licenses/by/4.0/"
    assert other.licence_url == "https://creativecommons.org/licenses/by-sa/3.0/"


def test_a_creative_commons_licence_for_all_without_its_version_is_said_there(desk):
    response = desk.post(DESCRIBE, typed(bare(), licence="cc-by"))
    assert set(response.context["for_all"].errors) == {"licence_version"}


def test_a_picture_used_with_a_storys_own_alt_text_keeps_its_credit(desk):
    picture = bare(credit="Photo: A")
    factories.story(headline="A use", lead_picture=picture, lead_alt="A ferry")
    response = desk.post(DESCRIBE, typed(picture) | row(picture, credit=""))
    assert "“A use”" in errors_of(response, picture)["credit"][0]


def test_alt_text_of_a_decorative_picture_is_wrong_at_its_field(desk):
    picture = bare()
    sent = typed(picture) | row(picture, alt="A ferry", is_decorative="on")
    assert "alt" in errors_of(desk.post(DESCRIBE, sent), picture)


@pytest.mark.parametrize("name", ["credit", "alt"])
def test_a_used_picture_keeps_its_credit_and_alt_text(desk, name):
    picture = factories.picture()
    factories.story(headline="A use", lead_picture=picture)
    response = desk.post(DESCRIBE, typed(picture) | row(picture, **{name: " \u200b"}))
    assert "“A use”" in errors_of(response, picture)[name][0]


def test_a_used_picture_may_become_decorative(desk):
    picture = factories.picture()
    factories.story(headline="A use", lead_picture=picture)
    sent = typed(picture) | row(picture, alt="", is_decorative="on")
    assert desk.post(DESCRIBE, sent).status_code == 302
    picture.refresh_from_db()
    assert picture.is_decorative


def test_what_a_colleague_wrote_meanwhile_is_kept_where_it_was_not_changed_here(desk):
    picture = factories.picture(caption="As shown")
    sent = typed(picture) | row(picture, alt="Better alt text")
    Picture.objects.filter(pk=picture.pk).update(caption="A colleague's words")
    desk.post(DESCRIBE, sent)
    picture.refresh_from_db()
    assert (picture.caption, picture.alt) == ("A colleague's words", "Better alt text")


def test_a_form_that_changes_nothing_leaves_no_event(desk):
    picture = factories.picture()
    desk.post(DESCRIBE, typed(picture))
    assert not PictureEvent.objects.filter(picture=picture, kind="described").exists()


def test_what_still_lacks_is_said_after_saving(desk):
    first, second = bare(), factories.picture()
    response = desk.post(DESCRIBE, typed(first, second))
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said == [
        "2 pictures are saved.",
        "1 of them lacks credit or alt text: it cannot stand in a story yet.",
    ]


@pytest.mark.parametrize("number", ["0", "9" * 40, "-1", "x", "\0", "1;2", "\udc80"])
def test_strange_numbers_are_left_out(desk, number):
    picture = factories.picture()
    asked = {"picture": [picture.pk, number.encode("utf-8", "surrogatepass")]}
    assert [row["form"].instance for row in desk.get(DESCRIBE, asked).context["rows"]] == [picture]


@pytest.mark.parametrize("asked", [{}, {"picture": "77"}])
def test_nothing_to_describe_is_said(desk, asked):
    for response in (desk.get(DESCRIBE, asked), desk.post(DESCRIBE, asked)):
        assert "There is nothing here to describe." in response.content.decode()


def test_fifty_at_once_are_enough(desk):
    pictures = [factories.picture() for _number in range(52)]
    response = desk.get(DESCRIBE, {"picture": [picture.pk for picture in pictures]})
    assert len(response.context["rows"]) == 50
    assert "left out" in response.content.decode()


def test_what_was_ticked_in_the_list_is_described(desk):
    first, _second, third = (factories.picture() for _number in range(3))
    page = desk.get("/admin/articles/picture/").content.decode()
    assert f'formaction="{DESCRIBE}"' in page
    assert f'name="picture" value="{first.pk}"' in page
    ticked = {"picture": [first.pk, third.pk], "show": "1"}
    response = desk.post(DESCRIBE, ticked, follow=True)
    assert response.redirect_chain == [(f"{DESCRIBE}?picture={first.pk}&picture={third.pk}", 302)]
    assert [row["form"].instance for row in response.context["rows"]] == [first, third]


# -- Who may


def test_a_reporter_describes_their_own_that_nothing_shows(client, reporter):
    client.force_login(reporter)
    own, used, others = bare(by=reporter), factories.picture(by=reporter), factories.picture()
    factories.story(lead_picture=used)
    response = client.get(DESCRIBE, {"picture": [own.pk, used.pk, others.pk]})
    assert [row["form"].instance for row in response.context["rows"]] == [own]
    assert "2 pictures are left out" in response.content.decode()
    sent = typed(own, used, others) | row(own, caption="Mine") | row(others, caption="Stolen")
    client.post(DESCRIBE, sent)
    for picture in (own, others):
        picture.refresh_from_db()
    assert own.caption == "Mine"
    assert others.caption != "Stolen"


@pytest.mark.parametrize("role", ["Legal", "Moderator", "Publisher"])
def test_somebody_who_may_not_describe_pictures_is_refused(client, role):
    client.force_login(factories.user(role))
    asked = {"picture": factories.picture().pk}
    assert client.get(DESCRIBE, asked).status_code == 403
    assert client.post(DESCRIBE, asked).status_code == 403


@pytest.mark.parametrize("role", ["Picture editor", "Reporter"])
@pytest.mark.parametrize("count", [2, 20])
def test_query_count_does_not_grow_with_pictures(
    client, role, count, django_assert_max_num_queries
):
    account = factories.user(role)
    client.force_login(account)
    pictures = [factories.picture(by=account).pk for _number in range(count)]
    with django_assert_max_num_queries(8):
        response = client.get(DESCRIBE, {"picture": pictures})
    assert len(response.context["rows"]) == count


BY_SA = {
    "licence": "cc-by-sa",
    "licence_version": "4.0",
    "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def test_another_licence_does_not_keep_the_version_and_address_of_the_one_before(desk):
    picture = factories.picture(**BY_SA)
    shown = {f"initial-p{picture.pk}-licence_version": "4.0"}
    changed = row(picture, licence="agency", licence_version="4.0")
    desk.post(DESCRIBE, typed(picture) | shown | changed)
    picture.refresh_from_db()
    assert (picture.licence, picture.licence_version, picture.licence_url) == ("agency", "", "")
    theirs = factories.picture(licence="", licence_url="https://agency.example/terms")
    desk.post(DESCRIBE, typed(theirs) | row(theirs, licence="agency"))
    theirs.refresh_from_db()
    assert (theirs.licence, theirs.licence_url) == ("agency", "https://agency.example/terms")


def test_an_end_of_rights_before_the_begin_of_one_is_wrong_at_its_field(desk):
    picture = factories.picture(caption="The quay", rights_from=date(2026, 5, 1))
    response = desk.post(DESCRIBE, typed(picture, rights_until="2026-04-01", credit="Photo: Ada"))
    assert response.status_code == 200
    assert "The quay" in response.context["for_all"].errors["rights_until"][0]
    picture.refresh_from_db()
    assert picture.rights_until is None
