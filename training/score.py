"""Scores of the torch encoder on held-out items while it trains."""

from __future__ import annotations

import collections
from typing import Any

import numpy as np
import torch

from contested.annotate.decoding import load_decoding

YIELD = ("CONCEDE", "RETREAT")


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Spans of a BIO sequence."""
    out, start, label = set(), None, ""
    for i, t in enumerate([*tags, "O"]):
        if start is not None and (t[0] != "I" or t[2:] != label):
            out.add((start, i, label))
            start = None
        if t[0] == "B" or (t[0] == "I" and start is None):
            start, label = i, t[2:]
    return out


def viterbi(emit: np.ndarray, step: np.ndarray, first: np.ndarray) -> list[int]:
    """Best tag path of one sentence: ``emit`` (W, T), ``step`` (T, T)."""
    best, back = emit[0] + first, []
    for row in emit[1:]:
        scores = best[:, None] + step
        back.append(scores.argmax(0))
        best = scores.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def f1(tp: float, fp: float, fn: float) -> float:
    """F1, zero where nothing is found."""
    return round(200 * tp / (2 * tp + fp + fn), 2) if tp else 0.0


def chunks(items: list[Any], size: int = 3000) -> list[list[Any]]:
    """Length-sorted batches."""
    out: list[list[Any]] = [[]]
    for i in sorted(items, key=lambda i: len(i.words)):
        if out[-1] and len(i.words) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(i)
    return out


def tagging(trainer: Any, items: list[Any], head: str) -> dict[str, float]:
    """Exact span F1 per label and micro."""
    crf, tags = getattr(trainer.net, head), getattr(trainer.labels, head)
    step, first = crf.steps().numpy(), crf.first.numpy()
    count: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for group in chunks(items):
        batch = trainer.batch(group)
        hidden, _ = trainer.net.words(trainer.net.layers(batch), batch, "spans")
        emit = load_decoding().emissions(head, crf.emit(hidden).float().numpy(), tags)
        for k, item in enumerate(group):
            path = viterbi(emit[k, : len(item.words)], step, first)
            got, gold = spans([tags[i] for i in path]), spans(item.tags)
            for s in got:
                count[s[2]][0 if s in gold else 1] += 1
            for s in gold - got:
                count[s[2]][2] += 1
    out = {k: f1(*v) for k, v in sorted(count.items())}
    out["micro"] = f1(*(sum(v[i] for v in count.values()) for i in range(3)))
    return out


def syntax(trainer: Any, items: list[Any]) -> dict[str, float]:
    """UAS, LAS (first label part, all tokens) and UPOS."""
    right, total = np.zeros(3), 0
    for group in chunks(items, 2000):
        batch = trainer.batch(group)
        hidden, root = trainer.net.words(trainer.net.layers(batch), batch, "syntax")
        arcs, heads, deps = trainer.net.parser(torch.cat([root, hidden], 1), batch.mask)
        parent = arcs.argmax(-1)
        rel = trainer.net.parser.relations(heads, deps, parent).argmax(-1)
        upos = trainer.net.upos(hidden).argmax(-1)
        for k, item in enumerate(group):
            for i, want in enumerate(item.heads):
                arc = int(parent[k, i]) == want
                same = (
                    trainer.labels.deprel[rel[k, i]].split(":")[0] == item.deprels[i].split(":")[0]
                )
                right += [arc, arc and same, trainer.labels.upos[upos[k, i]] == item.upos[i]]
                total += 1
    return dict(zip(("UAS", "LAS", "UPOS"), (right / total * 100).round(2).tolist(), strict=True))


def act_predictions(trainer: Any, items: list[Any], field: str) -> list[tuple[str, str]]:
    """(gold, predicted) labels; CONCEDE and RETREAT are YIELD."""
    out = []
    for group in chunks(items):
        batch = trainer.batch(group)
        hidden, _ = trainer.net.words(trainer.net.layers(batch), batch, "acts")
        width = batch.mask.shape[1]
        feats = trainer.net.acts(
            hidden,
            batch.mask,
            trainer.weights([i.source for i in group], width),
            trainer.weights([i.target for i in group], width),
        )
        if field == "penta":
            got = [str(int(x)) for x in trainer.net.acts.penta(feats).argmax(-1)]
            out += [(str(i.penta), g) for i, g in zip(group, got, strict=True)]
            continue
        shares = torch.softmax(trainer.net.acts.act(feats).float(), -1).numpy()
        p = load_decoding().acts(shares, trainer.labels.acts)
        index = trainer.index["acts"]
        merged = np.concatenate([p, p[:, [index[a] for a in YIELD]].sum(1, keepdims=True)], 1)
        for a in YIELD:
            merged[:, index[a]] = 0
        names = [*trainer.labels.acts, "YIELD"]
        out += [(i.act, names[int(x)]) for i, x in zip(group, merged.argmax(1), strict=True)]
    return out


def macro(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Macro F1 over gold labels, and accuracy."""
    scores = []
    for label in {g for g, _ in pairs}:
        tp = sum(g == p == label for g, p in pairs)
        fp = sum(p == label != g for g, p in pairs)
        fn = sum(g == label != p for g, p in pairs)
        scores.append(f1(tp, fp, fn))
    return {
        "macro": round(sum(scores) / len(scores), 2),
        "accuracy": round(100 * sum(g == p for g, p in pairs) / len(pairs), 2),
        "n": len(pairs),
    }


@torch.no_grad()
def held_out(trainer: Any, held: dict[str, list[Any]], most: int | None) -> dict[str, Any]:
    """All scores of the held-out sets that are there; ``most`` items each while training."""
    out: dict[str, Any] = {}
    for name, items in held.items():
        part = items[:: max(1, len(items) // most)] if most else items
        if not part:
            continue
        if name in ("EWT", "GUM"):
            out[name] = syntax(trainer, part)
        elif name in ("attribution", "names", "roles"):
            out[name] = tagging(trainer, part, name)
        elif name == "plover":
            out[name] = macro(act_predictions(trainer, part, "act"))
            out["plover pairs"] = act_predictions(trainer, part, "act") if not most else []
            out["plover penta"] = macro(act_predictions(trainer, part, "penta"))
        elif name == "penta":
            out[name] = macro(act_predictions(trainer, part, "penta"))
    return out
