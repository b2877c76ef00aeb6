"""The story of a build: accounts are annotated, annotations become claims, claims a record.

``store.intake`` has kept every byte and frozen every text. ``build`` reads account by account and
commits what each gave to a cache. Then people's judgements are applied, everything is reconciled,
and claims and what they add up to are swapped in one transaction: whenever it dies, the old record
stays visible and the next build goes on where it stopped.
"""

import functools
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from contested.accounts.model import Account, Refusal
from contested.annotate.model import Annotation
from contested.claims.model import Claim
from contested.claims.registry import Registry, load_registry
from contested.claims.worth import worthy
from contested.codec import to_plain
from contested.errors import (
    CaseError,
    ContestedError,
    ExtractionError,
    ModelError,
    ResourceError,
)
from contested.ids import sha256_hex
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.gaps import Gaps, account_gaps, claim_gaps, join_gaps
from contested.record.reconcile import add_up
from contested.store import cache, log, shelf
from contested.store.case import Case
from contested.store.intake import MB, Read, over_limit, read_waiting
from contested.store.judgements import read_judgements
from contested.store.record import RecordReport, swap_record
from contested.store.shelf import Shelved

_READ_BY_ANNOTATE = ("decoding.toml", "triggers.zip")
_FATAL = (ModelError, ResourceError, CaseError)  # no later account would fare better


@dataclass(frozen=True, slots=True)
class Stages:
    """The verbs of a build, so that each can be replaced; ``pipeline.stages()`` has the real ones.

    ``encoder`` is called only when some account has no annotation yet. ``model`` and ``resources``
    are the fingerprints of the weights and of the vocabulary. ``registry`` gives the case's actors.
    """

    read: Read
    encoder: Callable[[], Any]
    annotate: Callable[[Account, Any], Annotation]
    extract: Callable[[Account, Annotation], tuple[Claim, ...]]
    model: str
    resources: str
    registry: Callable[[], Registry] = load_registry


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands. ``fresh`` words went through the encoder or the rules this time.

    ``stage`` is ``reading``, then once ``adding up``, of which nobody knows how long it takes.
    """

    file: str
    accounts: int
    of_accounts: int
    words: int
    of_words: int
    fresh: int
    seconds: float
    stage: str = "reading"

    @property
    def rate(self) -> float:
        """Fresh words a second."""
        return self.fresh / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At this rate; None before there is one."""
        return (self.of_words - self.words) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``annotated`` and ``extracted`` count accounts, the rest was cached."""

    accounts: int
    claims: int
    words: int
    fresh: int
    annotated: int
    extracted: int
    seconds: float
    skipped: tuple[Refusal, ...]
    failed: tuple[Refusal, ...]
    gaps: Gaps
    record: RecordReport = field(default_factory=RecordReport)

    @property
    def whole(self) -> bool:
        """Whether nothing was skipped and nothing failed."""
        return not (self.skipped or self.failed)


def stages(case: Case) -> Stages:
    """The real ones for ``case``. Raises ``ModelError`` when the weights are missing.

    The fingerprints cover code as well as weights and vocabulary, so that no version of the
    package takes what another one cached for its own.
    """
    # Only a build needs these, and they are slow to import.
    from contested.accounts.read import read_account  # noqa: PLC0415
    from contested.annotate.annotate import annotate  # noqa: PLC0415
    from contested.annotate.encoder import load_encoder, weights_path  # noqa: PLC0415
    from contested.claims.extract import extract_all  # noqa: PLC0415
    from contested.claims.resources import load_resources, resources_fingerprint  # noqa: PLC0415

    weights = weights_path()
    if not weights.exists():
        load_encoder()  # raises, saying what to do
    own = (case.actors_file, case.places_file)
    known = functools.cache(lambda: load_resources(*own))
    return Stages(
        read=read_account,
        encoder=load_encoder,
        annotate=annotate,
        extract=lambda account, annotation: extract_all(account, annotation, known()),
        model=f"{sha256_hex(weights.read_bytes())}+{_code_of('annotate', *_READ_BY_ANNOTATE)}",
        resources=resources_fingerprint(*own),
        registry=lambda: known().registry,
    )


def _code_of(package: str, *resources: str) -> str:
    """Short hash of the source of one of this package's folders and the resources it reads."""
    folder = files("contested").joinpath(package)
    sources = sorted((f for f in folder.iterdir() if f.name.endswith(".py")), key=lambda f: f.name)
    read = [files("contested.resources").joinpath(name) for name in resources]
    parts = [f.read_bytes() for f in (*sources, *read)]
    return sha256_hex(b"\0".join(parts))[:12]


def build(
    case: Case,
    stages: Stages,
    limit_mb: float | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Read what is new and swap the record. Raises ``CaseError`` when another build is running.

    An account over ``limit_mb`` megabytes of text is skipped, one that fails is left out; both
    are reported and the rest goes on.
    """
    limit = case.limit_mb if limit_mb is None else limit_mb
    with case.building():
        clock = time.monotonic()
        waiting = read_waiting(case, stages.read, limit)
        with case.database.read() as connection:
            listed = shelf.list_accounts(connection)
        results = _read_all(case, stages, listed, limit, watch)  # lets go of the encoder
        return _swap(case, stages, waiting, results, clock)


def _read_all(
    case: Case,
    stages: Stages,
    listed: Sequence[Shelved],
    limit: float,
    watch: Callable[[Progress], None],
) -> list["_Result"]:
    """What every account gave, read or from the cache."""
    clock = time.monotonic()
    encoder = functools.cache(stages.encoder)
    results: list[_Result] = []
    at = Progress("", 0, len(listed), 0, sum(i.words for i in listed), 0, 0.0)
    for item in listed:
        results.append(_one(case, stages, encoder, item, limit))
        at = _after(at, results[-1], time.monotonic() - clock)
        watch(at)
    if listed:
        watch(replace(at, stage="adding up"))
    return results


@dataclass(frozen=True, slots=True)
class _Result:
    """One account's turn: the keys of what it gave, or why it gave nothing."""

    item: Shelved
    refusal: Refusal | None = None
    skipped: bool = False
    annotation: str = ""
    extraction: str = ""
    annotated: bool = False
    extracted: bool = False
    gaps: Gaps = field(default_factory=Gaps)


def _one(
    case: Case, stages: Stages, encoder: Callable[[], Any], item: Shelved, limit: float
) -> _Result:
    if item.bytes > limit * MB:
        return _Result(item, Refusal(item.file, over_limit(item.bytes, limit)), skipped=True)
    try:
        return _read_one(case, stages, encoder, item)
    except _FATAL:
        raise
    except Exception as error:
        cause = str(error) if isinstance(error, ContestedError) else f"{error!r}"
        return _Result(item, Refusal(item.file, f"failed while being read: {cause}"))


def _read_one(case: Case, stages: Stages, encoder: Callable[[], Any], item: Shelved) -> _Result:
    with case.database.read() as connection:
        account = shelf.load_account(connection, item.id)
        annotation_key = cache.annotation_key(account, stages.model)
        claims_key = cache.extraction_key(annotation_key, account, stages.resources)
        ready = cache.has_claims(connection, claims_key)
        annotation = None if ready else cache.get_annotation(connection, annotation_key)
    annotated = not ready and annotation is None
    if not ready:
        if annotation is None:
            annotation = stages.annotate(account, encoder())
            with case.database.write() as connection:
                cache.put_annotation(connection, annotation_key, annotation)
        claims = stages.extract(account, annotation)
        _check(account, claims)
        with case.database.write() as connection:
            cache.put_claims(connection, claims_key, claims)
    gaps = account_gaps(account)
    return _Result(item, None, False, annotation_key, claims_key, annotated, not ready, gaps)


def _check(account: Account, claims: tuple[Claim, ...]) -> None:
    """No claim enters the record whose evidence is not verbatim or whose id is taken."""
    for claim in claims:
        said = claim.evidence
        if account.text[said.start : said.end] != said.text:
            raise ExtractionError(f"{claim.id}: evidence is not the text at its offsets")
    if len({c.id for c in claims}) != len(claims):
        raise ExtractionError("two claims share an id")


def _swap(
    case: Case, stages: Stages, waiting: list[Refusal], results: list[_Result], clock: float
) -> BuildReport:
    """Put what every account read adds up to in place of the record, all at once."""
    done = [r for r in results if r.refusal is None]
    claims, accounts, doubtful = _read_back(case, done)
    started = time.monotonic()
    judgements, broken = read_judgements(case.judgements)
    registry = stages.registry()
    summed = add_up([c for some in claims.values() for c in some], accounts, judgements, registry)
    with case.database.write() as connection:
        keys = {r.item.id: r.extraction for r in done}
        told = swap_record(connection, keys, claims, summed, registry.name_of)
        unread = Gaps(unread=tuple(shelf.list_refusals(connection)))
        cache.prune(connection, [r.annotation for r in done], [r.extraction for r in done])
        report = BuildReport(
            accounts=len(done),
            claims=told.claims,
            words=sum(r.item.words for r in done),
            fresh=sum(r.item.words for r in done if r.extracted),
            annotated=sum(r.annotated for r in done),
            extracted=sum(r.extracted for r in done),
            seconds=time.monotonic() - clock,
            skipped=(*waiting, *(r.refusal for r in results if r.refusal and r.skipped)),
            failed=tuple(r.refusal for r in results if r.refusal and not r.skipped),
            gaps=join_gaps(
                [*(r.gaps for r in done), *map(claim_gaps, claims.values()), doubtful, unread]
            ),
            record=replace(told, broken=tuple(broken), seconds=time.monotonic() - started),
        )
        log.put_build(connection, stages.model, stages.resources, to_plain(report))
    return report


def _read_back(
    case: Case, done: Sequence[_Result]
) -> tuple[dict[str, tuple[Claim, ...]], dict[str, AccountText], Gaps]:
    """Claims and texts of the accounts read, by account id, as one snapshot has them; and how
    many statements were too doubtful to be told."""
    with case.database.read() as connection:
        cached = {r.item.id: cache.get_claims(connection, r.extraction) or () for r in done}
        there = {a.id for a in shelf.list_accounts(connection)}
        ids = [i for i in cached if i in there]  # the rest was removed while the build ran
        accounts = accounts_of(shelf.load_account(connection, i) for i in ids)
    told = {i: tuple(c for c in cached[i] if worthy(c)) for i in ids}
    doubtful = Counter(c.file for i in ids for c in cached[i] if not worthy(c))
    return told, accounts, Gaps(doubtful=doubtful)


def _after(at: Progress, result: _Result, seconds: float) -> Progress:
    return replace(
        at,
        file=result.item.file,
        accounts=at.accounts + 1,
        words=at.words + result.item.words,
        fresh=at.fresh + result.item.words * result.extracted,
        seconds=seconds,
    )
