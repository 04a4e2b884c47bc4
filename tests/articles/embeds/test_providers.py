"""Which addresses are of a provider, what we keep of them, and which only look as if they were."""

from urllib.parse import parse_qs, urlsplit

import pytest

from articles import providers

TAKEN = {  # what may be typed: what we keep, the frame
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "http://youtube.com/watch?feature=shared&v=dQw4w9WgXcQ&list=PL1": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "https://youtu.be/dQw4w9WgXcQ?si=abc&t=1m30s": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
    ),
    "https://M.YouTube.com/watch?v=dQw4w9WgXcQ&t=90#comments": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
    ),
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": (
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "https://www.youtube.com/live/dQw4w9WgXcQ": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=7s",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7",
    ),
    "https://vimeo.com/76979871": (
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ),
    "https://vimeo.com/channels/staffpicks/76979871": (
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ),
    "https://player.vimeo.com/video/76979871?h=8272103f6e": (
        "https://vimeo.com/76979871/8272103f6e",
        "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
    ),
    "https://player.vimeo.com/video/76979871?badge=0": (
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ),
    "https://dai.ly/x84sh87": (
        "https://www.dailymotion.com/video/x84sh87",
        "https://geo.dailymotion.com/player.html?video=x84sh87",
    ),
    "https://geo.dailymotion.com/player.html?video=x84sh87": (
        "https://www.dailymotion.com/video/x84sh87",
        "https://geo.dailymotion.com/player.html?video=x84sh87",
    ),
    "https://www.tiktok.com/@scout2015/video/6718335390845095173?is_from_webapp=1": (
        "https://www.tiktok.com/@scout2015/video/6718335390845095173",
        "https://www.tiktok.com/player/v1/6718335390845095173",
    ),
    "https://m.facebook.com/watch/?v=10153231379946729": (
        "https://www.facebook.com/watch/?v=10153231379946729",
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F"
        "%3Fv%3D10153231379946729&show_text=false",
    ),
    "https://www.facebook.com/facebook/videos/a-title/10153231379946729/": (
        "https://www.facebook.com/facebook/videos/10153231379946729/",
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Ffacebook"
        "%2Fvideos%2F10153231379946729%2F&show_text=false",
    ),
    "https://www.facebook.com/20531316728/posts/10154009990506729/": (
        "https://www.facebook.com/20531316728/posts/10154009990506729",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F"
        "20531316728%2Fposts%2F10154009990506729&show_text=true",
    ),
    "https://www.instagram.com/somebody/p/C1a2B3c4D5e/?utm_source=ig_embed": (
        "https://www.instagram.com/p/C1a2B3c4D5e/",
        "https://www.instagram.com/p/C1a2B3c4D5e/embed/captioned/",
    ),
    "https://instagram.com/reels/C1a2B3c4D5e": (
        "https://www.instagram.com/reel/C1a2B3c4D5e/",
        "https://www.instagram.com/reel/C1a2B3c4D5e/embed/captioned/",
    ),
    "https://mobile.twitter.com/Interior/status/463440424141459456?s=20": (
        "https://x.com/Interior/status/463440424141459456",
        "https://platform.twitter.com/embed/Tweet.html?id=463440424141459456&dnt=true",
    ),
    "https://x.com/Interior/status/463440424141459456/photo/1": (
        "https://x.com/Interior/status/463440424141459456",
        "https://platform.twitter.com/embed/Tweet.html?id=463440424141459456&dnt=true",
    ),
    "https://bsky.app/profile/bnewbold.net/post/3kabcdefgh2x": (
        "https://bsky.app/profile/bnewbold.net/post/3kabcdefgh2x",
        "https://embed.bsky.app/embed/bnewbold.net/app.bsky.feed.post/3kabcdefgh2x",
    ),
    "https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3kabcdefgh2x": (
        "https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3kabcdefgh2x",
        "https://embed.bsky.app/embed/did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3kabcdefgh2x",
    ),
    "https://www.threads.net/@voguemagazine/post/C6qkatfMtCP": (
        "https://www.threads.com/@voguemagazine/post/C6qkatfMtCP",
        "https://www.threads.com/@voguemagazine/post/C6qkatfMtCP/embed/",
    ),
    "https://m.soundcloud.com/forss/flickermood": (
        "https://soundcloud.com/forss/flickermood",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood",
    ),
    "https://open.spotify.com/intl-de/track/2qToAcex0ruZfbEbAy9OhW?si=x": (
        "https://open.spotify.com/track/2qToAcex0ruZfbEbAy9OhW",
        "https://open.spotify.com/embed/track/2qToAcex0ruZfbEbAy9OhW",
    ),
    "https://example.social/@Gargron/100254678717223630": (
        "https://example.social/@Gargron/100254678717223630",
        "https://example.social/@Gargron/100254678717223630/embed",
    ),
    "https://video.example/videos/watch/52a10666-3a18-4e73-93da-e8d3c12c305a": (
        "https://video.example/w/52a10666-3a18-4e73-93da-e8d3c12c305a",
        "https://video.example/videos/embed/52a10666-3a18-4e73-93da-e8d3c12c305a",
    ),
}


@pytest.fixture(autouse=True)
def servers(settings):
    settings.EMBED_SERVERS = {"mastodon": ["example.social"], "peertube": ["video.example"]}


@pytest.mark.parametrize("typed", TAKEN)
def test_every_form_of_an_address_comes_to_the_one_we_keep_and_to_its_frame(typed):
    address, frame = TAKEN[typed]
    found = providers.find(typed)
    assert (found.address, found.frame) == (address, frame)


@pytest.mark.parametrize("typed", TAKEN)
def test_an_address_as_we_keep_it_is_found_to_be_itself(typed):
    found = providers.find(typed)
    assert providers.find(found.address) == found


def test_every_provider_of_the_table_is_tried_here():
    assert {providers.find(typed).provider.slug for typed in TAKEN} == set(providers.PROVIDERS)


@pytest.mark.parametrize("typed", TAKEN)
def test_what_is_built_of_an_address_goes_to_hosts_of_its_provider_by_https_alone(typed):
    found = providers.find(typed)
    known = {host for way in found.provider.ways for host in way.hosts} | {
        *("www.youtube-nocookie.com", "player.vimeo.com", "geo.dailymotion.com"),
        *("www.tiktok.com", "platform.twitter.com", "embed.bsky.app", "w.soundcloud.com"),
        *("publish.x.com", "example.social", "video.example"),
    }
    for built in filter(None, [found.address, found.frame, found.ask]):
        assert urlsplit(built).scheme == "https"
        assert urlsplit(built).netloc in known
    assert found.frame_sources[0] == "https://" + urlsplit(found.frame).netloc


def test_a_provider_is_asked_about_the_address_in_the_form_it_wants():
    found = providers.find("https://x.com/Interior/status/463440424141459456")
    assert found.ask.startswith("https://publish.x.com/oembed?")
    asked = parse_qs(urlsplit(found.ask).query)
    assert asked["url"] == ["https://twitter.com/Interior/status/463440424141459456"]
    assert asked["omit_script"] == ["true"]
    assert providers.find("https://www.instagram.com/p/C1a2B3c4D5e/").ask == ""


HOSTILE = [
    "",
    "youtube",
    "javascript:alert(1)//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,https://youtu.be/dQw4w9WgXcQ",
    "ftp://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https:www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https:///www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://user:pass@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example#@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example\\@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com\\.evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil-www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://wwwxyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com./watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:443/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8080/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:@evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtub\u0435.com/watch?v=dQw4w9WgXcQ",  # a Cyrillic letter
    "https://xn--www-youtub-nwi.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXc\u0421",
    "https://ｗｗｗ.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ\x00",
    "https://www.youtube.com/wa\ntch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&v=aaaaaaaaaaa",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22onload%3D",
    'https://www.youtube.com/watch?v=dQw4w9W"><script>',
    "https://www.youtube.com/watch?" + "a=1&" * 31 + "v=dQw4w9WgXcQ",
    "https://www.youtube.com/embed/../watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/embed/..%2F..%2Fredirect",
    "https://www.youtube.com/embed/dQw4w9WgXcQ//",
    "https://www.youtube.com//watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://www.youtube.com/embed/videoseries?list=PL1",
    "https://youtu.be/short",
    "https://[::1]/watch?v=dQw4w9WgXcQ",
    "https://[www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://127.0.0.1/@a/100254678717223630",
    "https://169.254.169.254/latest/meta-data/",
    "https://other.social/@Gargron/100254678717223630",
    "https://example.social/@Gargron/../admin/100254678717223630",
    "https://bsky.app/profile/..%2f..%2f/post/3kabcdefgh2x",
    "https://vimeo.com/upload",
    "https://www.instagram.com/accounts/login/",
    "https://soundcloud.com/you/likes",
    "https://open.spotify.com/user/somebody",
    "https://www.facebook.com/plugins/post.php?href=https://evil.example",
    "https://www.facebook.com/../posts/10154009990506729",
    "https://youtu.be/dQw4w9WgXcQ" + "?" + "x" * 500,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_an_address_that_only_looks_like_one_is_of_nobody(typed):
    assert providers.find(typed) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("https://vm.tiktok.com/ZMabc/", "TikTok"),
        ("https://www.tiktok.com/t/ZMabc/", "TikTok"),
        ("https://fb.watch/abc/", "Facebook"),
        ("https://www.facebook.com/share/p/abc/", "Facebook"),
        ("https://on.soundcloud.com/abc", "SoundCloud"),
        ("https://youtu.be/dQw4w9WgXcQ", ""),
        ("https://fb.watch.evil.example/abc", ""),
    ],
)
def test_a_short_address_that_says_nothing_is_known_for_what_it_is(typed, name):
    assert providers.is_shortened(typed) == name
    assert not (name and providers.find(typed))


def test_a_setting_narrows_the_list(settings):
    settings.EMBED_PROVIDERS = ["vimeo", "mastodon"]
    assert providers.find("https://youtu.be/dQw4w9WgXcQ") is None
    assert providers.find("https://vimeo.com/76979871").provider.slug == "vimeo"
    assert providers.names() == ["Vimeo", "Mastodon (example.social)"]


def test_without_named_servers_nobody_is_taken_for_one(settings):
    settings.EMBED_SERVERS = {"mastodon": [], "peertube": []}
    assert providers.find("https://example.social/@Gargron/100254678717223630") is None
    assert "Mastodon" not in " ".join(providers.names())
    assert "YouTube" in providers.names()


def test_one_server_of_many_is_called_by_its_host():
    assert providers.find("https://example.social/@a/100254678717223630").name == "example.social"
    assert providers.find("https://youtu.be/dQw4w9WgXcQ").name == "YouTube"
