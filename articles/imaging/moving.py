"""Animations: the frames of a file, made small, as a file that moves.

The one rule: it moves for five seconds at most, then rests on its last frame, so that nobody needs
a button to stop it (WCAG 2.2, 2.2.2); who asks for less movement never gets it. Where its frames
are more than memory should hold, every second is left out and the others stay longer.
"""

import io
from typing import BinaryIO

from PIL import ImageSequence

from .cutting import cut
from .decoding import opened, plain, refusing_broken
from .formats import (
    LONGEST_RUN,
    MOST_FRAMES,
    MOST_MADE_PIXELS,
    MOVING_ENCODERS,
    SHORTEST_FRAME,
)


def moving(file: BinaryIO, extension: str, *, size, words: dict | None = None) -> bytes:
    """An animation as a file of the kind its extension names in MOVING_ENCODERS.

    Args:
        size: width and height in pixels.
        words: what the file says of itself, as keyword arguments for Pillow's `save`.

    Raises PictureRefused where the file cannot be decoded.
    """
    frames, durations = [], []
    most, step = max(2, MOST_MADE_PIXELS // (size[0] * size[1])), 1
    image = opened(file)
    with refusing_broken():
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number == MOST_FRAMES or sum(durations) >= LONGEST_RUN:
                break
            whole = plain(frame)  # only then its duration is known
            shown = max(SHORTEST_FRAME, int(frame.info.get("duration") or 100))
            if len(frames) == most:
                frames, step = frames[::2], step * 2
                durations = [sum(durations[place : place + 2]) for place in range(0, most, 2)]
            if number % step:
                durations[-1] += shown
            else:
                frames.append(cut(whole, size=size))
                durations.append(shown)
    kind, options = MOVING_ENCODERS[extension]
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        **_times(kind, max(1, LONGEST_RUN // sum(durations))),
        **options,
        **(words or {}),
    )
    return buffer.getvalue()


def _times(kind, times):
    """How often it is played: a GIF says how often again, and one time by saying nothing."""
    if kind == "GIF":
        return {"loop": times - 1} if times > 1 else {}
    return {"loop": times}
