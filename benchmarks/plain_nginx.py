"""One nginx that gives the site's pages by its printed configuration, and plain files beside it.

The rule: all are one program with one set of options, so that only the way to the bytes differs.
"""

import os
from pathlib import Path

from servers import started, where_is

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
FILE = "/page.html"
# What nginx says by itself of a plain file.
OF_ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "last-modified"}

WHOLE = """
load_module {brotli};
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 768; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""
PLAIN = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    types {{ }}
    default_type "{kind}";
    brotli_static on;
    gzip_static on;
    {headers}
}}
"""


def is_there():
    return where_is("nginx") is not None and BROTLI.exists()


def plain(forms, headers, port, folder):
    """The lines of a server that gives one file at FILE, and the file; its forms by suffix."""
    folder.mkdir(exist_ok=True)
    for suffix, body in forms.items():
        (folder / f"{FILE[1:]}{suffix}").write_bytes(body)
    told = [
        f'add_header {name} "{value}";' for name, value in headers if name.lower() not in OF_ITS_OWN
    ]
    kind = next(value for name, value in headers if name.lower() == "content-type")
    return PLAIN.format(port=port, folder=folder, kind=kind, headers="\n    ".join(told))


def running(servers, port, folder):
    """An nginx with the lines of some servers, within a `with` block; it listens at `port`, too."""
    folder.mkdir(exist_ok=True)
    user = "user root;" if os.getuid() == 0 else ""
    conf = WHOLE.format(brotli=BROTLI, user=user, folder=folder, servers="\n".join(servers))
    (folder / "nginx.conf").write_text(conf)
    command = [where_is("nginx"), "-p", folder, "-e", "stderr", "-c", folder / "nginx.conf"]
    return started(command, port)
