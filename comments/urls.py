"""The replies' addresses."""

app_name = "comments"
urlpatterns = []
