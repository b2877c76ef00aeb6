"""What follows from an act alone: CAMEO root, quad, sign, and a default ACLED sub-event."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.claims.vocabulary import Vocabulary, packaged

_ACT = {"act", "cameo", "quad", "sign", "modes", "acled", "cameo_by_mode", "acled_by_mode"}
_CONTROL = {"act", "cameo", "quad", "sign", "acled_state", "acled_nonstate"}


@dataclass(frozen=True, slots=True)
class ActFacts:
    """Facts of one act and mode; None where no rule says anything."""

    cameo: str | None
    quad: str | None
    sign: int
    acled: str | None


@dataclass(frozen=True, slots=True)
class ActRow:
    """One PLOVER act or control act as the table gives it."""

    act: str
    facts: ActFacts
    modes: frozenset[str]
    cameo_by_mode: Mapping[str, str]
    acled_by_mode: Mapping[str, str]
    acled_state: str | None = None
    acled_nonstate: str | None = None


@dataclass(frozen=True, slots=True)
class ActTable:
    """All acts, and the names of ACLED's sub-events."""

    rows: Mapping[str, ActRow]
    acled: frozenset[str]

    def facts(self, act: str, mode: str | None = None, state_agent: bool | None = None) -> ActFacts:
        """CAMEO, quad, sign and ACLED of an act and mode.

        ``state_agent`` says whether who gains a place is a state (True), not one (False) or
        unknown (None, and then no sub-event is given for control). KeyError for an unknown act.
        """
        row = self.rows[act]
        base = row.facts
        acled = row.acled_by_mode.get(mode or "", base.acled)
        if state_agent is not None and row.acled_state is not None:
            acled = row.acled_state if state_agent else row.acled_nonstate
        cameo = row.cameo_by_mode.get(mode or "", base.cameo)
        return ActFacts(cameo, base.quad, base.sign, acled)


@cache
def load_act_table() -> ActTable:
    """The packaged ``acts_table.toml``; ``ResourceError`` when malformed."""
    return read_act_table(packaged("acts_table.toml"))


def read_act_table(source: Vocabulary) -> ActTable:
    """Check and convert a table file."""
    acled = source.strings(source.data, "acled", "acled =")
    quads = source.strings(source.data, "quads", "quads =")
    rows: dict[str, ActRow] = {}
    for header, allowed in (("act", _ACT), ("control", _CONTROL)):
        for index, table in enumerate(source.tables(header)):
            row = _row(source, header, index, table)
            source.known(table, allowed, f'"{row.act}"')
            if row.facts.quad is not None and row.facts.quad not in quads:
                source.fail(f"unknown quad {row.facts.quad!r}", "quad", header, index)
            named = [*row.acled_by_mode.values(), row.acled_state, row.acled_nonstate]
            for name in named:
                if name is not None and name not in acled:
                    source.fail(f"unknown ACLED sub-event {name!r}", "acled", header, index)
            rows[row.act] = row
    return ActTable(rows, acled)


def _row(source: Vocabulary, header: str, index: int, table: dict[str, Any]) -> ActRow:
    act, sign = table.get("act"), table.get("sign")
    if not isinstance(act, str) or sign not in (-1, 0, 1):
        source.fail("an act needs a name and a sign of -1, 0 or 1", "act", header, index)
    facts = ActFacts(table.get("cameo"), table.get("quad"), sign, table.get("acled"))
    return ActRow(
        act,
        facts,
        source.strings(table, "modes", "modes"),
        dict(table.get("cameo_by_mode", {})),
        dict(table.get("acled_by_mode", {})),
        table.get("acled_state"),
        table.get("acled_nonstate"),
    )
