"""The code that is made of a plate: Jinja2's own, but for how a value becomes HTML.

The one rule: what stands in the page is what markupsafe's `escape` makes of a value. Most values
are numbers, addresses and plain words, of which it makes two objects to say that they stay as they
are; a story's page has a thousand.
"""

import re

from django.utils.safestring import SafeString
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

changes = re.compile("[&<>\"']").search


def as_html(value):
    """A value as it stands in a page: itself where it is HTML already, or text that is the same."""
    kind = type(value)
    if kind is Markup or kind is SafeString or (kind is str and not changes(value)):
        return value
    return escape(value)


class PlateCode(CodeGenerator):
    def _output_child_pre(self, node, frame, finalize):
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.as_html(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PlateEnvironment(Environment):
    code_generator_class = PlateCode
    as_html = staticmethod(as_html)
