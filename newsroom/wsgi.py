"""The door that any WSGI server uses: granian, gunicorn or another."""

import atexit
import os

from django.core.wsgi import get_wsgi_application


def start():
    """The site, ready to answer; refuses where the demo's accounts stand open in production."""
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
    return taken_in(site)


application = start()
