"""Tiny sets in the file formats of ``shared/data``, in our own words."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

CONLLU = """# newdoc id = GUM_whow_tea
# meta::genre = whow
# sent_id = GUM_whow_tea-1
# text = Don't shell Marn.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tVerbForm=Fin\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tshell\tshell\tVERB\tVB\t_\t0\troot\t_\t_
4\tMarn\tMarn\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=(1-place-new-nnn-cf1-1-sgl)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc id = GUM_news_dam
# meta::genre = news
# sent_id = GUM_news_dam-1
# text = The head of the council fled
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(2-person-new-nnn-cf1-1-sgl
2\thead\thead\tNOUN\tNN\t_\t6\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tEntity=(3-organization-new-nnn-cf2-1-sgl
5\tcouncil\tcouncil\tNOUN\tNN\t_\t2\tnmod\t_\tEntity=3)2)
6\tfled\tflee\tVERB\tVBD\t_\t0\troot\t_\t_

"""
ARTICLE = 'The mayor said the bridge fell.\n"It is gone," he added.\n'
NOTES = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 30\tthe bridge fell
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tSource 46 48\the
T6\tCue 49 54\tadded
T7\tContent 32 44;54 55\t"It is gone," .
T8\tAttribution 49 54\tadded
E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7
"""
PLOVER = (
    "\tsentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_penta\tmodality_L2\n"
    "\t1\tRebels shelled Marn.\t<s>Rebels</s> shelled <t>Marn</t>.\tRebels"
    "\tMarn\tASSAULT\t4\tpast\n"
    "\t2\tMarn freed two men.\t<s>Marn</s> freed <t>two men</t>.\tMarn\ttwo men\tYIELD\t2\tpast\n"
)
EVENTS = """<?xml version="1.0" ?><Document doc_id="7" lang="en">
<token number="0" sentence="0" t_id="1">Troops</token>
<token number="1" sentence="0" t_id="2">fled</token>
<Markables>
<EVENT_MENTION certainty="CERTAIN" m_id="10" polarity="NEG" tense="PAST" time="NON_FUTURE">
<token_anchor t_id="2"/></EVENT_MENTION>
<ENTITY_MENTION m_id="11"><token_anchor t_id="1"/></ENTITY_MENTION>
<EVENT instance_id="OTH1" m_id="12"/></Markables>
<Relations><REFERS_TO r_id="1"><source m_id="10"/><target m_id="12"/></REFERS_TO>
<HAS_PARTICIPANT r_id="2" sem_role="Arg0"><source m_id="10"/><target m_id="11"/></HAS_PARTICIPANT>
</Relations></Document>"""


def make_sets(root: Path) -> Path:
    """Write every set below ``root``, laid out like the real ones."""
    for folder in ("ud", "polnear", "re3d/Office", "cameo", "plover", "ngec", "meantime"):
        (root / folder).mkdir(parents=True)
    (root / "ud/en_gum-dev.conllu.gz").write_bytes(gzip.compress(CONLLU.encode()))
    _tar(
        root / "polnear/dev.tar.gz",
        {
            "dev/text/paper_one.txt": ARTICLE,
            "dev/attributions/paper_one_b2.ann": NOTES,
            "dev/attributions/paper_one_a1.ann": NOTES,
        },
    )
    _re3d(root / "re3d/Office")
    cameo = "Rebels B-S\nshelled O\nMarn B-T\nand O\nits I-R\n. O\n\n\nCalm O\nheld O\n"
    (root / "cameo/source-target-test.txt").write_text(cameo)
    (root / "cameo/class-test.tsv").write_text("Rebels shelled Marn.\t4\nCalm held.\t0\n")
    (root / "plover/PLV_test.tsv").write_text(PLOVER)
    with zipfile.ZipFile(root / "ngec/stories.zip", "w") as archive:
        stories = "".join(f"x,A riot in town {n}.,Riot,PROTEST,RIOT\n" for n in range(20))
        archive.writestr("s.csv", "disclaimer,text,title,label,mode\n" + stories)
    name = "meantime/intra_cross-doc_annotation/corpus/7.xml"
    _tar(root / "meantime/meantime-english.tar.gz", {name: EVENTS})
    return root


def _re3d(folder: Path) -> None:
    text = "Rebel fighters left Marn."
    (folder / "documents.json").write_text(json.dumps({"_id": "D1", "text": text}) + "\n")
    entities = [
        {"begin": 0, "end": 14, "type": "Organisation", "documentId": "D1", "confidence": 1},
        {"begin": 0, "end": 5, "type": "Nationality", "documentId": "D1", "confidence": 0.7},
        {"begin": 20, "end": 24, "type": "Location", "documentId": "D1", "confidence": 0.3},
    ]
    (folder / "entities.json").write_text("".join(json.dumps(e) + "\n" for e in entities))


def _tar(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
