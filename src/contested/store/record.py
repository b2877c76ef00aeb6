"""Claims and what they add up to, in place of the record before, all in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from contested.accounts.model import Refusal
from contested.claims.model import Claim
from contested.codec import pack
from contested.ids import sha256_hex
from contested.record.judgements import Trouble
from contested.record.reconcile import Sum
from contested.store.derive import Changes, replace_derived
from contested.store.swap import Part, replace_claims


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What the claims add up to now, and what that changed.

    ``written`` counts accounts whose claims were written anew. ``lost`` are judgements without a
    claim, ``conflicts`` those that something speaks against, ``broken`` lines that are none,
    ``applied`` the ids of all that stood.
    ``seconds`` is what reconciling and writing took.
    """

    claims: int = 0
    incidents: int = 0
    disputed: int = 0
    loose: int = 0
    relations: int = 0
    spells: int = 0
    forecasts: int = 0
    judgements: int = 0
    written: int = 0
    changes: Changes = field(default_factory=Changes)
    lost: tuple[Trouble, ...] = ()
    conflicts: tuple[Trouble, ...] = ()
    broken: tuple[Refusal, ...] = ()
    seconds: float = 0.0
    applied: tuple[str, ...] = ()


def swap_record(
    connection: Connection,
    keys: Mapping[str, str],
    claims: Mapping[str, Sequence[Claim]],
    summed: Sum,
    name_of: Callable[[str], str],
) -> RecordReport:
    """Write ``summed``; ``keys`` name what made each account's ``claims``, by account id."""
    parts = _parts(keys, claims, summed.judged.claims)
    swapped = replace_claims(connection, parts, summed.judged.marks)
    changes = replace_derived(connection, summed, name_of)
    record = summed.record
    return RecordReport(
        claims=swapped.claims,
        incidents=len(record.incidents),
        disputed=sum(bool(i.disputes) for i in record.incidents),
        loose=len(record.loose),
        relations=sum(r.narrator is None for r in record.relations),
        spells=len(record.spells),
        forecasts=len(record.forecasts),
        judgements=len(summed.judged.placed),
        written=swapped.written,
        changes=changes,
        lost=summed.judged.lost,
        conflicts=summed.judged.conflicts,
        applied=tuple(summed.judged.placed),
    )


def _parts(
    keys: Mapping[str, str], claims: Mapping[str, Sequence[Claim]], view: Sequence[Claim]
) -> list[Part]:
    """Each account's claims as the record shall hold them, named by all that made them so."""
    seen: dict[str, list[Claim]] = {account: [] for account in claims}
    for claim in view:
        seen.setdefault(claim.account, []).append(claim)
    parts = []
    for account, some in seen.items():
        key = keys.get(account, "")
        if len(some) != len(claims.get(account, ())) or any(
            a is not b for a, b in zip(some, claims[account], strict=True)
        ):
            key += f"+{sha256_hex(pack(some))}"
        parts.append(Part(account, key, tuple(some)))
    return parts
