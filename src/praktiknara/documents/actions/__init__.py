"""Papers are imported, handed in, read again, described, withdrawn."""

from .deliveries import ask_again, hand_in, read_delivery, read_document, retry
from .importing import Imported, follow_import, import_file, import_path, import_paths, read_attachment
from .keeping import describe, read_again, restore, withdraw

__all__ = [
    "Imported",
    "ask_again",
    "describe",
    "follow_import",
    "hand_in",
    "import_file",
    "import_path",
    "import_paths",
    "read_again",
    "read_attachment",
    "read_delivery",
    "read_document",
    "restore",
    "retry",
    "withdraw",
]
