"""Addresses of replies, below /replies/. None of xtd's own is mounted."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments.views import following_up, posting, yours

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
    path("mine/<str:signed>/", following_up.mine, name="mine"),
    path("mine/<str:signed>/following/", following_up.follow, name="follow"),
    path("mine/<str:signed>/device/", following_up.forget_device, name="forget_device"),
    path("following/<str:signed>/", following_up.stop_following, name="stop_following"),
    path("confirm/<str:token>/", posting.confirm, name="confirm"),
    path("yours/<str:signed>/", yours.writer, name="writer"),
    path("<number:reply_id>/", following_up.reply, name="reply"),
]
