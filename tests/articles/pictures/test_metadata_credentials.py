"""Content Credentials are told as they are: sound, broken, torn, and never believed when broken."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.metadata import content_credentials, credentials, read

from .told import content

needs_c2pa = pytest.mark.skipif(
    credentials.c2pa is None,
    reason="The extra `c2pa` is not installed, so there are no Content Credentials to read.",
)
SIGNED = ["signed.jpg", "signed.png", "signed.webp", "signed.avif", "signed.gif"]


def told(name):
    return content_credentials(io.BytesIO(content(name)))


@needs_c2pa
@pytest.mark.parametrize("name", SIGNED)
def test_credentials_say_who_signed_with_what_and_what_was_done(name):
    assert told(name) == {
        "state": "valid",
        "problems": [],
        "signed_by": "Test signer",
        "tool": "Test camera 1.0",
        "title": "Harbour",
        "actions": [
            {
                "action": "c2pa.created",
                "when": "2026-05-01T10:00:00Z",
                "with": "Test model",
                "digital_source": "trainedAlgorithmicMedia",
            }
        ],
        "digital_source": "trainedAlgorithmicMedia",
    }


@needs_c2pa
def test_a_picture_changed_after_it_was_signed_is_told_as_such():
    found = told("signed-and-changed.jpg")
    assert found["state"] == "invalid"
    assert found["problems"] == ["assertion.dataHash.mismatch"]


@needs_c2pa
def test_a_manifest_torn_apart_is_told_and_not_raised():
    found = told("signed-and-torn.jpg")
    assert found["state"] in ("invalid", "unreadable")
    assert found["problems"]
    json.dumps(found)


@needs_c2pa
@pytest.mark.parametrize("name", ["xmp.jpg", "xmp.png", "xmp.webp", "xmp.avif", "xmp.gif"])
def test_a_picture_without_credentials_has_none(name):
    assert told(name) is None


@needs_c2pa
def test_the_way_of_making_that_was_signed_counts_where_xmp_names_none():
    assert read(io.BytesIO(content("signed.jpg"))).digital_source == "trainedAlgorithmicMedia"


@needs_c2pa
def test_that_a_picture_was_generated_is_believed_of_broken_credentials_too():
    changed = io.BytesIO(content("signed-and-changed.jpg"))
    assert read(changed).digital_source == "trainedAlgorithmicMedia"


@needs_c2pa
@pytest.mark.parametrize("kind", [ContentFile, lambda data: SimpleUploadedFile("a.jpg", data)])
def test_credentials_are_read_from_files_as_django_hands_them_over(kind):
    file = kind(content("signed.jpg"))
    assert content_credentials(file)["state"] == "valid"
    assert file.tell() == 0
    assert not file.closed


@needs_c2pa
def test_reading_asks_nobody_on_the_network():
    for switch in ("remote_manifest_fetch", "ocsp_fetch"):
        assert credentials.OFFLINE["verify"][switch] is False
    assert credentials.OFFLINE["core"]["allowed_network_hosts"] == []


@pytest.mark.parametrize("name", SIGNED)
def test_without_the_extra_there_are_no_credentials_and_all_else_is_read(monkeypatch, name):
    monkeypatch.setattr(credentials, "c2pa", None)
    assert told(name) is None
    assert read(io.BytesIO(content(name))).digital_source == ""


def test_a_report_of_any_shape_becomes_a_small_dict():
    """What the library reports is another's: nothing is believed of its shape."""
    for store in (
        {},
        {"manifests": [], "active_manifest": 5},
        {"manifests": {"a": None}, "active_manifest": "a"},
        {
            "manifests": {
                "a": {
                    "assertions": [{"label": 3}, {"label": "c2pa.actions", "data": {"actions": 1}}],
                    "signature_info": "nobody",
                    "claim_generator_info": [{"name": 5}],
                    "ingredients": {},
                    "title": ["x"],
                }
            },
            "active_manifest": "a",
            "validation_status": [{"code": None}, "x"],
        },
    ):
        assert credentials._told(store)["state"] == "invalid"


def test_a_generative_models_part_outweighs_what_came_before_and_after():
    actions = [
        {"digital_source": "digitalCapture"},
        {"digital_source": "compositeWithTrainedAlgorithmicMedia"},
        {"digital_source": "humanEdits"},
    ]
    assert credentials._outweighing(actions) == "compositeWithTrainedAlgorithmicMedia"
    assert credentials._outweighing(actions[::2]) == "digitalCapture"
    assert credentials._outweighing([]) == ""
