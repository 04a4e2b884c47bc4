"""What other services say of a reply: an Akismet-compatible check, and a signed one of one's own.

Values in, Answers out, no database. The one rule: a service can hold a reply and never publish one.
Whatever it does instead of answering (nothing, too late, too much, nonsense, a redirect) counts as
a failure, which holds as well, with a reason that names no secret. No mail address, no network
address and no browser of a reader is ever sent. See docs/decisions/0017-the-spam-score.md.
"""

from comments.outside import akismet, signed
from comments.outside.answers import FAILED, HELD, PASSED, Answer, Question, in_words
from comments.outside.asking import Failed, trouble_with

__all__ = [
    "FAILED",
    "HELD",
    "PASSED",
    "Answer",
    "Failed",
    "Question",
    "akismet",
    "ask",
    "in_words",
    "is_asked",
    "trouble_with",
    "try_out",
]


def is_asked(rules) -> bool:
    """Whether these HouseRules name any service to ask."""
    return akismet.is_asked(rules) or signed.is_asked(rules)


def ask(question: Question, rules) -> list[Answer]:
    """The Answer of each service that the rules name, one after the other."""
    return [
        service.check(question, rules) for service in (akismet, signed) if service.is_asked(rules)
    ]


def try_out(rules) -> list[Answer]:
    """Whether the services that the rules name can be spoken to, asked with nobody's words."""
    found = [akismet.verify_key(rules)] if akismet.is_asked(rules) else []
    if signed.is_asked(rules):
        found.append(signed.check(Question.of_nobody(), rules))
    return found
