"""The claims stage: an annotated account -> its claims, in text order.

The story: trees, attributions and drafts first; then each draft gets its chain, stance, time,
place, quantities and actors; last, causes are linked to the claims they speak of.
"""

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.attempts import (
    without_refusals,
    without_rejected,
    without_repeats,
)
from contested.claims.avoidance import avoidance_drafts
from contested.claims.backing import backing_drafts
from contested.claims.carry import carry_places
from contested.claims.causes import link_causes
from contested.claims.compose import compose
from contested.claims.compounds import compound_drafts
from contested.claims.confidence import weigh
from contested.claims.connectives import connective_drafts, without_aims
from contested.claims.frame import Draft
from contested.claims.hit_things import hit_things
from contested.claims.model import (
    Claim,
)
from contested.claims.nothing import states_nothing
from contested.claims.nouns import words_of
from contested.claims.predicates import find_drafts, triggered_drafts
from contested.claims.purposes import purpose_drafts
from contested.claims.reading import Reading, read_whole
from contested.claims.recast import recast
from contested.claims.replies import reply_claims
from contested.claims.resources import Resources, load_resources
from contested.claims.restated import without_restated
from contested.claims.sorts import Sorter
from contested.claims.staying import staying_drafts
from contested.claims.tallies import tally_drafts
from contested.claims.totals import total_drafts
from contested.claims.tree import Tree
from contested.claims.triggered import by_encoder
from contested.claims.worth import worthy


def extract_claims(
    account: Account, annotation: Annotation, resources: Resources | None = None
) -> tuple[Claim, ...]:
    """The claims of ``account`` that are likely enough to be told; ``resources`` default to the
    packaged ones."""
    return tuple(c for c in extract_all(account, annotation, resources) if worthy(c))


def extract_all(
    account: Account, annotation: Annotation, resources: Resources | None = None
) -> tuple[Claim, ...]:
    """All claims, weighed: those to be told with their causes linked, then the doubtful rest."""
    reading, pairs = read_claims(account, annotation, resources or load_resources())
    weighed = weigh(reading, pairs)
    told = carry_places(reading.view, tuple(pair for pair in weighed if worthy(pair[1])))
    return (*link_causes(told), *(c for _, c in weighed if not worthy(c)))


def read_claims(
    account: Account, annotation: Annotation, resources: Resources
) -> tuple[Reading, tuple[tuple[Draft, Claim], ...]]:
    """Every draft that states something, with its claim; none weighed yet, causes not linked."""
    reading, sorter = read_whole(account, annotation, resources)
    drafts = [d for s in range(len(reading.view.trees)) for d in _drafts(reading, s, sorter)]
    found = [(d, c) for d in drafts if (c := compose(reading, d)) is not None]
    pairs = [(d, c) for d, c in found if states_nothing(reading.view, d, c) is None]
    told = hit_things(reading, without_restated(_read_once(pairs)))
    return reading, reply_claims(reading, told)


def _read_once(pairs: list[tuple[Draft, Claim]]) -> tuple[tuple[Draft, Claim], ...]:
    """Without what only the encoder reads in the very words of another claim."""
    listed = {(c.evidence.start, c.evidence.end) for d, c in pairs if not by_encoder(d)}
    return tuple(
        (d, c)
        for d, c in pairs
        if not (by_encoder(d) and (c.evidence.start, c.evidence.end) in listed)
    )


def _drafts(reading: Reading, s: int, sorter: Sorter) -> tuple[Draft, ...]:
    """All drafts of a sentence: predicates, compounds, avoidances, connectives; one a predicate."""
    tree, lexicon = reading.view.trees[s], reading.resources.lexicon
    compounds = compound_drafts(s, tree, lexicon, sorter)
    avoided = avoidance_drafts(s, tree, lexicon, sorter)
    plain = find_drafts(s, tree, lexicon, sorter)
    taken = {d.predicate for d in (*compounds, *avoided)}
    drafts = [*compounds, *avoided, *(d for d in plain if d.predicate not in taken)]
    drafts += backing_drafts(s, tree, drafts, sorter)
    counted = (*tally_drafts(s, tree, sorter), *total_drafts(s, tree, sorter))
    counted += staying_drafts(s, tree, sorter)
    tallies = [d for d in counted if not _told(d, drafts)]
    left = {tree.words[d.predicate].head for d in tallies}
    again = {k for d in tallies for k in d.scope if k == d.predicate or _is_fate(tree, k)}
    drafts = [d for d in drafts if d.predicate not in again]
    drafts = [d for d in drafts if d.kind != "cause" or d.predicate not in left] + tallies
    drafts = without_repeats(tree, without_rejected(tree, without_refusals(tree, drafts)))
    drafts = [d for d in drafts if not _only_reports(reading, s, d)]
    aims = purpose_drafts(s, tree, tuple(drafts), sorter)
    again = {d.predicate for d in aims}
    drafts = [d for d in without_aims(tree, tuple(drafts), aims) if d.predicate not in again]
    drafts += aims
    joined = connective_drafts(s, tree, tuple(drafts), lexicon, sorter)
    drafts = [*without_aims(tree, tuple(drafts), joined), *joined]
    more = triggered_drafts(s, tree, lexicon, sorter, drafts)
    drafts += [d for d in more if not _only_reports(reading, s, d)]
    return tuple(recast(tree, d) for d in sorted(drafts, key=lambda d: d.predicate))


def _told(tally: Draft, drafts: list[Draft]) -> bool:
    """Whether another act of force or toll already speaks for the number's words."""
    number = tally.scope - {tally.predicate}
    others = (d for d in drafts if d.predicate not in number)
    return any(number & d.scope and (d.act == "ASSAULT" or d.kind == "toll") for d in others)


def _is_fate(tree: Tree, k: int) -> bool:
    return tree.words[k].text.lower() in words_of("fates")


def _only_reports(reading: Reading, s: int, draft: Draft) -> bool:
    """Whether the predicate merely introduces what is said, and is no act of its own."""
    lemma = reading.view.trees[s].words[draft.predicate].lemma.lower()
    if lemma in reading.resources.cues.words("acts_as_cues.lemmas"):
        return False
    return draft.kind in ("event", "relation") and any(
        a.cue_word == draft.predicate for a in reading.attributions[s]
    )
