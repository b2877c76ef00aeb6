"""The chain of a claim: who says it, outermost first, and how the narrator treats the speakers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contested.accounts.model import Passage
from contested.accounts.own import Own
from contested.annotate.model import Word
from contested.claims.cues import Cues, load_cues
from contested.claims.frame import Attribution, Draft, Source, SourceKind, View
from contested.claims.model import Link, Treatment
from contested.claims.speakers import FIRST_PERSON

BySentence = Mapping[int, Sequence[Attribution]] | Sequence[Sequence[Attribution]]
KindOf = Callable[[str], SourceKind | None]


@dataclass(frozen=True, slots=True)
class Chain:
    """Links with their actors still open, and what stance and discourse need of them.

    ``sources[k]`` is the source of ``links[k]``, None for the voices of a passage.
    ``attributions`` are those in force, outermost first. ``speaker`` is the innermost source:
    whom "I" and "we" mean; None when the passage's voice or the account itself speaks.
    """

    links: tuple[Link, ...]
    sources: tuple[Source | None, ...]
    attributions: tuple[Attribution, ...]
    speaker: Source | None
    treatment: Treatment

    @property
    def why(self) -> tuple[str, ...]:
        """The patterns that found the links."""
        return tuple(f"chain: {a.why}" for a in self.attributions)


def chain_of(
    view: View, draft: Draft, by_sentence: BySentence, kind_of: KindOf | None = None
) -> tuple[Link, ...]:
    """The links of :func:`read_chain` alone."""
    return read_chain(view, draft, by_sentence, kind_of).links


def treatment_of(view: View, draft: Draft, by_sentence: BySentence) -> Treatment:
    """How the narrator handles the speakers around a draft."""
    return read_chain(view, draft, by_sentence).treatment


def read_chain(
    view: View, draft: Draft, by_sentence: BySentence, kind_of: KindOf | None = None
) -> Chain:
    """Links around the draft's predicate: the passage's voices, then attributions by size.

    The account's own publisher and author, and the first person, are no links. ``kind_of`` gives
    the kind of a mention that a registry of actors knows, which outranks the guess from its words.
    """
    attributions, cues = attributions_of(draft, by_sentence), load_cues()
    links, sources = list(_voices(view.passage(draft.sentence))), list[Source | None]()
    sources += [None] * len(links)
    depth = 1 + max((link.depth for link in links), default=-1)
    said = {link.mention.casefold() for link in links}
    for level in _levels(attributions):
        fresh = [s for a in level for s in a.sources if _is_link(view, s, said, cues)]
        links += [_link(view, s, depth, kind_of) for s in fresh]
        sources += fresh
        said |= {view.text(s.start, s.end).casefold() for s in fresh}
        depth += bool(fresh)
    speaker = next((s for s in reversed(sources) if s is not None), None)
    treatment = _treatment(attributions, draft)
    return Chain(tuple(links), tuple(sources), attributions, speaker, treatment)


def attributions_of(draft: Draft, by_sentence: BySentence) -> tuple[Attribution, ...]:
    """Attributions whose content holds the draft's predicate, outermost (largest) first."""
    found = [a for a in by_sentence[draft.sentence] if draft.predicate in a.content]
    return tuple(sorted(found, key=lambda a: (-len(a.content), -_holds(a, found))))


def _treatment(attributions: Sequence[Attribution], draft: Draft) -> Treatment:
    """The outermost treatment that is not neutral; distanced where scare quotes stand inside."""
    if any(a.scare & draft.scope or _mocked(a, attributions) for a in attributions):
        return "distanced"
    return next((a.treatment for a in attributions if a.treatment != "neutral"), "neutral")


def _mocked(a: Attribution, over: Sequence[Attribution]) -> bool:
    """Whether who is quoted says that others only claim it: "They claim nobody died," he said."""
    claims = a.why.split(":")[0] in load_cues().words("scare.claiming")
    return claims and any(b.direct and a.cue_word in b.content for b in over if b is not a)


def _holds(a: Attribution, others: Sequence[Attribution]) -> int:
    """How many other cues stand inside the content."""
    return sum(o.cue_word is not None and o.cue_word in a.content for o in others if o is not a)


def _levels(attributions: Sequence[Attribution]) -> list[list[Attribution]]:
    """Attributions by depth; those of the same words with cues side by side share one."""
    out: list[list[Attribution]] = []
    for a in attributions:
        same = out and out[-1][0].content == a.content and a.cue_word is not None
        beside = same and not _holds(out[-1][0], [a])
        if beside:
            out[-1].append(a)
        else:
            out.append([a])
    return out


def _voices(passage: Passage) -> list[Link]:
    out = [
        Link(v.mention, v.cue, depth, v.kind, None, v.start, v.end)  # type: ignore[arg-type]
        for depth, v in enumerate(passage.outer)
    ]
    if passage.voice and passage.voice_start is not None and passage.voice_end is not None:
        kind = passage.voice_kind or "person"
        place = (passage.voice_start, passage.voice_end)
        out.append(Link(passage.voice, passage.cue, len(out), kind, None, *place))  # type: ignore[arg-type]
    return out


def _is_link(view: View, source: Source, said: set[str], cues: Cues) -> bool:
    """Whether a source is somebody else than the account itself, and not in the chain already."""
    mention = view.text(source.start, source.end)
    low = mention.casefold()
    if (low in FIRST_PERSON and mention != "US") or low in said or low == "one":
        return False
    if low == "it" and not _foregone(view, source, cues):
        return False
    bare = low.removeprefix("the ").removeprefix("this ")
    publisher = view.account.first.publisher
    own = Own(publisher, view.account.first.author)
    if low.startswith("the ") and publisher and publisher.endswith(" " + mention[4:]):
        return False  # "the Desk" in the Nineveh Desk
    if bare in cues.words("carrier.own"):
        return not low.startswith(("the author", "this "))
    return not own.includes(mention)


def _foregone(view: View, source: Source, cues: Cues) -> bool:
    """Whether a name or a noun of speakers stands before a pronoun, in two sentences at most."""
    if source.sentence is None:
        return True
    near = view.trees[max(0, source.sentence - 2) : source.sentence + 1]
    words = (w for tree in near for w in tree.words if w.start < source.start)
    return any(w.upos == "PROPN" or _speaks(w, cues) for w in words)


def _speaks(word: Word, cues: Cues) -> bool:
    return word.upos == "NOUN" and cues.source_kind(word.lemma) is not None


def _link(view: View, source: Source, depth: int, kind_of: KindOf | None) -> Link:
    mention = view.text(source.start, source.end)
    known = kind_of(mention) if kind_of is not None else None
    return Link(mention, source.cue, depth, known or source.kind, None, source.start, source.end)
