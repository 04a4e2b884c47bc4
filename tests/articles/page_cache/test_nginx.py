"""A real nginx with the configuration that we print: it gives pages by itself, as the site does."""

import shutil
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command

from articles.models import PublishedStory
from articles.page_cache import Door, Files

from .asking import PLENTY, ask, for_readers
from .in_front import Site, running

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
OF_ITS_OWN = {"server", "date", "connection", "etag"}

pytestmark = [
    for_readers,
    pytest.mark.skipif(
        NGINX is None or not BROTLI.exists(),
        reason="There is no nginx with brotli_static on this machine.",
    ),
]


@pytest.fixture
def site(tmp_path, settings, story):
    """A site behind nginx; `site.door` counts what reaches it."""
    door = Door(lambda environ, start: site.application(environ, start), PLENTY)
    site = Site(lambda environ, start: counted(site, environ, start))
    site.application = WSGIHandler()
    settings.SITE_URL = f"http://localhost:{site.front_port}"
    settings.PORT = site.port
    settings.PAGE_FILES, settings.PAGE_FILES_BYTES = tmp_path / "pages", PLENTY
    site.files = door._files = door.keeper._files = Files(settings.PAGE_FILES, PLENTY)
    site.door = door
    with nginx(site, tmp_path):
        yield site
    site.server.server_close()


def counted(site, environ, start_response):
    site.asked.append(environ)
    return site.door(environ, start_response)


def nginx(site, folder):
    printed = StringIO()
    call_command("nginx", listen=f"127.0.0.1:{site.front_port}", stdout=printed)
    whole = f"""
        load_module {BROTLI};
        user root;
        daemon off;
        pid {folder}/nginx.pid;
        error_log stderr;
        events {{}}
        http {{
            access_log off;
            client_body_temp_path {folder}/body;
            proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            {printed.getvalue()}
        }}
    """
    (folder / "nginx.conf").write_text(whole)
    command = [NGINX, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    return running(command, site.front_port, folder)


def told(answer):
    return {name: value for name, value in answer.headers.items() if name not in OF_ITS_OWN}


def in_order(headers):
    policy = sorted(headers["content-security-policy"].split("; "))
    return {**headers, "content-security-policy": policy}


@pytest.mark.parametrize("coding", ["", "gzip", "gzip, deflate, br", "br;q=0, gzip", "identity"])
def test_nginx_gives_a_page_by_itself_as_the_site_gives_it(site, address, settings, coding):
    site.ask(address)
    asked = len(site.asked)
    for method in ("GET", "HEAD"):
        by_nginx = site.ask(address, method=method, Accept_Encoding=coding)
        by_us = ask(
            site.door,
            address,
            method=method,
            accept_encoding=coding,
            host=f"localhost:{site.front_port}",
        )
        assert (by_nginx.status, by_nginx.body) == (200, by_us.body)
        assert in_order(told(by_nginx)) == in_order(told(by_us))
    assert len(site.asked) == asked == 1


def test_what_is_asked_in_another_manner_is_asked_of_the_site(site, address):
    site.ask(address)
    ways = [
        {"path": f"{address}?page=2"},
        {"method": "POST", "Content_Length": "0"},
        {"method": "OPTIONS"},
        {"Cookie": "a=b; newsroom_session=x"},
        {"Authorization": "Basic eDp5"},
        {"host": "127.0.0.1"},
        {"host": "evil.example"},
        {"path": "/latest/?x"},
        {"path": "/feed/"},
        {"path": f"{address}index.html"},
        {"path": "/.index.sqlite3"},
    ]
    for number, way in enumerate(ways, start=1):
        answer = site.ask(way.pop("path", address), **way)
        assert len(site.asked) == number + 1, way
        assert answer.status == (400 if way.get("host") == "evil.example" else answer.status)


def test_what_goes_on_to_the_site_goes_as_it_was_sent(site):
    def echo(environ, start_response):
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response("200 OK", [("Content-Type", "text/plain")])
        where = environ["PATH_INFO"].encode("latin-1").decode()
        return [f"{environ['REQUEST_METHOD']} {where}?{environ['QUERY_STRING']} ".encode() + sent]

    site.application = echo
    for method, path, body in (
        ("POST", "/replies/?a=%C3%A9&b=/../x", b"words=" + b"x" * 50_000),
        ("PUT", "/admin/", b"words"),
        ("GET", "/a%3Fb/%C3%A9%2Fc%20d/index.html", b""),
        ("DELETE", "/", b""),
    ):
        wanted = unquote(path.partition("?")[0]) + "?" + path.partition("?")[2]
        answer = site.ask(path, method=method, body=body)
        assert answer.text == f"{method} {wanted} {body.decode()}"


def test_cookies_of_others_and_ranges_change_nothing(site, address):
    page = site.ask(address)
    for headers in ({"Cookie": "_ga=GA1.2"}, {"Range": "bytes=0-10"}):
        answer = site.ask(address, **headers)
        assert (answer.status, answer.body) == (200, page.body)
    assert len(site.asked) == 1


def test_while_the_site_is_down_its_pages_are_given(site, address):
    page = site.ask(address)
    site.server.server_close()
    site.server.handle_request = lambda: None
    assert site.ask(address).body == page.body
    assert site.ask("/latest/").status == 502


def test_whoever_has_a_page_is_told_so_until_it_changes(site, address, story):
    """A page that is changed in the second it was made in, and is as long, is another page."""
    site.ask(address)
    first = site.ask(address)
    known = {"If_None_Match": first.headers["etag"]}
    assert site.ask(address, **known).status == 304
    PublishedStory.objects.update(headline="The harbour shuts")
    site.door.keeper.look()
    second = site.ask(address)
    assert "The harbour shuts" in second.text
    assert len(second.body) == len(first.body)
    assert site.ask(address, **known).status == 200
    assert len(site.asked) == 2


def test_files_that_are_not_for_nginx_are_asked_of_the_site(site, address):
    page = site.ask(address)
    shutil.rmtree(site.files._top)
    assert site.ask(address).body == page.body
    assert len(site.asked) == 2


def test_no_configuration_is_printed_where_no_files_are_written(settings):
    settings.PAGE_FILES_BYTES = 0
    with pytest.raises(CommandError, match="PAGE_FILES_MEGABYTES"):
        call_command("nginx")
