"""No file served by us is a copy of an upload: what came with it stays with the original."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from articles import imaging, library, renditions
from articles.admin.proofs import PREVIEW, THUMBNAIL
from tests import factories

from .conftest import GOOD

pytestmark = pytest.mark.django_db

SECRETS = (b"SECRET", b"SERIAL-12345", b"<?php", b"index.html", b"alert(document.domain)")
SMALL = [name for name in GOOD if name not in {"tower.png", "panorama.png"}]


def sent(client, path):
    response = client.get(path, follow=True)
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, whole


def addresses(picture):
    """Every address that has to do with a picture: readers' files and pages, the desk's."""
    yield from (f"/pictures/{name}" for name in sorted(renditions.wanted(picture)))
    yield reverse("articles:picture", args=[picture.key])
    for width in (THUMBNAIL, PREVIEW):
        yield reverse("admin:articles_picture_proof", args=[picture.pk, width])
    yield reverse("admin:articles_picture_find") + f"?id={picture.pk}"
    yield reverse("admin:articles_picture_change", args=[picture.pk])
    for place in ("originals", "pictures", "media", "static", "files", "proofs"):
        yield f"/{place}/{picture.original.name}"


@pytest.mark.parametrize("name", SMALL)
def test_no_address_sends_what_was_uploaded(client, editor, sample, name):
    content = sample(name).read()
    words = {"caption": "C", "credit": "C", "alt": "A", "licence": "staff"}
    picture = library.add(sample(name), by=None, keep_animation=True, **words)
    renditions.bring_up_to_date(picture)
    factories.published_story(lead_picture=picture)
    client.force_login(editor)
    answered = 0
    for path in addresses(picture):
        status, body = sent(client, path)
        answered += status == 200
        assert content not in body, path
        if not path.startswith("/admin/") or "proof" in path:
            assert not [secret for secret in SECRETS if secret in body], path
    assert answered >= len(renditions.wanted(picture)) + 5


@pytest.mark.parametrize("extension", ["jpg", "webp", "avif"])
def test_not_even_what_our_encoders_made_comes_out_as_it_came_in(extension, work_off, tmp_path):
    """A flat picture gives the same bytes when encoded again, and its words are read again."""
    with work_off():
        first = factories.picture(
            file=factories.image_file(size=(320, 240)), licence="", credit="C"
        )
    made = (tmp_path / "renditions" / first.key / f"full-320.{extension}").read_bytes()
    with work_off():
        again = library.add(ContentFile(made, name=f"again.{extension}"), by=None, alt="A")
    assert again.credit == "C"
    files = list((tmp_path / "renditions" / again.key).iterdir())
    assert f"full-320.{extension}" in {path.name for path in files}
    assert made not in [path.read_bytes() for path in files]


def test_a_proof_is_no_copy_either(editor, client):
    """What would be the very proof, had it been made by our encoder without a word inside."""
    small = imaging.encode(Image.new("RGB", (320, 240), "white"), "webp")
    picture = library.add(ContentFile(small, name="proof.webp"), by=None)
    client.force_login(editor)
    status, body = sent(client, reverse("admin:articles_picture_proof", args=[picture.pk, 320]))
    assert (status, Image.open(io.BytesIO(body)).size) == (200, (320, 240))
    assert body != small
