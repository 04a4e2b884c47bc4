"""The library's list: what it is narrowed by, how it is paged, what it says of each picture."""

from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import library
from articles.admin import picture_list
from articles.admin.desk import DeskAdmin
from articles.models import DigitalSource, Licence, Picture
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/picture/"
DELETE = "/admin/articles/picture/delete/"


@pytest.fixture
def desk(client, picture_editor):
    client.force_login(picture_editor)
    return client


def shown(desk, address="", **asked):
    return [row.pk for row in desk.get(LIST + address, asked or None).context["cl"].result_list]


def badges(desk):
    return [badge.words for badge in desk.get(LIST).context["cl"].rows[0].badges]


def changed(**fields):
    """A picture of the library with what no form says of it, such as that it is blocked."""
    picture = factories.picture()
    Picture.objects.filter(pk=picture.pk).update(**fields)
    return picture


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def some(count):
    """Pictures uploaded a minute apart, the newest first."""
    pictures = [factories.picture(file=factories.image_file()) for _number in range(count)]
    for age, picture in enumerate(pictures):
        moment = timezone.now() - timedelta(minutes=age)
        Picture.objects.filter(pk=picture.pk).update(uploaded_at=moment)
    return [picture.pk for picture in pictures]


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_does_not_grow_with_pictures_or_their_uses(
    desk, count, django_assert_num_queries
):
    section, person = factories.section(), factories.person()
    for number in some(count):
        picture = Picture.objects.get(pk=number)
        factories.story(section=section, bylines=[person], lead_picture=picture)
    with django_assert_num_queries(11) as queries:
        desk.get(LIST)
    assert not [query for query in queries if "COUNT(" in query["sql"]]


WANTED = {
    "licence=cc-by": {"licence": Licence.CC_BY},
    "licence=none": {"licence": ""},
    "uncredited=on": {"credit": ""},
    "undescribed=on": {"alt": ""},
    "blocked=on": {"blocked_at": timezone.now(), "blocked_reason": "A court"},
    "made=on": {"digital_source": DigitalSource.COMPOSITE_GENERATED},
    "rights=14": {"rights_until": in_days(14)},
    "rights=3": {"rights_until": in_days(0)},
    "rights=ended": {"rights_until": in_days(-1)},
    "rights=later": {"rights_from": in_days(1)},
}


@pytest.mark.parametrize(("query", "fields"), WANTED.items())
def test_the_list_is_narrowed_to_what_is_asked_for(desk, query, fields):
    wanted = changed(**fields)
    changed(digital_source=DigitalSource.CAPTURE, rights_from=in_days(0))
    changed(rights_until=in_days(15), licence=Licence.CC0)
    assert shown(desk, f"?{query}") == [wanted.pk]


def test_three_days_leave_out_what_ends_in_four_and_put_the_next_to_end_first(desk):
    changed(rights_until=in_days(4))
    last, first = changed(rights_until=in_days(3)), changed(rights_until=in_days(1))
    assert shown(desk, rights="3") == [first.pk, last.pk]


def test_the_list_is_narrowed_by_words_of_the_credit_and_by_a_keyword(desk, picture_editor):
    wanted = factories.picture(credit="Photo: A. Wend/Reuters")
    library.describe(wanted, by=picture_editor, keywords=["Old harbour"])
    factories.picture(caption="Reuters opens a harbour", credit="Photo: B. Wend")
    assert shown(desk, credit="reuters wend") == [wanted.pk]
    assert shown(desk, keyword="old  HARBOUR") == [wanted.pk]
    assert shown(desk, keyword="harbour") == []
    assert shown(desk, q="reuters", credit="nobody") == []


def test_what_is_asked_for_combines(desk, picture_editor):
    wanted = factories.picture(credit="", caption="A ferry", by=picture_editor)
    factories.picture(credit="", caption="A ferry")
    factories.picture(caption="A ferry", by=picture_editor)
    factories.picture(credit="", by=picture_editor)
    assert shown(desk, q="ferry", uncredited="on", mine="on") == [wanted.pk]


def test_a_day_is_a_day_of_the_newsroom(desk, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with timezone.override("Pacific/Auckland"):
        picture = factories.picture()
        day = timezone.localdate() - timedelta(days=3)
        first = timezone.make_aware(datetime.combine(day, time(0, 30)))  # the day before in UTC
        Picture.objects.filter(pk=picture.pk).update(uploaded_at=first)
        factories.picture()
        assert shown(desk, day=f"{day:%Y-%m-%d}") == [picture.pk]


def test_a_mistake_in_one_field_is_said_there_and_the_others_still_narrow(desk):
    wanted = factories.picture(credit="")
    factories.picture()
    response = desk.get(LIST, {"day": "soon", "licence": "x", "uncredited": "on"})
    form = response.context["cl"].form
    assert set(form.errors) == {"day", "licence"}
    assert [row.pk for row in response.context["cl"].result_list] == [wanted.pk]


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "w" * 60_000,
        "q=" + "word%20" * 3000,
        "credit=%25_%5C",
        "credit=" + "c" * 5000,
        "keyword=%ED%A0%80",
        "licence=%00",
        "rights=-1",
        "rights=9999999999999999999999",
        "day=0001-01-01",
        "day=9999-12-31",
        "day=2026-13-41",
        "before=2026-01-01_1&rights=14",
        "before=0000-00-00_1&rights=ended",
        "before=2026-01-01_99999999999999999999999&rights=ended",
        "after=x&unused=on",
        "before=0001-01-01T00:00:00%2B14:00_1&unused=on",
        "as=%00",
        "p=99999999999999999999999",
        "credit__regex=(",
        "uploaded_by__password__startswith=md5",
    ],
)
def test_a_nonsensical_address_is_no_failure(desk, query):
    factories.picture()
    assert desk.get(f"{LIST}?{query}").status_code == 200


def test_what_is_asked_for_can_be_taken_away_one_by_one(desk):
    factories.picture()
    response = desk.get(LIST, {"q": "ferry", "unused": "on", "before": "x"})
    asked = dict(response.context["cl"].asked)
    assert asked == {"Words: ferry": "?unused=on", "Unused": "?q=ferry"}
    for address in asked.values():
        assert f'href="{address}"' in response.content.decode()


@pytest.mark.parametrize("query", ["", "&q=caption", "&credit=photographer"])
def test_pages_show_every_picture_once_on_and_back(desk, monkeypatch, query):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 3)
    pictures = some(7)
    first = desk.get(f"{LIST}?{query}").context["cl"]
    second = desk.get(LIST + first.older_url).context["cl"]
    third = desk.get(LIST + second.older_url).context["cl"]
    pages = [[row.pk for row in page.result_list] for page in (first, second, third)]
    assert [pk for page in pages for pk in page] == pictures
    assert first.newer_url == third.older_url == ""
    assert shown(desk, third.newer_url) == pages[1]


@pytest.mark.parametrize(("rights", "sign"), [("14", 1), ("ended", -1)])
def test_pages_by_the_end_of_rights_show_every_picture_once_on_and_back(
    desk, monkeypatch, rights, sign
):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 2)
    days = [1, 2, 2, 2, 3]
    pictures = [changed(rights_until=in_days(sign * day)).pk for day in days]
    expected = pictures if sign == 1 else [pictures[number] for number in (0, 3, 2, 1, 4)]
    first = desk.get(LIST, {"rights": rights}).context["cl"]
    second = desk.get(LIST + first.older_url).context["cl"]
    third = desk.get(LIST + second.older_url).context["cl"]
    pages = [[row.pk for row in page.result_list] for page in (first, second, third)]
    assert [pk for page in pages for pk in page] == expected
    assert shown(desk, third.newer_url) == pages[1]
    assert shown(desk, second.newer_url) == pages[0]


def test_unused_pictures_are_looked_for_piece_by_piece_until_all_are_found(desk, monkeypatch):
    monkeypatch.setattr(picture_list, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(DeskAdmin, "list_per_page", 2)
    pictures = some(8)
    unused = {pictures[0], pictures[6], pictures[7]}
    for number in set(pictures) - unused:
        factories.person(portrait=Picture.objects.get(pk=number))
    found, address, pages = [], "?unused=on", 0
    while address:
        page = desk.get(LIST + address).context["cl"]
        found += [row.pk for row in page.result_list]
        address, pages = page.older_url, pages + 1
    assert found == [pictures[0], pictures[6], pictures[7]]
    assert pages == 3


def test_a_piece_without_unused_pictures_says_so_and_leads_on(desk, monkeypatch):
    monkeypatch.setattr(picture_list, "LOOKED_THROUGH", 1)
    used, unused = some(2)
    factories.person(portrait=Picture.objects.get(pk=used))
    response = desk.get(LIST, {"unused": "on"})
    page = response.content.decode()
    assert "None so far" in page
    assert "Look further" in page
    assert shown(desk, response.context["cl"].older_url) == [unused]


def test_a_picture_that_anything_shows_is_not_unused(desk):
    lead, text, portrait, stand_in, mine = (factories.picture() for _number in range(5))
    factories.story(lead_picture=lead)
    factories.story(body=f'<figure data-picture="{text.pk}"></figure>')
    factories.person(portrait=portrait)
    Picture.objects.filter(pk=mine.pk).update(fallback=stand_in)
    assert shown(desk, unused="on") == [mine.pk]


def test_the_list_says_what_is_wrong_with_a_picture(desk):
    factories.picture(credit="", alt="")
    Picture.objects.update(
        blocked_at=timezone.now(),
        blocked_reason="A court",
        rights_until=date(2020, 3, 1),
        digital_source=DigitalSource.GENERATED,
    )
    assert badges(desk) == [
        "Blocked",
        "Rights ended on 1 March 2020",
        "No credit",
        "No alt text",
        "Generated by a model",
        "Unused",
    ]


def test_a_decorative_picture_lacks_no_alt_text(desk):
    picture = factories.picture(alt="", is_decorative=True)
    factories.person(portrait=picture)
    assert badges(desk) == []
    assert shown(desk, undescribed="on") == []


@pytest.mark.parametrize(("days", "kind"), [(0, "warn"), (14, "warn"), (15, "plain")])
def test_an_end_of_rights_within_two_weeks_is_louder(days, kind):
    picture = factories.picture(rights_until=in_days(days))
    (badge,) = library.badges_of(picture)
    assert badge.kind == kind


def test_the_list_says_how_often_a_picture_is_used(desk):
    picture = factories.picture()
    figure = f'<figure data-picture="{picture.pk}"></figure>'
    factories.published_story(lead_picture=picture, body=f"<p>Text.</p>{figure}")
    factories.story(body=figure)
    factories.person(portrait=picture)
    (row,) = desk.get(LIST).context["cl"].rows
    assert (row.tally.stories, row.tally.portraits, row.tally.stands_in) == (2, 1, 0)
    assert "In 2 stories · Portrait" in desk.get(LIST).content.decode()


def test_the_desk_remembers_for_each_person_whether_they_like_a_grid(desk, client):
    factories.picture()
    assert 'class="library is-grid"' in desk.get(LIST).content.decode()
    desk.get(LIST, {"as": "rows"})
    response = desk.get(LIST)
    assert 'class="library is-rows"' in response.content.decode()
    assert set(desk.cookies) <= {"newsroom_session", "csrftoken", "messages"}
    client.force_login(factories.user("Picture editor"))
    assert 'class="library is-grid"' in client.get(LIST).content.decode()


def test_the_commonest_credits_and_keywords_are_offered(desk, picture_editor):
    picture = factories.picture(credit="Photo: A/Reuters")
    library.describe(picture, by=picture_editor, keywords=["harbour"])
    page = desk.get(LIST).content.decode()
    assert '<option value="Photo: A/Reuters">' in page
    assert '<option value="harbour">' in page


def test_several_unused_pictures_are_deleted_after_asking(desk):
    going, staying = [factories.picture() for _number in range(2)], factories.picture()
    factories.story(headline="A use", lead_picture=staying)
    ticked = [picture.pk for picture in (*going, staying)]
    page = desk.post(DELETE, {"picture": ticked}).content.decode()
    assert "These 2 pictures will be deleted" in page
    assert "A use" in page
    assert Picture.objects.count() == 3
    response = desk.post(DELETE, {"picture": ticked, "sure": "yes"})
    assert list(Picture.objects.all()) == [staying]
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said[0] == "2 pictures are deleted."
    assert said[1].endswith("is used and stays. Take it out first of: A use")


def portrait(picture):
    factories.person(name="Ada", portrait=picture)


def stand_in(picture):
    Picture.objects.filter(pk=factories.picture().pk).update(fallback=picture)


@pytest.mark.parametrize("use", [portrait, stand_in])
def test_what_would_silently_lose_a_picture_keeps_it(use, picture_editor):
    picture = factories.picture()
    use(picture)
    deleted, kept = library.clear([picture.pk, 4711], by=picture_editor)
    assert (deleted, [one.pk for one, _uses in kept]) == (0, [picture.pk])


@pytest.mark.parametrize("ticked", [[], ["x"], ["99999999999999999999"], ["\0"]])
def test_deleting_nothing_says_what_to_do(desk, ticked):
    response = desk.post(DELETE, {"picture": ticked}, follow=True)
    assert "No picture was ticked" in response.content.decode()


def test_a_reporter_sees_the_library_and_deletes_nothing(client, reporter):
    client.force_login(reporter)
    picture = factories.picture(by=reporter)
    page = client.get(LIST).content.decode()
    assert str(picture) in page
    assert DELETE not in page
    assert client.post(DELETE, {"picture": [picture.pk], "sure": "yes"}).status_code == 403
    assert Picture.objects.exists()


def test_a_moderator_does_not_see_the_library(client, moderator):
    client.force_login(moderator)
    assert client.get(LIST).status_code == 403
    assert client.post(DELETE).status_code == 403


def test_one_picture_is_asked_about_and_deleted_on_the_same_screen(desk, caplog):
    picture = factories.picture(caption="Ferry")
    address = f"/admin/articles/picture/{picture.pk}/delete/"
    page = desk.get(address).content.decode()
    assert "It cannot be brought back." in page
    assert f'name="picture" value="{picture.pk}"' in page
    assert Picture.objects.filter(pk=picture.pk).exists()
    with caplog.at_level("INFO", logger="articles.library.clearing"):
        desk.post(DELETE, {"picture": picture.pk, "sure": "yes"})
    assert not Picture.objects.filter(pk=picture.pk).exists()
    assert "“Ferry” was deleted by" in caplog.text
    assert desk.get(address, follow=True).status_code == 200


def test_an_empty_library_leads_to_the_upload_and_an_empty_answer_to_everything(desk):
    page = desk.get(LIST).content.decode()
    assert "Nothing here yet." in page
    assert "picture/add/" not in page
    page = desk.get(LIST, {"q": "ferry"}).content.decode()
    assert "Nothing here matches." in page


def test_deleting_takes_no_get(desk):
    assert desk.get(DELETE).status_code == 405
