"""What the score knows on the first day: the examples in the folder beside this, read once."""

from collections import Counter
from functools import cache
from pathlib import Path

from comments.spam.features import features_of
from comments.spam.weighing import Counts

FOLDER = Path(__file__).parent / "seed"
NEW_LINE = "¶"  # in an example, each of which stands on one line


def examples(kind: str, folder: Path = FOLDER) -> list[str]:
    """The examples of one kind, `spam` or `wanted`, in the order of the files."""
    found = []
    for path in sorted(folder.glob(f"{kind}-*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        found += [line.replace(NEW_LINE, "\n") for line in kept]
    return found


@cache
def learned() -> tuple[dict[str, Counts], Counts]:
    """What is known of each name that stands in the seed, and the number of its texts."""
    return learned_from(examples("spam"), examples("wanted"))


def learned_from(spam: list[str], wanted: list[str]) -> tuple[dict[str, Counts], Counts]:
    """What examples of both kinds teach."""
    in_spam, in_wanted = _counted(spam), _counted(wanted)
    names = sorted(in_spam.keys() | in_wanted.keys())
    known = {name: Counts(in_spam[name], in_wanted[name]) for name in names}
    return known, Counts(len(spam), len(wanted))


def _counted(texts):
    return Counter(name for one in texts for name in features_of(one))
