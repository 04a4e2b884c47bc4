"""A day with its weekday, which does not stand first with a comma after it."""

LONG_DATE_FORMAT = "l j F Y"
