"""What the contract promises of every claim of any account."""

from contested.accounts.model import Account
from contested.claims.model import Claim, as_json, stance_of

KINDS = {"event", "control", "relation", "forecast", "cause", "intent", "toll"}
ROLES = {"at", "near", "from", "to", "via"}


def assert_sound(account: Account, claims: tuple[Claim, ...]) -> None:
    """Everything the contract promises of every claim, whatever the text."""
    text = account.text
    assert len({c.id for c in claims}) == len(claims), "two claims share an id"
    for c in claims:
        assert c.kind in KINDS
        assert c.evidence.start < c.evidence.end
        assert text[c.evidence.start : c.evidence.end] == c.evidence.text
        actors = [*c.agents, *c.targets]
        for end in (c.cause, c.effect):
            assert (end is None) == (c.kind != "cause")
            if end is not None:
                assert text[end.start : end.end] == end.mention
                assert end.claim is None or end.claim in {x.id for x in claims}
                actors += [*end.agents, *end.targets]
        for a in actors:
            assert (a.mention is None) == (a.start is None) == (a.end is None)
            assert a.mention is None or text[a.start : a.end] == a.mention != ""
        for parts in (c.objects, c.places, c.quantities, c.chain):
            for part in parts:
                assert text[part.start : part.end] == part.mention != ""
        for when in (c.time, c.due):
            if when is not None and when.mention is not None:
                assert text[when.mention_start : when.mention_end] == when.mention
            if when is not None and when.start and when.end:
                assert when.start < when.end
        if c.condition is not None:
            assert text[c.condition.start : c.condition.end] == c.condition.text
        passage = next(p for p in account.passages if p.id == c.passage.id)
        assert passage.yields_claims
        assert passage.start <= c.evidence.start < c.evidence.end <= passage.end
        assert all(p.role in ROLES or p.role.endswith(" of") for p in c.places)
        assert all(q.low is None or q.high is None or q.low <= q.high for q in c.quantities)
        assert c.stance == stance_of(c.polarity, c.modality)
        assert (c.act is None) or c.kind not in ("cause", "intent", "toll")
        assert (c.about is not None) == (c.kind == "forecast")
        assert [x.depth for x in c.chain] == sorted(x.depth for x in c.chain)
        assert 0 < c.confidence < 1
        assert c.why
        assert as_json(c)["evidence"]["text"] == c.evidence.text
