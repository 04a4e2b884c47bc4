"""The first picture of a list is fetched at once and before all else, the others when near."""

import re
from datetime import timedelta

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return factories.picture(file=factories.image_file(size=(1600, 1200)))


def others(count):
    return [
        factories.picture(file=factories.image_file(size=(1600, 1200), colour=(one, 90, 160)))
        for one in range(count)
    ]


def images(client, path):
    return re.findall(r"<img [^>]*>", client.get(path).text)


def assert_only_the_first_hurries(found, picture):
    first, *later = found
    assert picture.key in first
    assert 'fetchpriority="high"' in first
    assert "loading=" not in first
    for image in later:
        assert 'loading="lazy"' in image
        assert "fetchpriority" not in image


def published_in(section, pictures):
    """A published story for each picture or None, the newest first."""
    for minutes, picture in enumerate(pictures, start=1):
        age = timedelta(minutes=minutes)
        factories.published_story(
            headline=f"A ferry {minutes}", lead_picture=picture, section=section, age=age
        )


@pytest.mark.parametrize("has_one_above", [True, False], ids=["first story", "second story"])
@pytest.mark.parametrize("path", ["/", "/latest/", "/section/{slug}/"])
def test_of_a_list_it_is_the_first_that_any_story_shows(client, picture, path, has_one_above):
    section = factories.section()
    above = [] if has_one_above else [None]
    published_in(section, [*above, picture, *others(4)])
    found = images(client, path.format(slug=section.slug))
    assert len(found) > 1
    assert_only_the_first_hurries(found, picture)


def test_a_portrait_leaves_the_hurry_to_the_stories(client, picture):
    (portrait,) = others(1)
    person = factories.person(portrait=portrait)
    factories.published_story(lead_picture=picture, bylines=[person])
    found = images(client, person.get_absolute_url())
    assert [portrait.key in image for image in found] == [True, False]
    assert 'loading="lazy"' in found[0]
    assert_only_the_first_hurries(found[1:], picture)
