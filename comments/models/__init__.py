"""The reply desk's nouns, one file for each."""

from .confirmations import Confirmation
from .decisions import Decision, Verb
from .replies import Reason, Reply, State
from .writers import Writer

__all__ = ["Confirmation", "Decision", "Reason", "Reply", "State", "Verb", "Writer"]
