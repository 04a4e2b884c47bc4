"""Every provider we know, by its slug; the order is that in which the desk names them."""

from .films import DAILYMOTION, PEERTUBE, TIKTOK, VIMEO, YOUTUBE
from .posts import BLUESKY, FACEBOOK, INSTAGRAM, MASTODON, THREADS, X
from .recordings import SOUNDCLOUD, SPOTIFY

PROVIDERS = {
    provider.slug: provider
    for provider in (
        *(YOUTUBE, VIMEO, DAILYMOTION, TIKTOK, PEERTUBE),
        *(FACEBOOK, INSTAGRAM, X, BLUESKY, THREADS, MASTODON),
        *(SOUNDCLOUD, SPOTIFY),
    )
}

# Their own short addresses say nothing of what they lead to; only asking them would tell.
SHORTENERS = {
    "vm.tiktok.com": "TikTok",
    "vt.tiktok.com": "TikTok",
    "fb.watch": "Facebook",
    "on.soundcloud.com": "SoundCloud",
    "spotify.link": "Spotify",
    "t.co": "X",
}
