"""What the C library is told about memory. Others than glibc know nothing of it, and do well.

See https://man7.org/linux/man-pages/man3/mallopt.3.html
"""

import ctypes
from contextlib import suppress

LARGE = 128 * 1024  # bytes; glibc's own measure, until it has met larger ones
HEAPS = 2
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # their numbers in glibc's malloc.h


def give_back_large_blocks():
    """Have what a picture took in memory go back to the machine when it is done.

    glibc keeps blocks of a size it has met before for the next of their kind, up to 32 MB each.
    """
    _tell(M_MMAP_THRESHOLD, LARGE)


def share_heaps():
    """Have the threads of this process share two heaps; call it before there are any.

    glibc gives each thread a heap of its own, up to eight for each core, and each keeps what its
    thread once took. Ours take turns by Python's lock: they would not wait for each other's heap.
    """
    _tell(M_ARENA_MAX, HEAPS)


def _tell(what, value):
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(what, value)
