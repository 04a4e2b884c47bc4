"""How the other templates show a plate: `{% plate "card" story=story … %}`."""

from django import template

from articles import plates

register = template.Library()

register.simple_tag(plates.plate)
