"""The upload screen: each file with what became of it, with a script and without one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings as present
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from articles import library
from articles.library import said
from articles.models import Picture
from tests import factories

from .conftest import BAD, GOOD
from .test_likeness import NAMES, jpeg, photo, trimmed

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/articles/picture/upload/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def desk(client, picture_editor):
    client.force_login(picture_editor)
    return client


def sent(name="ferry.jpg", **options):
    return SimpleUploadedFile(name, factories.image_file(**options).read(), "image/jpeg")


def as_script(client, **fields):
    return client.post(UPLOAD, fields, **AS_SCRIPT)


def states(response):
    return [outcome.state for outcome in response.context["outcomes"]]


# -- Without a script: one form, many files


def test_the_form_stands_without_a_script(desk):
    page = desk.get(UPLOAD).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert "multiple" in page
    assert "40 MB and 50 million pixels" in page


def test_every_file_of_the_form_is_told_of_and_a_broken_one_stops_no_other(desk, sample):
    files = [sent("one.jpg"), sample("truncated.jpg"), sent("three.jpg", colour=(1, 2, 3))]
    response = desk.post(UPLOAD, {"file": files})
    assert states(response) == ["added", "refused", "added"]
    page = response.content.decode()
    assert "This picture is damaged or incomplete" in page
    for name in ("one.jpg", "truncated.jpg", "three.jpg"):
        assert name in page
    pictures = Picture.objects.order_by("pk")
    assert [picture.file_name for picture in pictures] == ["one.jpg", "three.jpg"]
    numbers = "&amp;".join(f"picture={picture.pk}" for picture in pictures)
    assert f"/admin/articles/picture/describe/?{numbers}" in page


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_taken_says_why(desk, sample, name):
    (outcome,) = desk.post(UPLOAD, {"file": sample(name)}).context["outcomes"]
    assert outcome.state == "refused"
    assert outcome.refusal.endswith(".")
    assert not Picture.objects.exists()


@pytest.mark.parametrize("name", GOOD)
def test_an_awkward_but_sound_file_is_taken(desk, sample, name):
    assert states(desk.post(UPLOAD, {"file": sample(name)})) == ["added"]
    assert Picture.objects.get().file_name == name


def test_no_file_at_all_is_said(desk):
    response = desk.post(UPLOAD, {})
    assert response.status_code == 200
    assert "No file arrived" in response.content.decode()


def test_more_files_than_are_taken_at_once_are_named(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.uploading.MOST_AT_ONCE", 2)
    files = [sent(f"{number}.jpg", colour=(number * 40, 0, 0)) for number in range(4)]
    response = desk.post(UPLOAD, {"file": files})
    assert states(response) == ["added", "added", "refused", "refused"]
    assert "Not taken: 2 files at a time. Send this one again." in response.content.decode()


def test_a_request_with_absurdly_many_files_is_refused_and_no_failure(desk):
    most = present.DATA_UPLOAD_MAX_NUMBER_FILES
    files = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(most + 1)]
    assert desk.post(UPLOAD, {"file": files}).status_code == 400
    assert not Picture.objects.exists()


# -- With a script: a request for each file


def test_a_script_gets_the_row_of_its_file(desk):
    response = as_script(desk, file=sent())
    assert response.status_code == 200
    answer = response.json()
    picture = Picture.objects.get()
    assert (answer["state"], answer["picture"]) == ("added", picture.pk)
    assert f"/admin/articles/picture/{picture.pk}/change/" in answer["row"]
    assert "Still to be said: credit, alt text, licence." in answer["row"]


def test_a_script_gets_the_reason_of_a_refusal(desk, sample):
    response = as_script(desk, file=sample("svg-in-disguise.jpg"))
    assert response.status_code == 422
    assert response.json()["sentence"].startswith("This is a file of another kind (SVG)")


def test_a_row_trusts_no_name(desk):
    row = as_script(desk, file=sent('<img src=x onerror="alert(1)">.jpg')).json()["row"]
    assert "<img src=x" not in row
    assert "&lt;img src=x" in row


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\fakepath\\ferry.jpg", "ferry.jpg"),
        ("a\0b\x1b\n c.jpg", "ab c.jpg"),
        ("half \udcff a character.jpg", "half a character.jpg"),
        ("", ""),
        ("..", ".."),
        ("x" * 10_000 + ".jpeg", None),
        ("x." + "y" * 10_000, None),
    ],
)
def test_a_files_name_is_kept_clean_and_short(name, kept):
    file = factories.image_file()
    file.name = name
    cleaned = said.file_name_of(file)
    assert cleaned == kept if kept is not None else len(cleaned) <= 200
    assert not name.endswith(".jpeg") or cleaned.endswith("….jpeg")


@pytest.mark.parametrize("name", ["x" * 10_000 + ".jpg", "a\0b.jpg", "Ærø færge – №1.jpg"])
def test_a_strange_name_is_no_failure(desk, name):
    assert as_script(desk, file=sent(name)).json()["state"] == "added"


# -- What the library has already


def test_the_very_same_file_is_not_added_silently(desk):
    first = factories.picture(file=factories.image_file(), credit="Photo: A")
    answer = as_script(desk, file=sent()).json()
    assert (answer["state"], answer["picture"]) == ("twin", first.pk)
    assert "This file is in the library already" in answer["row"]
    assert "Photo: A" in answer["row"]
    assert Picture.objects.count() == 1


def test_the_same_file_is_added_once_more_where_somebody_says_so(desk, picture_editor):
    first = library.add(sent("first.jpg"), by=None, credit="Photo: A")
    page = desk.post(UPLOAD, {"file": sent("again.jpg")})
    assert f'name="again" value="{first.pk}"' in page.content.decode()
    assert "csrfmiddlewaretoken" in page.content.decode().partition('class="desk-upload__said"')[2]
    response = desk.post(UPLOAD, {"again": first.pk})
    assert states(response) == ["added"]
    second = Picture.objects.exclude(pk=first.pk).get()
    assert second.checksum == first.checksum
    assert second.file_name == "first.jpg"
    assert second.uploaded_by == picture_editor
    assert second.credit == ""
    assert "Looks like" not in response.content.decode()  # one colour has no look


@pytest.mark.parametrize("again", ["0", "9" * 30, "-1", "x", "\0", "1 OR 1=1"])
def test_a_picture_to_add_again_that_is_not_there_is_said(desk, again):
    response = desk.post(UPLOAD, {"again": again})
    assert response.status_code == 200
    assert "That picture is not in the library any more" in response.content.decode()


def test_a_picture_to_add_again_whose_original_is_gone_is_said(desk, tmp_path):
    first = factories.picture()
    for path in (tmp_path / "originals").rglob("*.jpeg"):
        path.unlink()
    response = desk.post(UPLOAD, {"again": first.pk})
    assert "The file behind this picture is missing" in response.content.decode()


def test_a_picture_that_looks_like_another_is_added_and_says_so(desk):
    image = photo(NAMES[0])
    first = library.add(jpeg(image), by=None, caption="The first of them")
    answer = as_script(desk, file=jpeg(trimmed(image, 0.02), name="again.jpg")).json()
    assert answer["state"] == "added"
    assert answer["picture"] != first.pk
    assert "Looks like:" in answer["row"]
    assert "The first of them" in answer["row"]


# -- Who may


def test_a_reporter_uploads(client, reporter):
    client.force_login(reporter)
    assert as_script(client, file=sent()).json()["state"] == "added"
    assert Picture.objects.get().uploaded_by == reporter


@pytest.mark.parametrize("role", ["Legal", "Moderator", "Publisher"])
def test_somebody_who_may_not_add_pictures_is_refused(client, role):
    client.force_login(factories.user(role))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"file": sent()}).status_code == 403
    assert as_script(client, file=sent()).status_code == 403
    assert not Picture.objects.exists()


def test_a_reader_is_asked_to_sign_in(client):
    response = as_script(client, file=sent())
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_another_site_cannot_upload_in_somebodys_name(picture_editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(picture_editor)
    assert client.post(UPLOAD, {"file": sent()}).status_code == 403
    assert not Picture.objects.exists()


def test_the_list_leads_to_the_upload_screen(desk):
    assert f'href="{UPLOAD}"' in desk.get("/admin/articles/picture/").content.decode()


def test_other_methods_are_refused(desk):
    assert desk.put(UPLOAD).status_code == 405


# -- At the same instant


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_copies_of_a_file_sent_at_once_one_is_added():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    editor, start = factories.user("Picture editor"), Barrier(2)

    def send(name):
        browser = Client()
        browser.force_login(editor)
        start.wait()
        try:
            return as_script(browser, file=sent(name)).json()["state"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browsers:
        assert sorted(browsers.map(send, ["one.jpg", "copy of one.jpg"])) == ["added", "twin"]
