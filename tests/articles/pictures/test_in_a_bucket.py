"""The picture library with its files in an S3-compatible store, spoken to over HTTP."""

import io

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles import library, logos, renditions
from articles.admin.proofs import proof_address
from articles.models import Picture, PublishedStory, Rendition
from newsroom import objects
from tests import factories
from tests.object_store import object_store

from .sending import save, screen

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/articles/picture/upload/"
ALIASES = ("default", "originals", "proofs", "renditions")


@pytest.fixture(scope="module")
def server():
    with object_store() as store:
        yield store


@pytest.fixture
def store(server, settings):
    settings.STORAGES = {**settings.STORAGES, **server.storages(ALIASES)}
    yield server
    server.empty()


@pytest.fixture
def away(server, settings):
    """From now on the store does not answer."""

    def go():
        gone = server.storages(ALIASES)
        for described in gone.values():
            described["OPTIONS"]["endpoint_url"] = "http://127.0.0.1:9"
        settings.STORAGES = {**settings.STORAGES, **gone}

    return go


def file(size=(200, 150), colour=(9, 9, 9)):
    content = factories.image_file(size=size, colour=colour).read()
    return SimpleUploadedFile("ferry.jpg", content, "image/jpeg")


def whole(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def picture(store, desk):
    """A picture that was uploaded at the desk, and that readers see; nothing is made of it yet."""
    desk.post(UPLOAD, {"file": [file()]})
    Picture.objects.update(caption="A ferry", alt="A ferry", credit="Ada", licence="staff")
    picture = Picture.objects.get()
    factories.published_story(lead_picture=picture)
    return picture


@pytest.fixture
def made(picture, work_off):
    """The same with all that is made of it."""
    with work_off():
        renditions.refresh_soon(picture)
        renditions.proofs_soon(picture)
    return picture


def test_an_upload_lies_in_the_bucket_as_it_came_with_all_that_is_made_of_it(made, store):
    assert store.read(f"originals/{made.original.name}") == file().read()
    names = set(made.renditions.values_list("name", flat=True))
    assert names == renditions.wanted(made)
    assert set(store.names("renditions/")) == {f"renditions/{name}" for name in names}
    assert len(store.names("proofs/")) == 2
    noted = Rendition.objects.first()
    assert noted.size == len(store.read(f"renditions/{noted.name}"))


def test_a_reader_gets_a_picture_from_us_and_learns_nothing_of_the_bucket(client, picture, store):
    client.logout()
    page = client.get(PublishedStory.objects.get().get_absolute_url())
    assert f"/pictures/{picture.key}/" in page.content.decode()
    assert store.address not in page.content.decode()
    response = client.get(f"/pictures/{picture.key}/full-200.jpg")
    assert whole(response) == store.read(f"renditions/{picture.key}/full-200.jpg")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "127.0.0.1" not in str(response.headers)
    asked = client.head(f"/pictures/{picture.key}/full-200.jpg")
    assert asked.headers["Content-Length"] == response.headers["Content-Length"]


def test_no_file_in_the_bucket_has_an_address(picture):
    for alias in ALIASES:
        with pytest.raises(ValueError, match="no address"):
            storages[alias].url(picture.original.name)


def test_what_is_not_made_yet_or_was_lost_is_made_when_it_is_asked_for(
    client, desk, picture, store
):
    lost = f"renditions/{picture.key}/full-200.webp"
    assert store.names("proofs/") == store.names("renditions/") == []
    assert whole(client.get(f"/pictures/{picture.key}/full-200.webp")) == store.read(lost)
    assert Image.open(io.BytesIO(whole(desk.get(proof_address(picture))))).format == "WEBP"
    assert len(store.names("proofs/")) == 1


def test_a_lost_original_is_said_to_be_lost(desk, picture, store):
    store.empty()
    assert desk.get(proof_address(picture)).status_code == 410
    assert desk.get(f"/pictures/{picture.key}/full-200.jpg").status_code == 404
    assert desk.get(screen(picture)).status_code == 200


def test_the_same_file_added_again_lies_there_once(desk, picture, store):
    again = library.add_again(picture, by=None)
    assert again.picture.pk != picture.pk
    assert store.names("originals/") == [f"originals/{picture.original.name}"]
    library.remove(again.picture)
    assert store.names("originals/") == [f"originals/{picture.original.name}"]


def test_another_file_takes_the_first_ones_place_and_its_files_go(desk, made, store, work_off):
    picture, before = made, made.original.name
    with work_off():
        assert save(desk, picture, file=file(colour=(200, 9, 9))).status_code == 302
    present = Picture.objects.get(pk=picture.pk)
    assert present.original.name != before
    assert store.names("originals/") == [f"originals/{present.original.name}"]
    made = {f"renditions/{name}" for name in renditions.wanted(present)}
    assert set(store.names("renditions/")) == made
    assert len(store.names("proofs/")) == 2


def test_a_blocked_picture_leaves_its_original_alone_in_the_bucket(
    client, made, store, picture_editor, work_off
):
    with work_off():
        library.block(made, by=picture_editor, reason="Her parents asked us.")
    assert store.names("renditions/") == []
    assert len(store.names("originals/")) == 1
    assert client.get(f"/pictures/{made.key}/full-200.jpg").status_code == 410


def test_a_removed_picture_leaves_nothing(store, work_off):
    with work_off():
        picture = factories.picture(file=file())
    assert store.names() != []
    with work_off():
        library.remove(picture)
    assert store.names() == []


def test_while_the_store_is_away_readers_are_told_to_come_again_and_uploads_are_refused(
    client, desk, picture, store, away, settings
):
    whole(client.get(f"/pictures/{picture.key}/full-200.jpg"))
    before, present = store.names(), settings.STORAGES
    away()
    response = client.get(f"/pictures/{picture.key}/full-200.jpg")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert desk.get(proof_address(picture)).status_code in {410, 503}
    response = desk.post(UPLOAD, {"file": [file(colour=(1, 2, 3))]})
    assert [one.state for one in response.context["outcomes"]] == ["refused"]
    assert "no room to keep this picture" in response.content.decode()
    assert desk.get("/admin/articles/picture/").status_code == 200
    settings.STORAGES = present
    assert store.names() == before
    assert Picture.objects.count() == 1
    assert client.get(f"/pictures/{picture.key}/full-200.jpg").status_code == 200


def test_a_logo_lies_in_the_bucket_too(client, store):
    logo = logos.read(factories.image_file(size=(300, 100)))
    logos.keep(logo)
    logos.keep(logo)
    assert store.names() == [f"default/{logos.place_of(logo.digest)}"]
    address = reverse("articles:logo", args=[logo.digest])
    assert whole(client.get(address)) == logo.content
    assert client.get(reverse("articles:logo", args=["0" * 20])).status_code == 404


def test_whatever_goes_wrong_on_the_way_is_an_os_error(store, settings):
    here = storages["originals"]
    with pytest.raises(FileNotFoundError):
        here.open("none.jpg")
    with pytest.raises(FileNotFoundError):
        here.size("none.jpg")
    here.delete("none.jpg")
    described = store.storages(["none"])["none"]["OPTIONS"]
    elsewhere = objects.Objects(**described | {"bucket_name": "no-such-bucket"})
    with pytest.raises(OSError, match="NoSuchBucket"):
        elsewhere.save("a.jpg", factories.image_file())
    nowhere = objects.Objects(**described | {"endpoint_url": "http://127.0.0.1:9"})
    for act in (nowhere.exists, nowhere.size, nowhere.open, nowhere.delete):
        with pytest.raises(OSError, match="Could not connect"):
            act("a.jpg")
