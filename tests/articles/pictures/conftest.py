"""The awkward pictures of tests/samples/pictures, as uploads."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

SAMPLES = Path(__file__).parents[2] / "samples" / "pictures"
GOOD = sorted(path.name for path in (SAMPLES / "good").iterdir())
BAD = sorted(path.name for path in (SAMPLES / "bad").iterdir())


@pytest.fixture
def sample():
    """A sample by its name, as a file somebody uploads."""

    def upload(name):
        path = SAMPLES / ("good" if name in GOOD else "bad") / name
        return ContentFile(path.read_bytes(), name=name)

    return upload
