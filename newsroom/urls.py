"""The site's addresses: the desk, the replies, and the newspaper at the root."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom import health

handler404 = "articles.views.missing.not_found"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("replies/", include("comments.urls")),
    path("", include("articles.urls")),
]

if settings.DEVELOPMENT:
    from newsroom import letterbox

    urlpatterns.insert(0, path("mail/", include(letterbox.urlpatterns)))
