from django_comments_xtd.models import XtdComment


class Reply(XtdComment):
    pass
