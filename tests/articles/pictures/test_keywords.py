"""The screen of keywords: renamed, merged and deleted by whoever may change pictures."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles import library
from articles.models import Keyword, Picture
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/keyword/"


@pytest.fixture
def desk(client, picture_editor):
    client.force_login(picture_editor)
    return client


def tagged(*names):
    picture = factories.picture()
    library.describe(picture, by=None, keywords=list(names))
    return picture


def screen(name):
    return f"{LIST}{Keyword.objects.get(name=name).pk}/change/"


def names(picture):
    return sorted(Picture.objects.get(pk=picture.pk).keywords.names())


def test_a_keyword_is_renamed_on_every_picture(desk, picture_editor):
    picture = tagged("habrour")
    desk.post(screen("habrour"), {"name": " Harbour  wall ", "merge_into": ""})
    assert names(picture) == ["Harbour wall"]
    assert picture.events.first().made_by == picture_editor


def test_a_keyword_is_merged_into_another(desk):
    both, one = tagged("boats", "ships"), tagged("boats")
    response = desk.post(screen("boats"), {"name": "boats", "merge_into": "SHIPS"}, follow=True)
    assert "The keywords are merged." in response.content.decode()
    assert names(both) == names(one) == ["ships"]


def test_a_keyword_is_deleted_and_its_pictures_stay(desk):
    picture = tagged("boats")
    asked = desk.get(screen("boats").replace("change", "delete")).content.decode()
    for page in (asked, desk.get(LIST).content.decode()):
        assert 'href="/admin/articles/picture/?keyword=boats"' in page
    desk.post(screen("boats").replace("change", "delete"), {"post": "yes"})
    assert names(picture) == []
    assert not Keyword.objects.exists()


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("merge_into", {"name": "boats", "merge_into": "nothing"}),
        ("merge_into", {"name": "boats", "merge_into": "boats"}),
        ("name", {"name": "\u200b", "merge_into": ""}),
        ("name", {"name": "ships", "merge_into": ""}),
        ("name", {"name": "SHIPS", "merge_into": ""}),
        ("name", {"name": "n" * 91, "merge_into": ""}),
        ("name", {"name": "\ufdfa" * 20, "merge_into": ""}),
    ],
)
def test_what_cannot_be_a_keyword_is_refused_at_its_field(desk, field, fields):
    picture = tagged("boats", "ships")
    response = desk.post(screen("boats"), fields)
    assert field in response.context["adminform"].form.errors
    assert names(picture) == ["boats", "ships"]


def test_keywords_are_bounded_alike_whether_typed_or_said_by_a_file(desk):
    long, swelling = "n" * 91, "\ufdfa" * 20  # the last becomes 360 letters in an address
    exif = Image.Exif()
    exif[0x9C9E] = f"boats;{long};{swelling};Boats".encode("utf-16-le")
    file = ContentFile(b"", name="boats.jpg")
    Image.new("RGB", (640, 480)).save(file, "JPEG", exif=exif)
    file.seek(0)
    desk.post("/admin/articles/picture/upload/", {"file": file})
    picture = Picture.objects.get()
    assert names(picture) == ["boats"]
    for word in (long, swelling):
        sent = {"picture": picture.pk, "all-keywords": f"ships, {word}"}
        response = desk.post("/admin/articles/picture/describe/", sent)
        assert "keywords" in response.context["for_all"].errors
    assert names(picture) == ["boats"]


def test_nobody_adds_a_keyword_without_a_picture(desk):
    assert desk.get(f"{LIST}add/").status_code == 403


@pytest.mark.parametrize("account", ["reporter", "moderator"])
def test_somebody_who_may_not_change_pictures_does_not_see_keywords(client, account, request):
    client.force_login(request.getfixturevalue(account))
    tagged("boats")
    assert client.get(LIST).status_code == 403
    assert client.post(screen("boats"), {"name": "ships"}).status_code == 403
    assert Keyword.objects.get().name == "boats"


@pytest.mark.parametrize("gone", ["boats", "ships"])
def test_what_a_colleague_deleted_meanwhile_is_neither_renamed_nor_merged(picture_editor, gone):
    picture = tagged("boats", "ships")
    boats, ships = (Keyword.objects.get(name=name) for name in ("boats", "ships"))
    library.delete_keyword(Keyword.objects.get(name=gone), by=picture_editor)
    with pytest.raises(library.Refused):
        library.merge_keywords(boats, into=ships, by=picture_editor)
    if gone == "boats":
        with pytest.raises(library.Refused):
            library.rename_keyword(boats, by=picture_editor)
    assert names(picture) == [{"boats": "ships", "ships": "boats"}[gone]]
