"""Who is told what, by mail, in the background.

The one rule: an address that nobody confirmed gets nothing but a question, no mail quotes anything
that was typed into a form but for the names above replies that readers see, and none names a story
otherwise than readers see it when the mail goes out. What is told to whom, and why: decision 0018.
"""

from comments.notifications.answers import tell_followers, tell_of_answers
from comments.notifications.asking import ask_to_confirm, ask_to_follow, mail_page
from comments.notifications.overdue import mail_debts, mail_what_is_owed
from comments.notifications.verdicts import tell_of_standing, tell_writers

__all__ = [
    "ask_to_confirm",
    "ask_to_follow",
    "mail_debts",
    "mail_page",
    "mail_what_is_owed",
    "tell_followers",
    "tell_of_answers",
    "tell_of_standing",
    "tell_writers",
]
