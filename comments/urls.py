"""Addresses of replies, below /replies/. None of xtd's own is mounted."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments import views

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
    path("to/<number:story_id>/", views.post, name="post"),
    path("answer/<number:reply_id>/", views.answer, name="answer"),
    path("mine/<str:signed>/", views.mine, name="mine"),
    path("mine/<str:signed>/following/", views.follow, name="follow"),
    path("following/<str:signed>/", views.stop_following, name="stop_following"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("<number:reply_id>/", views.reply, name="reply"),
]
