"""Trains the encoder: ``train.py body|final|fold0..4 --minutes N``. GPU when there is one.

``body`` learns syntax, attribution, entities and synthetic acts, and sees none of the small sets
(re3d, cameo, plover). ``final`` goes on from it with everything, the learning rate falling to
zero. ``polish`` goes on from ``final`` with more of the attributions. ``foldK`` refits heads
and the last two layers of the body on the small sets without fold K, and scores that fold.
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
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))
import data
import score
from contested.ids import sha256_hex
from contested.scoring.folds import fold as fold_of
from losses import BASE, DEVICE, Trainer
from net import Labels, Net

BASE_SHA = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RUNS = Path(__file__).parent / "runs"
ACTS = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
# share of words per task and words per batch
MIX = {
    "body": {"ud": 0.40, "attribution": 0.42, "ngec": 0.10, "sentiment": 0.08},
    "final": {
        "ud": 0.30,
        "attribution": 0.30,
        "names": 0.11,
        "roles": 0.13,
        "plover": 0.08,
        "penta": 0.05,
        "ngec": 0.03,
    },
    "fold": {"names": 0.26, "roles": 0.27, "plover": 0.26, "penta": 0.21},
    "polish": {
        "ud": 0.18,
        "attribution": 0.55,
        "names": 0.09,
        "roles": 0.09,
        "plover": 0.05,
        "penta": 0.03,
        "ngec": 0.01,
    },
}
SIZE = {
    "ud": 1500,
    "attribution": 2000,
    "names": 700,
    "roles": 700,
    "plover": 700,
    "penta": 700,
    "ngec": 1500,
    "sentiment": 1500,
}


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
        "roles": (
            cameo + (data.plover_roles(plover) if fold is None else []),
            lambda i: fold_of(i.key),
        ),
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
    if phase.startswith("fold"):
        held.clear()  # the body's own scores are known; only the small sets are at stake
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
    return warm * max(0.0, 1.0 - progress) * {"polish": 0.4, "final": 0.6}.get(phase, 1.0)


class Session:
    """One phase of training: weights, their running average, queues of batches and a log."""

    def __init__(self, phase: str, root: Path) -> None:
        random.seed(7)
        torch.manual_seed(7)
        torch.set_num_threads(2)
        if sha256_hex((BASE / "model.safetensors").read_bytes()) != BASE_SHA:
            raise SystemExit(f"{BASE}/model.safetensors: not the base weights the design names")
        RUNS.mkdir(exist_ok=True)
        self.phase, self.sets = phase, load(root, phase)
        labels = labels_of(root)
        self.net = Net(BASE, labels)
        if phase != "body":
            before = "final" if phase == "polish" else "body"
            self.net.load_state_dict(torch.load(RUNS / f"{before}.pt"))
        self.net.to(DEVICE).train()
        if phase.startswith("fold"):
            self._freeze()
        self.trainer = Trainer(self.net, labels)
        self.mix = MIX[phase if phase in MIX else "fold"]
        self.queues: dict[str, list[list[Any]]] = {k: [] for k in self.mix}
        self.used = dict.fromkeys(self.mix, 0)
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.optimizer = self._optimizer()
        self.base = [g["lr"] for g in self.optimizer.param_groups]
        self.steps = 0
        self.best = 0.0

    def _freeze(self) -> None:
        """Keep the body as it is but for its last two layers; heads are fitted anew."""
        for name, weight in self.net.encoder.named_parameters():
            last = name.startswith(("encoder.layer.4", "encoder.layer.5"))
            weight.requires_grad_(last)

    def _optimizer(self) -> torch.optim.Optimizer:
        """AdamW; heads learn five times as fast as the encoder."""
        body = [*self.net.encoder.parameters(), *self.net.shapes.parameters()]
        ids = {id(p) for p in body}
        rest = [p for p in self.net.parameters() if id(p) not in ids]
        body = [p for p in body if p.requires_grad]
        groups = [{"params": body, "lr": 1.6e-4}, {"params": rest, "lr": 8e-4}]
        return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def step(self, progress: float) -> tuple[str, float]:
        """One batch of the task that is most behind its share; its name and loss."""
        for group, lr in zip(self.optimizer.param_groups, self.base, strict=True):
            group["lr"] = lr * rate(self.phase, progress, self.steps)
        task = min(self.mix, key=lambda k: self.used[k] / self.mix[k])
        if not self.queues[task]:
            self.queues[task] = batches(self.sets.train[task], SIZE[task])
        items = self.queues[task].pop()
        loss = self.trainer.loss(task, items)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        self.used[task] += sum(len(i.words) for i in items)
        if self.steps % 5 == 0:
            self._follow()
        return task, float(loss.item())

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(0.98, self.steps / (self.steps + 50))
        for k, v in self.net.state_dict().items():
            if v.dtype.is_floating_point:
                self.average[k].lerp_(v, 1 - keep)

    def say(self, text: str) -> None:
        """Print and keep a line."""
        print(text, flush=True)
        with open(RUNS / f"{self.phase}.log", "a", encoding="utf8") as log:
            log.write(text + "\n")

    def progress_line(self, task: str, loss: float, gone: float, minutes: float) -> str:
        """Rate, time and passes over each set so far."""
        passes = " ".join(
            f"{k} {self.used[k] / sum(len(i.words) for i in self.sets.train[k]):.1f}"
            for k in self.mix
        )
        pace = f"{sum(self.used.values()) / gone:.0f} words/s"
        clock = f"{gone / 60:.1f} of {minutes:.0f} min"
        return f"{self.steps} {task} loss {loss:.3f} {pace} {clock}; passes {passes}"

    def checkpoint(self, last: bool) -> None:
        """Score the averaged weights and save them.

        Polish keeps those best at attribution instead of the last: cues overfit while syntax and
        contents still gain (decisions/0001, 6).
        """
        own = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.net.load_state_dict(self.average)
        self.net.eval()
        whole = last and self.phase != "polish"
        scores = score.held_out(self.trainer, self.sets.held, None if whole else 1200)
        self.say(json.dumps(scores))
        found = scores.get("attribution", {"cue": 0.0, "content": 0.0})
        worth = found["cue"] + found["content"]
        if self.phase != "polish" or worth > self.best:
            self.best = worth
            part = RUNS / f"{self.phase}.part"
            torch.save(self.average, part)
            part.replace(RUNS / f"{self.phase}.pt")
        if last:
            (RUNS / f"{self.phase}.json").write_text(json.dumps(scores, indent=1))
        self.net.load_state_dict(own)
        self.net.train()


def run(phase: str, root: Path, minutes: float, every: float) -> None:
    """Train one phase for ``minutes``; a checkpoint every ``every`` minutes and at the end."""
    session = Session(phase, root)
    sizes = ", ".join(f"{k} {len(session.sets.train[k])}" for k in session.mix)
    session.say(f"{phase} on {DEVICE}: {sizes}")
    begin = saved = time.time()
    while (progress := (time.time() - begin) / (minutes * 60)) < 1:
        task, loss = session.step(progress)
        if session.steps % 100 == 0:
            session.say(session.progress_line(task, loss, time.time() - begin, minutes))
        if time.time() - saved > every * 60:
            session.checkpoint(False)
            saved = time.time()
    session.checkpoint(True)


def rescore(phase: str, root: Path) -> None:
    """Write the scores of the phase's checkpoint anew: the way of reading it has changed."""
    net = Net(BASE, labels_of(root))
    net.load_state_dict(torch.load(RUNS / f"{phase}.pt"))
    trainer = Trainer(net.to(DEVICE).eval(), labels_of(root))
    scores = score.held_out(trainer, load(root, phase).held, None)
    (RUNS / f"{phase}.json").write_text(json.dumps(scores, indent=1))
    print(json.dumps({k: v for k, v in scores.items() if k != "plover pairs"}))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "phase", choices=["body", "final", "polish", *(f"fold{k}" for k in range(5))]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=12, help="minutes between checkpoints")
    parser.add_argument("--score-only", action="store_true", help="score the checkpoint anew")
    args = parser.parse_args()
    if not math.isfinite(args.minutes) or args.minutes <= 0:
        parser.error("--minutes must be positive")
    if args.score_only:
        rescore(args.phase, args.data)
    else:
        run(args.phase, args.data, args.minutes, args.every)


if __name__ == "__main__":
    main()
