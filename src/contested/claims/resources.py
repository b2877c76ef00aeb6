"""Everything the deciders read besides the account: vocabulary, actors, places."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from contested.claims.cues import Cues, load_cues
from contested.claims.lexicon import Lexicon, load_lexicon
from contested.claims.registry import Registry, load_registry
from contested.ids import sha256_hex
from contested.places import Gazetteer, extend, packaged_gazetteer, read_places_csv

EXTRACTOR = "1"  # raised when the same vocabulary would yield other claims
_READ = (".toml", ".csv", ".bin", ".gz", ".tsv", ".md", ".txt")


@dataclass(frozen=True)
class Resources:
    """Vocabulary, registry and gazetteer of one case, and the hash that names them."""

    lexicon: Lexicon
    cues: Cues
    registry: Registry
    gazetteer: Gazetteer
    fingerprint: str


def load_resources(actors: Path | None = None, places: Path | None = None) -> Resources:
    """The packaged resources, with a case's own ``actors.toml`` and ``places.csv`` where given."""
    gazetteer = packaged_gazetteer()
    if places is not None and places.exists():
        gazetteer = extend(gazetteer, read_places_csv(places))
    own = actors if actors is not None and actors.exists() else None
    return Resources(
        load_lexicon(),
        load_cues(),
        load_registry(own),
        gazetteer,
        resources_fingerprint(actors, places),
    )


def resources_fingerprint(actors: Path | None = None, places: Path | None = None) -> str:
    """SHA-256 over the extractor's version and every vocabulary file, packaged and the case's."""
    parts = [EXTRACTOR, _packaged()]
    for path in (actors, places):
        if path is not None and path.exists():
            parts.append(sha256_hex(path.read_bytes()))
    return sha256_hex("\n".join(parts).encode("utf-8"))


@cache
def _packaged() -> str:
    """Hash of all packaged vocabulary and of the code that reads it."""
    root = Path(str(resources.files("contested")))
    files = [p for p in sorted((root / "resources").rglob("*")) if p.suffix in _READ]
    for stage in ("claims", "dates", "places", "quantities", "names"):
        files += sorted(root.glob(f"{stage}.py")) + sorted((root / stage).rglob("*.py"))
    return sha256_hex("\n".join(f"{p.name} {sha256_hex(p.read_bytes())}" for p in files).encode())
