"""The address of a rendition: made when missing, kept for ever, 404 for all that is not wanted."""

import io

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles import renditions
from articles.models import Rendition
from tests import factories

from .test_moving_pictures import moving

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    """A picture that readers see: it is on top of a live story."""
    picture = factories.picture()
    factories.published_story(lead_picture=picture)
    return picture


def address(picture, name="full-320.jpg"):
    return f"/pictures/{picture.key}/{name}"


def read(response):
    """The file an answer carries, read to its end, which also closes it."""
    return b"".join(response.streaming_content)


def queue():
    """What waits for the background of the making of renditions."""
    return DBTaskResult.objects.filter(task_path=renditions.making.make_renditions.module_path)


@pytest.mark.parametrize(
    ("extension", "mime_type", "kind"),
    [("avif", "image/avif", "AVIF"), ("webp", "image/webp", "WEBP"), ("jpg", "image/jpeg", "JPEG")],
)
def test_a_missing_rendition_is_made_when_it_is_asked_for(
    client, picture, extension, mime_type, kind
):
    response = client.get(address(picture, f"card-320.{extension}"))
    content = read(response)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == mime_type
    assert response.headers["Content-Length"] == str(len(content))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["ETag"]
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == (kind, (320, 213))
    assert Rendition.objects.get().name == f"{picture.key}/card-320.{extension}"


def test_what_one_reader_waited_for_has_the_background_make_all_the_others(
    client, picture, work_off
):
    with work_off():
        for name in ("card-320.avif", "card-320.webp", "full-320.avif"):
            read(client.get(address(picture, name)))
        assert queue().count() == 1
    assert renditions.existing(picture) == renditions.wanted(picture)


def test_an_animation_that_many_ask_for_is_asked_for_once(client):
    picture = factories.picture(file=moving(), keep_animation=True)
    factories.published_story(lead_picture=picture)
    for _reader in range(3):
        assert client.get(address(picture, "moving-60.webp")).status_code == 302
    assert queue().count() == 1


def test_a_rendition_sets_no_cookie_and_varies_by_none(client, picture):
    response = client.get(address(picture))
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_made_rendition_costs_one_query(client, picture, django_assert_num_queries):
    read(client.get(address(picture)))
    with django_assert_num_queries(1):
        read(client.get(address(picture)))


def test_every_address_on_a_page_answers(client, picture):
    for place in renditions.PLACES:
        found = renditions.sources(picture, place)
        for srcset in [found.src, found.srcset, *(value for _mime, value in found.alternatives)]:
            for part in filter(None, srcset.split(", ")):
                response = client.get(part.split()[0])
                assert response.status_code == 200
                read(response)


@pytest.mark.parametrize("cleared_for", ["social", "feeds", None])
def test_what_is_cleared_for_others_may_stand_in_their_pages(client, cleared_for):
    others = {f"for_{where}": where == cleared_for for where in ("social", "feeds")}
    picture = factories.picture(**others)
    factories.published_story(lead_picture=picture)
    response = client.get(address(picture))
    expected = "cross-origin" if cleared_for else "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == expected
    read(response)


def test_asking_for_the_head_answers_the_same_without_the_file(client, picture):
    whole, head = client.get(address(picture)), client.head(address(picture))
    assert head.content == b""
    for name in ("Content-Length", "Content-Type", "Cache-Control", "ETag"):
        assert head.headers[name] == whole.headers[name]
    read(whole)


def test_a_browser_that_has_it_is_told_so(client, picture):
    first = client.get(address(picture))
    read(first)
    again = client.get(address(picture), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_not_allowed(client, picture, method):
    assert getattr(client, method)(address(picture)).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "full-321.jpg",
        "full-1920.jpg",  # the picture is 640 pixels wide
        "full-0.jpg",
        "full-99999999999999999999999999.jpg",
        "wide-320.jpg",
        "full-320.gif",
        "full-320.php",
        "social-641.webp",
        "moving-640.webp",
        "full-320.jpg.part",
    ],
)
def test_what_no_page_asks_for_is_not_made(client, picture, name):
    assert client.get(address(picture, name)).status_code == 404
    assert not Rendition.objects.exists()


@pytest.mark.parametrize(
    "key",
    ["0" * 24, "0" * 23, "zz", "a" * 5000, "A" * 24, "%00" * 24, "%ED%A0%80", "..%2F..%2Fetc"],
)
def test_an_unknown_or_absurd_key_is_404(client, picture, key):
    assert client.get(f"/pictures/{key}/full-320.jpg").status_code == 404


@pytest.mark.parametrize("content", [None, b"", b"broken"])
def test_a_missing_or_broken_original_is_404_and_not_kept(client, picture, tmp_path, content):
    path = tmp_path / "originals" / picture.original.name
    path.unlink() if content is None else path.write_bytes(content)
    response = client.get(address(picture))
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_a_made_rendition_is_served_although_its_original_is_lost(client, picture, tmp_path):
    read(client.get(address(picture)))
    (tmp_path / "originals" / picture.original.name).unlink()
    response = client.get(address(picture))
    assert response.status_code == 200
    read(response)


def test_a_rendition_whose_file_was_deleted_is_made_again(client, picture, tmp_path):
    read(client.get(address(picture)))
    file = tmp_path / "renditions" / picture.key / "full-320.jpg"
    file.unlink()
    response = client.get(address(picture))
    assert read(response) == file.read_bytes()
    assert Rendition.objects.count() == 1


def test_no_room_for_a_rendition_is_503_and_not_500(client, picture, tmp_path):
    (tmp_path / "renditions").write_text("a file where the folder should be")
    response = client.get(address(picture))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_database_that_takes_no_writing_does_not_keep_a_picture_from_readers(client, picture):
    forbid, allow = {
        "sqlite": ("PRAGMA query_only=ON", "PRAGMA query_only=OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(forbid)
        try:
            response = client.get(address(picture))
        finally:
            cursor.execute(allow)
    assert response.status_code == 200
    assert read(response)
    assert not Rendition.objects.exists()


def test_originals_have_no_address(client, picture):
    for folder in ("pictures", "originals", "media", "files", "var/originals"):
        assert client.get(f"/{folder}/{picture.original.name}").status_code == 404
