"""The packed gazetteer: sorted text searched in place, so that loading costs one decompression."""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from contested.errors import ResourceError
from contested.places.model import KINDS, Place, PlaceKind, settlement_km

PACK = "geonames.tsv.gz"


@dataclass(frozen=True)
class Pack:
    """One block of bytes and where its sections begin (see ``training/build_places.py``)."""

    blob: bytes
    names: tuple[int, int]
    bones: tuple[int, int]
    records: int

    def by_name(self, key: str) -> tuple[Place, ...]:
        """Places one of whose spellings has this ``plain`` (or article-free) key."""
        return self._find(key, self.names)

    def by_bones(self, key: str) -> tuple[Place, ...]:
        """Places one of whose spellings has this skeleton."""
        return self._find(key, self.bones)

    def _find(self, key: str, section: tuple[int, int]) -> tuple[Place, ...]:
        wanted, (low, high) = key.encode(), section
        while low < high:
            middle = (low + high) // 2
            start = max(self.blob.rfind(b"\n", low, middle) + 1, low)
            end = self.blob.find(b"\n", middle)
            tab = self.blob.find(b"\t", start, end)
            found = self.blob[start:tab]
            if found == wanted:
                offsets = self.blob[tab + 1 : end].split(b",")
                return tuple(self._record(self.records + int(o)) for o in offsets)
            low, high = (end + 1, high) if found < wanted else (low, start)
        return ()

    def _record(self, at: int) -> Place:
        line = self.blob[at : self.blob.find(b"\n", at)].decode()
        name, lat, lon, kind, country, admin1, people, km, ident = line.split("\t")
        if kind not in KINDS:
            raise ResourceError(f"{PACK}: record at byte {at}: unknown kind {kind!r}")
        population = int(people or 0)
        radius = float(km) if km else settlement_km(population)
        return Place(
            ident, name, cast(PlaceKind, kind), float(lat), float(lon), radius,
            country, admin1, "", population,
        )  # fmt: skip


def unpack(data: bytes) -> Pack:
    """Open a pack; raises ResourceError when the bytes are not one."""
    try:
        blob = gzip.decompress(data)
        head, _, _ = blob[:100].partition(b"\n")
        label, version, *lengths = head.decode().split()
        names, bones, records = (int(length) for length in lengths)
    except (OSError, ValueError, EOFError) as cause:
        raise ResourceError(f"{PACK}, line 1: not a gazetteer pack ({cause})") from cause
    start = len(head) + 1
    if (label, version) != ("contested-places", "1") or len(
        blob
    ) != start + names + bones + records:
        raise ResourceError(f"{PACK}, line 1: another version, or cut short")
    middle = start + names
    return Pack(blob, (start, middle), (middle, middle + bones), middle + bones)


@cache
def packaged() -> Pack:
    """The pack that ships with the package, read once."""
    return unpack(files("contested.resources").joinpath("places", PACK).read_bytes())
