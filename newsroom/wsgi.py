"""The door that any WSGI server uses: granian, gunicorn or another."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application

from newsroom import memory

# Objects that come to be, and searches of the younger ones, between two searches for rubbish, while
# which everybody waits. With Python's own, 700, 10 and 10, a busy site waits for 60 ms every four
# seconds; with these a page is mostly made between two of them, and leaves nothing to look through.
BETWEEN_SEARCHES = (5_000, 10, 50)


def start():
    """The site, ready to answer; refuses where the demo's accounts stand open in production."""
    memory.share_heaps()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    site = get_wsgi_application()

    from django.conf import settings

    from articles import page_cache, reading
    from newsroom import turns
    from newsroom.accounts import refuse_demo_in_production
    from newsroom.security import in_utf8
    from newsroom.taking_in import taken_in

    refuse_demo_in_production()
    atexit.register(reading.tally.write_down)
    site = in_utf8(site)
    if settings.PAGE_CACHE_BYTES:
        files = page_cache.files_of_this_machine()
        site = page_cache.Door(site, settings.PAGE_CACHE_BYTES, files, turns.Turns()).open()
    else:
        site = turns.in_turn(site)
    gc.freeze()  # what it is made of is no rubbish
    gc.set_threshold(*BETWEEN_SEARCHES)
    return taken_in(site)


application = start()
