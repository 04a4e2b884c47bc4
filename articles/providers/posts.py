"""Providers of posts, with the videos that people post there."""

from .ways import Provider, Way

_FACEBOOK = ("www.facebook.com", "facebook.com", "m.facebook.com", "web.facebook.com")
_FACEBOOK_VIDEO = "https://www.facebook.com/plugins/video.php?href={address}&show_text=false"
_FACEBOOK_POST = "https://www.facebook.com/plugins/post.php?href={address}&show_text=true"
_FACEBOOK_PAGE = r"/(?P<page>[A-Za-z0-9][A-Za-z0-9.-]{0,80})"
_FACEBOOK_ID = r"(?P<id>[0-9]{5,20}|pfbid[A-Za-z0-9]{10,100})"
_INSTAGRAM_CODE = r"(?P<code>[A-Za-z0-9_-]{5,40})(?:/embed(?:/captioned)?)?"
_INSTAGRAM = ("www.instagram.com", "instagram.com", "m.instagram.com")

FACEBOOK = Provider(
    "facebook",
    "Facebook",
    (
        Way(
            rf"{_FACEBOOK_PAGE}/videos/(?:[A-Za-z0-9._-]{{1,100}}/)?(?P<id>[0-9]{{5,20}})",
            "https://www.facebook.com/{page}/videos/{id}/",
            _FACEBOOK_VIDEO,
            _FACEBOOK,
        ),
        Way(
            r"/watch(?:/live)?",
            "https://www.facebook.com/watch/?v={id}",
            _FACEBOOK_VIDEO,
            _FACEBOOK,
            {"v": r"(?P<id>[0-9]{5,20})"},
        ),
        Way(
            r"/reel/(?P<id>[0-9]{5,20})",
            "https://www.facebook.com/reel/{id}/",
            _FACEBOOK_VIDEO,
            _FACEBOOK,
            shape="upright",
        ),
        Way(
            rf"{_FACEBOOK_PAGE}/posts/(?:[A-Za-z0-9._-]{{1,100}}/)?{_FACEBOOK_ID}",
            "https://www.facebook.com/{page}/posts/{id}",
            _FACEBOOK_POST,
            _FACEBOOK,
            kind="post",
            shape="tall",
        ),
        Way(
            r"/permalink\.php",
            "https://www.facebook.com/permalink.php?story_fbid={id}&id={page}",
            _FACEBOOK_POST,
            _FACEBOOK,
            {"story_fbid": _FACEBOOK_ID, "id": r"(?P<page>[0-9]{5,20})"},
            kind="post",
            shape="tall",
        ),
    ),
)

INSTAGRAM = Provider(
    "instagram",
    "Instagram",
    tuple(
        Way(
            rf"(?:/[A-Za-z0-9_.]{{1,40}})?/{path}/{_INSTAGRAM_CODE}",
            f"https://www.instagram.com/{kept}/{{code}}/",
            f"https://www.instagram.com/{kept}/{{code}}/embed/captioned/",
            _INSTAGRAM,
            kind="post",
            shape="tall",
        )
        for path, kept in (("p", "p"), ("reels?", "reel"), ("tv", "tv"))
    ),
)

X = Provider(
    "x",
    "X",
    (
        Way(
            r"/(?P<user>[A-Za-z0-9_]{1,20})/status(?:es)?/(?P<id>[0-9]{5,20})(?:/(?:photo|video)/[0-9])?",
            "https://x.com/{user}/status/{id}",
            "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
            ("x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"),
            kind="post",
            shape="tall",
        ),
    ),
    endpoint="https://publish.x.com/oembed",
    asked_with={"omit_script": "true", "dnt": "true"},
    asked_as="https://twitter.com/{user}/status/{id}",
    answers_from=("publish.twitter.com",),
)

BLUESKY = Provider(
    "bluesky",
    "Bluesky",
    (
        Way(
            r"/profile/(?P<user>did:[a-z]{2,10}:[A-Za-z0-9.-]{3,100}|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
            r"/post/(?P<id>[a-z0-9]{5,20})",
            "https://bsky.app/profile/{user}/post/{id}",
            "https://embed.bsky.app/embed/{user}/app.bsky.feed.post/{id}",
            ("bsky.app", "www.bsky.app"),
            kind="post",
            shape="tall",
        ),
    ),
    endpoint="https://embed.bsky.app/oembed",
)

THREADS = Provider(
    "threads",
    "Threads",
    (
        Way(
            r"/@(?P<user>[A-Za-z0-9_.]{1,40})/post/(?P<code>[A-Za-z0-9_-]{5,40})(?:/embed)?",
            "https://www.threads.com/@{user}/post/{code}",
            "https://www.threads.com/@{user}/post/{code}/embed/",
            ("www.threads.com", "threads.com", "www.threads.net", "threads.net"),
            kind="post",
            shape="tall",
        ),
    ),
    frames_from=("www.threads.net",),
)

MASTODON = Provider(
    "mastodon",
    "Mastodon",
    (
        Way(
            r"/@(?P<user>[A-Za-z0-9_]{1,40}(?:@[a-z0-9.-]{3,100})?)/(?P<id>[0-9]{5,20})(?:/embed)?",
            "https://{host}/@{user}/{id}",
            "https://{host}/@{user}/{id}/embed",
            kind="post",
            shape="tall",
        ),
    ),
    endpoint="https://{host}/api/oembed",
)
