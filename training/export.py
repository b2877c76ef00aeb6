"""Packs trained weights for run time: int8 ONNX, tokenizer, labels and CRF transitions in a zip."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zipfile
from dataclasses import asdict
from pathlib import Path

import onnx
import onnx_ir as ir
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
from branch import BELOW
from contested.scoring.seen import hashes_of
from data import texts_of
from fuse import fused
from losses import BASE
from net import Batch, Net
from train import RUNS, labels_of, load

TARGET = Path(__file__).parents[1] / "src/contested/resources/encoder.zip"
HEADS = 12  # of attention
TAGGERS = ("names", "entities", "attribution", "roles")


class Reader(nn.Module):
    """Everything one pass yields, as plain tensors."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        labels, inner, outer = net.parser.label.shape
        self.shape = (labels, outer)
        self.table = nn.Parameter(net.parser.label.permute(1, 0, 2).reshape(inner, -1).clone())

    def relations(self, heads: Tensor, deps: Tensor, parents: Tensor) -> Tensor:
        """Label scores under the likeliest governors, with the label table as one matrix."""
        index = parents.unsqueeze(-1).expand(-1, -1, heads.size(-1))
        chosen = torch.gather(heads, 1, index)
        left = (deps @ self.table).unflatten(-1, self.shape)
        return (left @ chosen.unsqueeze(-1)).squeeze(-1)

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        attention: Tensor,
        first: Tensor,
        last: Tensor,
        mask: Tensor,
    ) -> tuple[Tensor, ...]:
        batch = Batch(pieces, shapes, attention, first, last, mask)
        states = self.net.layers(batch)
        syntax, root = self.net.words(states, batch, "syntax")
        arcs, heads, deps = self.net.parser(torch.cat([root, syntax], 1), mask)
        spans, _ = self.net.words(states, batch, "spans")
        acts, _ = self.net.words(states, batch, "acts")
        rel = self.relations(heads, deps, arcs.argmax(-1))
        emits = [getattr(self.net, t).emit(spans) for t in TAGGERS]
        return (
            self.net.upos(syntax),
            arcs,
            rel,
            heads,
            deps,
            self.net.parser.label + 0,
            *emits,
            acts,
            states[BELOW],
        )


class ActReader(nn.Module):
    """The act head over one sentence: states (W, H), source and target weights (Q, W)."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.acts = net.acts

    def forward(
        self, states: Tensor, source: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        many = states.unsqueeze(0).expand(source.shape[0], -1, -1)
        mask = torch.ones_like(source, dtype=torch.bool)
        feats = self.acts(many, mask, source, target)
        return self.acts.act(feats), self.acts.penta(feats), self.acts.mode(feats)


def to_onnx(
    module: nn.Module,
    args: tuple[Tensor, ...],
    names: tuple[list[str], list[str]],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> bytes:
    """Export, quantise to int8 and fuse; returns the file's bytes."""
    dims = {n: torch.export.Dim(n, min=1, max=4096) for d in axes.values() for n in d.values()}
    shapes = tuple({i: dims[n] for i, n in axes[k].items()} for k in names[0])
    program = torch.onnx.export(
        module,
        args,
        input_names=names[0],
        output_names=names[1],
        dynamic_shapes=shapes,
        dynamo=True,
        opset_version=18,
    )
    program.save(str(path))
    model = onnx.load(str(path))
    del model.graph.value_info[:]  # stale shapes of fused nodes stop the quantiser
    onnx.save(model, str(path))
    small = path.with_suffix(".int8.onnx")
    quantize_dynamic(
        str(path),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    fast = fused(ir.load(small), HEADS)
    return bytes(ir.serde.serialize_model(fast).SerializeToString())


def export(weights: Path, root: Path, target: Path, hashes: list[str]) -> None:
    """Write the run-time pack for ``weights``."""
    labels = labels_of(root)
    net = Net(BASE, labels)
    net.load_state_dict(torch.load(weights))
    net.eval()
    b, p, w = 3, 17, 11
    args = (
        torch.randint(1000, 9000, (b, p)),
        torch.zeros(b, p, dtype=torch.long),
        torch.ones(b, p, dtype=torch.long),
        torch.randint(0, p, (b, w)),
        torch.randint(0, p, (b, w)),
        torch.ones(b, w, dtype=torch.bool),
    )
    inputs = ["pieces", "shapes", "attention", "first", "last", "mask"]
    outputs = [
        "upos",
        "arcs",
        "rel",
        "label_head",
        "label_dep",
        "label",
        *TAGGERS,
        "states",
        "lower",
    ]
    axes = {k: {0: "B", 1: "P"} for k in inputs[:3]} | {k: {0: "B", 1: "W"} for k in inputs[3:]}
    with tempfile.TemporaryDirectory() as folder:
        main = to_onnx(Reader(net), args, (inputs, outputs), axes, Path(folder) / "encoder.onnx")
        pair = (torch.randn(9, 384), torch.ones(4, 9), torch.ones(4, 9))
        pair_axes = {"states": {0: "W"}, "source": {0: "Q", 1: "W"}, "target": {0: "Q", 1: "W"}}
        acts = to_onnx(
            ActReader(net),
            pair,
            (list(pair_axes), ["act", "penta", "mode"]),
            pair_axes,
            Path(folder) / "acts.onnx",
        )
    meta = {
        "labels": asdict(labels),
        "steps": {t: getattr(net, t).steps().detach().tolist() for t in TAGGERS},
        "first": {t: getattr(net, t).first.tolist() for t in TAGGERS},
        "trained_on": hashes,
    }
    parts = {"meta.json": json.dumps(meta).encode(), "encoder.onnx": main, "acts.onnx": acts}
    pack(parts | {"tokenizer.json": (BASE / "tokenizer.json").read_bytes()}, target)


def pack(parts: dict[str, bytes], target: Path) -> None:
    """Write files into a zip that is the same whenever they are the same."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name, data in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=RUNS / "polish.pt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    hashes = hashes_of(
        t for items in load(args.data, "final").train.values() for t in texts_of(items)
    )
    export(args.weights, args.data, args.target, hashes)


if __name__ == "__main__":
    main()
