"""Small stand-ins for the slow stages, and accounts in our own words, for tests of the rest.

The stand-ins read English that says "X took Y." or "X struck Y." and nothing else.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contested.accounts.model import Account, Appearance
from contested.accounts.read import read_account
from contested.accounts.source import source_of
from contested.annotate.model import ActScore, Annotation, Sentence, Span, Word
from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Time,
)
from contested.ids import claim_id
from contested.pipeline import Stages

FIRST = """Rebels hold their ground

Northern fighters took Marn on Friday. The ministry said its jets struck fighters near Dayr.
"""
SECOND = """Army answers

Army units took Dayr this week. Villagers said shells struck homes.
"""
_ACTS = {"took": ("control", "gains"), "struck": ("event", "ASSAULT")}


def an_account(text: str = FIRST, file: str = "one.txt", **said: Any) -> Account:
    """``text`` as read from ``file``, appearing where ``said`` says."""
    source = source_of(file, text.encode())
    account = read_account(source)
    met = Appearance(file=file, **said) if said else account.first
    return Account(
        account.id,
        account.text,
        account.raw_sha256,
        account.extractor,
        account.passages,
        (met,),
        account.language,
        account.notes,
    )


def annotate(account: Account, _encoder: object = None) -> Annotation:
    """Sentences at full stops, words at spaces, every mark of the model present once."""
    sentences = []
    for match in re.finditer(r"[^.\n]+\.?", account.text):
        words = tuple(
            Word(w.group(), match.start() + w.start(), match.start() + w.end(), w.group().lower(),
                 "NOUN", k - 1, "dep" if k else "root")
            for k, w in enumerate(re.finditer(r"\w+", match.group()))
        )  # fmt: skip
        if words:
            span = Span(0, 1, "Organisation", 0.1 + 0.2)
            act = ActScore(0, None, len(words) - 1, "ASSAULT", 1 / 3)
            sentences.append(
                Sentence(match.start(), match.end(), 0, words, (span,), (), (span,), (act,))
            )
    return Annotation(account.id, "fake", tuple(sentences))


def extract(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
    """One claim for every "took" or "struck", the word before it the agent."""
    claims = []
    for sentence in annotation.sentences:
        text = account.text[sentence.start : sentence.end]
        for cue in re.finditer(r"(\w+) (took|struck) (\w+)", text):
            claims.append(_claim(account, sentence.start, cue, "said" in text))
    return tuple(claims)


def _claim(account: Account, at: int, cue: re.Match[str], said: bool) -> Claim:
    kind, act = _ACTS[cue.group(2)]
    agent, whom = ((cue.group(k), at + cue.start(k), at + cue.end(k)) for k in (1, 3))
    start, end = at + cue.start(), at + cue.end()
    taken = kind == "control"
    text = account.text
    says = text.find("said") if said else 0
    return Claim(
        id=claim_id(account.id, kind, start, end, ""),
        account=account.id,
        file=account.first.file,
        kind="control" if taken else "event",
        act=act,
        mode=None,
        acled=None,
        cameo=None,
        quad=None,
        sign=-1,
        evidence=Evidence(start, end, cue.group()),
        passage=PassageRef(account.passages[-1].id, "body", None),
        agents=(Actor(*agent, actor=agent[0].lower()),),
        targets=() if taken else (Actor(*whom, cls="civilian"),),
        objects=(),
        places=(Place(whom[0], whom[0], "settlement", "at", 36.1, 37.2, 3.0, *whom[1:]),)
        if taken
        else (),
        time=Time(None, account.date, None, account.date, "account"),
        quantities=(),
        chain=(Link(text[says : says + 4], "said", 0, "group", None, says, says + 4),)
        if said
        else (),
        polarity="+",
        modality="asserted",
        condition=None,
        stance="asserted",
        treatment="neutral",
        confidence=0.5,
        why=("a stand-in rule",),
    )


def fake_stages(
    annotate: Callable[..., Annotation] = annotate,
    extract: Callable[..., tuple[Claim, ...]] = extract,
    model: str = "m1",
    resources: str = "r1",
) -> Stages:
    """The stand-ins as a pipeline takes them; real reading."""
    return Stages(read_account, lambda: None, annotate, extract, model, resources)


def write(folder: Path, **files: str) -> Path:
    """``files`` (name without ending → text) as ``.txt`` in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
