"""Pages that may be read from a standby of the database, less than a second behind it.

The one rule: only what is read, is the same for everybody, and is not kept by a cache of pages. A
page that is kept is read from the primary, or it would hold what was before its last change; so is
what answers somebody who has just sent something, and all that the desk sees.
"""


def may_be_from_standby(view):
    """Mark a view of that kind. Outermost, where the site looks for it."""
    view.may_be_from_standby = True
    return view
