"""Nothing of whoever asks goes into a kept page, and nothing meant for one is kept."""

import pytest
from django.contrib.sessions.backends.db import SessionStore

from articles.page_cache import Door
from articles.page_cache.door import takes_of

from .asking import a_door, ask, for_readers

pytestmark = for_readers


@pytest.mark.parametrize("host", ["evil.example", "", "x" * 5000, "localhost@evil.example", "a b"])
def test_no_host_but_ours_gets_a_page_of_ours(door, address, host):
    ask(door, address)
    assert ask(door, address, host=host).status == 400
    assert (door.made, door.given) == (1, 0)


def test_no_way_to_write_our_host_makes_another_page(door, address):
    page = ask(door, address)
    for host in ("localhost:1", "LOCALHOST", "localhost.", "127.0.0.1:80", "[::1]"):
        assert ask(door, address, host=host) == page
    assert len(door.shelf) == 1


def test_a_forwarded_scheme_counts_only_from_proxies_of_our_own(door, address, settings):
    ask(door, address)
    ask(door, address, x_forwarded_proto="https", x_forwarded_host="evil.example")
    assert door.made == 1
    settings.TRUSTED_PROXIES = 1
    door = a_door()
    for scheme in ("https", "https, http", "gopher", "http", "x" * 5000):
        ask(door, address, x_forwarded_proto=scheme)
    assert door.made == 2


def test_whoever_comes_in_the_clear_is_led_on_with_all_that_they_asked(address, settings):
    settings.SECURE_SSL_REDIRECT = True
    led = ask(a_door(), f"{address}?utm_source=x")
    assert (led.status, led.headers["location"]) == (
        301,
        f"https://localhost{address}?utm_source=x",
    )


@pytest.mark.parametrize(
    "path",
    [
        *("/\xff\xfe/", "/tag/\xff/", "/latest/\x00", "//latest/", "/latest//", "/./latest/", ""),
        *("/latest/\n", "/tag/" + "x" * 5000 + "/", "http://localhost/latest/"),
    ],
)
def test_a_strange_path_gets_the_answer_that_it_gets_without_us(door, story, path):
    environ = {"PATH_INFO": path}
    assert ask(door, "/", **environ).status == ask(door._site, "/", **environ).status
    assert len(door.shelf) == 0
    assert not door._being_made


def test_endless_addresses_are_not_remembered(door, story):
    before = takes_of.cache_info().currsize
    for number in range(5):
        ask(door, f"/{number}{'x' * 3000}/")
    assert takes_of.cache_info().currsize == before


def test_nothing_that_somebody_sends_along_goes_into_a_page(address):
    """Were it read after all, it would be in everybody's page."""

    def seeing(environ, start_response):
        sent.update(environ)
        return site(environ, start_response)

    site, sent = a_door()._site, {}
    door = Door(seeing, 10**7)
    page = ask(
        *(door, address),
        cookie="newsroom_session =x; messages=y; csrftoken=z",
        accept_language="fr",
        user_agent="x",
        x_rewrite_url="/admin/",
        x_forwarded_host="evil.example",
        content_type="text/plain; charset=utf-7",
    )
    assert page.status == 200
    assert {name for name in sent if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert len(door.shelf) == 1


def test_whoever_signed_in_gets_and_leaves_no_kept_page(door, address, editor, client):
    client.force_login(editor)
    cookie = f"newsroom_session={client.cookies['newsroom_session'].value}"
    ask(door, address, cookie=cookie)
    ask(door, "/", cookie=f"a=b; {cookie}")
    assert len(door.shelf) == 0
    assert door.made == door.given == 0


def test_other_cookies_change_nothing(door, address):
    page = ask(door, address)
    assert ask(door, address, cookie="_ga=GA1.2; consent=all; \xff=\xfe") == page
    assert door.made == 1


@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=harbour",
        "/admin/login/",
        "/healthz",
        "/oembed?url=x",
        "/replies/yours/",
        "/shared/nothing/",
        "/no/such/page/",
        "/static/css/readers.css",
    ],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(door, story, path):
    ask(door, path)
    assert len(door.shelf) == 0


def test_a_page_that_sets_a_cookie_is_not_kept(story, address):
    def baking(environ, start_response):
        def with_cookie(status, headers, exc_info=None):
            return start_response(status, [*headers, ("Set-Cookie", "who=you")], exc_info)

        return site(environ, with_cookie)

    site = a_door()._site
    door = Door(baking, 10**7)
    assert ask(door, address).status == 200
    assert len(door.shelf) == 0


def test_no_session_is_opened_for_a_reader(door, address):
    ask(door, address)
    ask(door, "/latest/")
    assert SessionStore.get_model_class().objects.count() == 0
