"""Proofs: the face of every picture at the desk, for nobody else, lawful or not."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from articles import library
from articles.admin.proofs import proof_address
from articles.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db


def address(pk, width=320):
    return reverse("admin:articles_picture_proof", args=[pk, width])


@pytest.fixture
def picture():
    return factories.picture(file=factories.image_file(size=(2000, 1000)))


@pytest.fixture
def on_disk(tmp_path):
    def names():
        return sorted(path.name for path in (tmp_path / "proofs").rglob("*") if path.is_file())

    return names


def content(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Legal"])
def test_the_desk_sees_the_whole_picture_small(client, picture, role, width):
    client.force_login(factories.user(role))
    response = client.get(address(picture.pk, width))
    assert response.headers["Content-Type"] == "image/webp"
    image = Image.open(io.BytesIO(content(response)))
    assert (image.format, image.size) == ("WEBP", (width, width // 2))


def test_nobody_else_does(client, picture):
    response = client.get(address(picture.pk))
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")
    for role in ("Moderator", "Publisher"):
        client.force_login(factories.user(role))
        assert client.get(address(picture.pk)).status_code == 403


def test_a_picture_that_may_not_be_shown_has_its_face_at_the_desk(client, picture, editor):
    Picture.objects.filter(pk=picture.pk).update(for_web=False)
    factories.published_story(lead_picture=factories.picture())
    client.force_login(editor)
    assert client.get(f"/pictures/{picture.key}/full-320.jpg").status_code == 410
    response = client.get(address(picture.pk))
    assert response.status_code == 200
    content(response)


def test_no_shared_cache_keeps_a_proof_and_a_browser_asks_whether_it_still_holds(
    client, picture, editor
):
    client.force_login(editor)
    first = client.get(address(picture.pk))
    content(first)
    assert first.headers["Cache-Control"] == "private, no-cache"
    tag = {"if-none-match": first.headers["ETag"]}
    assert client.get(address(picture.pk), headers=tag).status_code == 304
    named = client.get(proof_address(picture))
    content(named)
    assert named.headers["Cache-Control"] == "private, max-age=86400"
    library.replace(picture, factories.image_file(colour=(1, 2, 3)), by=editor)
    again = client.get(address(picture.pk), headers=tag)
    assert again.status_code == 200
    content(again)


def test_proofs_are_made_after_the_upload_and_go_with_the_original(work_off, on_disk):
    with work_off():
        first = library.add(factories.image_file(), by=None)
        second = library.add(factories.image_file(), by=None)
    assert on_disk() == [f"{first.checksum}-1280.webp", f"{first.checksum}-320.webp"]
    with work_off():
        library.remove(first)
    assert len(on_disk()) == 2
    with work_off():
        library.remove(second)
    assert on_disk() == []


def test_another_file_takes_the_first_ones_proofs_with_it(work_off, on_disk, editor):
    with work_off():
        picture = library.add(factories.image_file(), by=None)
        library.replace(picture, factories.image_file(colour=(1, 2, 3)), by=editor)
    assert on_disk() == [f"{picture.checksum}-1280.webp", f"{picture.checksum}-320.webp"]


def test_a_small_picture_is_not_enlarged(client, editor, sample):
    picture = library.add(sample("turned-6.jpg"), by=None)
    client.force_login(editor)
    image = Image.open(io.BytesIO(content(client.get(address(picture.pk, 1280)))))
    assert image.size == (80, 120)


@pytest.mark.parametrize(("pk", "width"), [(10**30, 320), (0, 320), (999_999, 320)])
def test_what_is_not_there_is_404_in_words(client, editor, pk, width):
    client.force_login(editor)
    response = client.get(address(pk, width))
    assert (response.status_code, response.text) == (404, "There is no such picture.")


@pytest.mark.parametrize("width", [0, 321, 10**30])
def test_other_widths_are_not_made(client, editor, picture, on_disk, width):
    client.force_login(editor)
    assert client.get(address(picture.pk, width)).status_code == 404
    assert on_disk() == []


def test_a_lost_original_is_410_in_words(client, editor, picture, tmp_path):
    (tmp_path / "originals" / picture.original.name).unlink()
    client.force_login(editor)
    response = client.get(address(picture.pk))
    assert response.status_code == 410
    assert response.text == "The file behind this picture cannot be read."


def test_other_methods_are_not_allowed(client, editor, picture):
    client.force_login(editor)
    assert client.post(address(picture.pk)).status_code == 405


def test_the_desks_lists_and_dialogs_show_proofs(client, editor, picture):
    client.force_login(editor)
    found = client.get(reverse("admin:articles_picture_find"), {"id": picture.pk}).json()
    (facts,) = found["results"]
    assert facts["thumbnail"].startswith(address(picture.pk, 320))
    assert facts["preview"].startswith(address(picture.pk, 1280))
    assert (facts["width"], facts["height"]) == (1280, 640)
    for page in ("admin:articles_picture_changelist", "admin:articles_picture_change"):
        args = [picture.pk] if page.endswith("change") else []
        text = client.get(reverse(page, args=args)).text
        assert address(picture.pk, 1280 if args else 320) in text
        assert f"/pictures/{picture.key}" not in text
