"""The check that Akismet documents (https://akismet.com/developers/), which others speak as well.

What is not sent: the writer's mail address, which was promised to be used for mail alone, and their
browser. The protocol wants a `user_ip`; by the time a reply is confirmed all we have of that is a
keyed hash, so we send 0.0.0.0, the address that stands for no address (RFC 6890, section 2.2.2),
and accuse nobody's. The check judges by words, name and place alone and is the weaker for it.
"""

from ipaddress import IPv4Address
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from comments.outside.answers import FAILED, HELD, PASSED, Answer
from comments.outside.asking import Failed, plain, post

BY = "akismet"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
NO_ADDRESS = str(IPv4Address(0))


def is_asked(rules) -> bool:
    return bool(rules.akismet_url and rules.akismet_key)


def check(question, rules) -> Answer:
    """What the service says of a reply: `true` is spam, `false` is not, all else a failure."""
    try:
        answer = _say("comment-check", rules, _fields(question, rules))
        said = answer.body.strip()
    except Failed as failure:
        return Answer(BY, FAILED, str(failure))
    if said == b"false":
        return Answer(BY, PASSED)
    if said == b"true":
        tip = answer.headers.get("X-akismet-pro-tip", "")
        return Answer(BY, HELD, _("spam beyond doubt") if tip == "discard" else _("spam"))
    return Answer(BY, FAILED, _what_went_wrong(answer, rules))


def verify_key(rules) -> Answer:
    """Whether the service knows our key."""
    fields = {"key": rules.akismet_key, "api_key": rules.akismet_key, "blog": settings.SITE_URL}
    try:
        answer = _say("verify-key", rules, fields)
    except Failed as failure:
        return Answer(BY, FAILED, str(failure))
    if answer.body.strip() == b"valid":
        return Answer(BY, PASSED)
    return Answer(BY, FAILED, _what_went_wrong(answer, rules))


def report(question, rules, *, is_spam):
    """Tell the service that it was wrong. Raises Failed where it did not listen."""
    _say("submit-spam" if is_spam else "submit-ham", rules, _fields(question, rules))


def _say(errand, rules, fields):
    address = f"{rules.akismet_url.rstrip('/').removesuffix('/1.1')}/1.1/{errand}"
    body = urlencode(fields).encode()
    return post(address, body, FORM, seconds=rules.outside_seconds)


def _fields(question, rules):
    return {
        "api_key": rules.akismet_key,
        "blog": question.site,
        "user_ip": NO_ADDRESS,
        "permalink": question.story,
        "comment_type": "reply" if question.is_answer else "comment",
        "comment_author": question.name,
        "comment_content": question.text,
        "comment_date_gmt": question.posted_at,
        "blog_lang": question.language,
        "blog_charset": "UTF-8",
    }


def _what_went_wrong(answer, rules):
    """In the service's own words where it gives some, and never with our key, should it say it."""
    if answer.body.strip() != b"invalid":
        return _("its answer makes no sense")
    helping = answer.headers.get("X-akismet-debug-help", "").replace(rules.akismet_key, "***")
    if helping := plain(helping):
        return _("it does not accept our key or our question (%(words)s)") % {"words": helping}
    return _("it does not accept our key or our question")
