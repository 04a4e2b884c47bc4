"""A WSGI application that answers fixed bytes: the limit of the server that the site runs on.

The bytes are those of one of the site's own pages, in the file that FIXED_BYTES names; the headers
are those in the file of FIXED_HEADERS: pairs, as JSON.
"""

import json
import os
from pathlib import Path

BODY = Path(os.environ["FIXED_BYTES"]).read_bytes()
HEADERS = [tuple(pair) for pair in json.loads(Path(os.environ["FIXED_HEADERS"]).read_text())]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
