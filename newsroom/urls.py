"""The site's addresses: the desk, the replies, and the newspaper at the root."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from newsroom import health, robots

handler404 = "articles.views.missing.not_found"
handler500 = "newsroom.outage.trouble"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security_txt"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,64})\.txt$", robots.index_now_key, name="index_now_key"),
    path("favicon.ico", robots.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", robots.icon, {"name": "apple-touch-icon.png"}),
    path("apple-touch-icon-precomposed.png", robots.icon, {"name": "apple-touch-icon.png"}),
    path("admin/", admin.site.urls),
    path("replies/", include("comments.urls")),
    path("", include("articles.urls")),
]

if settings.DEVELOPMENT:
    from newsroom import letterbox

    urlpatterns.insert(0, path("mail/", include(letterbox.urlpatterns)))
