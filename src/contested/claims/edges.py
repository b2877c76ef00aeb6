"""The edges of evidence: no other clause, no loose mark or linking word, no word cut in two."""

from contested.claims.frame import Draft
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

_OPEN = frozenset([",", ";", ":", "—", "–", "-", ".", ")", "]"])
_HYPHENS = ("-", "‐", "‑")
_EDGE = frozenset([",", ";", ":", "—", "–", "-", ".", "!", "?", "…", ")", "]", "»", "”", "’"])
_DASHES = ("–", "—", "--")


def within(tree: Tree, first: int, last: int, at: int) -> tuple[int, int]:
    """No further than a semicolon, or a dash that opens another clause ("– while in Dayr …")."""
    ends = [k for k in range(first, last) if tree.words[k].text == ";"]
    first = max((first, *(k + 1 for k in ends if k < at)))
    last = min((last, *(k for k in ends if k > at)))
    dashes = [k for k in range(at + 1, last) if tree.words[k].text in _DASHES]
    if len(dashes) == 1 and dashes[0] + 1 < last:
        opens = tree.words[dashes[0] + 1]
        if opens.upos in ("SCONJ", "CCONJ") or opens.text.lower() in ("while", "which"):
            last = dashes[0]
    return first, last


def without_tail(tree: Tree, first: int, last: int, at: int) -> int:
    """The end without an apposition behind the last argument at ``at``: ", a force of proxies"."""
    tail = range(at + 1, last - 1)
    if any(tree.words[k].text == "," and tree.words[k + 1].upos == "CCONJ" for k in tail):
        return last  # "a tank, a bulldozer, and a truck"
    for k in tail:
        listed = tree.words[k + 1].deprel in ("cc", "conj") or tree.children(k + 1, "cc")
        opens = tree.words[k + 1].upos == "DET" or tree.words[k + 1].text.lower() == "including"
        if tree.words[k].text == "," and opens and not listed:
            return k
    return last


def trim(tree: Tree, first: int, last: int, at: int) -> tuple[int, int]:
    """Drop marks and linking words at the edges."""
    while first < at and (
        tree.words[first].text in _OPEN
        or tree.words[first].text.lower() in words_of("leading")
        or (tree.words[first].text.lower() == "of" and tree.words[first].upos == "ADP")
        or (tree.words[first].upos == "PUNCT" and tree.words[first].text not in "\"“‘'«(")
    ):
        first += 1
    while first < at - 1 and tree.words[first].text.lower() in ("not", "even", "only"):
        if tree.words[first + 1].text.lower() not in ("even", "when", "only", "if", "as"):
            break
        first += 2
    while last - 1 > at and tree.words[last - 1].text in _EDGE:
        if tree.words[last - 1].text in "”’\"'»)" and any(
            w.text in "“‘\"'«(" for w in tree.words[first : last - 1]
        ):
            break
        last -= 1
    return first, last + _closes(tree, first, last)


_LINKS = ("ADP", "DET", "CCONJ", "SCONJ", "PRON", "PART")


def loose(
    tree: Tree, draft: Draft, roles: frozenset[int], first: int, last: int
) -> tuple[int, int]:
    """No word at an edge that belongs to what was left out: "of", "his", "which"."""
    at = draft.predicate
    last = min((j for j in range(at + 1, last) if _goes_on_alone(tree, j, at)), default=last)
    if last - 1 > at and _low(tree, last - 1) in ("what", "whatever"):
        inside = tree.subtree(last - 1, ("conj",))  # "what it calls terrorism" is one thing
        while last in inside:
            last += 1
    while last - 1 > at and _links(tree, last - 1, range(last, len(tree.words))):
        last -= 1
    if first and _low(tree, first) in ("many", "much") and _low(tree, first - 1) == "as":
        first -= 1  # "as many as 800,000"
    heads = {at, tree.words[at].head, *roles}
    while first < at and tree.words[first].deprel in ("case", "mark"):
        apart = draft.nominal or tree.words[at].upos != "VERB" or tree.words[first].head == at
        apart |= tree.words[at].deprel == "amod" or draft.why[0].startswith("compound")
        infinitive = tree.words[first].text.lower() == "to" and tree.words[first].upos == "PART"
        if infinitive or not apart or tree.words[first].head not in heads:
            break
        first += 1
    content = tree.words[at].deprel != "acl:relcl"
    said = [k for k in tree.children(at, "mark") if content and tree.words[k].lemma == "that"]
    first = max((first, *(k + 1 for k in said if first <= k < at)))
    return _quoted(tree, first, last), last


def _goes_on_alone(tree: Tree, k: int, at: int) -> bool:
    """Whether at ``k`` another form of verb is joined to an infinitive: "to go and *sent*"."""
    if tree.words[k].deprel != "cc" or tree.words[k].head <= k:
        return False
    verb, first = tree.words[tree.words[k].head], tree.words[k].head
    above = verb.head
    if verb.deprel != "conj" or verb.upos != "VERB" or not at < above < first:
        return False
    infinitive = any(_low(tree, m) == "to" for m in tree.children(above, "mark"))
    bare = tree.words[above].text.lower() == tree.words[above].lemma.lower()
    return infinitive and bare and verb.text.lower() != verb.lemma.lower()


def _quoted(tree: Tree, first: int, last: int) -> int:
    """The first word with the mark that a quotation inside opens with, without one left open."""
    inside = [w.text for w in tree.words[first:last]]
    if inside[0] == "“" and "”" not in inside:
        return first + 1
    unopened = inside.count("”") > inside.count("“")
    return first - 1 if unopened and first and tree.words[first - 1].text == "“" else first


def _low(tree: Tree, k: int) -> str:
    """Word ``k`` in lower case."""
    return tree.words[k].text.lower()


def _links(tree: Tree, k: int, beyond: range) -> bool:
    word = tree.words[k]
    if word.text.lower() in ("which", "whom", "whose"):
        return True
    return word.upos in _LINKS and word.head in beyond and word.deprel not in ("obj", "nsubj")


def whole_words(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """No cut inside a word that hyphens join ("al-Assad")."""
    while last < len(tree.words) and _hyphenated(tree, last):
        last += 1
    while first > 0 and _hyphenated(tree, first):
        first -= 1
    return first, last


def _hyphenated(tree: Tree, k: int) -> bool:
    """Whether word ``k`` and the one before it are joined by a hyphen without a space."""
    left, right = tree.words[k - 1], tree.words[k]
    return left.end == right.start and (left.text in _HYPHENS or right.text in _HYPHENS)


def _closes(tree: Tree, first: int, last: int) -> int:
    """1 when the word after the stretch is the other half of a mark that was opened inside."""
    if last == len(tree.words):
        return 0
    inside = [w.text for w in tree.words[first:last]]
    opened = {
        ")": inside.count("(") - inside.count(")"),
        "”": inside.count("“") - inside.count("”"),
        '"': inside.count('"') % 2,
    }
    return int(opened.get(tree.words[last].text, 0) > 0)
