"""A WSGI application that answers fixed bytes: the limit of the server that the site runs on.

The bytes are those of one of the site's own pages, in the file that FIXED_BYTES names.
"""

import os
from pathlib import Path

BODY = Path(os.environ["FIXED_BYTES"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "br"),
    ("Content-Length", str(len(BODY))),
]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
