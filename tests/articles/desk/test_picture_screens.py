"""The picture library's screens."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Picture, Story
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/picture/add/"


@pytest.fixture
def library(client, picture_editor):
    client.force_login(picture_editor)
    return client


def upload(**options):
    content = factories.image_file(**options)
    return SimpleUploadedFile("ferry.jpg", content.read(), "image/jpeg")


def described(**fields):
    return {
        "caption": "A ferry",
        "alt": "A ferry at sea",
        "credit": "Photo: A. Photographer",
        "licence": "staff",
        "focal_x": "0.5",
        "focal_y": "0.5",
        **fields,
    }


def screen(picture):
    return f"/admin/articles/picture/{picture.pk}/change/"


def test_a_picture_is_added_with_what_is_said_of_it(library, picture_editor):
    library.post(ADD, described(file=upload(), byline="A. Photographer"))
    picture = Picture.objects.get()
    assert (picture.credit, picture.byline) == ("Photo: A. Photographer", "A. Photographer")
    assert (picture.width, picture.height) == (640, 480)
    assert picture.uploaded_by == picture_editor


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 broken", b"<svg onload=alert(1)>"]
)
def test_a_file_that_is_no_picture_is_refused_at_its_field_and_the_words_are_kept(library, content):
    file = SimpleUploadedFile("x.jpg", content, "image/jpeg")
    response = library.post(ADD, described(file=file, caption="All that was typed"))
    assert "file" in response.context["adminform"].form.errors
    assert "All that was typed" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("credit", "c" * 201),
        ("alt", "a" * 401),
        ("focal_x", "1.5"),
        ("focal_y", "nan"),
        ("licence", "none such"),
        ("licence_url", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_said_of_a_picture_is_refused_at_its_field(library, field, value):
    response = library.post(ADD, described(file=upload(), **{field: value}))
    assert field in response.context["adminform"].form.errors
    assert not Picture.objects.exists()


def test_words_change_without_a_new_file_and_the_file_without_new_words(library):
    picture = factories.picture()
    before = picture.checksum
    library.post(screen(picture), described(caption="Better words"))
    picture.refresh_from_db()
    assert (picture.caption, picture.checksum) == ("Better words", before)
    library.post(screen(picture), described(file=upload(size=(320, 200), colour=(9, 9, 9))))
    picture.refresh_from_db()
    assert picture.width == 320
    assert picture.checksum != before


INVISIBLE = ["", "  ", "\u200b", "\u3164", "\u2800 \u00ad", "\0"]


@pytest.mark.parametrize("nothing", INVISIBLE)
@pytest.mark.parametrize("name", ["credit", "alt"])
def test_words_that_nobody_sees_are_none(library, name, nothing):
    library.post(ADD, described(file=upload(), **{name: nothing}))
    picture = Picture.objects.get()
    assert getattr(picture, name) == ""
    assert not picture.is_usable
    assert not Picture.objects.usable().exists()


@pytest.mark.parametrize("nothing", ["\u200b", "\u3164"])
def test_a_picture_from_elsewhere_with_words_that_nobody_sees_is_not_usable(nothing):
    picture = factories.picture(credit=nothing)
    assert [str(words) for words in picture.missing] == ["credit"]
    assert not Picture.objects.usable().exists()


def on_top(picture):
    return factories.story(headline="A use", lead_picture=picture)


def inside(picture):
    return factories.story(headline="A use", body=f'<figure data-picture="{picture.pk}"></figure>')


def before_readers(picture):
    story = factories.published_story(headline="A use", lead_picture=picture)
    Story.objects.filter(pk=story.pk).update(lead_picture=None)


def of_a_person(picture):
    factories.person(name="A use", portrait=picture)


@pytest.mark.parametrize("nothing", ["", "\u200b"])
@pytest.mark.parametrize("name", ["credit", "alt"])
@pytest.mark.parametrize("use", [on_top, inside, before_readers, of_a_person])
def test_a_used_picture_keeps_its_credit_and_alt_text(library, use, name, nothing):
    picture = factories.picture()
    use(picture)
    response = library.post(screen(picture), described(**{name: nothing}))
    assert "“A use”" in response.context["adminform"].form.errors[name][0]
    kept = getattr(picture, name)
    picture.refresh_from_db()
    assert getattr(picture, name) == kept


@pytest.mark.parametrize("name", ["credit", "alt"])
def test_an_unused_picture_may_lose_its_credit_or_alt_text(library, name):
    picture = factories.picture()
    library.post(screen(picture), described(**{name: ""}))
    picture.refresh_from_db()
    assert getattr(picture, name) == ""


def test_a_used_picture_says_where_and_is_not_deleted(library):
    picture = factories.picture()
    factories.story(headline="On top", lead_picture=picture)
    factories.story(headline="Inside", body=f'<figure data-picture="{picture.pk}"></figure>')
    page = library.get(screen(picture)).content.decode()
    assert "On top" in page
    assert "Inside" in page
    response = library.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"})
    (message,) = get_messages(response.wsgi_request)
    assert "On top" in str(message)
    assert "Inside" in str(message)
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_an_unused_picture_is_deleted(library):
    picture = factories.picture()
    library.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"})
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"credit": ""}, "no credit:"),
        ({"alt": ""}, "no alt text:"),
        ({"credit": "", "alt": ""}, "no credit and no alt text:"),
    ],
)
def test_a_picture_that_cannot_stand_in_a_story_yet_says_so_when_it_is_saved(
    library, fields, lacks
):
    sentence = f"This picture has {lacks} it cannot stand in a story yet."
    sent = described(file=upload(), **fields)
    assert sentence in library.post(ADD, sent, follow=True).content.decode()
    sent = described(**fields)
    again = library.post(screen(Picture.objects.get()), sent, follow=True)
    assert sentence in again.content.decode()


def test_a_picture_that_lacks_nothing_is_saved_without_a_warning(library):
    response = library.post(ADD, described(file=upload()))
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["success"]


def test_a_reporter_adds_pictures_and_only_looks_at_those_of_others(client, reporter):
    client.force_login(reporter)
    picture = factories.picture()
    assert client.get(ADD).status_code == 200
    assert client.get(screen(picture)).status_code == 200
    assert client.post(screen(picture), described(caption="Changed")).status_code == 403


def test_a_reporter_puts_their_own_picture_right_until_it_is_used(client, reporter):
    client.force_login(reporter)
    client.post(ADD, described(file=upload(), credit=""))
    picture = Picture.objects.get()
    client.post(screen(picture), described())
    picture.refresh_from_db()
    assert picture.is_usable
    on_top(picture)
    assert client.get(screen(picture)).status_code == 200
    assert client.post(screen(picture), described(caption="Changed")).status_code == 403
    assert client.post(f"/admin/articles/picture/{picture.pk}/delete/").status_code == 403
