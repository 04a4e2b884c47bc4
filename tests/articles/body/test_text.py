"""The words of a body on their own."""

from articles.body import excerpt, plain_text, shorten, word_count

BODY = (
    "<h2>Heading</h2>"
    '<blockquote data-pull=""><p>Pulled words</p></blockquote>'
    "<p>First <strong>bold</strong> &amp; more<br>on a line.</p>"
    "<ul><li><p>Point</p><ul><li><p>below</p></li></ul></li></ul>"
    '<figure data-picture="1" data-caption="caption"></figure>'
    '<aside data-read-also="1" data-label="own" data-words="label"></aside>'
    "<blockquote><p>Quoted — twice</p></blockquote>"
)


def test_plain_text_has_a_line_for_each_block():
    assert plain_text(BODY).split("\n") == [
        "Heading",
        "Pulled words",
        "First bold & more on a line.",
        "Point",
        "below",
        "Quoted — twice",
    ]


def test_an_excerpt_begins_with_the_running_text():
    assert excerpt(BODY) == "First bold & more on a line. Point below Quoted — twice"


def test_an_excerpt_is_cut_at_a_word_within_its_length():
    cut = excerpt("<p>One two three, four five six</p>", length=16)
    assert cut == "One two three…"
    assert len(excerpt("<p>" + "word " * 100 + "</p>")) <= 160


def test_a_word_longer_than_the_excerpt_is_cut():
    assert excerpt("<p>" + "w" * 50 + "</p>", length=10) == "w" * 9 + "…"


def test_words_that_fit_are_not_cut():
    assert shorten("5 < 6 words", 11) == "5 < 6 words"
    assert excerpt("") == ""


def test_dashes_are_not_counted_as_words():
    assert word_count("<p>One – two's and 3 * &amp; x-y</p>") == 5
    assert word_count("") == 0
