"""Prints the configuration of an nginx that gives finished pages by itself."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError

from articles import page_cache

SAMPLE = Path(__file__).resolve().parents[2] / "nginx.conf"
BY_ITSELF = {"content-type"}  # which nginx has a word of its own for


class Command(BaseCommand):
    help = "Prints a configuration for nginx, with the headers that this release's pages have."

    def add_arguments(self, parser):
        parser.add_argument("--listen", help="where nginx listens, instead of the site's port")

    def handle(self, *, listen, **options):
        if not settings.PAGE_FILES_BYTES or not settings.PAGE_CACHE_BYTES:
            raise CommandError("No pages are written as files: see PAGE_FILES_MEGABYTES.")
        headers = page_cache.headers_of(front_page())
        folder = page_cache.folder_of(headers)
        said = {
            "site": settings.SITE_URL.lower(),
            "session": settings.SESSION_COOKIE_NAME,
            "upstream": upstream(),
            "listen": "\n".join(f"    {line}" for line in listening(listen)),
            "upload": f"{max(settings.PICTURE_MAX_BYTES // 1024**2 * 50, 10)}m",
            "folder": settings.PAGE_FILES / "kept" / folder,
            "kind": dict(headers)["Content-Type"],
            "headers": "\n".join(
                f'        add_header {name} "{value}";'
                for name, value in headers
                if name.lower() not in BY_ITSELF
            ),
        }
        self.stdout.write(SAMPLE.read_text() % said)


def upstream():
    """Where the site listens, as somebody on this machine calls it."""
    listens_everywhere = not settings.HOST.strip("0.:")
    host = "127.0.0.1" if listens_everywhere else settings.HOST
    return f"[{host}]:{settings.PORT}" if ":" in host else f"{host}:{settings.PORT}"


def listening(listen):
    """The lines that say where nginx listens."""
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "http":
        return [f"listen {listen or site.port or 80} default_server;"]
    folder = f"/etc/letsencrypt/live/{site.hostname}"
    return [
        "listen 80 default_server;",
        f"listen {listen or site.port or 443} ssl http2 default_server;",
        f"ssl_certificate {folder}/fullchain.pem;",
        f"ssl_certificate_key {folder}/privkey.pem;",
    ]


def front_page():
    """The front page as the site gives it to anybody at its own address."""
    site = urlsplit(settings.SITE_URL)
    told = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    answer = WSGIHandler()(environ, lambda status, headers, exc_info=None: told.extend(headers))
    body = b"".join(answer)
    if answer.status_code != 200:
        raise CommandError(f"The front page answered {answer.status_code}.")
    return page_cache.page_of(told, body, (), None)
