"""Stage three: annotations -> claims with chain, stance, roles, time, place and quantities."""

from contested.claims.extract import extract_claims
from contested.claims.model import Claim, as_json
from contested.claims.resources import Resources, load_resources, resources_fingerprint

__all__ = [
    "Claim", "Resources", "as_json", "extract_claims", "load_resources", "resources_fingerprint",
]  # fmt: skip
