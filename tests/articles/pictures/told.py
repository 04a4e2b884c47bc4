"""What the tests of metadata share: the samples that say something, and how one is read."""

import io
from pathlib import Path

from articles.metadata import read

FOLDER = Path(__file__).parents[2] / "samples" / "pictures" / "told"
TOLD = sorted(path.name for path in FOLDER.iterdir())


def content(name):
    return (FOLDER / name).read_bytes()


def said_in(source):
    """What a sample, by its name, or a file, by its bytes, says of itself."""
    return read(io.BytesIO(content(source) if isinstance(source, str) else source))
