"""What a preposition says of a place: its role; None where it says nothing of where."""

from contested.claims.backrefs import names_a_place, place_words
from contested.claims.model import Place
from contested.claims.tree import Tree
from contested.places import Found, bearing_of

_ROLES = {
    "near": "near", "outside": "near", "close to": "near", "beside": "near", "next to": "near",
    "around": "near", "by": "near", "off": "near", "from": "from", "to": "to", "into": "to",
    "toward": "to", "towards": "to", "onto": "to", "through": "via", "via": "via", "across": "at",
    "out of": "from",
}  # fmt: skip
_CORE = ("obj", "nsubj:pass")
AMONG = ("including", "such as", "like", "notably", "especially", "particularly")
_WITHIN = ("compound", "flat", "amod", "nmod:poss", "appos", "conj")


def nominal_role(tree: Tree, at: int) -> str | None:
    """Role of a named place from its preposition; None when nothing marks it as a location.

    "The village of Balyun" and "the outskirts of Balyun" are where Balyun is.
    """
    head = at
    while _goes_with(tree, head) and tree.words[head].head >= 0:
        owner, head = tree.words[head].deprel == "nmod:poss", tree.words[head].head
        if owner and not _lies_there(tree, head):
            return None  # "over Turkey's jailing of a pastor"
    preposition = tree.preposition(head) or _inner(tree, head) or _mates(tree, at, head)
    for _ in range(3):
        above = tree.words[head].head
        if preposition != "of" or above < 0 or not _leads(tree, above):
            break
        near = tree.words[above].lemma.lower() in ("outskirts", "vicinity")
        if tree.words[above].lemma.lower() == "direction":
            return "to"
        head, preposition = above, tree.preposition(above)
        if near:
            return "near"
    word = tree.words[head]
    if preposition is None and head != at and word.deprel in _CORE and _inside(tree, at):
        return "at"  # "bombed the headquarters of Nabatieh"
    if preposition is None and word.deprel == "nsubj" and _is_act(tree, head) and head != at:
        return "at"  # "the shelling of El Fasher killed nine"
    if preposition == "of" and word.head >= 0 and _out(tree, word.head):
        return "from"  # "pulled out of Madani"
    if preposition == "from" and word.deprel == "nmod" and word.head >= 0:
        moving = tree.words[word.head].deprel.startswith(("nsubj", "obj", "conj", "root"))
        moving = moving or names_a_place(tree, word.head)  # "the road from Tarhuna"
        return "from" if moving else None  # "with backing from Iran"
    if preposition == "for" and tree.words[head].head >= 0:
        governor = tree.words[tree.words[head].head].lemma.lower()
        if governor in ("battle", "fight", "struggle"):
            return "at"  # "during the battle for Manbij"
        verb = next((k for k in tree.ancestors(head) if tree.words[k].upos == "VERB"), head)
        bound = tree.words[verb].lemma.lower() in place_words("bound", "verbs")
        return "to" if bound else None  # "left for Jufra", "left the front for Jufra"
    if preposition == "to":
        preposition = _next_to(tree, head)
    return role_of(preposition) if preposition and stands(preposition) else None


def _next_to(tree: Tree, head: int) -> str:
    """ "Close to" the border, where the parse takes "to" alone for the preposition."""
    case = next((k for k in tree.children(head, "case") if tree.words[k].text.lower() == "to"), 0)
    whole = f"{tree.words[case - 1].text.lower()} to" if case else "to"
    return whole if whole in _ROLES else "to"


def _goes_with(tree: Tree, k: int) -> bool:
    """Whether a word is where its head is: a part of its name, a conjunct, an apposition (which
    the parse may take for a bare attribute: "its capital, Raqqa"), or one of several: "towns in
    the north, including Saraqib"."""
    word = tree.words[k]
    if word.deprel in _WITHIN:
        return True
    if word.deprel not in ("nmod", "obl") or word.head < 0 or word.head > k:
        return False
    if tree.preposition(k) in AMONG:
        return True
    first = tree.group(k)[0]
    bare = tree.preposition(k) is None and tree.words[first - 1].text == ","
    return bare and word.deprel == "nmod" and names_a_place(tree, word.head)


def _mates(tree: Tree, at: int, head: int) -> str | None:
    """The preposition of the place before a conjunct that the parse hangs on the noun above it:
    "a presence in Sukhna, as well as Bukamal"."""
    if tree.words[at].deprel != "conj" or names_a_place(tree, head):
        return None
    mates = [k for k in tree.children(head, "nmod", "obl") if head < k < at]
    return tree.preposition(mates[-1]) if mates else None


def _inner(tree: Tree, head: int) -> str | None:
    """A preposition that the parse hangs on the first part of a name: "near Gourma-Rharous"."""
    parts = (k for k in tree.children(head, "compound", "flat") if k < head)
    return next((p for k in parts if (p := tree.preposition(k)) is not None), None)


def stands(preposition: str) -> bool:
    """Whether a preposition says where: "in", "out of"; "after", "according to" do not."""
    first, *_ = preposition.split()
    return first in place_words("standing", "words")


def _inside(tree: Tree, at: int) -> bool:
    """Whether a name stands behind "of" a site or a part of it."""
    while tree.words[at].deprel in _WITHIN and tree.words[at].head >= 0:
        at = tree.words[at].head
    above = tree.words[at].head
    return tree.preposition(at) == "of" and above >= 0 and _leads(tree, above)


def _is_act(tree: Tree, noun: int) -> bool:
    """Whether a noun that leads to a place is itself what happened there: "the shelling of"."""
    return _leads(tree, noun) and not names_a_place(tree, noun)


def _out(tree: Tree, verb: int) -> bool:
    """Whether a verb has "out" as its particle."""
    return any(tree.words[k].text.lower() == "out" for k in tree.children(verb, "compound:prt"))


def _leads(tree: Tree, above: int) -> bool:
    """Whether what is "of" a place is there: "the outskirts of", "the railway station of"."""
    noun = tree.words[above].upos == "NOUN"
    return tree.words[above].lemma.lower() in place_words("through") or (
        noun and names_a_place(tree, above)
    )


def _lies_there(tree: Tree, head: int) -> bool:
    """Whether what a place owns is a part of it: "Syria's north", "Aleppo's streets"."""
    return names_a_place(tree, head) or bearing_of(tree.words[head].text) is not None


def role_of(preposition: str) -> str:
    """The contract's role for a preposition."""
    return _ROLES.get(preposition, "at")


def place_of(found: Found, role: str, inferred: bool) -> Place:
    """The contract's place of a name found."""
    m = found.match
    return Place(
        mention=found.text,
        name=m.name,
        kind=m.kind,
        role=role,
        lat=m.lat,
        lon=m.lon,
        precision_km=m.precision_km,
        start=found.start,
        end=found.end,
        inferred=inferred,
    )
