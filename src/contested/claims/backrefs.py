"""Common nouns that name a place again: "the town", "its police station", "there"."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from contested.claims.frame import View
from contested.claims.tree import Tree
from contested.claims.vocabulary import packaged
from contested.names import fold
from contested.places import (
    Found,
    PlaceContext,
    bearing_of,
    distance_km,
    packaged_gazetteer,
)
from contested.places.tables import demonyms

_REACH = 8  # sentences
_FAR_REACH, _LEADING = 25, 3  # reach for places that the account names so often, or in its title
_OFTEN, _FAR, _RANK = 0.7, 0.6, 0.8  # points for each naming, sentence back, kind less likely
_ABROAD = 1.5  # against places outside the country of most
_ACTING = 1.0  # against states that act
_TITLE = 1.0  # the title names what the account is about
_POINTED, _WIDE = 0.2, 0.15  # the same for naming and kind, where "there" points back
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "its", "their", "his", "her"])
_POINTING = frozenset(["there", "here", "it"])
_INHABITED = ("settlement", "neighbourhood")
_ANYWHERE = ("settlement", "neighbourhood", "site", "area", "region", "district", "country")
_KINDS: Mapping[str, tuple[str, ...]] = {
    "settlement": _INHABITED,
    "region": ("region", "district"),
    "area": ("area", "region", "settlement", "district"),
    "neighbourhood": ("neighbourhood", "district", "settlement"),
    "country": ("country",),
    "site": ("site", "settlement"),
    "river": ("river",),
}
Rows = tuple[tuple[Found, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Places by sentence, how often each is named, and the country of most of them."""

    rows: Rows
    counts: Mapping[str, int]
    home: str


@dataclass(frozen=True, slots=True)
class _Sought:
    """What may be meant: kinds of place, only seats of government, also what follows."""

    kinds: tuple[str, ...]  # the likeliest first
    capital: bool = False
    ahead: bool = False
    often: float = _OFTEN
    rank: float = _RANK
    other: str | None = None  # a name that is not meant
    far: bool = True  # also what leads the account, named long before


def weigh(rows: Rows) -> Named:
    """``rows`` with what makes a place salient in the account."""
    found = [f.match for row in rows for f in row]
    home = Counter(m.country for m in found if m.country and m.kind != "country").most_common(1)
    return Named(rows, Counter(m.name for m in found), home[0][0] if home else "")


@cache
def place_words(table: str, name: str = "nouns") -> frozenset[str]:
    """The list ``name`` of a table of ``where.toml``."""
    source = packaged("where.toml")
    return source.strings(source.data.get(table, {}), name, f"[{table}]")


@cache
def _all_nouns() -> frozenset[str]:
    kinds = frozenset(w for k in _KINDS for w in place_words("refers", k))
    return kinds | place_words("parts") | place_words("lone")


def names_a_place(tree: Tree, head: int) -> bool:
    """Whether a common noun, or a word that points, can stand for a place by itself."""
    word = tree.words[head]
    if word.upos == "PROPN" or word.text.lower() in _POINTING:
        return True
    if word.text.lower() != word.lemma.lower() and word.upos == "NOUN":
        return word.text.lower() in _all_nouns() or (
            _is_definite(tree, head) and word.lemma.lower() in place_words("several")
        )  # "towns" are no place, "the hills" are
    return word.lemma.lower() in _all_nouns() or word.text.lower() in _all_nouns()


def is_elsewhere(tree: Tree, predicate: int) -> bool:
    """ "Jets strike elsewhere": no place of another act is this one's."""
    near = tree.children(predicate, "advmod", "obl")
    return any(tree.words[k].text.lower() in place_words("bound", "elsewhere") for k in near)


def names_a_kind(lemma: str) -> bool:
    """Whether a lemma is a kind of place: "town", "prison"."""
    return lemma in _all_nouns()


def is_inhabited(tree: Tree, head: int) -> bool:
    """Whether a common noun is a town, a part of one or an area: struck, it is where."""
    lemma, text = tree.words[head].lemma.lower(), tree.words[head].text.lower()
    kinds = ("settlement", "neighbourhood", "area")
    return lemma in place_words("parts") or any(
        w in place_words("refers", k) for k in kinds for w in (lemma, text)
    )


def is_frontier(tree: Tree, head: int) -> bool:
    """Whether a noun is the border of a state that is named with it: "the Ukrainian border"."""
    if tree.words[head].lemma.lower() not in place_words("frontiers"):
        return False
    beside = tree.children(head, "compound", "amod", "nmod:poss", "nmod")
    words = (tree.words[k] for k in beside)
    return any(w.upos == "PROPN" or w.text.lower() in demonyms() for w in words)


def is_land(tree: Tree, head: int) -> bool:
    """Whether a noun is land by its holder or its kind: "rebel-held areas", "Kurdish territory"."""
    word = tree.words[head]
    land = {word.lemma.lower(), word.text.lower()} & place_words("land")
    return bool(land) and bool(tree.children(head, "amod", "compound"))


def is_site(tree: Tree, head: int) -> bool:
    """Whether a noun names a site by a name before it: "Republic Square", "the Intisar quarter"."""
    if tree.words[head].text.lower() not in place_words("sites"):
        return False
    before = tree.children(head, "compound", "amod", "flat")
    return any(k < head and _proper(tree, k) for k in before) and not _bearer(tree, head)


def _bearer(tree: Tree, head: int) -> bool:
    """Whether the encoder takes a name that ends like a site's for a person: "Oliver Hall"."""
    over = [x for x in tree.sentence.names if x.last == head + 1]
    person = max((x.score for x in over if x.label.lower() == "person"), default=0.0)
    return person > max((x.score for x in over if x.label in ("Location", "place")), default=0.0)


def _proper(tree: Tree, k: int) -> bool:
    """Whether a word is part of a name: "Safer" of "the Safer area", not "Russian"."""
    word = tree.words[k]
    name = word.upos == "PROPN" or (word.upos in ("ADJ", "NOUN") and k > 0)
    said = word.text.lower()
    common = said in demonyms() or bearing_of(said) is not None or said.endswith("ed")
    capital = any(tree.words[j].text[:1].isupper() for j in tree.subtree(k))  # "al-Shifa"
    return name and capital and not common


def leads_on(tree: Tree, head: int) -> bool:
    """Whether a noun only leads to the place behind it: "a pocket of hills at al-Safa"."""
    lemma = tree.words[head].lemma.lower()
    return lemma in place_words("through") and lemma != "capital"


def referent(view: View, s: int, head: int, named: Named) -> Found | None:
    """The named place that a definite noun or "there" takes up; None where nothing fits.

    The nearest fitting name wins, weighed by how often the account has named it; where people
    come "from" is no antecedent.
    """
    tree = view.trees[s]
    word = tree.words[head]
    lemma, text = word.lemma.lower(), word.text.lower()
    if text in _POINTING:
        return _best(view, s, word.start, named, _Sought(_ANYWHERE, often=_POINTED, rank=_WIDE))
    often = _OFTEN
    beside = (j for k in tree.coordinated(tree.lead(head)) for j in tree.kids[k])
    if any(tree.words[j].text.lower() == "there" for j in beside):
        often = _POINTED  # "the headquarters there"
    if not _is_definite(tree, head) or (text != lemma and word.upos == "NOUN"):
        return None  # "the areas" are no one area named before
    if is_site(tree, head) or _is_state(tree, head):
        return None  # it has a name of its own
    if (seat_named := seat_of(view, s, head)) is not None:
        return seat_named
    if lemma == "capital" and _provincial(tree, head):
        town = _Sought(_INHABITED)
        return _best(view, s, word.start, named, town)
    if lemma == "capital":
        seat = _Sought(("settlement", "country"), True)
        before = _best(view, s, word.start, named, seat)
        return before or _best(view, s, word.start, named, replace(seat, ahead=True))
    for kind, wanted in _KINDS.items():
        if lemma in place_words("refers", kind):
            other = _other_side(tree, head, named.rows[s]) if kind == "country" else None
            sought = _Sought(wanted, often=often, other=other)
            found = _best(view, s, word.start, named, sought)
            if found is not None:
                return found
    if {lemma, text} & place_words("parts"):
        part = _Sought(_INHABITED, often=often, far=False)
        return _best(view, s, word.start, named, part)
    return None


def seat_of(view: View, s: int, head: int) -> Found | None:
    """The seat of the state that "the Yemeni capital", "the capital of Yemen" names; None for
    other nouns."""
    tree = view.trees[s]
    if tree.words[head].lemma.lower() != "capital":
        return None
    first, last = tree.group(head)
    behind = [k for k in tree.children(head, "nmod") if tree.preposition(k) == "of"]
    whose = [*range(first, head), *(j for k in behind for j in range(*tree.group(k)))]
    words = [tree.words[k].text.lower() for k in whose if tree.words[k].upos in ("ADJ", "PROPN")]
    seats = _seats_by_state()
    seat = seats.get(" ".join(words[-2:])) or seats.get("".join(words[-1:]))
    match = packaged_gazetteer().lookup(seat, PlaceContext(kind="settlement")) if seat else None
    if match is None:
        return None
    start, end = tree.chars(first, last)
    return Found(start, end, view.text(start, end), match)


@cache
def _seats_by_state() -> Mapping[str, str]:
    """Seat of government by the adjective and name of its state, lower case."""
    source = packaged("where.toml")
    table = source.data.get("seats", {})
    return {word: seat for seat in table for word in source.strings(table, seat, "[seats]")}


def _other_side(tree: Tree, head: int, names: tuple[Found, ...]) -> str | None:
    """The state that does something to the country meant: "parts of the country Turkey seized"."""
    clauses = tree.children(head, "acl:relcl", "acl")
    below = frozenset(j for k in clauses for j in tree.children(k, "nsubj", "obl:agent"))
    for f in names:
        if any(tree.words[k].start == f.start for k in below):
            return f.match.name
    return None


def _is_state(tree: Tree, head: int) -> bool:
    """ "The Turkish state": a side of the war, no province."""
    state = tree.words[head].lemma.lower() in ("state", "nation", "country")
    before = (tree.words[k].text.lower() for k in tree.children(head, "amod", "compound"))
    return state and any(w in demonyms() for w in before)


def _provincial(tree: Tree, head: int) -> bool:
    """Whether a capital is that of a province ("the only regional capital")."""
    before = {tree.words[k].text.lower() for k in tree.children(head, "amod", "compound")}
    return bool(before & {"regional", "provincial", "state"})


def _is_definite(tree: Tree, head: int) -> bool:
    marks = tree.children(head, "det", "nmod:poss")
    return any(tree.words[k].text.lower() in _DEFINITE for k in marks)


def _best(view: View, s: int, at: int, named: Named, sought: _Sought) -> Found | None:
    """The most salient place sought that is named before offset ``at`` (or also after it)."""
    best: tuple[float, int] = (float("-inf"), 0)
    chosen = None
    last = min(len(named.rows), s + _REACH) if sought.ahead else s + 1
    for i in range(max(0, s - _FAR_REACH), last):
        for f in named.rows[i]:
            leads = sought.far and named.counts[f.match.name] >= _LEADING
            if i < s - _REACH and i > 0 and not leads:
                continue
            seat = is_seat(f)
            if (f.start >= at and not sought.ahead) or f.match.kind not in sought.kinds:
                continue
            if f.match.name == sought.other:
                continue
            if (sought.capital and not seat) or not (f.match.resolved or _unlisted(f)):
                continue
            penalty = 3.0 * (_is_origin(view.trees[i], f) or (seat and not sought.capital))
            penalty += 1.5 * _is_refuge(view.trees[i], f)
            penalty += _ACTING * (f.match.kind == "country" and _acts(view.trees[i], f))
            abroad = named.home and f.match.country != named.home
            abroad = abroad and not (_unlisted(f) and _put_there(view.trees[i], f))
            whole = sought.kinds == ("country",)  # "the country" is that of the account's towns
            penalty += _ABROAD * bool(abroad and (whole or f.match.kind != "country"))
            rank = sought.kinds.index(f.match.kind)
            often = sought.often * min(5, named.counts[f.match.name])
            often += _TITLE * (i == 0)
            score = often - _FAR * min(_REACH, abs(s - i)) - penalty - sought.rank * rank
            if (score, f.start) > best:
                best, chosen = (score, f.start), f
    return chosen


def _unlisted(found: Found) -> bool:
    """Whether no gazetteer has the name; homonyms that nothing tells apart are in one."""
    return found.match.id is None and not found.match.country and len(found.match.why) == 1


def is_seat(found: Found) -> bool:
    """Whether a name is a seat of government, which may stand for its state."""
    return fold(found.match.name) in _seats() or fold(found.text) in _seats()


@cache
def _seats() -> frozenset[str]:
    return frozenset(fold(x) for x in place_words("capitals", "names"))


def _is_origin(tree: Tree, found: Found) -> bool:
    """Whether the name says where people or things are from, or whose they are."""
    words = [i for i, w in enumerate(tree.words) if found.start <= w.start < found.end]
    top = next((i for i in words if tree.words[i].head not in words), None)
    if top is None:
        return False
    if _of_speaker(tree, top):
        return True
    lead = tree.lead(top)
    rel = tree.words[lead].deprel
    origin = rel == "nmod" and tree.preposition(lead) == "from"
    named_after = rel == "compound" and tree.words[tree.words[lead].head].text.lower() in (
        place_words("sites") | place_words("refers", "region") | place_words("refers", "settlement")
    )
    return origin or (rel in ("nmod:poss", "compound", "amod") and not named_after)


def _acts(tree: Tree, found: Found) -> bool:
    """Whether a state is named as one who does something: "Russia said", not "in Russia"."""
    words = [i for i, w in enumerate(tree.words) if found.start <= w.start < found.end]
    top = next((i for i in words if tree.words[i].head not in words), None)
    return top is not None and tree.words[top].deprel in ("nsubj", "obj", "iobj")


def _of_speaker(tree: Tree, top: int) -> bool:
    """Whether the name only says where somebody spoke: "said a pharmacist now in Gedaref"."""
    described = False
    for k in tree.ancestors(top):
        word = tree.words[k]
        if word.upos == "VERB":
            return False
        described = described or word.deprel == "appos"
        if word.deprel == "nsubj" and word.head >= 0:
            return described and bool(tree.children(word.head, "ccomp", "parataxis"))
    return False


def _put_there(tree: Tree, found: Found) -> bool:
    """Whether words put something at the name: "in Al-Jinah"."""
    words = [i for i, w in enumerate(tree.words) if found.start <= w.start < found.end]
    top = next((i for i in words if tree.words[i].head not in words), None)
    return top is not None and tree.preposition(top) in ("in", "at", "near", "on", "inside")


def _is_refuge(tree: Tree, found: Found) -> bool:
    """Whether the name says where somebody fled to, away from what is told."""
    words = [i for i, w in enumerate(tree.words) if found.start <= w.start < found.end]
    top = next((i for i in words if tree.words[i].head not in words), None)
    while top is not None and tree.words[top].deprel == "nmod" and tree.preposition(top) == "of":
        top = tree.words[top].head  # "to the port of Mocha"
    if top is None or tree.preposition(top) not in ("to", "into", "towards", "toward"):
        return False
    verb = tree.words[top].head
    away = place_words("bound", "verbs") | place_words("bound", "away")
    return verb >= 0 and tree.words[verb].lemma.lower() in away


def capital_of(view: View, s: int, held: Found, named: Named) -> Found | None:
    """The town named nearby that lies in the province ``held``: "the capital of Gezira state"."""
    region = held.match
    if region.lat is None or region.lon is None or region.kind not in ("region", "district"):
        return None
    reach = 1.3 * (region.precision_km or 0.0)
    rows = sorted(range(max(0, s - _REACH), min(len(named.rows), s + 2)), key=lambda i: abs(s - i))
    for f in (f for i in rows for f in named.rows[i]):
        m = f.match
        if m.kind != "settlement" or m.lat is None or m.lon is None:
            continue
        if distance_km(m.lat, m.lon, region.lat, region.lon) <= reach:
            return f
    return None


def taken_up(found: Found, start: int, end: int, text: str) -> Found:
    """``found`` under other words: its name and coordinates at the words' own offsets."""
    return replace(found, start=start, end=end, text=text)
