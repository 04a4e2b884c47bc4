"""What readers get of a body, with its references resolved."""

import pytest
from django.test import override_settings
from django.utils.safestring import SafeString
from django.utils.translation import override

from articles.body import StoryTarget, Targets, render
from tests import factories

STORY = StoryTarget("Fish & <chips>", "/2026/11/02/fish/")
KNOWN = Targets(stories={42: STORY})


def test_plain_blocks_come_out_as_they_are_stored():
    body = "<p>a</p>\n<p>b &lt; <strong>c</strong></p>\n<ul><li><p>d</p></li></ul>\n<hr>"
    assert render(body, Targets()) == body
    assert isinstance(render(body, Targets()), SafeString)


def test_what_was_stored_unclean_is_rendered_clean():
    assert render("<p onclick=x>a<script>b</script></p>", Targets()) == "<p>a</p>"


def test_a_link_to_a_story_leads_to_its_present_address():
    body = '<p>See <a data-story="42">this <em>one</em></a>.</p>'
    assert render(body, KNOWN) == ('<p>See <a href="/2026/11/02/fish/">this <em>one</em></a>.</p>')


def test_a_link_to_a_story_that_is_not_public_is_only_words():
    assert render('<p>See <a data-story="9">this <em>one</em></a>.</p>', KNOWN) == (
        "<p>See this <em>one</em>.</p>"
    )


def test_an_outside_link_gives_no_opener_and_opens_where_the_reader_is():
    body = (
        '<p><a href="https://x.example/?a=1&amp;b=2">w</a> <a href="mailto:a@b.example">m</a></p>'
    )
    assert render(body, Targets()) == (
        '<p><a href="https://x.example/?a=1&amp;b=2" rel="noopener">w</a> '
        '<a href="mailto:a@b.example">m</a></p>'
    )


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ('data-label="read-also"', "READ ALSO:"),
        ('data-label="related"', "Related Article:"),
        ('data-label="own" data-words="Before &lt;that&gt;"', "Before &lt;that&gt;:"),
    ],
)
def test_a_read_also_line_has_its_label_and_the_targets_present_headline(attributes, label):
    page = render(f'<aside data-read-also="42" {attributes}></aside>', KNOWN)
    assert page.startswith('<p class="read-also">')
    assert label in page
    assert 'href="/2026/11/02/fish/">Fish &amp; &lt;chips&gt;</a>' in page
    assert "noopener" not in page


def test_a_read_also_line_to_a_story_that_is_not_public_vanishes():
    assert render('<p>a</p><aside data-read-also="9"></aside>', KNOWN) == "<p>a</p>"


def test_a_read_also_line_can_lead_to_another_site():
    line = (
        '<aside data-read-also="" data-href="https://x.example/?a&amp;b" data-title="A &lt;t&gt;"'
        ' data-label="related"></aside>'
    )
    page = render(line, Targets())
    assert 'href="https://x.example/?a&amp;b" rel="noopener">A &lt;t&gt;</a>' in page


def test_a_pull_quote_shows_its_words_and_who_said_them():
    words = "<p>It <em>is</em>.</p><p>So.</p>"
    quote = f'<blockquote data-pull="" data-by="A &amp; B">{words}</blockquote>'
    page = render(quote, Targets())
    assert words in page
    assert "A &amp; B</figcaption>" in page
    assert "figcaption" not in render(
        '<blockquote data-pull=""><p>It is.</p></blockquote>', Targets()
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.youtube.com/watch?v=x", "Watch on youtube.com"),
        ("https://youtu.be/x", "Watch on youtube.com"),
        ("https://vimeo.com/1", "Watch on vimeo.com"),
        ("https://social.example/@a/1", "See it on social.example"),
    ],
)
def test_an_embed_is_a_link_in_words_that_contacts_nobody(address, words):
    page = render(f'<figure data-embed="{address}"></figure>', Targets())
    assert f'href="{address}" rel="noopener">{words}</a>' in page  # of no provider as it stands
    assert "src=" not in page


def test_the_same_input_gives_the_same_page_under_any_language_without_translations():
    body = '<aside data-read-also="42" data-label="related"></aside><p>a</p>'
    pages = set()
    for language in ("en", "en-gb", "en"):
        with override(language):
            pages.add(render(body, KNOWN))
    assert len(pages) == 1


def test_a_picture_that_is_missing_vanishes():
    assert render('<p>a</p><figure data-picture="5"></figure>', Targets()) == "<p>a</p>"


PLAIN_TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "articles/blocks/picture.html": (
                            "{# Takes shown, eager. #}"
                            "<figure>{{ eager }}: {{ shown.alt }}: {{ shown.caption }}</figure>"
                        )
                    },
                )
            ]
        },
    }
]


@override_settings(TEMPLATES=PLAIN_TEMPLATES)
def test_a_picture_has_its_own_words_unless_the_story_gives_others_and_knows_whether_it_is_first():
    class InTheLibrary:
        def as_used(self, caption, alt):
            return {"alt": alt or "p", "caption": caption or "The library's <caption>"}

    class NotToBeShown:
        def as_used(self, caption, alt):
            return None

    body = (
        '<figure data-picture="5"></figure><figure data-picture="6"></figure>'
        '<figure data-picture="7"></figure>'
        '<figure data-picture="5" data-caption="This story\'s" data-alt="q"></figure>'
    )
    assert render(body, Targets(pictures={5: InTheLibrary(), 7: NotToBeShown()})).split("\n") == [
        "<figure>True: p: The library&#x27;s &lt;caption&gt;</figure>",
        "<figure>False: q: This story&#x27;s</figure>",
    ]


@pytest.mark.parametrize("caption", ["", "Who, where and when."])
def test_a_pictures_credit_shows_with_and_without_a_caption(db, caption):
    shown = factories.picture(caption=caption, credit="Photo: A. Photographer/Agency", alt="A pier")
    page = render('<figure data-picture="5"></figure>', Targets(pictures={5: shown}))
    assert page.startswith("<figure")
    assert page.endswith("</figure>")
    assert "Photo: A. Photographer/Agency" in page
    assert 'alt="A pier"' in page
    assert caption in page
