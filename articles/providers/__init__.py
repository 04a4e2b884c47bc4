"""The sites whose videos, posts and recordings a story may carry, known by their addresses.

The one rule: an address is of a provider or it is not; there is no guessing, and nobody is asked.
What is built of it (the address we keep, the frame, the question) has a host from the table alone.
"""

from .finding import Found, find, is_shortened, names
from .table import PROVIDERS
from .ways import Kind, Provider, Shape, Way

__all__ = [
    "PROVIDERS",
    "Found",
    "Kind",
    "Provider",
    "Shape",
    "Way",
    "find",
    "is_shortened",
    "names",
]
