"""What a body may hold, and what becomes of the rest."""

import pytest

from articles.body import sanitise

from .checking import faults

CLEAN = [
    "<p>Words, <strong>more <em>of them</em></strong>, H<sub>2</sub>O and 10<sup>4</sup>.</p>",
    "<p>One line<br>and another</p>",
    "<h2>Second level</h2><h3>Third level</h3>",
    "<ul><li><p>One</p></li><li><p>Two</p><ol><li><p>Under two</p></li></ol></li></ul>",
    "<blockquote><p>Said.</p><p>And said.</p></blockquote>",
    '<blockquote data-pull="" data-by="A Person"><p>Said.</p></blockquote>',
    '<blockquote data-pull=""><p>Said.</p></blockquote>',
    '<aside data-read-also="42" data-label="read-also"></aside>',
    '<aside data-read-also="42" data-label="own" data-words="Earlier this week"></aside>',
    '<aside data-read-also="" data-href="https://other.example/" data-title="A &quot;title&quot;"'
    ' data-label="related"></aside>',
    '<figure data-picture="5"></figure>',
    '<figure data-picture="5" data-caption="Fish &amp; &lt;chips&gt;"></figure>',
    '<figure data-embed="https://video.example/?a=1&amp;b=2"></figure>',
    "<hr>",
    '<p><a href="https://other.example/">out</a>, <a href="mailto:desk@paper.example">mail</a>, '
    '<a data-story="42">ours</a></p>',
    '<p>Don\'t "escape" what needs none: 5 &lt; 6 &amp; 7 &gt; 6</p>',
]


@pytest.mark.parametrize("body", CLEAN)
def test_what_keeps_the_grammar_comes_back_as_it_is(body):
    assert sanitise(body) == body
    assert faults(body) == []


def test_all_of_the_grammar_together_comes_back_as_it_is():
    assert sanitise("".join(CLEAN)) == "".join(CLEAN)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("plain words", "<p>plain words</p>"),
        ("<h1>A</h1><h4>B</h4><h5>C</h5><h6>D</h6>", "<h2>A</h2><h3>B</h3><h3>C</h3><h3>D</h3>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<section>a</section>b", "<p>a</p><p>b</p>"),
        ("<p><u>a</u> <s>b</s> <code>c</code></p>", "<p>a b c</p>"),
        ("<p>a</p>\n\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("<p> a \n b </p>", "<p>a b</p>"),
        ("<p>a&nbsp; &nbsp;b 5&nbsp;km</p>", "<p>a b 5\u00a0km</p>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<p><br>a<br> </p>", "<p>a</p>"),
        ("<h2>a<br><br>b</h2>", "<h2>a<br>b</h2>"),
        ("<pre>a\n  b</pre>", "<p>a<br>b</p>"),
        ("<p><strong>bold </strong>word</p>", "<p><strong>bold</strong> word</p>"),
        ("<b><b>a</b></b>", "<p><strong>a</strong></p>"),
        ("<em><strong>a</strong></em>", "<p><strong><em>a</em></strong></p>"),
        ("<h2><strong>Bold as it is</strong></h2>", "<h2>Bold as it is</h2>"),
        ("<p><strong>Bold paragraph</strong></p>", "<p><strong>Bold paragraph</strong></p>"),
        ("<p>It was <del>five</del><ins>six</ins>.</p>", "<p>It was six.</p>"),
        ("<p>a <q>b</q></p>", "<p>a “b”</p>"),
    ],
)
def test_words_and_headings_are_kept_in_the_grammars_own_form(given, kept):
    assert sanitise(given) == kept


@pytest.mark.parametrize(
    "nothing", ["<p></p>", "<p>&nbsp;</p>", "<p>\u200b</p>", "<p>\u2060\u00ad</p>", "<h2> </h2>",
                "<p><strong> </strong></p>", "<ul><li></li></ul>", "<blockquote></blockquote>",
                "<p>\u3164\u2800</p>", "<p>&zwnj;&zwj;\ufe0f</p>"]
)  # fmt: skip
def test_a_block_that_shows_nothing_is_dropped(nothing):
    assert sanitise(f"<p>a</p>{nothing}<p>b</p>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<li>a</li><li>b</li>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a<br>b</p></li></ul>"),
        (
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        ),
        ("<ul><li><ul><li>a</li></ul></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        (
            "<ol><li>a</li></ol><ol><li>b</li></ol>",
            "<ol><li><p>a</p></li></ol><ol><li><p>b</p></li></ol>",
        ),
        (
            '<ol><li>a</li></ol><ol start="2"><li>b</li></ol>',
            "<ol><li><p>a</p></li><li><p>b</p></li></ol>",
        ),
        (
            '<ul><li>a<figure data-picture="5"></figure></li><li>b</li></ul>',
            '<ul><li><p>a</p></li><li><p>b</p></li></ul><figure data-picture="5"></figure>',
        ),
        (
            "<blockquote>a<h2>b</h2><ul><li>c</li></ul><hr></blockquote>",
            "<blockquote><p>a</p><p>b</p><p>c</p></blockquote><hr>",
        ),
        ("<table><tr><td>a</td><td></td><td>b</td></tr></table>", "<p>a | b</p>"),
        ("<table><tr><td><h2>a</h2><p>b</p></td></tr></table>", "<h2>a</h2><p>b</p>"),
    ],
)
def test_lists_quotations_and_tables_become_what_the_grammar_has(given, kept):
    assert sanitise(given) == kept


def test_lists_deeper_than_the_grammar_keep_every_point_in_its_place():
    given = "".join(f"<ul><li>{number}" for number in range(9))
    kept = sanitise(given)
    assert faults(kept) == []
    assert [kept.index(f">{number}<") for number in range(9)] == sorted(
        kept.index(f">{number}<") for number in range(9)
    )


@pytest.mark.parametrize(
    "identity",
    ["", "0", "-1", "1.5", "abc", "4 2", "2147483648", "9" * 5000, "\u0664", "0x10", "1e3", "None"],
)
def test_an_id_that_cannot_be_one_drops_the_reference_and_keeps_the_words(identity):
    given = (
        f'<p>a <a data-story="{identity}" href="https://other.example/">link</a></p>'
        f'<aside data-read-also="{identity}" data-label="read-also">line</aside>'
        f'<figure data-picture="{identity}"><figcaption>caption</figcaption></figure>'
    )
    assert sanitise(given) == "<p>a link</p><p>line</p><p>caption</p>"


def test_a_link_to_a_story_carries_no_address():
    given = '<p><a href="https://other.example/" data-story=" 042 ">ours</a></p>'
    assert sanitise(given) == '<p><a data-story="42">ours</a></p>'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('data-label="shout"', 'data-label="read-also"'),
        ('data-label="related" data-words="x"', 'data-label="related"'),
        ('data-label="own"', 'data-label="read-also"'),
        ('data-label="own" data-words="\u200b"', 'data-label="read-also"'),
        ('data-label="own" data-words=" Earlier  today: "',
         'data-label="own" data-words="Earlier today"'),
        (f'data-label="own" data-words="{"w" * 50}"', f'data-label="own" data-words="{"w" * 40}"'),
        ('data-href="https://x.example/" data-title="t"', 'data-label="read-also"'),
    ],
)  # fmt: skip
def test_a_read_also_line_has_a_label_that_is_known_and_one_target(given, kept):
    assert sanitise(f'<aside data-read-also="7" {given}>preview</aside>') == (
        f'<aside data-read-also="7" {kept}></aside>'
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/local", "mailto:a@b.example", ""])
def test_a_read_also_line_and_an_embed_go_to_web_pages_only(address):
    line = f'<aside data-read-also="" data-href="{address}" data-title="t"></aside>'
    assert sanitise(f'{line}<figure data-embed="{address}"></figure>') == ""


def test_an_outside_page_without_a_title_is_called_by_its_site():
    line = '<aside data-read-also="" data-href="https://www.other.example/a"></aside>'
    assert 'data-title="other.example"' in sanitise(line)


def test_what_the_editor_shows_inside_its_own_blocks_is_not_text():
    given = (
        '<figure data-picture="5" data-caption=" "><img src="/x.jpg"><figcaption>c</figcaption>'
        '</figure><aside data-read-also="3" class="node">READ ALSO: <a href="/x/">h</a></aside>'
    )
    assert sanitise(given) == (
        '<figure data-picture="5"></figure>'
        '<aside data-read-also="3" data-label="read-also"></aside>'
    )


def test_a_caption_may_speak_of_tags():
    given = '<figure data-picture="5" data-caption="He typed <b > & </b>"></figure>'
    assert sanitise(given) == (
        '<figure data-picture="5" data-caption="He typed &lt;b &gt; &amp; &lt;/b&gt;"></figure>'
    )
