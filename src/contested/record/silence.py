"""What a narrator leaves out that others tell of the same days. Silence is never a denial.

Only what two accounts of other publishers tell counts, and only publishers with an account dated
from the day of the incident to a week after: an account from before it could not tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from contested.claims.model import Claim
from contested.record.accounts_of import AccountText
from contested.record.model import Incident

_WEEK = timedelta(days=7)
_TELLERS = 2  # publishers that must tell of an incident


@dataclass(frozen=True, slots=True)
class Silence:
    """Incidents that ``narrator`` does not mention though it published in their days.

    ``told`` are incidents of those days that it does mention, ``by`` who tells of each one left
    out.
    """

    narrator: str
    left_out: tuple[str, ...]
    told: tuple[str, ...]
    by: tuple[tuple[str, ...], ...]


def find_silence(
    incidents: Iterable[Incident], claims: Mapping[str, Claim], accounts: Mapping[str, AccountText]
) -> tuple[Silence, ...]:
    """Every publisher that leaves something out, the most silent first.

    ``claims`` need only hold those of the incidents; others are passed over.
    """
    spoke: dict[str, list[date]] = {}
    for account in accounts.values():
        if account.date:
            spoke.setdefault(account.name, []).append(date.fromisoformat(account.date))

    @cache  # many incidents share a day
    def speaking(day: date) -> frozenset[str]:
        return frozenset(
            n for n, days in spoke.items() if any(day <= d <= day + _WEEK for d in days)
        )

    out: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    told: dict[str, list[str]] = {}
    for one in incidents:
        if one.start is None:
            continue
        by = {accounts[claims[c].account].name for c in one.claims if c in claims}
        for name in spoke.keys() & by:
            told.setdefault(name, []).append(one.id)
        if len(by) >= _TELLERS:
            named = tuple(sorted(by))
            for name in speaking(date.fromisoformat(one.start)) - by:
                out.setdefault(name, []).append((one.id, named))
    found = [
        Silence(n, tuple(i for i, _ in left), tuple(told.get(n, ())), tuple(b for _, b in left))
        for n, left in out.items()
    ]
    return tuple(sorted(found, key=lambda s: (-len(s.left_out), s.narrator)))
