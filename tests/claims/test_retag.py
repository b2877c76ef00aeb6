"""Verbs that the tagger took for other words become verbs where the syntax says so."""

from trees import tree_of

from contested.claims.retag import retag


def words(rows: str) -> list[tuple[str, str, int, str]]:
    """Part of speech, lemma, head and relation of every word after retagging."""
    return [(w.upos, w.lemma, w.head, w.deprel) for w in retag(tree_of(rows)).words]


def test_a_noun_with_subject_and_object_is_a_verb() -> None:
    """ "Japan lifted/NOUN sanctions" is an act of lifting."""
    rows = """
    Japan Japan PROPN 2 nsubj
    lifted lifted NOUN 0 root
    sanctions sanction NOUN 2 obj
    """
    assert words(rows)[1] == ("VERB", "lift", -1, "root")


def test_a_noun_without_subject_stays_one() -> None:
    """ "gave advance warning of it": an object alone, with a determiner, makes no verb."""
    rows = """
    the the DET 2 det
    strike strike NOUN 0 root
    Aleppo Aleppo PROPN 2 obj
    """
    assert words(rows)[1][0] == "NOUN"


def test_a_plural_noun_joined_to_a_like_verb_is_a_verb() -> None:
    """ "Iran arms and pays the group": the country is the subject."""
    rows = """
    Iran Iran PROPN 2 compound
    arms arms NOUN 0 root
    and and CCONJ 4 cc
    pays pay VERB 2 conj
    group group NOUN 4 obj
    """
    found = words(rows)
    assert found[0] == ("PROPN", "Iran", 1, "nsubj")
    assert found[1] == ("VERB", "arm", -1, "root")


def test_back_before_a_name_is_a_verb() -> None:
    """ "Cairo back Haftar", not "the war is back"."""
    rows = """
    Emirates Emirates PROPN 2 nsubj
    back back ADV 0 root
    Haftar Haftar PROPN 2 obl
    """
    assert words(rows)[1][0] == "VERB"
    assert words(rows)[2][3] == "obj"
    alone = """
    war war NOUN 3 nsubj
    is be AUX 3 cop
    back back ADV 0 root
    """
    assert words(alone)[2][0] == "ADV"


def test_a_plural_that_opens_a_sentence_is_no_name() -> None:
    """ "Talks resumed" speaks of talks; "Paris resumed" of Paris."""
    rows = """
    Talks Talks PROPN 2 nsubj
    resumed resume VERB 0 root
    """
    assert words(rows)[0][:2] == ("NOUN", "talk")
    assert words(rows.replace("Talks Talks", "Paris Paris"))[0][0] == "PROPN"


def test_what_is_gone_is_no_verb() -> None:
    """ "The town is gone" says of the town that it is lost."""
    rows = """
    Charektar Charektar PROPN 3 nsubj
    is be AUX 3 cop
    gone go VERB 0 root
    """
    assert words(rows)[2][:2] == ("ADJ", "gone")


def test_who_holds_before_a_hyphen_is_no_verb() -> None:
    """ "A rebel-held academy" has a rebel in it; "a stopped-watch moment" keeps its verb."""
    rows = """
    a a DET 5 det
    rebel rebel VERB 4 compound
    - - PUNCT 2 punct
    held hold VERB 5 amod
    academy academy NOUN 0 root
    """
    assert words(rows)[1][:2] == ("NOUN", "rebel")
    assert words(rows.replace("rebel rebel", "stopped stop"))[1][0] == "VERB"


def test_nothing_before_an_article_modifies_its_noun() -> None:
    """ "Gunmen stormed a prison and freed inmates": the verb heads the clause, the noun suffers."""
    rows = """
    Gunmen gunman NOUN 0 root
    stormed storm VERB 4 compound
    a a DET 4 det
    prison prison NOUN 1 nmod
    and and CCONJ 6 cc
    freed free VERB 1 conj
    inmates inmate NOUN 6 obj
    """
    found = words(rows)
    assert found[1] == ("VERB", "storm", -1, "root")
    assert [w[2:] for w in (found[0], found[3], found[5])] == [
        (1, "nsubj"),
        (1, "obj"),
        (1, "conj"),
    ]


def test_a_participle_within_a_noun_group_stays_its_modifier() -> None:
    """ "Forces allied with Libya's recognised government seized it": nobody recognised anything."""
    rows = """
    Forces force NOUN 6 nsubj
    with with ADP 5 case
    Libya Libya PROPN 5 nmod:poss
    recognised recognise VERB 5 amod
    government government NOUN 1 nmod
    seized seize VERB 0 root
    it it PRON 6 obj
    """
    assert words(rows)[3][3] == "amod"
