"""How much a reply looks like spam, and why: a shipped seed and this newsroom's own verdicts.

The one rule: the score explains itself and decides nothing. It names the words that pulled, and the
most it ever does is to hold a reply for a moderator. See docs/decisions/0017-the-spam-score.md.
"""

from comments.models import SpamWord
from comments.spam import seed
from comments.spam.features import SIGNS, features_of
from comments.spam.learning import forget_everything, forget_words_of, learn
from comments.spam.weighing import Counts, Score, weigh

__all__ = [
    "SIGNS",
    "Counts",
    "Score",
    "features_of",
    "forget_everything",
    "forget_words_of",
    "learn",
    "score",
    "weigh",
]

OWN = 2  # one verdict of this newsroom says as much as two examples of the seed


def score(value: str) -> Score:
    """The Score of a text, in one query."""
    found = features_of(value)
    shipped, shipped_texts = seed.learned()
    own = {
        word: Counts(spam, ham)
        for word, spam, ham in SpamWord.objects.known(["", *found]).values_list(
            "word", "spam", "ham"
        )
    }
    texts = shipped_texts.and_also(own.pop("", Counts()), OWN)
    nothing = Counts()
    known = {
        name: shipped.get(name, nothing).and_also(own.get(name, nothing), OWN)
        for name in found
        if name in shipped or name in own
    }
    return weigh(found, known, texts)
