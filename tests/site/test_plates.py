"""The small templates of which a page has many: one macro each, escaped, in the page's language."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, engines
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation.template import templatize
from jinja2 import UndefinedError, nodes
from markupsafe import Markup, escape

from articles.models import Newspaper, PublishedStory
from articles.plates import ENGINE, plate, spoken
from comments.forms import LeaveAReplyForm, signed_for
from comments.models import State
from newsroom.plate_code import as_html
from newsroom.plates import empty_reply_fields, said

FOLDER = Path(settings.BASE_DIR) / "templates" / "plates"
PLATES = sorted(FOLDER.glob("*.html"))
by_name = pytest.mark.parametrize("path", PLATES, ids=lambda path: path.stem)


def parsed(path):
    return engines[ENGINE].env.parse(path.read_text())


@by_name
def test_a_plate_is_one_macro_of_its_own_name(path):
    assert [macro.name for macro in parsed(path).find_all(nodes.Macro)] == [path.stem]


@by_name
def test_makemessages_finds_every_word_of_a_plate(path):
    found = templatize(path.read_text())
    for call in parsed(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_":
            for words in call.args:
                assert words.value in found
    for translated in parsed(path).find_all(nodes.Filter):
        if translated.name == "said":
            for words in (translated.node, *translated.args):
                assert words.value in found


def test_what_a_plate_shows_is_text_and_never_markup():
    words = {"name": '<script>"', "person_id": None}
    assert "&lt;script&gt;" in plate("byline", [words])
    assert "<script>" not in plate("byline", [words])
    assert "<b>so</b>" in plate("byline", [words | {"name": SafeString("<b>so</b>")}])


class Bold:
    def __html__(self):
        return "<b>so</b>"


@pytest.mark.parametrize(
    "value",
    [
        *("", "plain words", "Ærø — “ferry”", 'a & b < c > d "e"', "it's", "&amp;"),
        *(SafeString("<b>so</b>"), Markup("<b>so</b>"), Bold(), State.PUBLISHED),
        *(0, 7, 2.5, None, True, gettext_lazy("Reply"), format_lazy("<{}>", "i")),
    ],
)
def test_a_value_stands_in_a_plate_as_markupsafe_writes_it(value):
    assert as_html(value) == escape(value)
    made = engines[ENGINE].env.from_string("<p>{{ value }}</p>")
    assert made.render(value=value) == f"<p>{escape(value)}</p>"


def test_every_value_of_every_plate_goes_through_one_door():
    for path in PLATES:
        code = engines[ENGINE].env.compile(path.read_text(), raw=True)
        assert not re.search(r"\b(escape|str)\(", code), path.name


def test_words_of_several_paragraphs_are_text_in_a_plate_as_well():
    foot = plate("foot", Newspaper(name="The Paper", legal="Ours.\n\n<script>"), [])
    assert "<p>Ours.</p>" in foot
    assert "<p>&lt;script&gt;</p>" in foot


def test_what_a_plate_is_not_given_is_an_error_and_no_gap():
    with pytest.raises(UndefinedError):
        plate("byline", [{"name": "Ada"}])
    with pytest.raises(UndefinedError):
        plate("moment")


def test_a_plate_stands_in_a_page_as_it_was_made():
    shown = Template('{% load plates %}{% plate "byline" names=names %}').render(
        Context({"names": [{"name": "Ada & Bob", "person_id": None}]})
    )
    assert '<bdi class="byline__name">Ada &amp; Bob</bdi>' in shown


def test_the_fields_of_an_empty_form_are_those_of_any_empty_form():
    for language in ("en", "de", "en"):
        with translation.override(language):
            form = LeaveAReplyForm(PublishedStory(pk=7))
            assert plate("reply_fields", form) == empty_reply_fields()


def test_the_hidden_fields_of_an_empty_form_are_those_that_it_writes():
    form = LeaveAReplyForm(PublishedStory(pk=7))
    written = "".join(str(field) for field in form.hidden_fields())
    signed = form.initial
    assert plate("signed_reply_fields", signed).strip() == written
    given = signed_for(PublishedStory(pk=7))
    assert list(given) == list(signed)
    assert (given["content_type"], given["object_pk"]) == ("articles.story", "7")


def test_a_plate_is_made_for_each_language_with_its_words():
    env = engines[ENGINE].env
    for language, word in (("de", "Montag"), ("en", "Monday"), ("fr", "lundi"), ("de", "Montag")):
        with translation.override(language):
            plates = spoken(env, language)
            assert plates.from_string('{% translate "Monday" %}').render() == word
            assert plates is spoken(env, language)


def test_words_are_said_in_the_language_of_each_page():
    for language, word in (("de", "Montag"), ("en", "Monday"), ("fr", "lundi"), ("de", "Montag")):
        with translation.override(language):
            assert said("Monday") == word
