"""What a service is asked, and what it may answer."""

from dataclasses import asdict, dataclass
from datetime import UTC

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PASSED, HELD, FAILED = "passed", "held", "failed"


@dataclass(frozen=True)
class Question:
    """What leaves the house about a reply: its words, the name above it, and where it stands."""

    text: str
    name: str
    posted_at: str  # as RFC 3339 has it, in UTC
    story: str  # the address at which readers see the story
    number: int = 0
    version: int = 1
    is_answer: bool = False
    site: str = ""
    language: str = ""

    @classmethod
    def about(cls, reply):
        """The question about a Reply, loaded with its story."""
        copy = reply.copy_readers_see
        return cls(
            text=reply.comment,
            name=reply.user_name,
            posted_at=f"{reply.posted_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            story=f"{settings.SITE_URL}{copy.get_absolute_url() if copy else '/'}",
            number=reply.pk,
            version=reply.version,
            is_answer=reply.in_answer_to_id is not None,
            site=settings.SITE_URL,
            language=get_language(),
        )

    @classmethod
    def of_nobody(cls):
        """One to try a service out with."""
        return cls(
            text="This is how a newsroom tries whether its check answers.",
            name="Newsroom",
            posted_at="2026-01-01T00:00:00Z",
            story=f"{settings.SITE_URL}/",
            site=settings.SITE_URL,
            language=get_language(),
        )


@dataclass(frozen=True)
class Answer:
    by: str  # "akismet" or "signed"
    outcome: str
    words: str = ""  # of a service that holds, or what went wrong

    def as_json(self):
        return asdict(self)


def in_words(told) -> str:
    """One sentence for what a service answered, as a reply keeps it; "" where that is nothing."""
    service = {"akismet": _("The Akismet check"), "signed": _("The signed check")}.get(told["by"])
    if service is None or told["outcome"] == PASSED:
        return ""
    sentence = {
        (HELD, True): _("%(service)s holds it: %(words)s."),
        (HELD, False): _("%(service)s holds it."),
        (FAILED, True): _("%(service)s did not answer: %(words)s."),
        (FAILED, False): _("%(service)s did not answer."),
    }.get((told["outcome"], bool(told["words"])), "")
    return sentence % {"service": service, "words": told["words"].rstrip(".")}
