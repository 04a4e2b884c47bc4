"""Videos and posts of other sites in a body: stored, pasted, compared, followed and shown."""

import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.body import (
    Embed,
    Targets,
    compare_bodies,
    embeds,
    excerpt,
    plain_text,
    pointers,
    render,
    sanitise,
    without,
)
from tests import factories

from .checking import faults

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POST = "https://x.com/Interior/status/463440424141459456"
FULL = (
    f'<figure data-embed="{VIDEO}" data-title="The ferry &quot;Anna&quot;" data-still="5"></figure>'
    f'<figure data-embed="{POST}" data-words="Sunsets &amp; rises."></figure>'
)


@dataclass
class Said:
    title: str = ""
    author: str = ""
    words: str = ""


# -- The grammar


def test_an_embed_with_all_it_may_have_comes_back_as_it_is():
    assert sanitise(FULL) == FULL
    assert faults(FULL) == []
    assert embeds(FULL) == [
        Embed(VIDEO, 'The ferry "Anna"', 5),
        Embed(POST, words="Sunsets & rises."),
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('data-title="  A \n title "', ' data-title="A title"'),
        ('data-title="&#8203;"', ""),
        (f'data-title="{"a" * 300}"', f' data-title="{"a" * 200}"'),
        (f'data-words="{"a" * 3000}"', f' data-words="{"a" * 2000}"'),
        ('data-still="0"', ""),
        ('data-still="5 or 1=1"', ""),
        ('data-still="99999999999"', ""),
        ('onclick="x" style="color:red" data-frame="https://evil.example"', ""),
    ],
)
def test_what_an_embed_cannot_hold_is_dropped(given, kept):
    assert sanitise(f'<figure data-embed="{VIDEO}" {given}></figure>') == (
        f'<figure data-embed="{VIDEO}"{kept}></figure>'
    )


def test_an_address_of_no_provider_stays_as_it_was_stored():
    body = '<figure data-embed="https://example.org/map"></figure>'
    assert sanitise(body) == body


def test_its_words_are_no_text_of_the_story():
    body = f"<p>The text.</p>{FULL}"
    assert plain_text(body) == excerpt(body) == "The text."


# -- What sites give out

TWEET = (
    '<blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">Sunsets &amp; rises.'
    '<br>See <a href="https://t.co/x">pic</a></p>&mdash; US Interior (@Interior) '
    '<a href="https://twitter.com/Interior/status/463440424141459456?ref_src=twsrc%5Etfw">May 5</a>'
    '</blockquote> <script async src="https://platform.twitter.com/widgets.js"></script>'
)
INSTAGRAM = (
    '<blockquote class="instagram-media" style="background:#FFF" data-instgrm-permalink='
    '"https://www.instagram.com/p/C1a2B3c4D5e/?utm_source=ig_embed"><div><a href="https://www.'
    'instagram.com/p/C1a2B3c4D5e/"><svg><path/></svg>View this post on Instagram</a></div>'
    '</blockquote><script async src="//www.instagram.com/embed.js"></script>'
)
BLUESKY = (
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:44ybard66vv44zksje25o7dz/'
    'app.bsky.feed.post/3kabcdefgh2x" data-bluesky-cid="b"><p lang="en">Hello.</p>&mdash; Bryan '
    '(<a href="https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz">@b</a>) '
    '<a href="https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3kabcdefgh2x">May</a>'
    "</blockquote>"
)
TIKTOK = (
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@scout2015/video/'
    '6718335390845095173" data-video-id="6718335390845095173"><section><a href="https://www.tiktok.'
    'com/@scout2015">@scout2015</a><p>Scramble up</p></section></blockquote>'
)


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        (TWEET, [Embed(POST, words="Sunsets & rises. See pic")]),
        (INSTAGRAM, [Embed("https://www.instagram.com/p/C1a2B3c4D5e/")]),
        (
            BLUESKY,
            [
                Embed(
                    "https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3kabcdefgh2x",
                    words="Hello.",
                )
            ],
        ),
        (TIKTOK, [Embed("https://www.tiktok.com/@scout2015/video/6718335390845095173")]),
        (
            '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=a" '
            'title="YouTube video player" frameborder="0" allowfullscreen></iframe>',
            [Embed(VIDEO)],
        ),
        (
            '<IFRAME SRC="//player.vimeo.com/video/76979871">no frames</IFRAME>',
            [Embed("https://vimeo.com/76979871")],
        ),
        (
            '<div style="padding:56%"><iframe src="https://geo.dailymotion.com/player.html?video='
            'x84sh87" allow="web-share"></iframe></div>',
            [Embed("https://www.dailymotion.com/video/x84sh87")],
        ),
        ("<iframe src='https://evil.example/embed/dQw4w9WgXcQ'></iframe>", []),
        ("<iframe src='javascript:alert(1)'></iframe>", []),
        ("<iframe srcdoc='<p>a</p>'></iframe>", []),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_sites_own_code_becomes_the_embed_it_means(code, kept):
    body = sanitise(f"<p>Before.</p>{code}<p>After.</p>")
    assert embeds(body) == kept
    assert faults(body) == []
    assert sanitise(body) == body
    assert body.startswith("<p>Before.</p>")
    assert body.endswith("<p>After.</p>")


def test_a_frame_that_is_never_closed_is_none():
    assert sanitise("<p>a</p><iframe src='https://youtu.be/dQw4w9WgXcQ'>") == "<p>a</p>"


def test_a_frame_in_a_paragraph_stands_between_its_halves():
    frame = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'
    assert sanitise(f"<p>One {frame} two.</p>") == (
        f'<p>One</p><figure data-embed="{VIDEO}"></figure><p>two.</p>'
    )


def test_what_is_written_in_a_frame_is_for_nobody_and_ends_with_it():
    assert sanitise("<iframe src=x><p>No frames<b></iframe><p>After.</p>") == "<p>After.</p>"


@pytest.mark.parametrize(
    "code",
    [
        TWEET.replace("twitter-tweet", "quote"),
        TWEET.replace("https://twitter.com/Interior/status/", "https://evil.example/"),
        INSTAGRAM.replace("https://www.instagram.com/p/", "https://instagram.com.evil.example/p/"),
    ],
)
def test_a_quotation_that_is_no_post_stays_a_quotation(code):
    body = sanitise(code)
    assert body.startswith("<blockquote><p>")
    assert embeds(body) == []


def test_many_frames_take_even_time():
    hostile = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" ' * 9000
    began = time.monotonic()
    sanitise(hostile + "</iframe>" * 9000)
    assert time.monotonic() - began < 5


# -- What points, and what is no longer there


def test_a_still_is_a_picture_that_the_story_shows():
    assert [(one.kind, one.target) for one in pointers(FULL)] == [("picture", 5)]


def test_an_embed_whose_still_is_taken_out_stays():
    assert embeds(without(FULL, pictures=[5]))[0] == Embed(VIDEO, 'The ferry "Anna"')
    assert without(FULL, pictures=[6]) == FULL


def test_another_title_makes_it_no_other_embed():
    after = FULL.replace("The ferry", "A ferry")
    changes = compare_bodies(FULL, after)
    assert [change.became for change in changes] == ["changed", "same"]


# -- What readers get


def shown(body, **targets):
    return render(body, Targets(**targets))


def test_a_page_has_the_title_the_way_there_and_who_will_learn_of_it():
    page = shown(f'<figure data-embed="{VIDEO}" data-title="The ferry"></figure>')
    assert "The ferry" in page
    assert f'href="{VIDEO}" rel="noopener">Watch on YouTube</a>' in page
    assert "YouTube will learn that you watch it" in page
    assert 'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in page


@pytest.mark.parametrize("body", [FULL, INSTAGRAM, TIKTOK, BLUESKY])
def test_nothing_in_the_page_makes_a_browser_ask_anybody(body):
    page = shown(sanitise(body))
    for asks in ("<iframe", " src=", "srcset", "<script", "<link", "preconnect", "prefetch"):
        assert asks not in page


def test_the_words_of_a_post_are_quoted_with_where_they_come_from():
    page = shown(FULL, said={POST: Said(author="US Interior", words="What X says")})
    assert f'<blockquote class="embed__words" cite="{POST}"><p>Sunsets &amp; rises.</p>' in page
    assert "US Interior" in page
    assert "Read on X" in page
    assert "What X says" not in page  # the editor's words stand before the provider's


def test_what_the_provider_said_fills_what_nobody_typed_and_is_never_markup():
    hostile = Said(title="<script>a</script>", author="<b>b</b>", words="<i>c</i>\n\nd")
    page = shown(f'<figure data-embed="{POST}"></figure>', said={POST: hostile})
    assert "&lt;script&gt;a&lt;/script&gt;" in page
    assert "&lt;b&gt;b&lt;/b&gt;" in page
    assert "<p>&lt;i&gt;c&lt;/i&gt;</p>" in page
    assert "<p>d</p>" in page
    assert "<script" not in page


def test_a_still_is_shown_with_its_credit_and_its_alt_text(db):
    still = factories.picture(credit="Photo: A. Photographer/Agency", alt="A ferry")
    page = shown(FULL, pictures={5: still})
    assert 'alt="A ferry"' in page
    assert "Photo: A. Photographer/Agency" in page
    assert "embed__plate" not in page.split("</figure>")[0]


def test_a_still_that_may_not_be_shown_any_more_leaves_the_plate(db):
    still = factories.picture(rights_until=timezone.localdate() - timedelta(days=1))
    page = shown(FULL, pictures={5: still}).split("</figure>")[0]
    assert still.credit not in page
    assert "embed__plate" in page
    assert "The ferry" in page


def test_an_address_that_is_no_providers_any_more_is_a_plain_link(settings):
    settings.EMBED_PROVIDERS = ["vimeo"]
    page = shown(f'<figure data-embed="{VIDEO}" data-title="The ferry"></figure>')
    assert f'href="{VIDEO}" rel="noopener">The ferry</a>' in page
    assert "data-frame" not in page
