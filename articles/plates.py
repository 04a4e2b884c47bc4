"""The small templates of which a page has many, such as cards and pictures, as functions.

The rule: a plate gets what is named and nothing else. What they are made with stands in
newsroom/plates.py, why they are Jinja2's in docs/decisions/0030.
"""

from django.template import engines

ENGINE = "plates"  # in newsroom/settings.py


def plate(name, *values, **named):
    """The plate templates/plates/<name>.html with these values, as HTML."""
    made = engines[ENGINE].env.get_template(f"{name}.html")
    return getattr(made.module, name)(*values, **named)
