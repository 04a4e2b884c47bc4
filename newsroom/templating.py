"""The templates' engine, without the tags of packages whose pages we do not use.

Django imports every library of tags of every app to learn its name. That of django-comments-xtd
leads to a REST framework, docutils and an HTTP client: four hundred modules, in each process.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.forms.renderers import DjangoTemplates as DjangoWidgets
from django.forms.renderers import Jinja2
from django.template.backends.django import DjangoTemplates, get_package_libraries

LEFT_OUT = {"django_comments_xtd"}


class Templates(DjangoTemplates):
    """Django's own engine; its tags are named without those that are left out."""

    def get_templatetag_libraries(self, custom_libraries):
        return {**dict(tag_libraries()), **custom_libraries}

    def check(self, **kwargs):
        """Nothing: Django's would import what is left out, and a test asks the same."""
        return []


class Widgets(DjangoWidgets):
    """What draws the fields of forms: those of packages and of the apps, by the same engine.

    A form of the desk has two hundred small templates of Django's own, a fifth of what it costs.
    Django brings each of them for Jinja2 as well, which makes a function of it.
    """

    backend = Templates

    def __init__(self):
        self.of_django = Jinja2()

    def get_template(self, template_name):
        if template_name.startswith("django/forms/"):
            return self.of_django.get_template(template_name)
        return super().get_template(template_name)


def tag_libraries():
    """The name of each library of tags that templates may load, with its module."""
    rooms = ["django", *(app.name for app in apps.get_app_configs() if app.name not in LEFT_OUT)]
    for room in rooms:
        shelf = f"{room}.templatetags"
        if find_spec(shelf):
            for module in get_package_libraries(import_module(shelf)):
                yield module.removeprefix(f"{shelf}."), module
