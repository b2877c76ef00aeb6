"""What goes on behind the last argument and still belongs to it: lists, and who else is meant."""

from contested.claims.frame import Draft
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

_STOPS = ("acl:relcl", "parataxis", "advcl", "ccomp")
_OPENS = ("DET", "NUM")


def with_tail(tree: Tree, draft: Draft, last: int) -> int:
    """The end of the evidence behind a list that goes on after a comma ("two buildings, a bunker,
    and a truck") and behind who else is meant ("…, along with her husband")."""
    if last >= len(tree.words) - 2 or tree.words[last].text != ",":
        return last
    if draft.kind == "event" and last - 1 > draft.predicate:
        last = _listed(tree, last)
    if draft.kind == "relation" and draft.nominal and last == draft.predicate + 1:
        last = _named(tree, draft.predicate, last)
    return _besides(tree, last)


def _named(tree: Tree, noun: int, last: int) -> int:
    """The end behind the names of who the allies are: "Assad's allies, *Russia and Iran*"."""
    for k in tree.children(noun, "appos", "conj"):
        if tree.words[k].upos == "PROPN" and tree.group(k)[0] == last + 1:
            end = max(tree.group(j)[1] for j in tree.coordinated(k))
            return max((end, *(tree.group(j)[1] for j in _joined_at(tree, noun, end))))
    known = last + 2 < len(tree.words) and tree.words[last + 1].text.lower() == "known"
    if known and tree.words[last + 2].text.lower() == "as" and tree.words[last + 1].head == noun:
        return max(tree.subtree(last + 1, _STOPS)) + 1
    return last


def _joined_at(tree: Tree, noun: int, end: int) -> tuple[int, ...]:
    """The name behind an "and" at ``end`` that the parse joins to the noun."""
    joined = (k for k in tree.children(noun, "conj") if tree.words[k].upos == "PROPN")
    return tuple(k for k in joined if tree.group(k)[0] == end + 1)


def _listed(tree: Tree, last: int) -> int:
    """The end of a list whose next member stands behind the comma at ``last``, and whose last one
    behind "and"; without an "and" it is an apposition."""
    if tree.words[last - 1].upos not in ("NOUN", "PROPN"):
        return last
    at, members = last, 0
    while at < len(tree.words) - 1 and tree.words[at].text == ",":
        joined = tree.words[at + 1].upos == "CCONJ"
        end = _member(tree, at + 1 + joined)
        if end is None:
            return last
        members, at = members + 1, end
        if joined or tree.words[min(at, len(tree.words) - 1)].upos == "CCONJ":
            end = at if joined else _member(tree, at + 1)
            return end if end is not None and (members > 1 or not joined) else last
    return last


def _member(tree: Tree, first: int) -> int | None:
    """The end of the noun group with an "a" or a number that opens at ``first``."""
    if first >= len(tree.words) or tree.words[first].upos not in _OPENS:
        return None
    if tree.words[first].text.lower() in ("the", "this", "that"):
        return None
    head = tree.words[first].head
    return tree.group(head)[1] if head > first and tree.words[head].upos == "NOUN" else None


def _besides(tree: Tree, last: int) -> int:
    """The end behind ", along with …", ", as well as …", ", among them …"."""
    if last >= len(tree.words) - 2 or tree.words[last].text != ",":
        return last
    low = [w.text.lower() for w in tree.words[last + 1 : last + 4]]
    size = next((n for n in (3, 2) if " ".join(low[:n]) in words_of("besides")), 0)
    if not size:
        return last
    heads = (k for k in range(last + 1 + size, len(tree.words)) if tree.words[k].head <= last)
    head = next(heads, None)
    if head is None or tree.words[head].upos not in ("NOUN", "PROPN", "PRON"):
        return last
    words = tree.subtree(head, _STOPS)
    end = last + 1 + size
    while end in words and not (tree.words[end].text == "," and end + 1 not in words):
        end += 1
    return end if end > head else last
