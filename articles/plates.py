"""The small templates of which a page has many, such as cards and pictures, as functions.

The rule: a plate gets what is named and nothing else. What they are made with stands in
newsroom/plates.py, why they are Jinja2's in docs/decisions/0030.
"""

from functools import lru_cache

from django.template import engines
from django.utils.translation import get_language

ENGINE = "plates"  # in newsroom/settings.py


def plate(name, *values, **named):
    """The plate templates/plates/<name>.html with these values, as HTML."""
    made = spoken(engines[ENGINE].env, get_language()).get_template(f"{name}.html")
    return getattr(made.module, name)(*values, **named)


@lru_cache(maxsize=32)
def spoken(env, language):
    """The plates as functions of their own for each language: its words stand in them."""
    return env.overlay()
