"""A real Varnish with the configuration in docs/: it keeps pages until it is told what changed."""

import shutil
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles.models import PublishedStory
from articles.page_cache import Door, purging
from tests import factories

from .asking import PLENTY, for_readers
from .in_front import Site, running

VARNISH = shutil.which("varnishd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
SAMPLE = Path(__file__).resolve().parents[3] / "docs/varnish.vcl"

pytestmark = [
    for_readers,
    pytest.mark.skipif(VARNISH is None, reason="There is no varnishd on this machine."),
]


@pytest.fixture
def site(tmp_path, settings, work_off):
    """A site behind Varnish, which was told of everything that was before."""
    settings.CDN, settings.CDN_SECRET = "varnish", "hush"
    door = Door(WSGIHandler(), PLENTY)

    def counted(environ, start_response):
        site.asked.append(environ)
        return door(environ, start_response)

    site = Site(counted)
    site.door = door
    sample = SAMPLE.read_text().replace('"8000"', f'"{site.port}"')
    (tmp_path / "site.vcl").write_text(sample.replace("change-this-secret", "hush"))
    settings.CDN_ADDRESSES = [f"http://127.0.0.1:{site.front_port}"]
    command = [VARNISH, "-F", "-j", "none", "-n", str(tmp_path / "run"), "-s", "malloc,16m"]
    command += ["-a", f"127.0.0.1:{site.front_port}", "-f", str(tmp_path / "site.vcl")]
    with running(command, site.front_port, tmp_path):
        yield site
    site.server.server_close()


@pytest.fixture
def stories():
    return [factories.published_story(headline="The harbour opens"), factories.published_story()]


def test_varnish_keeps_pages_until_what_they_show_changes(site, stories, work_off):
    changing, staying = (story.readers_copy.get_absolute_url() for story in stories)
    with work_off():
        purging.hand_over()
    for _time in range(2):
        assert "The harbour opens" in site.ask(changing, Accept_Encoding="identity").text
        assert site.ask(staying).headers["cache-control"] == "no-cache"
    assert len(site.asked) == 2
    with work_off():
        PublishedStory.objects.filter(pk=stories[0].pk).update(headline="The harbour closes")
        site.door.keeper.look()  # as a thread of its process does
        purging.hand_over()
    assert "The harbour closes" in site.ask(changing).text
    assert len(site.asked) == 3
    answer = site.ask(staying)
    assert len(site.asked) == 3
    assert not {"surrogate-key", "surrogate-control"} & answer.headers.keys()


def test_varnish_asks_the_site_for_whoever_signed_in_and_for_what_nobody_keeps(site, stories):
    address = stories[0].readers_copy.get_absolute_url()
    site.ask(address)
    site.ask(address, Cookie="_ga=1")
    assert len(site.asked) == 1
    site.ask(address, Cookie="_ga=1; newsroom_session=x")
    for _time in range(2):
        site.ask("/search/?q=harbour")
    assert len(site.asked) == 4


def test_nobody_without_the_secret_makes_varnish_drop_anything(site, stories):
    address = stories[0].readers_copy.get_absolute_url()
    site.ask(address)
    for secret in ({}, {"X_Newsroom_Secret": "guess"}):
        assert site.ask("/", method="BAN", Surrogate_Key="all", **secret).status == 403
    wrong = site.ask("/", method="BAN", X_Newsroom_Secret="hush", Surrogate_Key='x" && "')
    assert wrong.status == 400
    site.ask(address)
    assert len(site.asked) == 1
