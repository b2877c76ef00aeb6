"""How each narrator names each actor: the words themselves, counted, never weighed.

Words inside quotation marks, a turn or an embedded passage are their speaker's; indirect speech is
worded by the account that reports it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contested.claims.model import Actor, Claim
from contested.claims.registry import Registry
from contested.names import plain
from contested.record.accounts_of import AccountText
from contested.record.relations import Telling
from contested.record.words import record_words

_SPOKEN = frozenset({"turn", "embed", "quote"})
_OPENS, _CLOSES, _STRAIGHT = "“«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that ``narrator`` uses for ``actor``: (word, times, a claim), most used first."""

    actor: str
    narrator: str
    words: tuple[tuple[str, int, str], ...]

    @property
    def times(self) -> int:
        """How often it names the actor at all."""
        return sum(n for _, n, _ in self.words)


def find_wording(
    claims: Iterable[Claim],
    accounts: Mapping[str, AccountText],
    telling: Telling,
    registry: Registry,
) -> tuple[Naming, ...]:
    """Every actor of the registry by every narrator, those named most first.

    Pronouns, and words taken from the context, name nobody in particular and are left out.
    """
    said: dict[tuple[str, str], Counter[str]] = {}
    where: dict[tuple[str, str, str], tuple[str, str]] = {}
    met: set[tuple[str, int]] = set()
    for claim in claims:
        account = accounts[claim.account]
        for actor, start in _named(claim):
            if (claim.account, start) in met:  # one mention may fill roles of several claims
                continue
            met.add((claim.account, start))
            word = _words(actor, registry)
            if word is None or actor.actor is None:
                continue
            spoken = claim.passage.kind in _SPOKEN or quoted(account.text, start)
            who = telling.narrators.get(claim.id, account.name) if spoken else account.name
            key = plain(word)
            said.setdefault((actor.actor, who), Counter())[key] += 1
            where.setdefault((actor.actor, who, key), (word, claim.id))
    found = [
        Naming(a, who, tuple(_first(where[a, who, w], n) for w, n in _order(words)))
        for (a, who), words in said.items()
    ]
    total: Counter[str] = Counter()
    for one in found:
        total[one.actor] += one.times
    return tuple(sorted(found, key=lambda n: (-total[n.actor], n.actor, -n.times, n.narrator)))


def quoted(text: str, start: int) -> bool:
    """Whether a quotation is open at ``start``, looking back to the beginning of its line."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    opened = sum(line.count(c) for c in _OPENS) - sum(line.count(c) for c in _CLOSES)
    return opened > 0 or line.count(_STRAIGHT) % 2 == 1


def _named(claim: Claim) -> Iterator[tuple[Actor, int]]:
    for actor in (*claim.agents, *claim.targets):
        if actor.actor and actor.mention and actor.start is not None and not actor.inferred:
            yield actor, actor.start


def _words(actor: Actor, registry: Registry) -> str | None:
    """The mention without article and number; None for pronouns and what only belongs to it."""
    words = (actor.mention or "").split()
    determiners = registry.data.words.determiners
    while words and (plain(words[0]) in determiners or words[0].isdigit()):
        words = words[1:]
    head = plain(words[0]) if words else ""
    return None if not head or head in record_words().pronouns else " ".join(words)


def _first(met: tuple[str, str], times: int) -> tuple[str, int, str]:
    return met[0], times, met[1]


def _order(words: Counter[str]) -> list[tuple[str, int]]:
    return sorted(words.items(), key=lambda w: (-w[1], w[0]))
