"""What changed between two contents of a story, field by field, in words a journalist reads.

The rule: names instead of numbers, plain words instead of markup, and nothing is asked of the
database: what the ids in a content are called comes with it (`Revision.names`).
"""

from .fields import FIELDS, FieldChange, changed_fields, changed_words, compare
from .names import Names
from .parts import Part

__all__ = [
    "FIELDS",
    "FieldChange",
    "Names",
    "Part",
    "changed_fields",
    "changed_words",
    "compare",
]
