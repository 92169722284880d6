"""A secret in a link: whoever has it comes in. The database keeps only a hash, by which it is known again."""

from __future__ import annotations

import hashlib
import secrets


def nieuw_geheim() -> str:
    return secrets.token_urlsafe(32)


def hash_van(geheim: str) -> str:
    return hashlib.sha256(geheim.encode()).hexdigest()
