"""Providers of recordings to listen to."""

from .ways import Provider, Way

_SPOTIFY_ID = r"(?P<id>[A-Za-z0-9]{22})"
_SPOTIFY_PAGE = "https://open.spotify.com/{what}/{id}"
_SPOTIFY_FRAME = "https://open.spotify.com/embed/{what}/{id}"

SOUNDCLOUD = Provider(
    "soundcloud",
    "SoundCloud",
    (
        Way(
            r"/(?P<user>[a-z0-9_-]{1,80})/sets/(?P<id>[a-z0-9_-]{1,120})",
            "https://soundcloud.com/{user}/sets/{id}",
            "https://w.soundcloud.com/player/?url={address}",
            ("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
            kind="audio",
            shape="panel",
        ),
        Way(
            r"/(?!you/|discover/|search/|charts/)(?P<user>[a-z0-9_-]{1,80})"
            r"/(?!sets$|likes$|tracks$|albums$|reposts$|following$|followers$)(?P<id>[a-z0-9_-]{1,120})",
            "https://soundcloud.com/{user}/{id}",
            "https://w.soundcloud.com/player/?url={address}",
            ("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
            kind="audio",
            shape="strip",
        ),
    ),
    endpoint="https://soundcloud.com/oembed",
)

SPOTIFY = Provider(
    "spotify",
    "Spotify",
    tuple(
        Way(
            rf"(?:/intl-[a-z]{{2}}(?:-[a-z]{{2}})?)?(?:/embed)?/(?P<what>{what})/{_SPOTIFY_ID}",
            _SPOTIFY_PAGE,
            _SPOTIFY_FRAME,
            ("open.spotify.com",),
            kind="audio",
            shape=shape,
        )
        for what, shape in (("track|episode", "strip"), ("album|playlist|show", "panel"))
    ),
    endpoint="https://open.spotify.com/oembed",
)
