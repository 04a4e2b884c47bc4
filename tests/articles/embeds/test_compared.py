"""What became of something of another site between two versions of a story, in words."""

import pytest

from tests.articles.history.test_fields import changes, words

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def figure(more=""):
    return f'<p>Text.</p><figure data-embed="{VIDEO}"{more}></figure>'


TITLED, STILL = ' data-title="The ferry"', ' data-still="7"'


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("", TITLED, "With the title: “The ferry”"),
        (TITLED, ' data-title="A ferry"', "Its title was “The ferry” and is “A ferry” now."),
        (TITLED, "", "Without its title now; it was: “The ferry”"),
        ("", STILL, "With the picture: “The old crane”"),
        (STILL, "", "Without its picture now; it was: “The old crane”"),
        ("", ' data-words="Said."', "With the words: “Said.”"),
    ],
)
def test_what_changed_of_an_embed_is_said(before, after, sentence):
    assert sentence in words(changes({"body": figure(before)}, {"body": figure(after)}))


def test_a_new_one_is_told_with_all_that_came_with_it():
    page = words(changes({}, {"body": figure(TITLED + STILL)}))
    assert f"Embedded page: Added [added: {VIDEO} ]" in page
    assert "With the title: “The ferry”" in page
    assert "With the picture: “The old crane”" in page
