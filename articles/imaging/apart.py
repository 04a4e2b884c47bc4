"""Decodes a file in a process of its own, whose memory and time the system bounds.

For AVIF, whose frames may be larger than its header says and whose decoder cannot be told a limit:
what got through here can be decoded in ours. The process is given the file by its standard input.
"""

import os
import subprocess
import sys

MEMORY = 600 * 1024 * 1024  # bytes of addresses, the interpreter and its libraries among them
SECONDS = 20  # of processor time


def decodes(content: bytes) -> bool:
    """Whether a file decodes wholly within the bounds."""
    command = [sys.executable, "-I", __file__]
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    try:
        done = subprocess.run(
            command,
            input=content,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=3 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def decode_standard_input():
    import io
    import resource

    from PIL import AvifImagePlugin, Image

    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each has a stack of its own
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    image = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["AVIF"])
    for frame in range(image.n_frames):
        image.seek(frame)
        image.load()


if __name__ == "__main__":
    decode_standard_input()
