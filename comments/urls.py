"""Addresses of replies, below /replies/. None of xtd's own is mounted."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments import feeds
from comments.views import (
    digest,
    following,
    following_up,
    own_reply,
    posting,
    reading,
    reporting,
    yours,
)

app_name = "comments"


class NumberConverter(IntConverter):
    """A number that fits the database's column; anything larger is no address of ours."""

    regex = "[0-9]{1,10}"

    def to_python(self, value):
        number = int(value)
        if number > 2**31 - 1:
            raise ValueError
        return number


register_converter(NumberConverter, "number")

urlpatterns = [
    path("to/<number:story_id>/", posting.post, name="post"),
    path("answer/<number:reply_id>/", posting.answer, name="answer"),
    path("mine/<str:signed>/", own_reply.page, name="mine"),
    path("mine/<str:signed>/following/", own_reply.follow, name="follow"),
    path("mine/<str:signed>/device/", own_reply.forget_device, name="forget_device"),
    path("mine/<str:signed>/change/", own_reply.change, name="change"),
    path("mine/<str:signed>/withdraw/", own_reply.withdraw, name="withdraw"),
    path("following/<str:signed>/", following_up.stop_following, name="stop_following"),
    path("follow/<number:story_id>/", following.follow_thread, name="follow_thread"),
    path("follow/confirm/<str:token>/", following.confirm, name="confirm_following"),
    path("follow/stop/<str:signed>/", following.stop_thread, name="stop_thread"),
    path("digest/stop/<str:signed>/", digest.stop, name="stop_digest"),
    path("confirm/<str:token>/", posting.confirm, name="confirm"),
    path("yours/", yours.ask_for_link, name="ask_for_link"),
    path("yours/<str:signed>/", yours.writer, name="writer"),
    path("yours/<str:signed>/replies.<str:kind>", yours.export, name="export"),
    path(
        "yours/<str:signed>/threads/<number:story_id>/stop/",
        yours.stop_thread,
        name="stop_followed_thread",
    ),
    path("yours/<str:signed>/end-links/", yours.end_links, name="end_links"),
    path("yours/<str:signed>/anonymise/", yours.anonymise, name="anonymise"),
    path("yours/<str:signed>/erase/", yours.erase, name="erase"),
    path("yours/<str:signed>/<number:reply_id>/", own_reply.page, name="writer_reply"),
    path("yours/<str:signed>/<number:reply_id>/following/", own_reply.follow),
    path("yours/<str:signed>/<number:reply_id>/device/", own_reply.forget_device),
    path("yours/<str:signed>/<number:reply_id>/change/", own_reply.change),
    path("yours/<str:signed>/<number:reply_id>/withdraw/", own_reply.withdraw),
    path("yours/<str:signed>/<number:reply_id>/appeal/", own_reply.appeal, name="appeal"),
    path("report/<number:reply_id>/", reporting.report, name="report"),
    path("report/<number:reply_id>/thanks/", reporting.reported, name="reported"),
    path("under/<number:story_id>/feed/", feeds.replies, name="feed"),
    path("under/<number:story_id>/feed/<slug:form>/", feeds.replies, name="feed"),
    path("under/<number:story_id>/newest/", reading.newest, name="newest"),
    path("under/<number:story_id>/<number:page>/", reading.thread, name="thread"),
    path("<number:reply_id>/answers/<number:page>/", reading.answers, name="answers"),
    path("<number:reply_id>/", reading.reply, name="reply"),
]
