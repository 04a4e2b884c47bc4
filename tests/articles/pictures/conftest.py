"""The awkward pictures of tests/samples/pictures, as uploads."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tests import factories

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


@pytest.fixture
def desk(client, picture_editor):
    """The picture editor's browser."""
    client.force_login(picture_editor)
    return client


@pytest.fixture
def picture():
    """A picture of 1200 by 800 pixels in the library."""
    return factories.picture(
        file=factories.image_file(size=(1200, 800)), caption="A ferry", alt="A ferry at sea"
    )
