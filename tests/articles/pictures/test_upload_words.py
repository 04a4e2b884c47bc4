"""What a file says of itself is filled in as it comes into the library, and nothing else."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import library, metadata
from articles.models import Picture
from tests import factories

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
UPLOAD, ADD = "/admin/articles/picture/upload/", "/admin/articles/picture/add/"


def told(name):
    return ContentFile((SAMPLES / "told" / name).read_bytes(), name=name)


def saying(**words):
    """A small JPEG that says these things of itself, written as our own renditions are."""
    said = dict.fromkeys(
        (
            "caption",
            "byline",
            "credit",
            "source",
            "copyright",
            "usage_terms",
            "licence_url",
            "digital_source",
        ),
        "",
    )
    file = ContentFile(b"", name="saying.jpg")
    image = Image.open(factories.image_file())
    image.save(file, "JPEG", **metadata.packets("jpg", **said | words))
    file.seek(0)
    return file


def test_a_picture_comes_with_what_its_file_says(reporter):
    picture = Picture.objects.get(pk=library.add(told("xmp.jpg"), by=reporter).pk)
    assert picture.caption.startswith("Zoë Müller läuft über die Brücke in Łódź")
    assert picture.byline == "Zoë Müller, Jan Kowalski"
    assert picture.credit == "Photo: Z. Müller/Agentur"
    assert picture.source == "Agentur"
    assert picture.copyright == "© 2026 Agentur"
    assert picture.notice == "Not for Switzerland"
    assert picture.place == "Old bridge, Łódź, Poland"
    assert picture.taken_on == date(2026, 3, 5)
    assert picture.usage_terms == "Once, in one newspaper"
    assert picture.licence_url == "https://example.com/terms"
    assert picture.digital_source == "compositeCapture"
    assert picture.alt == "A woman on a bridge"
    assert set(picture.keywords.names()) == {"bridge", "Łódź"}
    assert picture.from_file["xmp"]
    assert picture.file_name == "xmp.jpg"
    assert picture.licence == ""  # nobody has said
    assert picture.is_usable


def test_what_a_person_gave_is_not_written_over(reporter):
    ours = {"caption": "Ours", "credit": "Photo: Us", "licence": "agency", "file_name": "1.jpg"}
    picture = library.add(told("xmp.jpg"), by=reporter, keywords=["ours"], **ours)
    picture = Picture.objects.get(pk=picture.pk)
    assert {name: getattr(picture, name) for name in ours} == ours
    assert picture.licence_url == ""  # the file's would be another licence's
    assert list(picture.keywords.names()) == ["ours"]
    assert picture.alt == "A woman on a bridge"


def test_a_decorative_picture_gets_no_alt_text_from_its_file(reporter):
    picture = library.add(told("xmp.jpg"), by=reporter, is_decorative=True)
    assert picture.alt == ""


@pytest.mark.parametrize(
    ("address", "licence", "version"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa", "4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/2.5/es/", "cc-by-nc-nd", "2.5"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0", "1.0"),
        ("https://example.com/licenses/by/4.0/", "", ""),
    ],
)
def test_a_creative_commons_address_is_a_licence(address, licence, version):
    picture = library.add(saying(licence_url=address), by=None)
    assert (picture.licence, picture.licence_version) == (licence, version)
    assert picture.licence_url.rstrip("/").endswith(address.rstrip("/").partition("//")[2])


def test_a_file_that_says_nothing_fills_nothing(reporter):
    picture = library.add(factories.image_file(), by=reporter)
    assert (picture.caption, picture.credit, picture.alt, picture.licence) == ("", "", "", "")
    assert picture.filled_by_file == []


def test_another_file_says_what_it_says_and_changes_no_words(reporter):
    picture = library.add(told("xmp.jpg"), by=reporter)
    library.replace(picture, told("agreed.jpg"), by=reporter)
    picture = Picture.objects.get(pk=picture.pk)
    assert picture.credit == "Photo: Z. Müller/Agentur"
    assert picture.file_name == "agreed.jpg"
    assert "From the XMP" in str(picture.from_file)


def test_the_form_for_one_picture_fills_its_empty_fields_from_the_file(client, picture_editor):
    client.force_login(picture_editor)
    file = SimpleUploadedFile("xmp.jpg", told("xmp.jpg").read(), "image/jpeg")
    fields = {"file": file, "caption": "Ours", "focal_x": "0.5", "focal_y": "0.5"}
    client.post(ADD, fields)
    picture = Picture.objects.get()
    assert (picture.caption, picture.credit) == ("Ours", "Photo: Z. Müller/Agentur")


def row(client, file):
    return client.post(UPLOAD, {"file": file}, HTTP_ACCEPT="application/json").json()["row"]


def test_the_row_says_what_came_from_the_file_and_what_is_still_to_be_said(client, reporter):
    client.force_login(reporter)
    shown = row(client, told("xmp.jpg"))
    assert "From the file: caption, photographer, credit, source" in shown
    assert "keywords." in shown
    assert "Still to be said: licence." in shown
    assert "No licence" not in shown  # once is enough


@pytest.mark.parametrize(
    ("source", "badge"),
    [
        ("trainedAlgorithmicMedia", "Generated by a model"),
        ("compositeWithTrainedAlgorithmicMedia", "Edited with a generative model"),
        ("compositeCapture", "Composite of photographs"),
    ],
)
def test_a_generated_or_composited_picture_has_its_badge(client, reporter, source, badge):
    client.force_login(reporter)
    assert f'<li class="badge is-warn">{badge}</li>' in row(client, saying(digital_source=source))


def test_a_picture_taken_with_a_camera_has_no_badge_for_it(client, reporter):
    client.force_login(reporter)
    assert "is-warn" not in row(client, saying(digital_source="digitalCapture"))
    assert Picture.objects.get().digital_source == "digitalCapture"
