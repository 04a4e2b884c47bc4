"""What picture files say of themselves, and what ours say when they go out.

The one rule: pure, and the same for whoever sent the file. Bytes come in, words come out, words
come in, bytes come out; nothing here knows the library, its settings or who is asking.
"""

from .credentials import content_credentials
from .packets import packets
from .said import Said, read
from .vocabulary import licence_at

__all__ = ["Said", "content_credentials", "licence_at", "packets", "read"]
