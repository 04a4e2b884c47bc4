"""The checks that ask what looks like spam: our own score, and services outside. Both only hold."""

from comments import outside, spam
from comments.screening.verdicts import Hold

OUTSIDE = "outside-checks"


def spam_score(attempt):
    """Hold what looks like spam; note the score and its reasons, whatever they are."""
    house = attempt.house
    if not house.scores_spam:
        return None
    scored = spam.score(attempt.text)
    found = {"score": scored.value, "words": [list(one) for one in scored.words]}
    attempt.noted["spam"] = found
    return Hold("spam", found) if 100 * scored.value >= house.spam_holds else None


def outside_checks(attempt):
    """Hold until outside services have been asked, which is once the address is confirmed."""
    return Hold(OUTSIDE) if outside.is_asked(attempt.house) else None
