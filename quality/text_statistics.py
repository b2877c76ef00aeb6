"""Rough statistics of texts: words per sentence, attributions per 1,000 words, share nested.

``python quality/text_statistics.py FILE …`` prints one row per file and one for all. A ``.jsonl``
file is read as one text a line (its ``text``), any other file as one text. An attribution is a cue
word from ``CUES``; it is nested when its sentence holds another cue that has a different source,
taken to be so when both stand outside quotation marks or one stands inside them. The counts are
meant for comparing texts with each other, not as a measure of attribution.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

CUES = (
    r"say|says|said|saying|tells?|told|telling|report(?:s|ed|ing|edly)?|claim(?:s|ed|ing)?|"
    r"den(?:y|ies|ied|ying)|according to|add(?:s|ed)|announc(?:e|es|ed)|insist(?:s|ed)?|"
    r"warn(?:s|ed|ing)?|accus(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|admit(?:s|ted)?|"
    r"believ(?:e|es|ed)|confirm(?:s|ed)?|argu(?:e|es|ed)|suggest(?:s|ed)?|stat(?:es|ed)|"
    r"estimat(?:e|es|ed)|allege(?:s|d|dly)?|describ(?:e|es|ed)|writes|wrote|fear(?:s|ed)|"
    r"acknowledg(?:e|es|ed)|predict(?:s|ed)|expect(?:s|ed)?|vow(?:s|ed)|promis(?:e|es|ed)|"
    r"boast(?:s|ed)|blam(?:e|es|ed)|rumou?r|doubts?|doubted|rumours|RT"
)
CUE = re.compile(rf"(?<![\w-])(?:{CUES})(?![\w-])", re.IGNORECASE)
# A sentence ends at . ! ? (quotes may follow) before a capital, or at the end of a line.
END = re.compile(
    r"(?<!\bGen)(?<!\bCol)(?<!\bMr)(?<!\bDr)[.!?][\"”’')]*(?:\s+(?=[\"“‘(A-Z@#0-9])|$)|\n+"
)


@dataclass(frozen=True)
class Counts:
    """Words, sentences, cues and cues that share their sentence with another one."""

    words: int = 0
    sentences: int = 0
    cues: int = 0
    nested: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        mine = (self.words, self.sentences, self.cues, self.nested)
        theirs = (other.words, other.sentences, other.cues, other.nested)
        return Counts(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def row(self, name: str) -> str:
        """``name words words/sentence cues/1,000 nested%``."""
        length = self.words / max(self.sentences, 1)
        rate = 1000 * self.cues / max(self.words, 1)
        return (
            f"{name:32} {self.words:7} words {length:5.1f} words/sentence "
            f"{rate:5.1f} attributions/1,000 {100 * self.nested / max(self.cues, 1):4.0f}% nested"
        )


def count(text: str) -> Counts:
    """The counts of one text; sentences under four words (stamps, headings) are left out."""
    total = Counts()
    for sentence in END.split(text):
        words = re.findall(r"[\w’'-]+", sentence)
        if len(words) < 4:
            continue
        cues = len(CUE.findall(sentence))
        total += Counts(len(words), 1, cues, cues - 1 if cues > 1 else 0)
    return total


def texts(path: Path) -> list[str]:
    """The texts of one file."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in raw.splitlines() if line]
    return [raw]


def main(paths: list[str]) -> int:
    """Print the row of every file and of all together."""
    total = Counts()
    for path in map(Path, paths):
        counts = sum((count(text) for text in texts(path)), Counts())
        print(counts.row(path.stem))
        total += counts
    print(total.row("all"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
