"""A choice among very many says what Django's own would."""

import re

import pytest
from django import forms
from django.test.html import parse_html

from articles.forms import long_select
from articles.forms.long_select import LongSelect
from articles.models import Person
from tests import factories

from .typing import change, typed


def as_written(widget, field, value):
    form = type("Chooser", (forms.Form,), {"person": field})(initial={"person": value})
    form.fields["person"].widget = widget
    widget.choices, widget.attrs = form.fields["person"].choices, {"form": "elsewhere"}
    return parse_html(str(form["person"]))


@pytest.mark.django_db
@pytest.mark.parametrize("is_required", [True, False])
def test_people_are_offered_as_django_offers_them(is_required):
    factories.person(name="Zoë <b>Marsh</b> & Co")
    chosen = factories.person(name="Ann Reed")
    field = forms.ModelChoiceField(Person.objects.all(), required=is_required)
    for value in (None, "", chosen.pk, chosen, str(chosen.pk), "777"):
        written = as_written(LongSelect(), field, value)
        assert written == as_written(forms.Select(), field, value)
        assert str(written).count("selected") == (value not in ("777",))


# -- On the form of a story


@pytest.fixture
def in_a_large_house(monkeypatch):
    monkeypatch.setattr(long_select, "FEW", 2)
    for name in ("Ann Reed", "Bo Lind", "Cy Hart"):
        factories.person(name=name)
    factories.user("Reporter", username="ada")
    factories.user("Moderator", username="mo")


def offered(response, name):
    """What a choice of the form offers, without the empty first one."""
    found = re.search(rf'<select name="{name}".*?</select>', response.content.decode(), re.DOTALL)
    return re.findall(r"<option[^>]*>(.*?)</option>", found[0])[1:]


@pytest.mark.django_db
@pytest.mark.usefixtures("in_a_large_house")
def test_the_form_of_a_large_house_names_whoever_is_chosen_and_finds_the_others(client, editor):
    bo = Person.objects.get(name="Bo Lind")
    story = factories.story(bylines=[bo, "A. Guest"])
    client.force_login(editor)
    opened = client.get(change(story))
    assert offered(opened, "bylines-0-person") == ["Bo Lind"] == offered(opened, "bylines-2-person")
    assert offered(opened, "colleague") == []
    people = client.get("/admin/articles/story/people/").json()["results"]
    assert [one["name"] for one in people] == ["Ann Reed", "Bo Lind", "Cy Hart"]
    colleagues = client.get("/admin/articles/story/colleagues/").json()["results"]
    assert {"@ada", f"@{editor.username}"} < {one["name"] for one in colleagues}
    assert "@mo" not in str(colleagues)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_a_large_house")
def test_whoever_was_chosen_is_still_named_where_a_form_is_refused(client, editor):
    story, cy = factories.story(bylines=[]), Person.objects.get(name="Cy Hart")
    client.force_login(editor)
    form = typed(story, headline="", bylines=[{"person": cy.pk}])
    assert offered(client.post(change(story), form), "bylines-0-person") == ["Cy Hart"]
    client.post(change(story), {**form, "headline": "A headline"})
    assert story.bylines.get().person == cy


@pytest.mark.django_db
@pytest.mark.usefixtures("in_a_large_house")
def test_without_a_script_a_link_leads_to_everybody(client, editor):
    story = factories.story(bylines=[])
    client.force_login(editor)
    assert 'href="?everybody"' in client.get(change(story)).content.decode()
    everybody = client.get(f"{change(story)}?everybody")
    assert offered(everybody, "bylines-0-person") == ["Ann Reed", "Bo Lind", "Cy Hart"]
    notes = client.get(f"/admin/articles/story/{story.pk}/notes/")
    assert "@ada" in offered(notes, "colleague")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["people", "colleagues"])
def test_who_works_here_is_told_to_those_who_read_stories(client, address, moderator):
    client.force_login(moderator)
    assert client.get(f"/admin/articles/story/{address}/").status_code == 403
