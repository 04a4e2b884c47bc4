"""The newspaper's form: everything that can be set of it, and what becomes of a mistake."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import identity
from articles.models import Newspaper
from tests import factories
from tests.articles.desk.test_settings_screens import PAPER, desk, paper

__all__ = ["desk"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def form(desk):
    """Sends the form with some fields changed; gives the errors by field, or none."""
    desk.get("/admin/articles/newspaper/")

    def send(**fields):
        answer = desk.post(PAPER, paper(**fields))
        if answer.status_code == 302:
            return {}
        send.page = answer.content.decode()
        return answer.context["adminform"].form.errors

    return send


def image(size=(600, 120), format="PNG", mode="RGBA", colour=(120, 20, 30, 0)):
    buffer = io.BytesIO()
    Image.new(mode, size, colour[: len(mode)]).save(buffer, format)
    return SimpleUploadedFile(f"logo.{format.lower()}", buffer.getvalue())


def test_every_field_of_the_newspaper_can_be_reached(desk):
    desk.get("/admin/articles/newspaper/")
    shown = set(desk.get(PAPER).context["adminform"].form.fields)
    made_by_itself = {"id", "index_now_key", "logos"}
    assert {field.name for field in Newspaper._meta.fields} - made_by_itself <= shown


def test_what_is_saved_is_what_the_next_reader_gets(form, client):
    assert form(name="Der Bote", language="de", time_zone="asia/tokyo", date_style="iso") == {}
    page = client.get("/").content.decode()
    assert "Der Bote" in page
    assert '<html lang="de"' in page
    assert Newspaper.current().time_zone == "Asia/Tokyo"


def test_a_right_to_left_language_turns_the_page(form, client):
    assert form(language="he") == {}
    assert '<html lang="he" dir="rtl">' in client.get("/about/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("time_zone", "Moon/Crater", "There is no time zone “Moon/Crater”"),
        ("time_zone", "E" * 65, "at most 64"),
        ("language", "xx", "not one of the available choices"),
        ("accent_0", "teal", "six digits"),
        ("accent_0", "#12345", "six digits"),
        ("accent_0", "#ffcc00", "too pale"),
        ("accent_0", "", "six digits"),
        ("websub_hub", "not an address", "valid URL"),
        ("licensing_url", "javascript:alert(1)", "valid URL"),
        ("navigation", "Nowhere", "Line 1: “Nowhere” is no section"),
        ("navigation", "latest\ntopic Nothing", "Line 2: there is no topic “Nothing”"),
        ("navigation", "https://other.example/", "Line 1: write a label"),
        ("navigation", "X = https://", "Line 1"),
        ("navigation", f"{'L' * 41} = latest", "longer than 40"),
        ("navigation", "latest\n" * 21, "No more than 20"),
        ("navigation", "x" * 100_000, "is no section"),
        ("navigation", "topic " + "x" * 100_000, "there is no topic"),
        ("feed_text", "half", "not one of the available choices"),
        ("fallback_picture", "9" * 40, "no picture with this number"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(form, field, typed, said):
    errors = form(**{field: typed, "tagline": "Typed with care"})
    name = field.removesuffix("_0")
    assert list(errors) == [name]
    assert said in errors[name][0]
    assert "Typed with care" in form.page
    assert Newspaper.current().name == "Newsroom"


def test_a_colour_is_typed_or_picked(form):
    form(accent_0="8A1538", accent_1="#0b5a63")
    assert Newspaper.current().accent == "#8a1538"
    form(accent_0="#8a1538", accent_1="#003399")
    assert Newspaper.current().accent == "#003399"
    form(accent_0="#036", accent_1="#111111")
    assert Newspaper.current().accent == "#003366"


def test_the_colours_label_help_and_error_belong_to_its_field(form):
    form(accent_0="teal")
    field = form.page[: form.page.index('name="accent_1"')].rpartition('name="accent_0"')
    field = field[0].rpartition("<input")[2] + field[2]
    assert 'id="id_accent"' in field
    assert 'aria-describedby="id_accent_helptext id_accent_error"' in field
    for part in ('for="id_accent"', 'id="id_accent_helptext"', 'id="id_accent_error"'):
        assert form.page.count(part) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_time_zone_is_found_by_its_city(form, typed, kept):
    assert form(time_zone=typed) == {}
    assert Newspaper.current().time_zone == kept


@pytest.mark.parametrize("city", ["Louisville", "on", "Europe/", "/"])
def test_a_city_of_two_zones_or_of_none_is_not_guessed(form, city):
    assert "There is no time zone" in form(time_zone=city)["time_zone"][0]


@pytest.mark.parametrize("sign", [" ", " = ", "\t", "= "])
def test_an_address_has_its_label_before_it_in_the_row_and_among_the_follow_links(form, sign):
    line = f"The weather{sign}https://weather.example/?a=b"
    assert form(navigation=line, follow=line) == {}
    item = {"label": "The weather", "address": "https://weather.example/?a=b"}
    assert Newspaper.current().navigation == Newspaper.current().follow == [item]


def test_index_now_makes_itself_a_key_and_keeps_it(form):
    assert form(index_now="on") == {}
    key = Newspaper.current().index_now_key
    assert len(key) == 32
    form(index_now="")
    form(index_now="on")
    assert Newspaper.current().index_now_key == key


def test_a_logo_is_drawn_anew_and_stands_in_the_place_of_the_name(form, client):
    assert form(logo_light=image((2400, 480))) == {}
    kept = Newspaper.current()
    assert (kept.logo["width"], kept.logo["height"]) == (1200, 240)
    assert kept.logo_address == f"http://localhost:8000{kept.logo['address']}"
    answer = client.get(kept.logo["address"])
    assert answer.headers["Content-Type"] == "image/png"
    assert "immutable" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (1200, 240)
    assert form() == {}
    assert Newspaper.current().logo == kept.logo
    assert form(without_logo="on") == {}
    assert Newspaper.current().logo is None
    answer = client.get(kept.logo["address"])  # a page somebody kept finds it
    assert answer.status_code == 200
    answer.close()


def test_a_logo_that_cannot_be_kept_is_said_where_it_was_chosen(form, settings, tmp_path):
    (tmp_path / "full").write_bytes(b"")
    described = settings.STORAGES["default"]
    nowhere = {**described, "OPTIONS": {**described["OPTIONS"], "location": tmp_path / "full"}}
    settings.STORAGES = {**settings.STORAGES, "default": nowhere}
    errors = form(logo_light=image(), name="Another name")
    assert "no room to keep this file" in errors["logo_light"][0]
    assert Newspaper.current().name != "Another name"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "it cannot be an SVG",
        ),
        (SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n broken"), "damaged beyond reading"),
        (SimpleUploadedFile("logo.png", image().read()[:200]), "damaged"),
        (SimpleUploadedFile("logo.png", b"<html>" * 50), "PNG, WebP or JPEG"),
        (SimpleUploadedFile("logo.png", image().read() + bytes(4 * 1024**2)), "may have 4 MB"),
        (image((6000, 3400), mode="L", colour=(7,)), "may have 20 million"),
        (image((9000, 100)), "too narrow a strip"),
        (SimpleUploadedFile("logo.png", b""), "empty"),
        (image((20, 20)), "at least 32 pixels"),
        (image(format="GIF", mode="RGB"), "PNG, WebP or JPEG"),
    ],
)
def test_what_is_no_logo_is_refused_with_a_sentence(form, file, said):
    file.seek(0)
    errors = form(logo_light=file)
    assert list(errors) == ["logo_light"]
    [sentence] = errors["logo_light"]
    assert said in sentence
    assert Newspaper.current().logo is None


def test_a_logo_sent_with_a_form_that_is_refused_is_not_lost(form):
    errors = form(logo_light=image(), logo_dark=image((500, 100)), accent_0="#ffcc00")
    assert list(errors) == ["accent"]
    assert form.page.count("The file you chose is kept") == 2
    sent = {
        f"{name}_sent": form.page.split(f'name="{name}_sent" value="')[1].split('"')[0]
        for name in ("logo_light", "logo_dark")
    }
    assert form(**sent) == {}
    assert Newspaper.current().logo["width"] == 600
    assert Newspaper.current().logo_on_dark["width"] == 500
    line = LogEntry.objects.order_by("-pk")[0].change_message
    assert line.count("Logo: replaced") == line.count("Logo on dark: replaced") == 1


@pytest.mark.parametrize("sent", ["0" * 20, "../../db", "\x00", "A" * 20, "1" * 5000])
def test_of_a_logo_that_was_never_sent_nothing_is_made(form, sent):
    assert form(logo_light_sent=sent) == {}
    assert Newspaper.current().logo is None


def test_a_dark_logo_needs_a_light_one(form):
    assert list(form(logo_dark=image())) == ["logo_dark"]
    assert form(logo_dark=image(), logo_light=image((300, 100))) == {}
    assert Newspaper.current().logo_on_dark["width"] == 600


@pytest.mark.parametrize("name", ["0" * 20, "../../../settings", "a" * 20 + ".."])
def test_there_is_no_other_file_at_the_logos_address(client, db, name):
    assert client.get(f"/look/logo-{name}.png").status_code == 404


def test_the_history_says_who_changed_what_from_what_to_what(form, publisher):
    form(accent_0="#8a1538", navigation="latest", counts_reading="on", public_history="on")
    line = LogEntry.objects.get()
    assert line.user == publisher
    assert "Name: Newsroom → The Marram Post" in line.change_message
    assert "Accent colour: #0b5a63 → #8a1538" in line.change_message
    assert "Navigation: – → latest" in line.change_message
    same = {"counts_reading": "on", "public_history": "on", "navigation": "latest"}
    form(**same, accent_0="#8a1538", accent_1="#8a1538")
    assert "Nothing was changed." in LogEntry.objects.order_by("-pk")[0].change_message


def test_ends_of_lines_are_no_change_and_paragraphs_stay_apart(form, client):
    form(about="One.\n\nTwo.")
    form(about="One.\r\n\r\nTwo.", legal="")
    assert "About" not in LogEntry.objects.order_by("-pk")[0].change_message
    assert Newspaper.current().about_paragraphs == ["One.", "Two."]
    form(about="One.\r\n\r\nThree.")
    assert "About: One." in LogEntry.objects.order_by("-pk")[0].change_message


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Moderator", "Legal"])
def test_others_may_neither_see_nor_change_it(client, role):
    Newspaper.objects.get_or_create(pk=1)
    account = factories.user(role)
    client.force_login(account)
    for address in (PAPER, "/admin/articles/newspaper/", "/admin/articles/newspaper/colours/"):
        assert client.get(address).status_code == 403
    assert client.post(PAPER, paper()).status_code == 403
    with pytest.raises(PermissionDenied):
        identity.change_newspaper(Newspaper.current(), by=account, told="")


@pytest.mark.parametrize(
    ("typed", "said"), [("#8a1538", "contrast at least"), ("#ffcc00", "too pale"), ("\x00", "")]
)
def test_a_colour_can_be_tried_before_anybody_sees_it(desk, typed, said):
    answer = desk.get("/admin/articles/newspaper/colours/", {"accent": typed})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    sheet = desk.get("/admin/articles/newspaper/colours/8a1538.css")
    assert ".sample--dark" in sheet.content.decode()
    assert desk.get("/admin/articles/newspaper/colours/ffcc00.css").status_code == 404
    assert Newspaper.current().accent == "#0b5a63"


def test_what_leads_away_from_the_form_opens_beside_it(desk):
    """Whoever tries a colour in the middle of a change finds what was typed again."""
    desk.get("/admin/articles/newspaper/")
    page = desk.get(PAPER).content.decode()
    for address in ("/", "/admin/articles/newspaper/colours/"):
        assert f'<a href="{address}" target="_blank">' in page


def test_the_masthead_shows_the_logo_with_the_papers_name(form, client):
    assert "nameplate__logo" not in client.get("/").content.decode()
    form(logo_light=image(), logo_dark=image((500, 100)))
    page, kept = client.get("/").content.decode(), Newspaper.current()
    assert f'src="{kept.logo["address"]}" width="600" height="120" alt="The Marram Post"' in page
    assert f'dark)" srcset="{kept.logo_on_dark["address"]}" width="500" height="100"' in page
