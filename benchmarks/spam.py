"""How well the spam score tells spam from replies, and what a score costs.

Run with: python benchmarks/spam.py. Three questions, each on texts that the score
was not taught: the seed with a tenth held out, ten times over; the texts of tests/samples/replies,
which stand in no seed and by which nobody may tune it; and a topic that the seed has never heard
of, before and after a newsroom's own verdicts. The last table is processor time, beside the folding
of the same text.
"""

import random
import sys
import time
from pathlib import Path

from measuring import machine, throwaway_site

HOLDS = 0.8  # HouseRules.spam_holds, as a newsroom begins
SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "replies"
TAUGHT = (0, 5, 10, 25, 50)

# Spam for something no seed names, and replies about the same thing. Each is made of parts.
OPENINGS = ("Honest", "Fresh", "Genuine", "Rare", "Certified", "Finest")
WARES = ("mushroom spawn", "sourdough starters", "bonsai cuttings", "meteorite slices")
SELLING = (
    "{how} {what} straight from our farm, ask for the list by mail.",
    "We ship {how} {what} to every country, tell us how many you want.",
    "My uncle has {how} {what} left over, he lets them go for little.",
    "Everyone should own {how} {what}, our store has them again.",
)
SPEAKING = (
    "Nobody in the article asked {who} who grows {what} in this valley.",
    "I was surprised to read that {what} were ever shown to {who} at the town museum.",
    "The judge knew nothing about {what}, as {who} will tell you.",
    "We grew {what} at school with {who}. The shed burned down.",
)
PEOPLE = ("the mayor", "my neighbour", "our vicar", "the fishermen", "her sister", "a colleague")


def main():
    with throwaway_site():
        report()


def report():
    from comments.spam import seed

    spam, wanted = seed.examples("spam"), seed.examples("wanted")
    print(f"{machine()}; seed of {len(spam)} and {len(wanted)} texts, {HOLDS} holds\n")
    print("| what | spam found | wanted held | precision | order |")
    print("|---|--:|--:|--:|--:|")
    row("seed, a tenth held out", crossed(spam, wanted))
    held_out = [(text, kind == "spam") for kind in ("spam", "wanted") for text in of(kind)]
    known, texts = seed.learned()
    row("texts that stand in no seed", scored(held_out, known, texts))
    for number in TAUGHT:
        row(f"an unheard-of topic after {number} verdicts", taught(number))
    print()
    times()


def of(kind):
    from comments.spam import seed

    return seed.examples(kind, SAMPLES)


def crossed(spam, wanted, parts=10):
    from comments.spam import seed

    texts = [(text, True) for text in spam] + [(text, False) for text in wanted]
    random.Random(1).shuffle(texts)
    found = []
    for part in range(parts):
        rest = [one for at, one in enumerate(texts) if at % parts != part]
        learned = seed.learned_from(
            [text for text, is_spam in rest if is_spam],
            [text for text, is_spam in rest if not is_spam],
        )
        found += scored(texts[part::parts], *learned)
    return found


def scored(texts, known, number):
    from comments.spam import features_of, weigh

    return [(weigh(features_of(text), known, number).value, is_spam) for text, is_spam in texts]


def taught(number):
    """Scores of forty texts on the topic, after verdicts on others, through the database."""
    from comments import spam
    from comments.models import SpamWord
    from comments.spam.features import features_of

    chance = random.Random(2)
    texts = [
        (form.format(how=how, what=what, who=who), forms is SELLING)
        for forms in (SELLING, SPEAKING)
        for form in forms
        for what in WARES
        for how, who in zip(OPENINGS, PEOPLE, strict=True)
    ]
    chance.shuffle(texts)
    lessons, questions = texts[:number], texts[-40:]
    counts = {}
    for text, is_spam in lessons:
        for word in ["", *features_of(text)]:
            row = counts.setdefault(word, [0, 0])
            row[0 if is_spam else 1] += 1
    SpamWord.objects.all().delete()
    SpamWord.objects.bulk_create(
        SpamWord(word=word, spam=in_spam, ham=in_ham) for word, (in_spam, in_ham) in counts.items()
    )
    return [(spam.score(text).value, is_spam) for text, is_spam in questions]


def row(name, found):
    spam = [value for value, is_spam in found if is_spam]
    wanted = [value for value, is_spam in found if not is_spam]
    caught = sum(value >= HOLDS for value in spam)
    held = sum(value >= HOLDS for value in wanted)
    pairs = [(one > other) + (one == other) / 2 for one in spam for other in wanted]
    precision = f"{caught / (caught + held):.3f}" if caught else "-"
    print(
        f"| {name} | {caught} of {len(spam)} | {held} of {len(wanted)} | {precision} "
        f"| {sum(pairs) / len(pairs):.4f} |"
    )


def times():
    from comments import spam, text
    from comments.spam import features_of, seed, weigh

    began = time.process_time()
    seed.learned.__wrapped__()
    print(f"Reading the seed, once in a process: {1000 * (time.process_time() - began):.0f} ms\n")
    ordinary = " ".join(of("wanted"))
    known, number = seed.learned()
    print("| characters | folding the words | signs and words | weighing | with the query |")
    print("|--:|--:|--:|--:|--:|")
    for length in (120, 600, 3000, 20_000):
        words = (ordinary * 3)[:length]
        found = features_of(words)
        acts = (
            lambda words=words: text.fold_name(words),
            lambda words=words: features_of(words),
            lambda found=found: weigh(found, known, number),
            lambda words=words: spam.score(words),
        )
        print(f"| {length} | {' | '.join(f'{microseconds(act):.0f} µs' for act in acts)} |")


def microseconds(act, rounds=30):
    act()
    took = []
    for _round in range(rounds):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    return 1e6 * sorted(took)[rounds // 2]


if __name__ == "__main__":
    sys.exit(main())
