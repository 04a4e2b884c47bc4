"""The file of a picture: what it says, and another in its stead."""

import io

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import library
from articles.models import Picture
from tests import factories

from .sending import errors, save, screen

pytestmark = pytest.mark.django_db


def saved(picture):
    return Picture.objects.get(pk=picture.pk)


def said(*, artist="", copyright="", size=(1200, 800), colour=(9, 9, 9)):
    """A photograph whose EXIF data names somebody."""
    exif = Image.Exif()
    for tag, words in ((0x013B, artist), (0x8298, copyright)):
        if words:
            exif[tag] = words
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile("ferry.jpg", buffer.getvalue(), "image/jpeg")


def test_a_file_that_names_nobody_else_replaces_the_present_one_everywhere(desk, picture):
    before = picture.checksum
    response = save(desk, picture, file=said(artist=picture.byline))
    assert response.status_code == 302
    assert saved(picture).checksum != before
    assert picture.events.first().kind == "replaced"


def test_a_file_that_names_somebody_else_waits_until_a_person_chose(desk, picture):
    before = picture.checksum
    response = save(desk, picture, file=said(artist="Somebody <Else>"))
    page = response.content.decode()
    form = response.context["adminform"].form
    assert saved(picture).checksum == before
    assert len(errors(response)["file"]) == 2
    assert "Somebody &lt;Else&gt;" in page
    sent = {"about_file": form.about_file, "keep_byline": "file"}
    response = save(desk, picture, file=said(artist="Somebody <Else>"), **sent)
    assert response.status_code == 302
    assert saved(picture).checksum != before
    assert saved(picture).byline == "Somebody <Else>"


def test_the_librarys_name_may_stand_against_the_files(desk, picture):
    library.describe(picture, by=None)
    asked = save(desk, picture, byline="A. Photographer", file=said(artist="Somebody Else"))
    sent = {"about_file": asked.context["adminform"].form.about_file, "keep_byline": "record"}
    save(desk, picture, byline="A. Photographer", file=said(artist="Somebody Else"), **sent)
    assert saved(picture).byline == "A. Photographer"
    assert saved(picture).events.filter(kind="replaced").exists()


def test_a_choice_about_one_file_is_none_about_another(desk, picture):
    asked = save(desk, picture, file=said(artist="Somebody Else"))
    sent = {"about_file": asked.context["adminform"].form.about_file, "keep_byline": "file"}
    response = save(desk, picture, file=said(artist="A Third", colour=(1, 1, 1)), **sent)
    assert "file" in errors(response)
    assert saved(picture).byline == ""


def test_crops_that_do_not_fit_another_file_are_said(desk, picture, picture_editor):
    library.crop(picture, "card", (0.1, 0.2, 0.5, 0.5), by=picture_editor)
    response = save(desk, picture, file=said(size=(800, 1200)))
    assert response.status_code == 302
    words = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("did not fit the new file" in one and "Card" in one for one in words)


def test_a_file_chosen_beside_another_mistake_is_asked_for_once_more(desk, picture):
    response = save(desk, picture, credit="c" * 201, file=said())
    assert "once more" in errors(response)["file"][0]
    assert saved(picture).checksum == picture.checksum


@pytest.mark.parametrize(("typed", "kept"), [("", {"dawn", "ferry"}), ("pier", {"pier"})])
def test_a_new_picture_keeps_its_files_keywords_where_none_are_typed(desk, typed, kept):
    exif = Image.Exif()
    exif[0x9C9E] = "ferry;dawn".encode("utf-16-le")
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480)).save(buffer, "JPEG", exif=exif)
    file = SimpleUploadedFile("ferry.jpg", buffer.getvalue(), "image/jpeg")
    sent = {"file": file, "keywords": typed, "focal_x": "0.5", "focal_y": "0.5"}
    desk.post("/admin/articles/picture/add/", sent)
    assert set(Picture.objects.get().keywords.names()) == kept


def test_a_word_of_the_file_is_taken_by_its_button(desk):
    picture = factories.picture(file=said(artist="Zoe Mueller", copyright="(c) Zoe Mueller"))
    Picture.objects.filter(pk=picture.pk).update(byline="", copyright="")
    page = desk.get(screen(picture)).content.decode()
    assert page.count('name="_take"') == 2
    response = save(desk, picture, _take="byline", caption="And my own words")
    assert response.headers["Location"] == screen(picture)
    assert saved(picture).byline == "Zoe Mueller"
    assert saved(picture).copyright == ""
    assert saved(picture).caption == "And my own words"


@pytest.mark.parametrize("name", ["", "checksum", "blocked_reason", "\0", "caption"])
def test_what_the_file_does_not_say_is_not_taken(desk, picture, name):
    assert save(desk, picture, _take=name).status_code == 302
    assert saved(picture).caption == "A ferry"


def test_what_the_file_said_is_shown_escaped_and_bounded(desk, picture):
    Picture.objects.filter(pk=picture.pk).update(
        from_file={
            "xmp": {"dc:description": "<script>alert(1)</script>", "long": "x" * 50_000},
            "iptc": {"Keywords": ["a ferry", "a pier"], "none": None},
            "strange": "not a block",
        },
        content_credentials={"state": "invalid", "signed_by": "<b>Somebody"},
        digital_source="trainedAlgorithmicMedia",
    )
    page = desk.get(screen(picture)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "a ferry, a pier" in page
    assert "x" * 1000 not in page
    assert "the file was changed since it was signed" in page
    assert 'badge is-stop">Content Credentials' in page
    assert 'badge is-warn">Generated by a model' in page


def test_an_original_that_is_gone_does_not_close_the_screen(desk, picture):
    picture.original.storage.delete(picture.original.name)
    assert desk.get(screen(picture)).status_code == 200
