"""Stable ids: short hashes of content, prefixed by what they name."""

import hashlib


def sha256_hex(data: bytes) -> str:
    """SHA-256 of ``data`` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def _short(prefix: str, *parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
    return f"{prefix}_{digest[:12]}"


def account_id(text: str) -> str:
    """``a_…`` from the frozen text: the same text is the same account wherever it appeared."""
    return _short("a", text)


def passage_id(account: str, start: int, end: int) -> str:
    """``p_…`` from the account and the passage's character offsets."""
    return _short("p", account, str(start), str(end))


def claim_id(account: str, kind: str, start: int, end: int, salt: str) -> str:
    """``c_…`` from account, kind and evidence offsets; ``salt`` tells twins on one span apart."""
    return _short("c", account, kind, str(start), str(end), salt)


def judgement_id(*parts: str) -> str:
    """``j_…`` from who decided what, when, on which words."""
    return _short("j", *parts)


def incident_id(first: str) -> str:
    """``i_…`` from the id of its earliest claim, so that later accounts leave it as it is."""
    return _short("i", first)
