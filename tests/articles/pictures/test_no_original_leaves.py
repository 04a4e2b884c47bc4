"""No file served by us is a copy of an upload: what came with it stays with the original."""

import pytest
from django.urls import reverse

from articles import library, renditions
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
