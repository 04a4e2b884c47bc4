"""What search engines are told of a story, against what their guidelines ask for.

https://developers.google.com/search/docs/appearance/structured-data/article, .../breadcrumb and
.../image-license-metadata, read on parsed pages of the stories that are hardest to describe.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Newspaper, Picture, PublishedStory
from tests import factories

from .reading import SITE, everything_in, overridden, read, updated

pytestmark = pytest.mark.django_db

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
LONG = "A very long headline " * 14 + "ends"  # 298 characters
CLOSING = 'Ends </script><script>alert("1")</script> & <!-- here'


@pytest.fixture
def paper(db):
    Newspaper.objects.update(
        name="The Tide & Times",
        licensing_url="https://tide.example.org/licensing/",
        follow=[{"label": "Mastodon", "address": "https://social.example.org/@tide"}],
    )


def large(**fields):
    return factories.picture(file=factories.image_file(size=(1600, 1200)), **fields)


def in_text(picture):
    return f'<p>The text of it.</p><figure data-picture="{picture.pk}"></figure>'


def hard_stories(editor):
    """The stories that are hardest to describe, by what is hard about them."""
    corrected = factories.published_story(by=editor)
    workflow.correct(corrected, "It was Tuesday.", wrong="We said Monday.", by=editor)
    killed_picture = large()
    blocked = factories.published_story(by=editor, lead_picture=killed_picture)
    Picture.objects.filter(pk=killed_picture.pk).update(
        blocked_at=timezone.now(), blocked_reason="A child is in it."
    )
    return {
        "no picture, no byline": overridden(bylines=[]),
        "a guest": factories.published_story(by=editor, bylines=["Guest, the Third"]),
        "two authors": factories.published_story(
            by=editor, bylines=[factories.person(name="Ada"), factories.person(name="Bo")]
        ),
        "corrected": corrected,
        "a blocked picture": blocked,
        "pictures": factories.published_story(
            by=editor, lead_picture=large(), body=in_text(large())
        ),
        "a small picture": factories.published_story(
            by=editor,
            lead_picture=factories.picture(file=factories.image_file(size=(120, 90))),
        ),
        "a long headline": overridden(headline=LONG),
        "markup in the headline": factories.published_story(by=editor, headline=CLOSING),
        "right to left": factories.published_story(
            by=editor, headline="العبارة أُنقذت بفارق صوت واحد", tags=["عبّارة"]
        ),
        "a word": factories.published_story(by=editor, body="<p>Rain.</p>"),
        "updated": updated(factories.published_story(by=editor), by=editor),
    }


def test_every_story_meets_what_the_guidelines_ask_for(client, editor, paper):
    for hard, story in hard_stories(editor).items():
        copy = PublishedStory.objects.get(pk=story.pk)
        page = f"{SITE}{copy.get_absolute_url()}"
        found = read(client, copy.get_absolute_url())
        article, way = found.of_type("NewsArticle"), found.of_type("BreadcrumbList")
        assert len(found.data) == 2, hard
        assert article["@context"] == "https://schema.org"
        assert article["mainEntityOfPage"] == {"@type": "WebPage", "@id": page}
        assert article["url"] == found.canonical == found.one("og:url") == page
        assert 0 < len(article["headline"]) <= 110, hard
        assert article["headline"].rstrip("…") in copy.headline, hard
        assert MOMENT.fullmatch(article["datePublished"])
        assert MOMENT.fullmatch(article["dateModified"])
        assert article["datePublished"] <= article["dateModified"]
        assert article["isAccessibleForFree"] is True
        assert article["inLanguage"] == "en-gb"
        assert article["articleSection"] == copy.section.name
        assert article["commentCount"] == 0
        assert "articleBody" not in article
        assert_authors_are_named(article, hard)
        assert_publisher_has_a_logo(article["publisher"])
        assert_images_are_whole(article)
        assert_way_leads_here(way, copy)
        for value in everything_in(found.data):
            assert value not in ("", None, [], {}), hard


def assert_authors_are_named(article, hard):
    """One object for each, the name alone in the name, a page wherever there is one."""
    assert article["author"], hard
    for author in article["author"]:
        assert author["@type"] in {"Person", "NewsMediaOrganization"}
        assert author["name"]
        assert "url" not in author or author["url"].startswith(f"{SITE}/")


def assert_publisher_has_a_logo(publisher):
    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["name"] == "The Tide & Times"
    assert publisher["url"] == f"{SITE}/"
    assert publisher["logo"]["@type"] == "ImageObject"
    assert publisher["logo"]["url"].startswith(f"{SITE}/")


def assert_images_are_whole(article):
    """Crawlable files of a size that counts, with the credit without which none may be shown."""
    for image in [*article.get("image", []), *article.get("associatedMedia", [])]:
        assert image["@type"] == "ImageObject"
        assert image["contentUrl"] == image["url"]
        assert re.fullmatch(rf"{SITE}/pictures/[0-9a-f]{{24}}/[-\w]+\.jpg", image["url"])
        assert image["creditText"].startswith("Photo: ")
    for image in article.get("image", []):
        assert image["width"] * image["height"] >= 50_000


def assert_way_leads_here(way, copy):
    steps = way["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [
        f"{SITE}/",
        f"{SITE}{copy.section.get_absolute_url()}",
        f"{SITE}{copy.get_absolute_url()}",
    ]
    assert all(step["name"] for step in steps)


def of(client, story):
    return read(client, story.get_absolute_url()).of_type("NewsArticle")


def test_the_lead_picture_comes_in_three_shapes_of_1200_pixels(client, editor, paper):
    story = factories.published_story(by=editor, lead_picture=large())
    images = of(client, story)["image"]
    assert [(one["width"], one["height"]) for one in images] == [
        (1200, 675),
        (1200, 900),
        (1200, 1200),
    ]
    for one in images:
        response = client.get(one["url"].removeprefix(SITE))
        assert response.status_code == 200
        assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_a_picture_too_small_to_be_looked_at_is_not_offered(client, editor, paper):
    small = factories.picture(file=factories.image_file(size=(200, 150)))
    article = of(client, factories.published_story(by=editor, lead_picture=small))
    assert "image" not in article
    assert article["associatedMedia"][0]["creditText"] == small.credit


def test_what_may_not_be_shown_is_named_nowhere(client, editor, paper):
    story = factories.published_story(by=editor, lead_picture=large(), body=in_text(large()))
    assert len(of(client, story)["associatedMedia"]) == 2
    Picture.objects.update(blocked_at=timezone.now(), blocked_reason="A child is in it.")
    article = of(client, story)
    assert "image" not in article
    assert "associatedMedia" not in article


def test_a_picture_not_cleared_for_other_sites_is_offered_to_none(client, editor, paper):
    cleared = factories.published_story(by=editor, lead_picture=large(), body=in_text(large()))
    found = read(client, cleared.get_absolute_url())
    assert found.one("robots") == "max-image-preview:large"
    for where in ("on top", "in the text"):
        ours = large(for_social=False)
        other = large()
        lead, inside = (ours, other) if where == "on top" else (other, ours)
        story = factories.published_story(by=editor, lead_picture=lead, body=in_text(inside))
        found = read(client, story.get_absolute_url())
        assert found.one("robots") == "max-image-preview:none", where
        article = found.of_type("NewsArticle")
        assert ("image" in article) is (where == "in the text")
        assert [one["creditText"] for one in article["associatedMedia"]] == [
            lead.credit,
            inside.credit,
        ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"licence": "staff", "byline": "Ada Reed", "copyright": "© Tide"},
            {
                "creator": {"@type": "Person", "name": "Ada Reed"},
                "copyrightNotice": "© Tide",
                "acquireLicensePage": "https://tide.example.org/licensing/",
            },
        ),
        (
            {"licence": "agency", "source": "AFP", "licence_url": "https://afp.example.org/terms"},
            {
                "creator": {"@type": "Organization", "name": "AFP"},
                "license": "https://afp.example.org/terms",
            },
        ),
        (
            {"licence": "cc-by", "licence_version": "4.0", "byline": "Bo"},
            {
                "creator": {"@type": "Person", "name": "Bo"},
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "acquireLicensePage": "https://creativecommons.org/licenses/by/4.0/",
            },
        ),
        ({"licence": "handout"}, {}),
    ],
    ids=["ours", "an agency's", "creative commons", "a handout"],
)
def test_a_picture_says_whose_it_is_and_where_it_is_licensed(client, editor, paper, fields, said):
    story = factories.published_story(by=editor, lead_picture=large(**fields))
    article = of(client, story)
    rights = {"creator", "copyrightNotice", "license", "acquireLicensePage"}
    for image in [*article["image"], *article["associatedMedia"]]:
        assert {name: value for name, value in image.items() if name in rights} == said


def test_a_picture_in_the_text_is_named_by_the_file_that_stands_in_the_page(client, editor, paper):
    picture = large()
    story = factories.published_story(by=editor, body=in_text(picture) + in_text(picture))
    page = client.get(story.get_absolute_url()).text
    (media,) = of(client, story)["associatedMedia"]
    assert f'src="{media["contentUrl"].removeprefix(SITE)}"' in page


def test_a_long_headline_gives_way_to_the_short_one_and_stays_beside_it(client, editor, paper):
    article = of(client, overridden(headline=LONG))
    assert article["headline"].endswith("…")
    assert article["alternativeHeadline"] == LONG
    story = overridden(headline=LONG[::-1], short_headline="Short enough")
    assert of(client, story)["headline"] == "Short enough"
    assert "alternativeHeadline" not in of(client, factories.published_story(by=editor))


def test_authors_are_people_guests_or_the_newspaper(client, editor, paper):
    ada = factories.person(name="Ada", slug="ada")
    story = factories.published_story(by=editor, bylines=[ada, "A Guest"])
    assert of(client, story)["author"] == [
        {"@type": "Person", "name": "Ada", "url": f"{SITE}/author/ada/"},
        {"@type": "Person", "name": "A Guest"},
    ]
    (house,) = of(client, overridden(bylines=[]))["author"]
    assert (house["@type"], house["name"]) == ("NewsMediaOrganization", "The Tide & Times")


def test_a_text_says_how_long_it_is_and_what_it_is_about(client, editor, paper):
    story = factories.published_story(
        by=editor,
        body="<p>Five words stand right here.</p>",
        tags=["Ferry", "Council"],
        standfirst="In a sentence.",
        dateline="MARRAM",
    )
    article = of(client, story)
    assert article["wordCount"] == 5
    assert sorted(article["keywords"]) == ["Council", "Ferry"]
    assert article["description"] == "In a sentence."
    assert article["dateline"] == "MARRAM"


def test_an_update_is_dated_with_the_newsrooms_zone(client, editor, paper, clock):
    clock.set(2026, 7, 10, 12, 0)
    story = factories.published_story(by=editor, age=timedelta(hours=3))
    article = of(client, story)
    assert article["datePublished"] == "2026-07-10T09:00:00+01:00"


def test_a_preview_says_nothing_of_itself(client, editor, paper):
    story = factories.story(by=editor, lead_picture=large())
    client.force_login(editor)
    found = read(client, f"/admin/articles/story/{story.pk}/preview/page/")
    assert found.data == []
    assert found.one("robots") == "noindex, nofollow, noarchive"
    assert not [name for name in found.said if name.startswith(("og:", "twitter:", "article:"))]
