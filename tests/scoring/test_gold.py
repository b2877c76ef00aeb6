"""Gold folders, the trivial baseline, the headline and the confusions do what they say."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "claims"))

from trees import view_of

from contested.annotate.model import Annotation
from contested.claims.resources import load_resources
from contested.scoring.baseline import Notes, baseline_claims, fields_at, take_notes
from contested.scoring.confusions import confusions
from contested.scoring.datasets.base import DataAbsent, DataMalformed
from contested.scoring.gold import GoldAccount, GoldSet, ReadGold, read_gold
from contested.scoring.gold_report import core_right, report_of
from contested.scoring.matching import match, score_claims
from contested.views.gold_scores import show_gold

STRIKES = """
Moscow Moscow PROPN 2 nsubj
said say VERB 0 root
Syria Syria PROPN 4 nsubj
shelled shell VERB 2 ccomp
Turkey Turkey PROPN 4 obj
on on ADP 7 case
Friday Friday PROPN 4 obl
, , PUNCT 9 punct
killing kill VERB 4 advcl
nine nine NUM 9 obj
. . PUNCT 2 punct
"""


def _notes() -> Notes:
    view = view_of(STRIKES)
    first = replace(view.account.first, date="2015-10-10")
    account = replace(view.account, appearances=(first,))
    annotation = Annotation(account.id, "", tuple(t.sentence for t in view.trees))
    return take_notes(ReadGold("wire", account, annotation), load_resources())


def _claim(start: int, end: int, **more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"id": f"c_{start}", "file": "1.txt", "kind": "event"}
    base |= {"act": "ASSAULT", "evidence": {"start": start, "end": end, "text": ""}}
    return base | {"agents": [], "targets": [], "places": [], "chain": []} | more


def _folder(root: Path, manifest: str, claims: list[dict[str, Any]]) -> Path:
    for name in ("1.txt", "2.txt"):
        (root / name).write_text("Rebels took Marn.\n")
    (root / "accounts_x.csv").write_text(manifest)
    (root / "x.jsonl").write_text("\n".join(map(json.dumps, claims)))
    return root


def test_the_test_part_is_read_only_when_it_is_named(tmp_path: Path) -> None:
    """Without a word about it, only accounts of the development part and their claims come."""
    claims = [_claim(0, 9, file="1.txt"), _claim(0, 9, file="2.txt")]
    manifest = "file,style,part\n1.txt,wire,dev\n2.txt,blog,test\n"
    folder = _folder(tmp_path, manifest, claims)
    assert [c["file"] for c in read_gold(folder).claims] == ["1.txt"]
    assert [a.style for a in read_gold(folder, "test").accounts] == ["blog"]
    assert len(read_gold(folder, "all").claims) == 2


def test_a_folder_like_the_demo_is_all_development(tmp_path: Path) -> None:
    """No columns style and part: one style, dev; accounts without gold were never annotated."""
    folder = _folder(tmp_path, "file\n1.txt\n2.txt\n", [_claim(0, 9)])
    assert [(a.file, a.style) for a in read_gold(folder).accounts] == [("1.txt", "any")]
    with pytest.raises(DataAbsent, match="part 'test'"):
        read_gold(folder, "test")


def test_a_row_without_its_file_names_the_manifest(tmp_path: Path) -> None:
    """A gold account that is missing is an error, not a claim fewer."""
    folder = _folder(tmp_path, "file\n1.txt\ngone.txt\n", [_claim(0, 9)])
    with pytest.raises(DataMalformed, match=r"accounts_x\.csv:3 \(gone\.txt\)"):
        read_gold(folder)


def test_the_baseline_takes_the_first_actors_on_either_side_of_a_verb() -> None:
    """Nothing but order: agent before, target after, evidence up to the comma."""
    shelled = next(c for c in baseline_claims(_notes()) if c["act"] == "ASSAULT")
    assert [a["actor"] for a in shelled["agents"]] == ["syria"]
    assert [a["actor"] for a in shelled["targets"]] == ["turkey"]
    assert shelled["evidence"]["text"] == "Moscow said Syria shelled Turkey on Friday"


def test_the_baselines_fields_are_what_stands_nearest() -> None:
    """Date and place by distance, the sentence's speaker, always asserted."""
    notes = _notes()
    start = notes.read.account.text.index("killing")
    fields = fields_at(notes, start, start + 12)
    assert (fields["time"]["start"], fields["time"]["end"]) == ("2015-10-09", "2015-10-10")
    assert [p["name"] for p in fields["places"]] == ["Turkey"]
    assert [(link["actor"], link["depth"]) for link in fields["chain"]] == [("russia", 0)]
    assert [(q["low"], q["high"]) for q in fields["quantities"]] == [(9, 9)]
    assert fields["stance"] == "asserted"


def test_a_second_reader_is_scored_beside_the_system(tmp_path: Path) -> None:
    """Only its claims in accounts of the part, by the same matching."""
    manifest = "file,part\n1.txt,dev\n2.txt,test\n"
    claims = [_claim(0, 9, file="1.txt"), _claim(0, 9, file="2.txt")]
    folder = _folder(tmp_path, manifest, claims)
    second = [_claim(0, 9, file="1.txt"), _claim(9, 17, file="1.txt"), _claim(0, 9, file="2.txt")]
    (folder / "second.jsonl").write_text("\n".join(map(json.dumps, second)))
    gold = read_gold(folder)
    reader = report_of(gold, [], load_resources()).headline.reader
    assert reader is not None
    assert (reader.right, reader.predicted, reader.expected) == (1, 2, 1)


def test_the_core_is_right_only_when_act_agents_and_targets_all_are() -> None:
    """Two claims match, one of them with another target; the third is missed."""
    russia, turkey = {"mention": "Moscow", "actor": "russia"}, {"mention": "x", "actor": "turkey"}
    gold = [_claim(0, 9), _claim(20, 29, targets=[russia]), _claim(40, 49)]
    system = [_claim(0, 9), _claim(20, 29, targets=[turkey])]
    counts = core_right(gold, system)
    assert (counts.right, counts.predicted, counts.expected) == (1, 2, 3)


def test_confusions_count_kinds_acts_evidence_and_fields_with_an_example() -> None:
    """The most frequent comes first; the example is the system's claim."""
    known, open_ = {"mention": "Moscow", "actor": "russia"}, {"mention": "jets", "actor": None}
    gold = [
        _claim(0, 10, agents=[known]),
        _claim(20, 30, agents=[known]),
        _claim(40, 50, act="AID"),
        _claim(60, 70),
        _claim(80, 90),
    ]
    system = [
        _claim(0, 10, agents=[open_]),
        _claim(20, 30, agents=[open_]),
        _claim(40, 50),
        _claim(60, 70, kind="toll"),
        _claim(80, 84),
    ]
    found = confusions(gold, system, match(gold, system))
    said = [(c.what, c.gold, c.system, c.count, c.example) for c in found]
    assert said[0] == ("agents", "registered", "unregistered", 2, "c_0")
    assert set(said[1:]) == {
        ("kind", "event", "toll", 1, "c_60"),
        ("evidence", "event", "less than half in common", 1, "c_80"),
        ("act", "AID", "ASSAULT", 1, "c_40"),
    }


def test_a_field_that_gold_leaves_out_costs_no_precision() -> None:
    """A time on the account's word is not scored, so an unmatched claim says none by it."""
    stated = {"start": "2015-10-09", "end": "2015-10-10", "basis": "stated"}
    silent = {"start": None, "end": "2015-10-11", "basis": "account"}
    gold = [_claim(0, 9, time=stated)]
    system = [_claim(0, 9, time=stated), _claim(20, 29, time=silent)]
    assert score_claims(gold, system).fields["time"].precision == 1.0
    more = [*system, _claim(40, 49, time=stated)]
    assert score_claims(gold, more).fields["time"].precision == 0.5


def test_a_report_prints_and_writes_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    """Headline beside the baseline, kinds, fields, styles; JSON holds the same counts."""
    read = _notes().read
    start = read.account.text.index("Syria")
    gold = _claim(start, start + 32, file=read.account.first.file, stance="asserted")
    account = GoldAccount(gold["file"], "wire", None)  # type: ignore[arg-type]
    report = report_of(GoldSet("x", "dev", (account,), (gold,)), [read], load_resources())
    show_gold(report)
    printed = capsys.readouterr().out
    assert "act class, agents and targets right" in printed and "wire" in printed
    plain = json.loads(json.dumps(report.as_json()))
    assert plain["claims"]["gold"] == 1 and plain["styles"]["wire"]["accounts"] == 1
    assert plain["headline"]["of matched"]["chain"]["system"]["of"] == plain["claims"]["right"]
