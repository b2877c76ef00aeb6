"""The lexicon promises one primary reading per predicate, complete acts, and honest complaints."""

import tomllib
from pathlib import Path

import pytest

from contested.claims.act_table import load_act_table, read_act_table
from contested.claims.cues import load_cues, read_cues
from contested.claims.lexicon import ActEntry, Lexicon, load_lexicon, read_lexicon
from contested.claims.vocabulary import Vocabulary, packaged, read_toml
from contested.errors import ResourceError

PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " SANCTION MOBILIZE COERCE ASSAULT"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def first(lexicon: Lexicon, lemma: str, pos: str, **conditions: str) -> ActEntry:
    """The first reading whose named conditions contain the given words."""
    for entry in lexicon.entries_for(lemma, pos):
        if all(
            word in (value if isinstance(value := getattr(entry, name), frozenset) else {value})
            for name, word in conditions.items()
        ):
            return entry
    raise AssertionError(f"no reading of {lemma}/{pos} with {conditions}")


def small(text: str) -> Lexicon:
    """A lexicon whose only entries are ``text``; frames and classes are the packaged ones."""
    part = Vocabulary("part.toml", text, tomllib.loads(text))
    return read_lexicon(packaged("acts.toml"), [part], load_act_table())


def test_every_plover_act_has_predicates(lexicon: Lexicon) -> None:
    acts = {entry.act for entry in lexicon.entries if entry.kind == "event"}
    assert set(PLOVER.split()) <= acts
    assert set(PLOVER.split()) <= set(load_act_table().rows)


def test_every_kind_of_claim_has_its_share(lexicon: Lexicon) -> None:
    def count(kind: str) -> int:
        return sum(entry.kind == kind for entry in lexicon.entries)

    assert count("event") >= 450
    assert count("control") >= 70
    assert count("relation") >= 60
    assert count("cause") + len(lexicon.connectives) >= 60
    assert count("intent") >= 40
    assert count("toll") >= 25


def test_no_two_readings_share_their_conditions() -> None:
    text = """
[[group]]
pos = "verb"
kind = "event"
act = "ASSAULT"
lemmas = ["bomb"]
entries = [
  { lemma = "shell" },
  { lemma = "bomb", mode = "aerial" },
]
"""
    with pytest.raises(ResourceError, match=r"part\.toml, line 9: 'bomb' repeats part\.toml:6"):
        small(text)


def test_narrower_readings_come_first(lexicon: Lexicon) -> None:
    for lemma, pos in {(e.lemma, e.pos) for e in lexicon.entries}:
        weights = [e.specificity for e in lexicon.entries_for(lemma, pos)]
        assert weights == sorted(weights, reverse=True), lemma


@pytest.mark.parametrize(
    ("predicate", "conditions", "reading"),
    [
        ("bomb/verb", {}, ("event", "ASSAULT", "aerial")),
        ("shell/verb", {}, ("event", "ASSAULT", "heavy-weapons")),
        ("launch/verb", {"object": "offensive"}, ("event", "ASSAULT", None)),
        ("come/verb", {"pobj": "fire"}, ("event", "ASSAULT", None)),
        ("take/verb", {"particle": "over"}, ("control", "gains", None)),
        ("take/verb", {"object": "control"}, ("control", "gains", None)),
        ("take/verb", {"object": "hostage"}, ("event", "ASSAULT", "abduct")),
        ("sweep/verb", {"prep": "through"}, ("control", "gains", None)),
        ("fall/verb", {"prep": "to"}, ("control", "gains", None)),
        ("buy/verb", {"object": "oil"}, ("event", "COOPERATE", None)),
        ("strike/verb", {"object": "deal"}, ("event", "AGREE", None)),
        ("encircle/verb", {}, ("control", "besieges", None)),
        ("spare/verb", {}, ("event", "ASSAULT", None)),
        ("ally/noun", {}, ("relation", None, None)),
        ("loyal/adj", {"prep": "to"}, ("relation", None, None)),
    ],
)
def test_primary_readings(
    lexicon: Lexicon,
    predicate: str,
    conditions: dict[str, str],
    reading: tuple[str, str | None, str | None],
) -> None:
    """Words of war are read as the codebook reads them."""
    lemma, pos = predicate.split("/")
    entry = first(lexicon, lemma, pos, **conditions)
    assert (entry.kind, entry.act, entry.mode) == reading


def test_roles_follow_syntax(lexicon: Lexicon) -> None:
    """An unaccusative puts the victim or the place in the subject."""
    assert first(lexicon, "die", "verb", needs="subject_actor").roles["subj"] == "target"
    assert first(lexicon, "fall", "verb", prep="to").roles["subj"] == "place"
    assert lexicon.entries_for("attack", "noun")[-1].roles["on"] == "target|place"


def test_avoided_acts_are_marked(lexicon: Lexicon) -> None:
    assert all(e.negated for e in lexicon.entries_for("spare", "verb"))


def test_weapons_lend_their_mode(lexicon: Lexicon) -> None:
    jets, barrel = lexicon.weapon("warplane"), lexicon.weapon("barrel bomb")
    assert jets is not None and jets.mode == "aerial" and jets.platform
    assert barrel is not None and barrel.mode == "aerial" and not barrel.platform
    assert lexicon.weapon("pencil") is None


def test_target_classes(lexicon: Lexicon) -> None:
    assert lexicon.target_class("villager") == "civilian"
    assert lexicon.target_class("jihadist") == "combatant"
    assert lexicon.target_class("hospital") == "object"
    assert lexicon.target_class("idea") == "unknown"


def test_table_gives_cameo_quad_and_acled() -> None:
    table = load_act_table()
    air = table.facts("ASSAULT", "aerial")
    assert (air.quad, air.sign, air.acled) == ("material conflict", -1, "Air/drone strike")
    assert table.facts("ASSAULT", "unconventional").cameo == "20"
    assert table.facts("gains", state_agent=True).acled == "Government regains territory"
    assert table.facts("gains", state_agent=False).acled == "Non-state actor overtakes territory"
    assert table.facts("gains").acled is None
    assert table.facts("CONSULT").quad == "verbal cooperation"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{ lemma = "x", colour = "red" }', "unknown field 'colour'"),
        ('{ lemma = "x", act = "HUG" }', "unknown act 'HUG'"),
        ('{ lemma = "x", mode = "loud" }', "ASSAULT has no mode 'loud'"),
        ('{ lemma = "x", acled = "Fight" }', "unknown ACLED sub-event 'Fight'"),
        ('{ lemma = "x", needs = "luck" }', "needs 'luck' is none of"),
        ('{ lemma = "x", frame = "nowhere" }', "unknown frame 'nowhere'"),
        ('{ lemma = "x", roles = { subj = "boss" } }', "unknown role 'boss'"),
        ('{ lemma = "x", object = ["@nothing"] }', "unknown class '@nothing'"),
        ('{ lemma = "x", sign = 3 }', "sign must be"),
    ],
)
def test_mistakes_are_named_with_file_and_line(line: str, complaint: str) -> None:
    head = '[[group]]\npos = "verb"\nkind = "event"\nact = "ASSAULT"\nentries = [\n'
    with pytest.raises(ResourceError, match=rf"part\.toml, line 6: {complaint}"):
        small(f"{head}  {line},\n]\n")


def test_text_that_is_not_toml_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("a = 1\nb = = 2\n")
    with pytest.raises(ResourceError, match=r"bad\.toml: not TOML.*line 2"):
        read_toml(bad)


def test_a_bad_table_is_named() -> None:
    data = {"acled": [], "quads": ["q"], "act": [{"act": "A", "sign": 1, "quad": "z"}]}
    with pytest.raises(ResourceError, match=r"t\.toml, line 2: unknown quad 'z'"):
        read_act_table(Vocabulary("t.toml", '[[act]]\nquad = "z"\n', data))


def test_cues_carry_treatment_and_stance() -> None:
    cues = load_cues()
    for lemma, cls, treatment, stance in (
        ("say", "report", "neutral", "asserted"),
        ("claim", "claim", "neutral", "asserted"),
        ("boast", "claim", "distanced", "asserted"),
        ("admit", "endorse", "neutral", "asserted"),
        ("confirm", "endorse", "endorsed", "asserted"),
        ("deny", "deny", "neutral", "denied"),
        ("doubt", "doubt", "distanced", "doubted"),
    ):
        cue = cues.verb(lemma)
        assert cue is not None and (cue.cls, cue.treatment, cue.stance) == (cls, treatment, stance)
    noun = cues.noun("propaganda")
    assert noun is not None and noun.treatment == "distanced"
    assert cues.source_kind("activist") == "anonymous"
    assert "reportedly" in cues.words("hearsay.adverbs")
    assert any(a.phrase == "according to" and a.side == "after" for a in cues.according)


def test_no_cue_stands_in_two_classes() -> None:
    """A lemma in two classes would make its treatment depend on the order of the file."""
    source = packaged("cues.toml")
    for header in ("cue", "speech_noun", "source_noun"):
        listed = [lemma for table in source.tables(header) for lemma in table["lemmas"]]
        doubled = {lemma for lemma in listed if listed.count(lemma) > 1}
        assert not doubled, f"{header}: {doubled}"


def test_a_bad_cue_is_named() -> None:
    data = {"cue": [{"class": "shout", "treatment": "neutral", "lemmas": []}]}
    with pytest.raises(ResourceError, match=r"c\.toml, line 2"):
        read_cues(Vocabulary("c.toml", '[[cue]]\nclass = "shout"\n', data))
