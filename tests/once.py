"""What is dear to make is made once in a run, by the worker that asks first, and copied by all."""

import fcntl
import os
import shutil


def once(tmp_path_factory, name, make):
    """The folder of that name which the workers of a run share; `make` filled it in one of them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made, begun = shared / name, shared / f"{name}-begun"
    with (shared / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever asks second waits until it is there
        if not made.exists():
            shutil.rmtree(begun, ignore_errors=True)  # left by a worker that failed over it
            begun.mkdir()
            make(begun)
            begun.rename(made)
    return made
