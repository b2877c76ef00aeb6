"""The readers read what the formats say, and name what they cannot read."""

from pathlib import Path

import pytest
from scoring_sets import ARTICLE, make_sets

from contested.scoring.datasets import cameo, meantime, ngec, plover, polnear, re3d, ud
from contested.scoring.datasets.base import DataAbsent, DataMalformed, Mark, strip_marks
from contested.scoring.folds import fold, sentence_fold

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny sets."""
    return make_sets(tmp_path_factory.mktemp("data"))


def test_treebank_words_rebuild_their_text(root: Path) -> None:
    """Multi-word tokens and SpaceAfter marks give the raw line back."""
    for sentence in ud.read_ud(root, "gum", "dev"):
        assert ud.raw_text(sentence.words) == sentence.text


def test_non_commercial_genres_can_be_left_out(root: Path) -> None:
    """wikiHow goes, news stays."""
    kept = ud.read_ud(root, "gum", "dev", ud.NON_COMMERCIAL)
    assert [s.genre for s in kept] == ["news"]


def test_entities_nest(root: Path) -> None:
    """Brackets that close together close the inner mention first."""
    whow, news = ud.read_ud(root, "gum", "dev")
    assert whow.entities == (ud.Entity(3, 4, "place", "1"),)
    assert news.entities == (ud.Entity(0, 5, "person", "2"), ud.Entity(3, 5, "organization", "3"))
    assert [w.head for w in news.words] == [1, 5, 4, 4, 1, -1]


def test_every_annotator_is_kept_and_parts_may_be_discontinuous(root: Path) -> None:
    """The first annotator by id is the default; content in two segments stays two."""
    (article,) = polnear.read_polnear(root)
    assert [r.annotator for r in article.readings] == ["a1", "b2"]
    assert article.attributions[1].content == ((32, 44), (54, 55))
    assert Mark(0, 9, "source") in article.marks()
    assert all(0 <= m.start < m.end <= len(ARTICLE) for m in article.marks())


def test_confidence_filters_entities(root: Path) -> None:
    """At least 0.5 by default; all of them on request."""
    (document,) = re3d.read_re3d(root)
    assert [m.label for m in document.marks()] == ["Organisation", "Nationality"]
    assert len(document.marks(0.0)) == 3
    assert document.fold == fold("D1")


def test_an_inside_tag_without_a_beginning_opens_a_span(root: Path) -> None:
    """As conlleval reads it."""
    first, second = cameo.read_cameo_spans(root, "test")
    assert [(s.first, s.last, s.label) for s in first.spans] == [
        (0, 1, "source"),
        (2, 3, "target"),
        (4, 5, "related"),
    ]
    assert second.spans == ()


def test_one_sentence_has_one_fold_in_every_set(root: Path) -> None:
    """plover's sentence and cameo's tokens and raw line share the fold, whatever the spacing."""
    pair = plover.read_plover(root, "test")[0]
    assert pair.fold == cameo.read_cameo_classes(root, "test")[0].fold
    assert sentence_fold("Rebels  shelled Marn .") == pair.fold


def test_marks_become_offsets_in_the_clean_sentence(root: Path) -> None:
    """The tags are gone and the offsets hold the words between them."""
    for pair in plover.read_plover(root, "test"):
        held = {m.label: pair.text[m.start : m.end] for m in pair.marks}
        assert held == {"source": pair.source, "target": pair.target}


def test_synthetic_stories_and_wikinews_events_are_read(root: Path) -> None:
    """Modes in lower case; polarity, participants and instances linked."""
    assert ngec.read_ngec(root)[0].mode == "riot"
    (document,) = meantime.read_meantime(root)
    event = document.mentions[0]
    assert (event.kind, event.polarity, event.instance, event.words) == (
        "event",
        "NEG",
        "OTH1",
        (1,),
    )
    assert document.participants == (meantime.Participant("10", "11", "Arg0"),)


def test_an_absent_set_says_so(tmp_path: Path) -> None:
    """Absence is not an error of the data."""
    with pytest.raises(DataAbsent, match="polnear"):
        polnear.read_polnear(tmp_path)


def test_a_malformed_file_is_named_with_its_line(tmp_path: Path) -> None:
    """File, line and cause."""
    (tmp_path / "cameo").mkdir()
    (tmp_path / "cameo/source-target-train.txt").write_text("one O\ntwo\n")
    with pytest.raises(DataMalformed, match=r"source-target-train\.txt, line 2"):
        cameo.read_cameo_spans(tmp_path)
    with pytest.raises(DataMalformed, match="not closed"):
        strip_marks("<s>a b", "here")


@pytest.mark.skipif(not (SHARED / "ud").exists(), reason="../shared/data is not here")
def test_the_real_sets_have_the_sizes_their_readme_gives() -> None:
    """Counts as documented beside the data; raw text of every dev sentence rebuilds."""
    for treebank in ("ewt", "gum"):
        sentences = ud.read_ud(SHARED, treebank, "dev")
        assert all(ud.raw_text(s.words) == s.text for s in sentences)
    assert len(re3d.read_re3d(SHARED)) == 77
    assert len(plover.read_plover(SHARED)) == 1050
    assert len(cameo.read_cameo_classes(SHARED)) == 994
