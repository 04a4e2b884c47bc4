"""The newspaper's addresses."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles import feeds, sitemaps
from articles.views import (
    about,
    archive,
    corrections,
    desk_copies,
    front,
    history,
    lists,
    looks,
    oembed,
    pictures,
    reading,
    searching,
    sections,
    stories,
)


class TopicSlug(StringConverter):
    """Letters of any script, digits, hyphens: what django-taggit makes of a topic."""

    regex = r"[-\w]+"


register_converter(TopicSlug, "topic")

app_name = "articles"
urlpatterns = [
    path("", front.front, name="front"),
    path("latest/", lists.latest, name="latest"),
    path("section/<slug:slug>/", sections.section, name="section"),
    path("tag/<topic:slug>/", lists.topic, name="topic"),
    path("author/<slug:slug>/", lists.author, name="author"),
    path("search/", searching.search_page, name="search"),
    path("archive/", archive.whole, name="archive"),
    re_path(r"^(?P<year>[0-9]{4})/$", archive.year, name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", archive.month, name="month"),
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$", archive.day, name="day"
    ),
    path("about/", about.about, name="about"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("oembed", oembed.oembed, name="oembed"),
    path("read/<int:story_id>/", reading.read, name="read"),
    re_path(
        r"^look/accent-(?P<recipe>[0-9]{1,4})-(?P<digits>[0-9a-f]{6})\.css$",
        looks.accent_sheet,
        name="accent",
    ),
    re_path(r"^look/logo-(?P<digest>[0-9a-f]{20})\.png$", looks.logo, name="logo"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(
        r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<part>[2-9]|[1-9][0-9]{1,3}))?\.xml$",
        sitemaps.month,
        name="sitemap_month",
    ),
    path("shared/<str:token>/", desk_copies.shared, name="shared"),
    path(
        "pictures/<slug:key>/<slug:crop>-<int:width>.<slug:ext>",
        pictures.rendition,
        name="rendition",
    ),
    path("pictures/<slug:key>/", pictures.picture_page, name="picture"),
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[-a-zA-Z0-9_]+)/$",
        stories.story,
        name="story",
    ),
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[-a-zA-Z0-9_]+)"
        r"/history/$",
        history.story_history,
        name="story_history",
    ),
]

# A feed of each list, plain and, with the name of a format behind it, in the others.
for route, view, name in (
    ("", feeds.latest, "feed"),
    ("section/<slug:slug>/", feeds.section, "section_feed"),
    ("tag/<topic:slug>/", feeds.topic, "topic_feed"),
    ("author/<slug:slug>/", feeds.author, "author_feed"),
    ("corrections/", feeds.corrections, "corrections_feed"),
):
    urlpatterns += [
        path(f"{route}feed/", view, name=name),
        path(f"{route}feed/<slug:form>/", view, name=name),
    ]
