"""From mapped files to uploads: keys, repeats, conflicts, and where each row and its money went."""

from kam_analytics.canonical.build import build, stamped
from kam_analytics.canonical.identity import file_key, known_text, upload_id

__all__ = ["build", "file_key", "known_text", "stamped", "upload_id"]
