"""A text that was set in type says what the same text says when it is parsed."""

import hashlib
import random
from dataclasses import replace

import pytest
from django.test import override_settings
from django.utils.translation import override

from articles.body import (
    StoryTarget,
    Targets,
    embeds,
    matter,
    matter_of,
    outline,
    pointers,
    render,
    sanitise,
    set_in_type,
)
from articles.models import Seen
from tests import factories

from .test_grammar import CLEAN
from .test_hostile import ATTACKS, PIECES

FERRY = StoryTarget("Fish & <chips>", "/2026/11/02/fish/")
SOME_LIVE = (Targets(), Targets(stories={4: FERRY}), Targets(stories={4: FERRY, 42: FERRY}))
HEBREW = "ראש העיר אמר היום"
AWKWARD = [
    "",
    '<h2>One</h2><p>a</p><h2>See <a data-story="4">One</a></h2><h3>One</h3><h2>One</h2>',
    '<h3>First of the third</h3><h2><a data-story="9">Two</a></h2><h3>Three</h3>',
    '<p><a data-story="4">a<strong>b</strong></a><strong>c<br>d</strong></p>',
    '<ul><li>a<ol><li><p><a data-story="42">b</a></p></li></ol></li></ul><ul><li>c</li></ul>',
    f'<p>{HEBREW}</p><h2>{HEBREW}</h2><p>BBC {HEBREW} <a data-story="4">{HEBREW}</a></p><p>7</p>',
    f"<blockquote data-pull data-by='{HEBREW}'><p>{HEBREW}</p></blockquote><ul><li>{HEBREW}</ul>",
    "<hr><hr><p>\x00 &amp;lt; &quot; ' \u2028 \\ \\u003c \U0001f6a2</p>",
]
EVERYTHING = "".join([*CLEAN, *AWKWARD, *ATTACKS])


def is_the_same(body):
    """Whether all that pages ask of a text is the same in type, and it was used at all."""
    kept = matter_of(body, set_in_type(body))
    assert not any(isinstance(part, matter.Paragraph) and not _leads(part) for part in kept.parts)
    assert kept.pointers() == pointers(body)
    assert kept.embeds() == embeds(body)
    assert list(kept.subheads) == outline(body)
    for targets in SOME_LIVE:
        for folder in ("blocks", "feed"):
            asked = replace(targets, blocks=folder)
            assert kept.render(asked) == matter_of(body).render(asked) == render(body, asked)
    return True


def _leads(paragraph):
    return any(run.link and run.link.story for run in paragraph.runs)


@pytest.mark.parametrize("language", ["en", "he"])
def test_awkward_texts_say_the_same_in_type(language):
    with override(language):
        for body in [*CLEAN, *AWKWARD, *ATTACKS, EVERYTHING]:
            assert is_the_same(body)
            assert is_the_same(sanitise(body))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_text_says_the_same_in_type(seed):
    chance = random.Random(seed)
    for _ in range(60):
        assert is_the_same(sanitise("".join(chance.choices(PIECES, k=chance.randint(1, 60)))))


@pytest.mark.django_db
@pytest.mark.parametrize("has_lead", [True, False])
def test_pictures_galleries_and_embeds_are_those_of_the_moment(has_lead):
    one, two, gone = (factories.picture() for _ in range(3))
    body = sanitise(
        f"<p>a</p><figure data-picture={one.pk} data-caption='Of <this> use'></figure><p>b</p>"
        f"<figure data-gallery data-title=t><figure data-picture={one.pk}></figure>"
        f"<figure data-picture={two.pk}></figure><figure data-picture={gone.pk}></figure></figure>"
        f"<figure data-embed='https://vimeo.com/76979871' data-still={two.pk}></figure><p>c</p>"
    )
    kept = matter_of(body, set_in_type(body))
    for known in ([], [one], [one, two], [one, two, gone]):
        pictures = {picture.pk: picture.seen_as(Seen(None)) for picture in known}
        targets = Targets(pictures=pictures, has_lead=has_lead)
        assert kept.render(targets) == render(body, targets)


def test_what_was_set_of_another_text_is_not_used():
    in_type = set_in_type("<p>before</p>")
    assert matter_of("<p>after</p>", in_type).render(Targets()) == "<p>after</p>"


def test_what_somebody_else_wrote_is_not_used():
    body = "<p>a</p>"
    forged = set_in_type(body).replace("<p>a</p>", "<script>a</script>")
    assert "script" in forged
    for in_type in (forged, forged.partition("\n")[2], "\n", "x", ""):
        assert matter_of(body, in_type).render(Targets()) == body


def test_what_was_set_with_another_key_or_by_another_program_is_not_used(monkeypatch):
    body, in_type = "<p>a</p>", set_in_type("<p>a</p>")
    monkeypatch.setattr(matter.json, "loads", None)  # nobody reads it
    with override_settings(SECRET_KEY="another"):
        assert matter_of(body, in_type).render(Targets()) == body
    monkeypatch.setattr(matter, "FORMAT", matter.FORMAT + 1)
    assert matter_of(body, in_type).render(Targets()) == body


def test_a_text_set_for_one_direction_is_parsed_for_the_other():
    body = f"<p>{HEBREW}</p><p>words</p>"
    with override("en"):
        in_type = set_in_type(body)
    with override("he"):
        page = matter_of(body, in_type).render(Targets())
        assert page == render(body, Targets()) == f'<p>{HEBREW}</p>\n<p dir="ltr">words</p>'


def test_whoever_changes_what_is_set_is_told_to_raise_the_format():
    """Where this fails: raise FORMAT in articles/body/matter.py, then write the new digest here.

    Texts that were set before would otherwise go on saying what the program said then.
    """
    set_now = set_in_type(sanitise(EVERYTHING)).partition("\n")[2]
    assert matter.FORMAT == 1
    assert hashlib.blake2s(set_now.encode(), digest_size=8).hexdigest() == "9476368f0e5f95c9"
