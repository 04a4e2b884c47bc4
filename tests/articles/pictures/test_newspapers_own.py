"""The newspaper's own picture, which stands in where another may not be shown."""

import pytest

from articles.models import Newspaper
from tests import factories

pytestmark = pytest.mark.django_db

SCREEN = "/admin/articles/newspaper/1/change/"
FIELD = "fallback_picture"


@pytest.fixture
def publishers(client, publisher):
    """The publisher's browser."""
    Newspaper(pk=1, name="The Paper").save()
    client.force_login(publisher)
    return client


def save(publishers, number):
    form = publishers.get(SCREEN).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    typed["accent_0"] = typed.pop("accent")  # it is typed beside what picks one
    return publishers.post(SCREEN, typed | {FIELD: number})


def test_a_publisher_chooses_it_and_takes_it_away(publishers):
    picture = factories.picture()
    assert save(publishers, picture.pk).status_code == 302
    assert Newspaper.objects.get().fallback_picture == picture
    assert save(publishers, "").status_code == 302
    assert Newspaper.objects.get().fallback_picture is None


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "4711", "1\x00"])
def test_a_number_without_a_picture_is_wrong_at_its_field(publishers, number):
    response = save(publishers, number)
    assert FIELD in response.context["adminform"].form.errors
    assert Newspaper.objects.get().fallback_picture is None


@pytest.mark.parametrize("unfit", [{"for_web": False}, {"credit": ""}, {"alt": ""}])
def test_what_may_not_be_shown_itself_cannot_stand_in_and_what_does_stays(publishers, unfit):
    picture = factories.picture(**unfit)
    response = save(publishers, picture.pk)
    assert FIELD in response.context["adminform"].form.errors
    Newspaper.objects.update(fallback_picture=picture)
    assert save(publishers, picture.pk).status_code == 302  # its right ended since; the rest saves
