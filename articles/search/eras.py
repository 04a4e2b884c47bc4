"""Stretches of the archive that PostgreSQL's index knows, so that it can be asked of one alone.

Pure. The rule: each is a block of places that begins at a multiple of its length, eight times as
long as those of the level below, so a row belongs to one of each level and a number says which.
"""

from dataclasses import dataclass

BITS = (47, 50, 53, 56, 59)  # of a place: about 37 hours, 12 days, 3 months, 2 years, 18 years
WHOLE = len(BITS)  # the level of the whole archive
LOWEST, HIGHEST = -(2**63) + 1, 2**63 - 1
MARKS = f"ARRAY[{', '.join(f'(place >> {bits}) * 8 + {n}' for n, bits in enumerate(BITS))}]"


@dataclass(frozen=True)
class Era:
    level: int
    number: int = 0

    @property
    def mark(self):
        """What `MARKS`, the SQL of what the index keeps of a row, holds of each row in it."""
        return self.number * 8 + self.level

    @property
    def first(self):
        """The lowest place in it."""
        return LOWEST if self.level == WHOLE else self.number << BITS[self.level]

    @property
    def end(self):
        """The lowest place after it."""
        return HIGHEST if self.level == WHOLE else self.number + 1 << BITS[self.level]


def era_of(place, level):
    """The era of a level in which a place lies."""
    return Era(WHOLE) if level == WHOLE else Era(level, place >> BITS[level])


def level_for(rate, most, whole):
    """The level of the longest eras that likely hold at most `most` hits.

    Args:
        rate: hits to be expected at a place.
        whole: the length of the archive in places.
    """
    if rate * whole <= most:
        return WHOLE
    return max((n for n, bits in enumerate(BITS) if rate * 2**bits <= most), default=0)
