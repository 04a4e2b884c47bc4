"""The screen of one picture: its words and rights, two people at it, its crops."""

import pytest
from django.utils.html import escape
from PIL import Image

from articles import library
from articles.models import Picture
from tests import factories

from .sending import errors, form_of, save, screen
from .test_likeness import jpeg

pytestmark = pytest.mark.django_db


def saved(picture):
    return Picture.objects.get(pk=picture.pk)


def test_everything_said_of_a_picture_is_saved_and_noted(desk, picture, picture_editor):
    other = factories.picture()
    response = save(
        desk,
        picture,
        caption="The last ferry",
        keywords="ferry, Last Day, ferry",
        place="Marram",
        taken_on="2026-03-01",
        digital_source="digitalCapture",
        licence="agency",
        usage_terms="Not in print.",
        for_print="",
        rights_from="2026-03-01",
        rights_until="2026-04-01",
        fallback=other.pk,
        notice="Mind the embargo.",
        show_notice="on",
    )
    assert response.status_code == 302
    picture = saved(picture)
    assert (picture.caption, picture.place, picture.licence) == (
        "The last ferry",
        "Marram",
        "agency",
    )
    assert sorted(picture.keywords.names()) == ["Last Day", "ferry"]
    assert (picture.for_web, picture.for_print) == (True, False)
    assert picture.fallback == other
    event = picture.events.first()
    assert event.made_by == picture_editor
    assert event.changed["caption"] == ["A ferry", "The last ferry"]
    assert event.changed["keywords"] == ["", "Last Day, ferry"]
    assert set(event.changed) >= {"rights_until", "fallback", "for_print", "show_notice"}


def test_a_save_that_changes_nothing_is_no_event(desk, picture):
    save(desk, picture)
    assert [event.kind for event in picture.events.all()] == ["added"]


def test_a_decorative_picture_has_no_alt_text_and_the_form_says_so_at_the_field(desk, picture):
    response = save(desk, picture, is_decorative="on")
    assert "alt" in errors(response)
    assert save(desk, picture, is_decorative="on", alt="").status_code == 302
    assert (saved(picture).alt, saved(picture).is_decorative) == ("", True)


def test_a_used_picture_may_become_decorative_but_not_lose_its_words_by_accident(desk, picture):
    factories.story(headline="A use", lead_picture=picture)
    assert "“A use”" in errors(save(desk, picture, alt=""))["alt"][0]
    assert save(desk, picture, alt="", is_decorative="on").status_code == 302
    response = save(desk, picture, is_decorative="")
    assert "“A use”" in errors(response)["alt"][0]
    assert saved(picture).is_decorative


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"licence": "cc-by", "licence_version": "4"}, "licenses/by/4.0/"),
        ({"licence": "cc-by-nc-sa", "licence_version": "2.5"}, "licenses/by-nc-sa/2.5/"),
        ({"licence": "cc0"}, "publicdomain/zero/1.0/"),
    ],
)
def test_a_creative_commons_licence_gets_its_address(desk, picture, fields, address):
    save(desk, picture, **fields)
    assert saved(picture).licence_url == f"https://creativecommons.org/{address}"


def test_a_licence_that_is_none_of_creative_commons_does_not_keep_an_address_of_theirs(
    desk, picture
):
    address = "https://creativecommons.org/licenses/by/4.0/"
    save(desk, picture, licence="cc-by", licence_version="4.0")
    assert saved(picture).licence_url == address
    save(desk, picture, licence="agency", licence_version="")
    assert (saved(picture).licence, saved(picture).licence_url) == ("agency", "")
    response = save(desk, picture, licence_url=address)
    assert "address of another licence" in errors(response)["licence_url"][0]
    save(desk, picture, licence_url="https://agency.example/terms")
    assert saved(picture).licence_url == "https://agency.example/terms"
    public = "https://creativecommons.org/publicdomain/mark/1.0/"
    save(desk, picture, licence="public-domain", licence_url=public)
    assert saved(picture).licence_url == public


def test_another_creative_commons_licence_brings_another_address(desk, picture):
    save(desk, picture, licence="cc-by", licence_version="4.0")
    save(desk, picture, licence="cc-by-sa", licence_version="3.0")
    assert saved(picture).licence_url == "https://creativecommons.org/licenses/by-sa/3.0/"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"licence": "cc-by"}, "licence_version"),
        ({"licence": "cc-by", "licence_version": "9.9"}, "licence_version"),
        ({"licence": "cc0", "licence_version": "4.0"}, "licence_version"),
        (
            {
                "licence": "cc-by",
                "licence_version": "4.0",
                "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
            },
            "licence_url",
        ),
        ({"licence": "agency", "licence_version": "4.0"}, "licence_version"),
        ({"rights_from": "2026-03-02", "rights_until": "2026-03-01"}, "rights_until"),
        ({"rights_until": "soon"}, "rights_until"),
        ({"keywords": "k" * 101}, "keywords"),
        ({"keywords": ", ".join(str(number) for number in range(90))}, "keywords"),
        ({"fallback": "999999"}, "fallback"),
        ({"fallback": "9" * 40}, "fallback"),
        ({"crop_card_left": "0.1"}, "crop_card_top"),
        ({"crop_card_left": "0.9", "crop_card_top": "0", "crop_card_width": "0.5"}, None),
        ({"crop_card_left": "0", "crop_card_top": "0", "crop_card_width": "0.01"}, None),
        ({"crop_card_left": "nan", "crop_card_top": "0", "crop_card_width": "1"}, "crop_card_left"),
        ({"focal_x": "2"}, "focal_x"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_is_kept(
    desk, picture, fields, field
):
    response = save(desk, picture, caption="All that was typed", **fields)
    assert (field or "crop_card_width") in errors(response)
    assert "All that was typed" in response.content.decode()
    assert saved(picture).caption == "A ferry"


def test_a_picture_stands_in_neither_for_itself_nor_blocked(desk, picture):
    assert "itself" in errors(save(desk, picture, fallback=picture.pk))["fallback"][0]
    ended = factories.picture(rights_until="2020-01-01")
    assert "fallback" in errors(save(desk, picture, fallback=ended.pk))


# -- Two people


def test_what_a_colleague_changed_elsewhere_comes_into_the_form_and_is_said(desk, picture, editor):
    sent = form_of(desk, picture)
    picture.place, picture.for_print = "Marram", False
    library.describe(picture, by=editor)
    response = desk.post(screen(picture), {**sent, "caption": "Mine"})
    page = response.content.decode()
    form = response.context["adminform"].form
    assert saved(picture).caption == "A ferry"
    assert escape(editor.get_full_name() or editor.username) in page
    assert (form["caption"].value(), form["place"].value()) == ("Mine", "Marram")
    assert not form["for_print"].value()
    again = {name: form[name].value() for name in form.fields if form[name].value()}
    again = {name: value for name, value in again.items() if name not in {"file", "keywords"}}
    assert desk.post(screen(picture), again).status_code == 302
    picture = saved(picture)
    assert (picture.caption, picture.place, picture.for_print) == ("Mine", "Marram", False)


def test_where_both_changed_the_same_mine_stays_typed_and_theirs_is_said_at_the_field(
    desk, picture, editor
):
    sent = form_of(desk, picture)
    picture.caption = "Theirs"
    library.describe(picture, by=editor)
    response = desk.post(screen(picture), {**sent, "caption": "Mine"})
    assert "“Theirs”" in errors(response)["caption"][0]
    assert response.context["adminform"].form["caption"].value() == "Mine"
    assert saved(picture).caption == "Theirs"


def test_a_colleagues_crop_comes_into_the_form_as_well(desk, picture, editor):
    sent = form_of(desk, picture)
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=editor)
    response = desk.post(screen(picture), {**sent, "caption": "Mine"})
    form = response.context["adminform"].form
    assert form["crop_card_width"].value() == "0.5"
    assert "Crop: Card" in form.non_field_errors()[0]


def test_a_form_sent_twice_is_saved_once_and_troubles_nobody(desk, picture):
    sent = {**form_of(desk, picture), "caption": "Mine"}
    for _time in range(2):
        assert desk.post(screen(picture), sent).status_code == 302
    assert picture.events.filter(kind="described").count() == 1


@pytest.mark.parametrize("nonsense", ["-1", "x", "9" * 40])
def test_a_state_that_never_was_is_no_failure(desk, picture, nonsense):
    response = save(desk, picture, based_on=nonsense, caption="Mine")
    assert response.status_code in {200, 302}


# -- Focal point and crops


def test_a_crop_is_set_by_three_numbers_and_taken_away_by_none(desk, picture):
    numbers = {"crop_card_left": "0.1", "crop_card_top": "0.2", "crop_card_width": "0.5"}
    save(desk, picture, **numbers)
    assert library.by_hand(picture) == {"card": (0.1, 0.2, 0.5, 0.5)}
    save(desk, picture, caption="Other words")
    assert library.by_hand(picture) == {"card": (0.1, 0.2, 0.5, 0.5)}
    save(desk, picture, **dict.fromkeys(numbers, ""))
    assert library.by_hand(picture) == {}


def test_each_crop_is_shown_as_it_is_saved_without_a_script(desk, picture, picture_editor):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    page = desk.get(screen(picture)).content.decode()
    assert 'viewBox="120.0 160.0 600.0 400.0"' in page
    assert 'viewBox="200.0 0.0 800.0 800.0"' in page


def test_somebody_who_may_only_look_has_no_form_and_no_crops_to_set(client, reporter, picture):
    client.force_login(reporter)
    page = client.get(screen(picture)).content.decode()
    assert "data-crop-tool" not in page
    assert "A ferry at sea" in page
    assert "Block it now" not in page


def test_keywords_lead_to_the_pictures_that_have_them(client, reporter, picture):
    picture.keywords.set(["city council", "R&D"])
    client.force_login(reporter)
    page = client.get(screen(picture)).content.decode()
    assert 'href="/admin/articles/picture/?keyword=city%20council"' in page
    address = "/admin/articles/picture/?keyword=R%26D"
    assert f'href="{address}"' in page
    assert [row.picture for row in client.get(address).context["cl"].rows] == [picture]


def test_the_screen_names_pictures_of_the_same_file_and_those_that_look_like_it(desk, picture):
    assert "Likely the same" not in desk.get(screen(picture)).content.decode()
    content = jpeg(Image.effect_noise((600, 400), 90))
    first = factories.picture(file=content, caption="First")
    content.seek(0)
    same = factories.picture(file=content, caption="Same")
    content.seek(0)
    again = jpeg(Image.open(content).resize((300, 200)))
    alike = factories.picture(file=again, caption="Alike")
    context = desk.get(screen(first)).context
    assert [one["id"] for one in context["same_file"]] == [same.pk]
    assert [one["id"] for one in context["looks_like"]] == [alike.pk]
