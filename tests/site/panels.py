"""The panels of the desk's front page as the tests read them."""

from newsroom.desk_home import panels_for

TOLD = "Told to me"


def panel(account, name, *, told=False):
    """The lines of a panel by their words, or None where it is not drawn.

    What somebody was told names the same stories again: it is looked at by itself.
    """
    account = type(account).objects.get(pk=account.pk)  # permissions are kept on the object
    for one in panels_for(account):
        if one.name == name:
            groups = [group for group in one.shown if (group.title == TOLD) == told]
            return {line.words: line for group in groups for line in group.lines}
    return None


def said(account, name):
    """Everything a panel says, as one text."""
    lines = panel(account, name)
    return "\n".join(
        " ".join([line.words, *line.facts, *line.alarms]) for line in (lines or {}).values()
    )
