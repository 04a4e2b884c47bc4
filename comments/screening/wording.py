"""What a reply says: words that are never published, words and links that a moderator looks at."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import text
from comments.screening.verdicts import Hold, Refusal


def has_banned_words(attempt):
    """Refuse what holds a banned word, and say which: who used it by chance can change it."""
    for value, field in ((attempt.text, "comment"), (attempt.name, "name")):
        if words := text.words_in(value, attempt.house.banned_words):
            sentence = ngettext(
                "We do not publish this word: %(words)s. Please say it in another way.",
                "We do not publish these words: %(words)s. Please say it in another way.",
                len(words),
            )
            quoted = ", ".join(_("“%(word)s”") % {"word": word} for word in words)
            return Refusal(sentence % {"words": quoted}, field, found=words)
    return None


def has_suspect_words(attempt):
    typed = f"{attempt.text}\n{attempt.name}"
    if words := text.words_in(typed, attempt.house.suspect_words):
        return Hold("suspect-words", words)
    return None


def has_links(attempt):
    limit = attempt.house.links_hold
    if not limit:
        return None
    number = text.count_addresses(f"{attempt.text}\n{attempt.name}")
    return Hold("links", number) if number >= limit else None
