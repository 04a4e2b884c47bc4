"""In which state a reply is, and why it was refused: the words every other noun here uses."""

from django.db import models
from django.utils.translation import gettext_lazy


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", gettext_lazy("Unconfirmed")
    PENDING = "pending", gettext_lazy("Waiting")
    PUBLISHED = "published", gettext_lazy("Published")
    REJECTED = "rejected", gettext_lazy("Rejected")
    SPAM = "spam", gettext_lazy("Spam")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn by the writer")
    REMOVED = "removed", gettext_lazy("Removed")


class Reason(models.TextChoices):
    """Why a reply was refused; the writer is told."""

    OFFENSIVE = "offensive", gettext_lazy("Offensive")
    ABUSIVE = "abusive", gettext_lazy("Abusive")
    SPAM = "spam", gettext_lazy("Spam")
    ADVERTISING = "advertising", gettext_lazy("Advertising")
    ILLEGAL = "illegal", gettext_lazy("Illegal")
    HARASSMENT = "harassment", gettext_lazy("Harassment")
    MISINFORMATION = "misinformation", gettext_lazy("Misinformation")
    HATE = "hate", gettext_lazy("Hate")
    OFF_TOPIC = "off-topic", gettext_lazy("Off topic")
    PERSONAL_DATA = "personal-data", gettext_lazy("Personal data")
    OTHER = "other", gettext_lazy("Other")


TOMBSTONES = (State.WITHDRAWN, State.REMOVED)
REFUSED = (State.REJECTED, State.SPAM)
LAST_LEVEL = 2  # three levels, counted from nought
