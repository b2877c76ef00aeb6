"""Places: a packaged gazetteer, names resolved in context, and a tagger that needs no model."""

from contested.places.document import Found, Mention, resolve_places
from contested.places.gazetteer import Gazetteer, extend, packaged_gazetteer
from contested.places.model import Place, PlaceContext, PlaceKind, PlaceMatch, distance_km
from contested.places.phrases import bearing_of, offset_place, parse_phrase
from contested.places.tables import read_geonames_dump, read_places_csv
from contested.places.tagger import find_places

__all__ = [
    "Found", "Gazetteer", "Mention", "Place", "PlaceContext", "PlaceKind", "PlaceMatch",
    "bearing_of", "distance_km", "extend", "find_places", "offset_place", "packaged_gazetteer",
    "parse_phrase", "read_geonames_dump", "read_places_csv", "resolve_places",
]  # fmt: skip
