"""Who says which words: all attributions of an account, sentence by sentence and across them.

Patterns over the tree come first (``said``, ``worded``); where they find nothing in a sentence the
encoder's own source, cue and content spans decide. Quotations are then followed to their ends.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.annotate.model import Span
from contested.claims.contents import FALLBACKS
from contested.claims.cues import Cue, Cues
from contested.claims.following import Quoting, follow_quotations
from contested.claims.frame import Attribution, Source, View
from contested.claims.quotes import QuoteIndex, quotes_of
from contested.claims.said import introducer, labeller, said_by_verbs
from contested.claims.scene import OUTLET_TOLD, Said, Scene, Words, quoted_groups
from contested.claims.speakers import mention, sources_of
from contested.claims.treating import treated
from contested.claims.tree import Tree
from contested.claims.worded import (
    said_by_adjectives,
    said_by_hearsay,
    said_by_nouns,
    said_by_phrases,
)

_SURE = 0.3  # probability from which a span of the encoder counts without syntax
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where"})
_PLAIN = Cue("say", "report", "neutral", "asserted")


def find_attributions(view: View, cues: Cues) -> tuple[Attribution, ...]:
    """All attributions of the account, in text order; nested ones each with their own content.

    The content of an outer attribution holds the words of the inner one's source and cue, so that
    it is the larger. Sources of the first person are kept here and dropped from chains.
    """
    index = QuoteIndex(quotes_of(view.account))
    scenes = [_scene(tree, s, cues, index) for s, tree in enumerate(view.trees)]
    found = [list(_of_sentence(scene)) for scene in scenes]
    for s, added in list(follow_quotations(_quoting(view, scenes, found, index))):
        found[s].append(added)
    return tuple(a for sentence in found for a in sentence)


def _quoting(
    view: View, scenes: list[Scene], found: list[list[Attribution]], index: QuoteIndex
) -> Quoting:
    introduced, labelled = {}, {}
    for scene in scenes:
        said = introducer(scene)
        if said is not None:
            introduced[scene.sentence] = _attribution(scene, said)
        elif scene.quoted and (said := labeller(scene)) is not None:
            labelled[scene.sentence] = _attribution(scene, said)
    passages = view.account.passages
    return Quoting(
        scenes,
        found,
        introduced,
        frozenset(k for k, q in enumerate(index.quotes) if q.continues),
        frozenset(k for k, p in enumerate(passages) if p.kind == "quote" and p.voice is None),
        frozenset(s for s in range(1, len(scenes)) if _opens_paragraph(view, s)),
        labelled,
    )


def _opens_paragraph(view: View, s: int) -> bool:
    """Whether a line ends between a sentence and the one before it."""
    return "\n" in view.text(view.sentence(s - 1).end, view.sentence(s).start)


def _scene(tree: Tree, s: int, cues: Cues, index: QuoteIndex) -> Scene:
    quoted: dict[int, int] = {}
    if index.quotes:
        for i, word in enumerate(tree.words):
            quote = index.at(word.start)
            if quote is not None:
                quoted[i] = quote
    return Scene(tree, s, cues, quoted)


def _of_sentence(scene: Scene) -> Iterator[Attribution]:
    verbs = list(said_by_verbs(scene))
    phrases = list(said_by_phrases(scene))
    saids = [*_cited(scene, verbs, phrases), *said_by_nouns(scene), *said_by_hearsay(scene)]
    saids += said_by_adjectives(scene)
    seen: set[tuple[Words, tuple[int, ...]]] = set()
    for said in _nested(_without_guesses(_without_denied_reports(scene, saids))):
        if (said.content, said.heads) not in seen:
            seen.add((said.content, said.heads))
            found = _attribution(scene, said)
            if said.why != OUTLET_TOLD or found.sources[0].kind == "outlet":
                yield found
    yield from _second_opinion(scene, saids)


def _without_denied_reports(scene: Scene, saids: list[Said]) -> list[Said]:
    """ "Denied reports of C": the denier alone speaks of C (codebook 7.1)."""
    denies = [s for s in saids if s.denies]
    if not denies:
        return saids

    def told(noun: int) -> bool:
        return any(_belongs(scene, noun, d) for d in denies)

    denied = ("noun of speech", "interrupting")
    return [s for s in saids if s.why not in denied or s.denies or not told(s.cue_word)]


def _belongs(scene: Scene, k: int, denial: Said) -> bool:
    """Whether a report stands in or on what is denied: "denies reports of C", "C, as reported"."""
    up = scene.tree.words[k].head
    return k in denial.content or up == denial.cue_word or up in denial.content


def _without_guesses(saids: list[Said]) -> list[Said]:
    """Patterns of word order give way where another attribution holds the same words."""
    firm = [s for s in saids if s.why not in (*FALLBACKS, OUTLET_TOLD)]
    return [
        s
        for s in saids
        if s.why not in FALLBACKS
        or (s.why == "that clause" and any(s.cue_word in f.content for f in firm))
        or not any(2 * len(s.content & f.content) > len(s.content) for f in firm)
    ]


def _nested(saids: list[Said]) -> list[Said]:
    """Who says that another says C says C too, also where C stands outside the clause."""
    return [
        replace(
            outer,
            content=outer.content.union(
                *(
                    s.content
                    for s in saids
                    if s.cue_word in outer.content and outer.cue_word not in s.content
                )
            ),
        )
        for outer in saids
    ]


def _cited(scene: Scene, verbs: list[Said], phrases: list[Said]) -> Iterator[Said]:
    """ "Interfax reported C, citing officials": the officials are inside what Interfax says."""
    for phrase in phrases:
        host = None
        if scene.low(phrase.cue_word) in ("citing", "quoting"):
            above = set(scene.tree.ancestors(phrase.cue_word))
            host = next((k for k, v in enumerate(verbs) if v.cue_word in above), None)
        if host is None:
            yield phrase
            continue
        outer = verbs[host]
        source = scene.tree.subtree(phrase.heads[0]) | set(range(*phrase.phrase))
        yield replace(phrase, content=outer.content - source)
        verbs[host] = replace(outer, content=outer.content | source)
    citing = {p.cue_word for p in phrases}
    yield from (v for v in verbs if v.cue_word not in citing)


def _attribution(scene: Scene, said: Said) -> Attribution:
    content = _whole_quotes(scene, said)
    content -= _mention_words(scene, said, content)
    direct = _is_direct(scene, content, said.cue_word)
    if not direct:
        content = _without_asides(scene, content)
    treatment, scare = treated(scene, said, content, direct)
    return Attribution(
        scene.sentence,
        _sources(scene, said),
        content,
        direct,
        treatment,
        said.cue_word,
        said.denies,
        said.doubts,
        said.future,
        f"{said.cue.lemma}: {said.why}",
        scare,
    )


def _mention_words(scene: Scene, said: Said, content: Words) -> Words:
    """Unquoted words of the speakers' mentions that a wrong parse left in the content."""
    if said.why in (OUTLET_TOLD, "cited as saying"):
        return frozenset()
    spans = (mention(scene.tree, h, scene.cues) for h in said.heads if h not in content)
    words = (frozenset(range(first, last)) for first, last, _ in spans)
    return frozenset(k for span in words for k in span if k not in scene.quoted)


def _sources(scene: Scene, said: Said) -> tuple[Source, ...]:
    tree = scene.tree
    cue = " ".join(w.text for w in tree.words[slice(*said.phrase)])
    if said.denies and said.heads == (said.cue_word,):
        return ()  # "rumours of C are false": nobody is named who tells C
    if said.heads:
        return sources_of(tree, scene.sentence, said.heads, cue, scene.cues)
    start, end = tree.chars(*said.phrase)
    return (Source(start, end, "anonymous", cue, scene.sentence, None),)


def _whole_quotes(scene: Scene, said: Said) -> Words:
    """The content with every quotation whole of which it holds half, the cue's own excepted.

    A quotation beside the cue, or after the colon that ends the content, is whole too.
    """
    content, cue = said.content, said.cue_word
    groups = quoted_groups(scene)
    both = _around(groups, cue)
    for quote, inside in sorted(groups.items()):
        shared, first = len(inside & content), min(inside)
        near = min(abs(first - cue), abs(max(inside) - cue)) <= 2
        introduced = first - 2 in content and scene.low(first - 1) == ":"
        whole = introduced or (quote in both and any(content & groups[q] for q in both))
        opened = first in content or first + 1 in content
        whole = whole or (bool(shared) and (near or opened or 2 * shared >= len(inside)))
        if whole and scene.quoted.get(cue) != quote:
            content |= inside
    return content


def _around(groups: dict[int, Words], cue: int) -> tuple[int, ...]:
    """The two halves of a quotation that the cue interrupts: "A," he said, "B"."""
    before = [q for q, inside in groups.items() if 0 < cue - max(inside) <= 8]
    after = [q for q, inside in groups.items() if 0 < min(inside) - cue <= 3]
    return (before[-1], after[0]) if before and after else ()


def _is_direct(scene: Scene, content: Words, cue_word: int | None) -> bool:
    own = scene.quoted.get(cue_word) if cue_word is not None else None
    words = [k for k in content if scene.tree.words[k].upos != "PUNCT"]
    inside = [k for k in words if k in scene.quoted and scene.quoted[k] != own]
    return bool(words) and len(inside) >= 0.9 * len(words)


def _without_asides(scene: Scene, content: Words) -> Words:
    """Indirect content without non-restrictive clauses, which are the narrator's."""
    tree, out = scene.tree, content
    for k in sorted(content):
        word = tree.words[k]
        if word.deprel not in ("acl:relcl", "appos") or word.head not in content:
            continue
        below = tree.subtree(k)
        first = next((j for j in sorted(below) if tree.words[j].upos != "PUNCT"), min(below))
        if k in scene.quoted or scene.low(first - 1) not in (",", "—", "–", "("):
            continue
        opens = any(scene.low(j) in _RELATIVE for j in range(first, min(first + 4, k + 1)))
        if opens if word.deprel == "acl:relcl" else tree.child(k, "acl:relcl", "acl") is not None:
            out -= below
    return out


def _second_opinion(scene: Scene, saids: list[Said]) -> Iterator[Attribution]:
    """The encoder's spans where no pattern holds the words, and it is sure of all three parts.

    Only speech counts: a clause or a quotation, by a cue that is no wish or attitude.
    """
    spans = [a for a in scene.tree.sentence.attributions if a.score >= _SURE]
    for cue in (a for a in spans if a.label == "cue"):
        source, content = (_nearest(spans, cue, label) for label in ("source", "content"))
        if content is None and source is not None:
            content = _before(scene, source, cue)
        if source is None or content is None or content.last - content.first < 2:
            continue
        head = _head_of(scene.tree, source)
        words = frozenset(range(content.first, content.last))
        word = _head_of(scene.tree, cue)
        lemma = scene.tree.words[word].lemma
        kind = scene.cues.verb(lemma) or scene.cues.noun(lemma) or _PLAIN
        read = any(
            cue.first <= s.cue_word < cue.last or 2 * len(words & s.content) >= len(words)
            for s in saids
        )
        if head in words or word in words or read or not _is_speech(scene, word, words):
            continue
        said = Said((head,), words, kind, word, (cue.first, cue.last), "encoder's spans")
        yield _attribution(scene, said)


def _before(scene: Scene, source: Span, cue: Span) -> Span | None:
    """What stands before a speaker set off by a comma: "X happened, activists said, …"."""
    first, last = min(source.first, cue.first), max(source.last, cue.last)
    beside = cue.first == source.last or source.first == cue.last
    if not beside or first < 3 or scene.low(first - 1) not in (",", "”", '"'):
        return None
    after = scene.low(last)
    return Span(0, first - 1, "content", cue.score) if after in (",", ".", ":", "", "…") else None


def _is_speech(scene: Scene, cue: int, content: Words) -> bool:
    tree = scene.tree
    lemma = tree.words[cue].lemma.lower()
    if lemma in scene.cues.words("complements.attitudes"):
        return False
    quoted = sum(k in scene.quoted for k in content)
    if 2 * quoted >= len(content) and quoted > scene.cues.longest_scare + 2:
        return True
    known = scene.cues.verb(lemma) or scene.cues.noun(lemma) or lemma in (":", "accord")
    subjects = (k for k in content if tree.words[k].deprel.startswith("nsubj"))
    return bool(known) and any(tree.words[k].head in content for k in subjects)


def _nearest(spans: list[Span], cue: Span, label: str) -> Span | None:
    near = [a for a in spans if a.label == label]
    gap = lambda a: max(a.first - cue.last, cue.first - a.last)  # noqa: E731
    return min(near, key=gap, default=None)


def _head_of(tree: Tree, span: Span) -> int:
    inside = range(span.first, span.last)
    tops = (k for k in inside if tree.words[k].head not in inside)
    return next((k for k in tops if tree.words[k].upos not in ("PUNCT", "ADP")), span.first)
