"""Days, licences and ways of making: the forms they come in, and what they become."""

import pytest

from articles.metadata import licence_at
from articles.metadata.dates import day
from articles.metadata.vocabulary import CODES, digital_source
from articles.models import DigitalSource, Licence


@pytest.mark.parametrize(
    "text",
    [
        "2026:03:05 10:11:12",
        "2026:03:05 10:11:12.345+01:00",
        "2026-03-05T23:40:00-08:00",
        "2026-03-05T23:40Z",
        "2026-03-05",
        "2026-3-5",
        "20260305",
        "2026/03/05",
        "2026.03.05",
        "2026 03 05",
        " 2026:03:05\n",
        "05.03.2026",
        "5.3.2026",
        "5 March 2026",
        "5. Mar 2026",
        "March 5, 2026",
        "Mar. 5 2026",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert day(text).isoformat() == "2026-03-05"


def test_a_day_whose_order_only_one_reading_allows_is_read():
    assert day("25/12/2025").isoformat() == day("12/25/2025").isoformat() == "2025-12-25"
    assert day("03/03/2025").isoformat() == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-03",
        "2026:03:00 00:00:00",
        "20260300",
        "20260000",
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2026-02-30",
        "0001-01-01",
        "99999-01-01",
        "03/05/2026",
        "5 Brumaire 2026",
        "٢٠٢٦-٠٣-٠٥",
        "yesterday",
        "2" * 10_000,
    ],
)
def test_a_day_is_never_made_up(text):
    assert day(text) is None


@pytest.mark.parametrize(
    ("address", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", ("cc-by", "4.0")),
        ("http://creativecommons.org/licenses/by-sa/3.0", ("cc-by-sa", "3.0")),
        ("https://www.creativecommons.org/licenses/by-nc-nd/2.5/es/", ("cc-by-nc-nd", "2.5")),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.de", ("cc-by-nc-sa", "4.0")),
        ("https://creativecommons.org/licenses/BY-ND/4.0/legalcode", ("cc-by-nd", "4.0")),
        ("creativecommons.org/licenses/by-nc/1.0/", ("cc-by-nc", "1.0")),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", ("cc-by-nc-nd", "1.0")),
        ("https://creativecommons.org/publicdomain/zero/1.0/", ("cc0", "1.0")),
        ("https://creativecommons.org/publicdomain/mark/1.0/", ("public-domain", "1.0")),
        ("https://creativecommons.org.example.com/licenses/by/4.0/", ("", "")),
        ("https://example.com/?creativecommons.org/licenses/by/4.0/", ("", "")),
        ("https://creativecommons.org/licenses/by/", ("", "")),
        ("https://creativecommons.org/licenses/nc/1.0/", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_address_of_creative_commons_is_a_licence_of_ours(address, licence):
    assert licence_at(address) == licence


def test_every_licence_an_address_can_give_is_on_our_list():
    terms = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
    addresses = [f"https://creativecommons.org/licenses/{each}/4.0/" for each in terms]
    addresses += [
        f"https://creativecommons.org/publicdomain/{each}/1.0/" for each in ("zero", "mark")
    ]
    assert {licence_at(address)[0] for address in addresses} <= set(Licence.values)


def test_our_list_of_how_pictures_are_made_is_the_one_that_files_are_read_with():
    assert set(CODES) == set(DigitalSource.values)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/screenCapture", "screenCapture"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/screenCapture/", "screenCapture"),
        ("digsrctype:compositeSynthetic", "compositeSynthetic"),
        ("TRAINEDALGORITHMICMEDIA", "trainedAlgorithmicMedia"),
        (" digitalCapture ", "digitalCapture"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage", "digitalCreation"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/minorHumanEdits", "humanEdits"),
        ("http://c2pa.org/digitalsourcetype/empty", ""),
        ("something else", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_how_a_picture_was_made_is_a_code_of_the_list_or_nothing(said, code):
    assert digital_source(said) == code
