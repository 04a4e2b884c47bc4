"""What is left out of the log: the secret parts of addresses that Django names when it refuses one.

The one rule: nobody who reads the log can open a page that was meant for somebody else.
"""

import logging
import re

# A token or a signature: the only parts below /replies/ as long as that.
SECRET = re.compile(r"(/replies/(?:[\w-]{1,19}/)+)[^/\s\"']{20,}")


class WithoutSecrets(logging.Filter):
    """Lets every record through, with … in place of what would open a page."""

    def filter(self, record):
        said = record.getMessage()
        hidden = SECRET.sub(r"\1…", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
