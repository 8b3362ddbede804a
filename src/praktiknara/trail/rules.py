"""The hash that ties each event to the one before."""

import hashlib
import json
from collections.abc import Mapping


def canonical(values: Mapping[str, object]) -> str:
    """Write values as the one JSON text that equal values always give."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(previous: str, values: Mapping[str, object]) -> str:
    """Give the SHA-256 of the previous hash and these values."""
    return hashlib.sha256(f"{previous}\n{canonical(values)}".encode()).hexdigest()
