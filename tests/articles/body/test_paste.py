"""What word processors and web pages put on the clipboard comes out clean.

Beside each sample stands what it should become, one block to a line.
"""

from pathlib import Path

import pytest

from articles.body import sanitise

from .checking import faults

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "paste"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.html") if not path.stem.endswith(".clean"))


@pytest.mark.parametrize("name", NAMES)
def test_a_paste_becomes_clean_blocks(name):
    pasted = (SAMPLES / f"{name}.html").read_text()
    wanted = (SAMPLES / f"{name}.clean.html").read_text().replace("\n", "")
    assert sanitise(pasted) == wanted
    assert faults(wanted) == []
    assert sanitise(wanted) == wanted


@pytest.mark.parametrize(
    ("style", "is_bold"),
    [
        ("font-weight:700", True),
        ("font-weight: bold !important", True),
        ("FONT-WEIGHT:600", True),
        ("font-weight:500", False),
        ("font-weight:normal", False),
        ("mso-bidi-font-weight:bold", False),
        ("font-weight:" + "9" * 5000, False),
        ("color:red", False),
    ],
)
def test_a_style_makes_words_bold_or_not(style, is_bold):
    assert sanitise(f'<span style="{style}">a</span>') == (
        "<p><strong>a</strong></p>" if is_bold else "<p>a</p>"
    )


def test_a_style_takes_back_what_an_element_said():
    pasted = '<b style="font-weight:normal">a <span style="font-weight:700">b</span></b>'
    assert sanitise(pasted) == "<p>a <strong>b</strong></p>"


@pytest.mark.parametrize(
    ("marker", "tag"),
    [("·", "ul"), ("o", "ul"), ("§", "ul"), ("-", "ul"), ("1.", "ol"), ("a)", "ol"), ("iv.", "ol"),
     ("(b)", "ol"), ("2.1.", "ol"), ("12", "ol")],
)  # fmt: skip
def test_a_word_list_is_numbered_where_word_drew_numbers(marker, tag):
    line = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{marker}&nbsp;&nbsp;</span><![endif]>Point</p>"
    )
    assert sanitise(line) == f"<{tag}><li><p>Point</p></li></{tag}>"


def test_a_list_that_word_online_cut_in_pieces_is_whole():
    piece = '<div class="ListContainerWrapper"><ul><li><p class="Paragraph">{}</p></li></ul></div>'
    assert sanitise(piece.format("a") + piece.format("b")) == (
        "<ul><li><p>a</p></li><li><p>b</p></li></ul>"
    )


def test_pictures_pasted_as_data_do_not_cost_the_rest_its_form():
    pasted = f'<h2>a</h2><img src="data:image/png;base64,{"A" * 2_000_000}"><ul><li>b</li></ul>'
    assert sanitise(pasted) == "<h2>a</h2><ul><li><p>b</p></li></ul>"
