"""What a build may reuse, keyed by the hashes of everything it was made from.

An annotation depends on the account's text, its passages and the weights. Claims depend on that
annotation, on where and when the account appeared and on the vocabulary. So a changed vocabulary
file does not run the encoder again, and a changed date does not either.
"""

import json
from collections.abc import Collection

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.model import Claim
from contested.codec import from_plain, pack, to_plain, unpack
from contested.ids import sha256_hex
from contested.store.annotations_codec import FORMAT, decode_annotation, encode_annotation
from contested.store.schema import annotation as annotations
from contested.store.schema import extraction as extractions


def annotation_key(account: Account, model: str) -> str:
    """Names the annotation of this text, cut into these passages, by this model."""
    return _hash(FORMAT, account.text, to_plain(account.passages), model)


def extraction_key(annotation: str, account: Account, resources: str) -> str:
    """Names the claims drawn from that annotation, given appearances and vocabulary."""
    return _hash(annotation, to_plain(account.appearances), account.language, resources)


def get_annotation(connection: Connection, key: str) -> Annotation | None:
    """The cached annotation, or None."""
    query = select(annotations.c.data).where(annotations.c.key == key)
    data = connection.execute(query).scalar()
    return None if data is None else decode_annotation(data)


def sentence_bounds(connection: Connection, key: str) -> list[tuple[int, int]]:
    """Offsets of every sentence of a cached annotation; empty when it is not cached."""
    annotation = get_annotation(connection, key)
    return [(s.start, s.end) for s in annotation.sentences] if annotation else []


def put_annotation(connection: Connection, key: str, annotation: Annotation) -> None:
    """Cache ``annotation`` under ``key``."""
    row = insert(annotations).values(key=key, data=encode_annotation(annotation))
    connection.execute(row.on_conflict_do_nothing())


def has_annotation(connection: Connection, key: str) -> bool:
    """Whether the encoder need not run for ``key``."""
    return connection.execute(select(1).where(annotations.c.key == key)).first() is not None


def has_claims(connection: Connection, key: str) -> bool:
    """Whether nothing need run for ``key``."""
    return connection.execute(select(1).where(extractions.c.key == key)).first() is not None


def get_claims(connection: Connection, key: str) -> tuple[Claim, ...] | None:
    """The cached claims, or None."""
    query = select(extractions.c.data).where(extractions.c.key == key)
    data = connection.execute(query).scalar()
    return None if data is None else tuple(from_plain(Claim, c) for c in unpack(data))


def put_claims(connection: Connection, key: str, claims: tuple[Claim, ...]) -> None:
    """Cache ``claims`` under ``key``."""
    row = insert(extractions).values(key=key, claims=len(claims), data=pack(claims))
    connection.execute(row.on_conflict_do_nothing())


def prune(connection: Connection, annotated: Collection[str], extracted: Collection[str]) -> None:
    """Drop what the build that just finished does not use."""
    for table, keys in ((annotations, set(annotated)), (extractions, set(extracted))):
        known = connection.execute(select(table.c.key)).scalars().all()
        for key in set(known) - keys:
            connection.execute(delete(table).where(table.c.key == key))


def _hash(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return sha256_hex(text.encode("utf-8", "surrogatepass"))
