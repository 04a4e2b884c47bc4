"""How much a text looks like spam: what is counted in it, and how the hints are weighed."""

import time

import pytest

from comments import spam
from comments.models import HouseRules, SpamWord
from comments.spam import features, seed, weighing

WANTED = "I was at the meeting on Tuesday and the council said nothing about the bridge."
SPAM = "Claim your free casino bonus now, register today: www.lucky-spins.example/join"


def names(text):
    return set(features.features_of(text))


@pytest.mark.django_db
def test_on_the_first_day_it_tells_spam_from_a_reply():
    assert spam.score(SPAM).value > 0.9
    assert spam.score(WANTED).value < 0.2


@pytest.mark.django_db
def test_it_names_the_words_that_pulled_strongest_first():
    scored = spam.score(SPAM)
    words = dict(scored.words)
    assert words["bonus"] > 0
    assert words["casino"] > 0
    pulls = [abs(pull) for _word, pull in scored.words]
    assert pulls == sorted(pulls, reverse=True)


@pytest.mark.django_db
def test_it_names_what_speaks_for_a_reply_too():
    assert any(pull < 0 for _word, pull in spam.score(WANTED).words)


@pytest.mark.django_db
def test_words_nobody_ever_saw_say_nothing():
    assert spam.score("Quorvax blembit zantrip dorlunk frabbish vexomil ploong").words == []
    assert spam.score("Quorvax blembit zantrip dorlunk frabbish vexomil ploong").value < 0.5


@pytest.mark.django_db
def test_no_word_and_no_sign_decides_alone():
    holds = HouseRules.current().spam_holds / 100
    known, texts = seed.learned()
    assert len(known) > 3000
    alone = {name: weighing.weigh({name: name}, known, texts).value for name in known}
    assert max(alone.values()) < holds


@pytest.mark.django_db
def test_a_word_this_newsroom_saw_a_thousand_times_decides_no_more_than_another():
    SpamWord.objects.create(word="", spam=1000, ham=1000)
    SpamWord.objects.create(word="zantrop", spam=1000, ham=0)
    scored = spam.score("zantrop zantrop")
    assert dict(scored.words)["zantrop"] == weighing.CEILING
    assert scored.value < HouseRules.current().spam_holds / 100


@pytest.mark.django_db
def test_scoring_asks_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        spam.score(" ".join(f"word{number}" for number in range(3000)))


@pytest.mark.django_db
def test_the_same_text_has_the_same_score_whatever_is_asked_in_between():
    first = spam.score(SPAM)
    spam.score(WANTED)
    assert spam.score(SPAM) == first


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Look at https://paper.example/story", ":link"),
        ("Look at www.paper.example", ":link"),
        ("Two: https://one.example and https://two.example", ":links"),
        ("See bit.ly/abc", ":short-link"),
        ("See prizes.example.icu now www.prizes.icu", ":odd-end"),
        ("Write to somebody@mail.example today", ":mail"),
        ("Call +44 7700 900 123 now", ":phone"),
        ("Find @somebody_there on it", ":handle"),
        ("It cost £1,200", ":money"),
        ("It rose by 12 %", ":percent"),
        ("THIS IS SHOUTED AT YOU", ":shouting"),
        ("Really!!!", ":excited"),
        ("💰💰💰", ":pictures"),
        ("саsino", ":disguised"),
        ("c a s i n o", ":spaced"),
        ("cas\u200bino", ":hidden"),
        ("free free free free free money", ":again"),
        ("Is it open?", ":asks"),
        ("[url=http://x.example]x[/url]", ":code"),
    ],
)
def test_how_a_text_is_written_is_seen(text, sign):
    assert sign in names(text)


@pytest.mark.parametrize("disguise", ["Casino", "CASINO", "саsinо", "c.a.s.i.n.o", "cas\u200bino"])
def test_a_disguised_word_counts_as_the_word(disguise):
    assert features.fold("casino") in names(f"the best {disguise} here")


def test_where_a_text_leads_is_counted_by_its_host():
    assert "at spins.example" in names("Go to https://www.spins.example/a/b?c=d now")


@pytest.mark.parametrize("text", ["Write to anna.b@mail.example", "Call +44 7700 900123, please"])
def test_no_address_and_no_number_is_ever_counted_as_a_word(text):
    assert not [name for name in names(text) if "anna" in name or "7700" in name or "90" in name]


def test_scripts_without_spaces_are_read_in_pairs_of_letters():
    assert {"赌场", "线上"} <= names("最好的线上赌场")


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 20_000,
        "a." * 10_000,
        "a-a" * 7_000,
        "a@" * 10_000,
        "1 " * 10_000,
        "\n" * 20_000,
        '"' * 20_000,
        "http://" * 3_000,
        "www." * 5_000,
        "!" * 20_000,
        "é" * 20_000,
        "\u200b" * 20_000,
        "赌" * 20_000,
        "👩‍👩‍👧‍👦" * 2_500,
        "".join(chr(0x400 + number % 200) for number in range(20_000)),
        " ".join(f"{number:x}q" for number in range(5_000)),
        "x" * 2_000_000,
    ],
    ids=range(17),
)
def test_hostile_text_costs_no_more_than_its_length(hostile):
    features.features_of(hostile)
    began = time.process_time()
    found = features.features_of(hostile)
    assert time.process_time() - began < 0.25  # milliseconds on a quick machine
    assert len(found) < features.MOST_WORDS + 100
    assert all(len(name) <= features.LONGEST_NAME for name in found)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "\u202e", "%", "(" * 50])
def test_no_text_is_too_odd_to_be_read(text):
    assert isinstance(features.features_of(text), dict)


def test_padding_a_text_with_words_hides_neither_its_beginning_nor_its_end():
    padded = f"casino {' '.join(f'padding{number:x}' for number in range(1500))} jackpot"
    assert {features.fold("casino"), features.fold("jackpot")} <= names(padded)
