"""The claims that the whole tool, encoder and all, reads in a few sentences."""

from functools import cache

from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from contested.claims.resources import load_resources
from encoder_ready import encoder


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """Claims of ``text`` as one body passage of 10 October 2015."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return extract_claims(account, annotate(account, encoder()), load_resources())


def agents(text: str, words: str) -> list[str | None]:
    """Ids of the agents of the first claim whose evidence holds ``words``."""
    found = next(c for c in claims(text) if words in c.evidence.text)
    return [a.actor for a in found.agents]
