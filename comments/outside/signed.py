"""A check of one's own: JSON over HTTP, signed, so that whoever answers knows that we ask.

The question is a POST of a JSON object. `Newsroom-Timestamp` says when it was asked, in seconds
since 1970; `Newsroom-Signature` is `v1=` and the HMAC-SHA256 (RFC 2104) of the timestamp, a full
stop and the body as sent, under the shared secret, in hex. Refuse what is older than five minutes,
and compare in constant time. The answer is `{"verdict": "pass"}`, or `{"verdict": "hold",
"reason": "..."}`.
"""

import hashlib
import hmac
import json
import time

from django.utils.translation import gettext as _

from comments.outside.answers import FAILED, HELD, PASSED, Answer
from comments.outside.asking import Failed, plain, post

BY = "signed"


def is_asked(rules) -> bool:
    return bool(rules.hook_url and rules.hook_secret)


def check(question, rules) -> Answer:
    """What the service says of a reply."""
    body = json.dumps(_told(question), ensure_ascii=False).encode()
    moment = str(int(time.time()))
    headers = {
        "Accept": "application/json",
        "Newsroom-Timestamp": moment,
        "Newsroom-Signature": signature(rules.hook_secret, moment, body),
    }
    try:
        answer = post(
            rules.hook_url,
            body,
            "application/json",
            seconds=rules.outside_seconds,
            headers=headers,
        )
        told = json.loads(answer.body)
    except Failed as failure:
        return Answer(BY, FAILED, str(failure))
    except (ValueError, RecursionError):
        return Answer(BY, FAILED, _("its answer makes no sense"))
    verdict = told.get("verdict") if isinstance(told, dict) else None
    if verdict == "pass":
        return Answer(BY, PASSED)
    if verdict == "hold":
        return Answer(BY, HELD, plain(told.get("reason", "")))
    return Answer(BY, FAILED, _("its answer makes no sense"))


def signature(secret: str, moment: str, body: bytes) -> str:
    """What Newsroom-Signature says of a body that was sent at a moment."""
    signed = f"{moment}.".encode() + body
    return f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def _told(question):
    return {
        "reply": question.number,
        "version": question.version,
        "text": question.text,
        "name": question.name,
        "story": question.story,
        "posted_at": question.posted_at,
        "language": question.language,
        "is_answer": question.is_answer,
    }
