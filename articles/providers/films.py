"""Providers of videos."""

from .ways import Provider, Way

_YOUTUBE_ID = r"(?P<id>(?!videoseries|live_stream)[A-Za-z0-9_-]{11})"
_YOUTUBE = ("www.youtube.com", "youtube.com", "m.youtube.com")
_YOUTUBE_FRAME = "https://www.youtube-nocookie.com/embed/{id}"
_YOUTUBE_PAGE = "https://www.youtube.com/watch?v={id}"
_VIMEO = ("vimeo.com", "www.vimeo.com")
_VIMEO_FRAME = "https://player.vimeo.com/video/{id}?dnt=1"
_TIKTOK_FRAME = "https://www.tiktok.com/player/v1/{id}"
_PEERTUBE_ID = r"(?P<id>[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

YOUTUBE = Provider(
    "youtube",
    "YouTube",
    (
        Way(
            "/watch",
            _YOUTUBE_PAGE,
            _YOUTUBE_FRAME,
            _YOUTUBE,
            {"v": _YOUTUBE_ID},
            has_moment=True,
        ),
        Way(f"/{_YOUTUBE_ID}", _YOUTUBE_PAGE, _YOUTUBE_FRAME, ("youtu.be",), has_moment=True),
        Way(f"/live/{_YOUTUBE_ID}", _YOUTUBE_PAGE, _YOUTUBE_FRAME, _YOUTUBE, has_moment=True),
        Way(
            f"/embed/{_YOUTUBE_ID}",
            _YOUTUBE_PAGE,
            _YOUTUBE_FRAME,
            (*_YOUTUBE, "www.youtube-nocookie.com", "youtube-nocookie.com"),
            has_moment=True,
        ),
        Way(
            f"/shorts/{_YOUTUBE_ID}",
            "https://www.youtube.com/shorts/{id}",
            _YOUTUBE_FRAME,
            _YOUTUBE,
            shape="upright",
        ),
    ),
    endpoint="https://www.youtube.com/oembed",
    sends_origin=True,  # without it, its error 153
)

VIMEO = Provider(
    "vimeo",
    "Vimeo",
    (
        Way(
            r"(?:/channels/[a-z0-9]{1,60}|/groups/[a-z0-9]{1,60}/videos)?/(?P<id>[0-9]{5,12})",
            "https://vimeo.com/{id}",
            _VIMEO_FRAME,
            _VIMEO,
        ),
        Way(
            r"/(?P<id>[0-9]{5,12})/(?P<h>[0-9a-f]{8,20})",  # one that is not listed
            "https://vimeo.com/{id}/{h}",
            f"{_VIMEO_FRAME}&h={{h}}",
            _VIMEO,
        ),
        Way(
            r"/video/(?P<id>[0-9]{5,12})",
            "https://vimeo.com/{id}/{h}",
            f"{_VIMEO_FRAME}&h={{h}}",
            ("player.vimeo.com",),
            {"h": r"(?P<h>[0-9a-f]{8,20})"},
        ),
        Way(
            r"/video/(?P<id>[0-9]{5,12})",
            "https://vimeo.com/{id}",
            _VIMEO_FRAME,
            ("player.vimeo.com",),
        ),
    ),
    endpoint="https://vimeo.com/api/oembed.json",
    sends_origin=True,  # videos may be bound to the sites that show them
)

DAILYMOTION = Provider(
    "dailymotion",
    "Dailymotion",
    tuple(
        Way(
            path,
            "https://www.dailymotion.com/video/{id}",
            "https://geo.dailymotion.com/player.html?video={id}",
            hosts,
            asks,
        )
        for path, hosts, asks in (
            (
                r"(?:/embed)?/video/(?P<id>x[a-z0-9]{4,10})",
                ("www.dailymotion.com", "dailymotion.com"),
                {},
            ),
            (r"/(?P<id>x[a-z0-9]{4,10})", ("dai.ly",), {}),
            (
                r"/player(?:/x[a-z0-9]{2,10})?\.html",
                ("geo.dailymotion.com",),
                {"video": r"(?P<id>x[a-z0-9]{4,10})"},
            ),
        )
    ),
    sends_origin=True,
)

TIKTOK = Provider(
    "tiktok",
    "TikTok",
    (
        Way(
            r"/@(?P<user>[A-Za-z0-9_.]{1,40})/video/(?P<id>[0-9]{15,20})",
            "https://www.tiktok.com/@{user}/video/{id}",
            _TIKTOK_FRAME,
            ("www.tiktok.com", "tiktok.com", "m.tiktok.com"),
            shape="upright",
        ),
    ),
    endpoint="https://www.tiktok.com/oembed",
    sends_origin=True,
)

PEERTUBE = Provider(
    "peertube",
    "PeerTube",
    (
        Way(
            rf"/(?:w|videos/watch|videos/embed)/{_PEERTUBE_ID}",
            "https://{host}/w/{id}",
            "https://{host}/videos/embed/{id}",
        ),
    ),
    endpoint="https://{host}/services/oembed",
)
