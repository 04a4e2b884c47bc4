"""The words pictures are found by: whoever changes them, in whatever script."""

import pytest

from articles import library, search
from articles.models import Keyword, Picture, PictureWords
from articles.search import renew_picture_words
from tests import factories

pytestmark = pytest.mark.django_db


def found(query):
    return list(Picture.objects.having(search.words_in(query)).order_by("pk"))


@pytest.mark.parametrize(
    ("field", "value", "query"),
    [
        ("caption", "The ferry Ada leaves Marram", "MARRAM ferry"),
        ("alt", "Two dogs look through a window", "dogs window"),
        ("credit", "Photo: R. Wend/Agency", "wend/agency"),
        ("byline", "Ngũgĩ wa Thiong'o", "ngugi"),
        ("source", "The Coast Guard", "guard"),
        ("copyright", "© 2026 Wend", "2026"),
        ("place", "Łódź", "łodz"),
        ("notice", "Not for use before noon", "noon"),
        ("caption", "東京の桜", "桜"),
        ("caption", "Ελλάδα και ΘΆΛΑΣΣΑ", "θαλασσα"),
        ("caption", "القاهرة القديمة", "القديمة"),
        ("caption", "Straße", "STRASSE"),
        ("caption", "Ⅷ ﬁre brigade", "fire"),
    ],
)
def test_a_picture_is_found_by_the_words_of_any_of_its_fields_in_any_script(field, value, query):
    wanted = factories.picture(**{"caption": "Other words", field: value})
    factories.picture(caption="Something else")
    assert found(query) == [wanted]


def test_a_picture_is_found_by_the_name_of_its_file():
    wanted = factories.picture(file=factories.image_file(name="DSC_0042.JPG"))
    factories.picture()
    assert found("dsc_0042") == [wanted]


def test_every_word_has_to_occur_somewhere_and_parts_of_words_do():
    both = factories.picture(caption="A ferry", credit="Photo: R. Wend")
    factories.picture(caption="A ferry")
    assert found("ferr wen") == [both]
    assert found("ferry nobody") == []
    assert len(found("")) == 2


@pytest.mark.parametrize("query", ["%", "_", "\\", "100%"])
def test_what_a_database_takes_for_a_pattern_is_looked_for_as_it_is_written(query):
    wanted = factories.picture(caption=r"100% wool_ \ ")
    factories.picture(caption="100 sheep", file_name="x")
    assert found(query) == [wanted]


def test_describing_a_picture_changes_what_it_is_found_by(editor):
    picture = factories.picture(caption="A ferry")
    picture.caption = "A lifeboat"
    library.describe(picture, by=editor, keywords=["harbour"])
    assert found("ferry") == []
    assert found("lifeboat harbour") == [picture]


def test_replacing_the_file_keeps_what_it_is_found_by(editor):
    picture = factories.picture(caption="A ferry")
    picture.credit = "Photo: Somebody Else"
    library.replace(picture, factories.image_file(colour=(1, 2, 3)), by=editor)
    assert found("ferry somebody") == [picture]
    assert PictureWords.objects.count() == 1


def test_the_words_of_a_credit_are_told_from_those_of_a_caption():
    by_reuters = factories.picture(credit="Photo: A. Wend/Reuters")
    factories.picture(caption="The head of Reuters", credit="Photo: A. Wend")
    assert list(Picture.objects.credited_to(search.words_in("reuters WEND"))) == [by_reuters]


def test_a_keyword_that_is_called_otherwise_is_found_by_its_new_name(editor, work_off):
    picture = factories.picture()
    library.describe(picture, by=editor, keywords=["habrour"])
    keyword = Keyword.objects.get()
    keyword.name = "harbour"
    with work_off():
        library.rename_keyword(keyword, by=editor)
    assert found("harbour") == [picture]
    assert found("habrour") == []
    assert picture.events.filter(changed__keywords=["habrour", "harbour"], made_by=editor).exists()


def test_keywords_that_become_one_leave_each_picture_with_it_once(editor, work_off):
    pictures = [factories.picture() for _number in range(2)]
    library.describe(pictures[0], by=editor, keywords=["boats"])
    library.describe(pictures[1], by=editor, keywords=["boats", "ships"])
    boats, ships = Keyword.objects.order_by("name")
    with work_off():
        library.merge_keywords(boats, into=ships, by=editor)
    assert [list(one.keywords.names()) for one in pictures] == [["ships"], ["ships"]]
    assert found("ships") == pictures
    assert found("boats") == []


def test_renewing_the_words_of_pictures_that_are_gone_minds_nothing(work_off):
    with work_off():
        renew_picture_words.enqueue([4711])
    assert not PictureWords.objects.exists()


def test_words_are_written_for_pictures_of_before():
    from importlib import import_module

    from django.apps import apps

    picture = factories.picture(caption="Café", byline="Zoë")
    picture.keywords.add("harbour")
    PictureWords.objects.all().delete()
    import_module("articles.migrations.0020_words_of_pictures").write_words(apps, None)
    assert found("cafe harbour") == [picture]
    assert list(Picture.objects.credited_to(["zoe"])) == [picture]
