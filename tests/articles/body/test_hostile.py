"""Bodies made to hurt: nothing fails, nothing runs, and none takes long."""

import random
import re
from pathlib import Path

import pytest

from articles.body import excerpt, plain_text, pointers, sanitise, word_count

from .checking import faults

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "paste"

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1) style='background:url(javascript:alert(1))'>w</p>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'><embed src=x></object>",
    "<a href='javascript:alert(1)'>w</a><a href=' java&#10;script:alert(1)'>w</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<style>@import 'https://evil.example/x.css'</style><link rel=stylesheet href=//evil.example>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action='https://evil.example/'><input name=x><button>Go</button></form>",
    "<figure data-picture='1' data-caption='\"><script>alert(1)</script>'></figure>",
    "<figure data-picture='1' data-alt='\"><script>alert(1)</script>'></figure>",
    "<figure data-gallery='<script>' data-title='\"><script>alert(1)</script>' onclick=alert(1)>"
    "<figure data-picture=1><script>alert(1)</script></figure><img src=x onerror=alert(1)>"
    "<figure data-picture=2 style='background:url(javascript:alert(1))'></figure></figure>",
    "<figure data-gallery><figure data-picture=1></figure><figure data-gallery><figure",
    "<aside data-read-also='' data-href='https://x.example/\" onclick=\"alert(1)'></aside>",
    "<blockquote data-pull data-by='<img src=x onerror=alert(1)>'>w</blockquote>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)",
    "<p title='",
    "<p><a href='https://x.example/",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_loads_comes_through(attack):
    kept = sanitise(f"<p>before</p>{attack}")
    assert faults(kept) == []
    assert kept.startswith("<p>before</p>")
    assert sanitise(kept) == kept


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff", "\ufeff"]
)
def test_a_character_that_cannot_be_stored_is_left_out(character):
    assert sanitise(f"<p>a{character}b <b{character}>c</b></p>{character}") == (
        "<p>ab <strong>c</strong></p>"
    )
    assert sanitise(f'<figure data-picture="1" data-caption="a{character}b"></figure>') == (
        '<figure data-picture="1" data-caption="ab"></figure>'
    )


@pytest.mark.parametrize("reference", ["&#0;", "&#xFFFE;", "&#xD800;", "&#x1;", "&#99999999;"])
def test_a_reference_to_such_a_character_does_no_harm(reference):
    kept = sanitise(f"<p>a{reference}b</p>")
    assert faults(kept) == []
    assert re.fullmatch("<p>a\ufffd?b</p>", kept)


@pytest.mark.parametrize(
    "opening",
    ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<section><p>", "<span>",
     "<figure data-gallery>", "<figure data-gallery data-title=t><figure data-gallery><ul><li>",
     "<ol><li><blockquote><table><tr><td>", "<a href=https://x.example/>", "<font color=red>"],
)  # fmt: skip
@pytest.mark.parametrize("times", [60, 3000, 10_000])
def test_tags_nested_without_end_keep_their_words(opening, times):
    kept = sanitise(opening * times + "words")
    assert faults(kept) == []
    assert plain_text(kept) == "words"
    assert sanitise(kept) == kept


@pytest.mark.parametrize(
    "body",
    [
        "word " * 1_000_000,
        "<p>A paragraph of a long story.</p>" * 15_000,
        "<" * 200_000,
        "<a" * 200_000,
        "<!--" * 300_000,
        "<script>" * 200_000,
        "<p>" + "".join(f"<font a={number}>" for number in range(9000)) + "</p>" + "<p>x" * 9000,
        "<p " + " ".join(f"a{number}" for number in range(30_000)) + ">x</p>",
        "<ul>" + "<li>a" * 15_000,
        "<figure data-gallery>"
        + "".join(f"<figure data-picture={number}></figure>" for number in range(9000)),
        "<h2>&amp;</h2>" + "&amp;" * 199_995,
    ],
    ids=["words", "paragraphs", "angles", "tags cut off", "comments", "scripts", "fonts",
         "attributes", "points", "pictures", "escapes"],
)  # fmt: skip
def test_a_body_of_absurd_size_is_read_to_its_end(body):
    kept = sanitise(body)
    assert faults(kept) == []
    assert sanitise(kept) == kept


def test_every_reader_of_a_body_takes_anything():
    for attack in [*ATTACKS, "\ud800\x00", "<div>" * 10_000, "", " "]:
        assert isinstance(pointers(attack), list)
        assert isinstance(excerpt(attack), str)
        assert word_count(attack) >= 0


PIECES = [
    "<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "<blockquote>", "</blockquote>",
    "<blockquote data-pull data-by='x'>", "<b>", "</b>", "<i>", "</i>", "<br>", "<br>", " ", "\xa0",
    "<table>", "<tr>", "<td>", "</td>", "</table>", "<h3>", "<pre>", "\n", "<q>", "\u200b", "x",
    "<p style='mso-list:l0 level3 lfo1'>", "<span style='mso-list:Ignore'>1.</span>", "</p>", "<p>",
    "<a href=https://x.example/>", "<a data-story=4>", "</a>", "<aside data-read-also=4>", "<hr>",
    "<figure data-picture=4 data-caption='<b >'>", "<figure data-picture=7 data-alt=' x '>",
    "<figure data-gallery>", "<figure data-gallery=1 data-title='<i >'>", "</figure>", "</figure>",
    "<sub>", "</sub>", "<sup>", "<div>", "</div>",
    "<svg>", "<math>", "<template>", "<![if !x]>", "<!--", "-->", "&#0;", "\x00", "<font face=y>",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_in_keeps_the_grammar_and_stays_as_it_is(seed):
    chance = random.Random(seed)
    pages = [
        re.findall(r"<[^>]*>|[^<]+", path.read_text()) for path in sorted(SAMPLES.glob("*.html"))
    ]
    for _ in range(150):
        page = "".join(_spoilt(chance, pages))
        kept = sanitise(page)
        assert faults(kept) == [], page
        assert sanitise(kept) == kept, page


def _spoilt(chance, pages):
    """A page whose tags and words were cut, doubled and mixed; or pieces thrown together."""
    if chance.random() < 0.5:
        return chance.choices(PIECES, k=chance.randint(1, 60))
    parts = list(chance.choice(pages))
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(parts))
        change = chance.randrange(4)
        if change == 0:
            parts[place] = ""
        elif change == 1:
            parts.insert(place, chance.choice(PIECES))
        elif change == 2:
            parts[place] = parts[place][: chance.randint(0, len(parts[place]))]
        else:
            other = chance.randrange(len(parts))
            parts[place], parts[other] = parts[other], parts[place]
    return parts
