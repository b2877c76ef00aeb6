"""Follow quotations over sentences and paragraphs to the words that stand without a cue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contested.claims.frame import Attribution
from contested.claims.scene import OUTLET_TOLD, Scene, Words, quoted_groups

Found = Sequence[Sequence[Attribution]]
_OWN_WORDS = frozenset({"i", "we", "my", "our", "us"})


@dataclass(frozen=True)
class Quoting:
    """What is known before following: scenes and attributions by sentence, quotations by index.

    ``introduced``: who is announced by a sentence that ends with a colon. ``continues``: quotations
    that take up the paragraph before. ``blocks``: passages set apart as quotations without marks.
    ``opens``: sentences that begin a paragraph. ``labelled``: who calls something “this” in one.
    """

    scenes: Sequence[Scene]
    found: Found
    introduced: Mapping[int, Attribution]
    continues: frozenset[int] = field(default=frozenset())
    blocks: frozenset[int] = field(default=frozenset())
    opens: frozenset[int] = field(default=frozenset())
    labelled: Mapping[int, Attribution] = field(default_factory=dict)

    def passage(self, s: int) -> int:
        """The passage of a sentence."""
        return self.scenes[s].tree.sentence.passage


@dataclass(frozen=True, slots=True)
class _Last:
    """Who was quoted last, outermost first, and the last sentence of the quotation."""

    sentence: int
    speakers: list[Attribution]


def follow_quotations(quoting: Quoting) -> Iterator[tuple[int, Attribution]]:
    """Attributions of the parts of quotations that stand in sentences without a cue.

    A quotation without any cue is its last speaker's when it directly follows that speaker's
    words in the same passage, or in the next after a direct quotation; else nobody's.
    """
    parts = _parts(quoting.scenes)
    last: _Last | None = None
    for quote in sorted(parts):
        speakers = _speakers(parts[quote], quoting.found)
        first = min(parts[quote])
        if not speakers and quote in quoting.continues and last is not None:
            speakers = last.speakers
        elif not speakers and _stands_alone(quoting.scenes[first], parts[quote][first]):
            speakers = _carried(quoting, first, last)
        if speakers:
            last = _Last(max(parts[quote]), speakers)
            yield from _rest(parts[quote], speakers, quoting.found)
    yield from _blocks(quoting)
    yield from _statements(quoting)


def _rest(
    parts: Mapping[int, Words], speakers: list[Attribution], found: Found
) -> Iterator[tuple[int, Attribution]]:
    """The parts of a quotation that no attribution holds yet, said by its speakers."""
    for s, words in parts.items():
        over = (a.content & words for a in found[s] if _outer(a, words))
        if not any(2 * len(shared) >= len(words) for shared in over):
            for speaker in speakers:
                yield s, _continuation(speaker, s, words)


def _blocks(quoting: Quoting) -> Iterator[tuple[int, Attribution]]:
    """Sentences of passages set apart, said by whoever the sentence before them announces."""
    speaker: Attribution | None = None
    for s, scene in enumerate(quoting.scenes):
        if quoting.passage(s) not in quoting.blocks or s == 0:
            continue
        if quoting.passage(s) != quoting.passage(s - 1):
            speaker = quoting.introduced.get(s - 1, speaker if _in_block(quoting, s - 1) else None)
        if speaker is not None and not scene.quoted:
            yield s, _continuation(speaker, s, frozenset(range(len(scene.tree.words))))


def _statements(quoting: Quoting) -> Iterator[tuple[int, Attribution]]:
    """Paragraphs without marks behind "The minister said:", which are the minister's.

    Only where "we" or "I" speaks in them; they go on to the next who is announced, or to where the
    narrator tells what somebody says.
    """
    ends = sorted(quoting.introduced)
    for at, said in enumerate(ends):
        stop = ends[at + 1] if at + 1 < len(ends) else len(quoting.scenes)
        block = range(said + 1, stop)
        blocked = quoting.blocks & {quoting.passage(s) for s in block[:1]}
        if not block or block[0] not in quoting.opens or quoting.scenes[block[0]].quoted or blocked:
            continue
        own = [s for s in block if _first_person(quoting.scenes[s])]
        told = (s for s in block if own and s > own[-1] and quoting.found[s])
        for s in block[: next(told, stop) - block[0]] if own else ():
            words = frozenset(range(len(quoting.scenes[s].tree.words)))
            yield s, _continuation(quoting.introduced[said], s, words)


def _first_person(scene: Scene) -> bool:
    """Whether "I" or "we" speaks outside quotation marks."""
    words = enumerate(scene.tree.words)
    return any(
        w.text.lower() in _OWN_WORDS and w.text != "US" and k not in scene.quoted for k, w in words
    )


def _in_block(quoting: Quoting, s: int) -> bool:
    return quoting.passage(s) in quoting.blocks


def _parts(scenes: Sequence[Scene]) -> Mapping[int, dict[int, Words]]:
    """Words of each quotation by sentence."""
    out: dict[int, dict[int, Words]] = {}
    for scene in scenes:
        for quote, inside in quoted_groups(scene).items():
            out.setdefault(quote, {})[scene.sentence] = inside
    return out


def _outer(a: Attribution, quoted: Words) -> bool:
    """Whether the attribution's cue stands outside the quoted words."""
    return a.cue_word is None or a.cue_word not in quoted


def _speakers(parts: Mapping[int, Words], found: Found) -> list[Attribution]:
    """Those who say a quotation, outermost first, in the first sentence that names anybody."""
    for s, words in parts.items():
        over = [a for a in _named(found[s]) if _outer(a, words)]
        over = [a for a in over if 2 * len(a.content & words) >= len(words)]
        if over:
            return sorted(over, key=lambda a: -len(a.content))
    return []


def _named(found: Sequence[Attribution]) -> list[Attribution]:
    return [a for a in found if a.cue_word is not None and "hearsay" not in a.why]


def _stands_alone(scene: Scene, words: Words) -> bool:
    """Whether the sentence begins with the quotation and it is speech, not a label."""
    verbs = any(scene.tree.words[k].upos in ("VERB", "AUX") for k in words)
    return 0 in words and len(words) > scene.cues.longest_scare + 2 and verbs


def _carried(quoting: Quoting, s: int, last: _Last | None) -> list[Attribution]:
    """Who spoke in the sentence before, when the quotation that opens sentence ``s`` carries on."""
    quoted, found = quoting.scenes[s].quoted, quoting.found
    if s == 0 or any(a.cue_word is not None and a.cue_word not in quoted for a in found[s]):
        return []
    if s - 1 in quoting.introduced:
        return [quoting.introduced[s - 1]]
    if last is not None and last.sentence == s - 1:
        return last.speakers
    if s - 1 in quoting.labelled and quoting.passage(s) == quoting.passage(s - 1):
        return [quoting.labelled[s - 1]]
    if quoting.passage(s) != quoting.passage(s - 1):
        return []
    named = [a for a in _named(found[s - 1]) if OUTLET_TOLD not in a.why]
    return sorted(named, key=lambda a: -len(a.content))[:1]


def _continuation(speaker: Attribution, s: int, words: Words) -> Attribution:
    return Attribution(
        s, speaker.sources, words, True, speaker.treatment, None, why="quotation goes on"
    )
