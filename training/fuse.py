"""Rewrites a graph with the fused operators of onnxruntime: the same numbers in less time.

Exported graphs spell out attention (two products, a mask, a softmax and five transpositions) and
the Gaussian error linear unit (five passes over the widest tensor). onnxruntime's own fusions know
neither spelling, so they are found here: attention by walking from its softmax, the unit by the
rule of ``onnxscript``.
"""

from __future__ import annotations

from collections.abc import Iterator

import onnx_ir as ir
from onnxscript.rewriter import rewrite
from onnxscript.rewriter.ort_fusions.erfgelu import rules

MICROSOFT = "com.microsoft"


def fused(model: ir.Model, heads: int) -> ir.Model:
    """The model with fused operators; ``attention`` (B, P), an input, masks every softmax.

    Raises ``ValueError`` where a softmax stands that is not part of attention.
    """
    mask: ir.Value | None = None
    for softmax in [n for n in model.graph if n.op_type == "Softmax" and _attends(n)]:
        if mask is None:
            mask = _mask(model.graph)
        _fuse(model.graph, softmax, mask, heads)
    model.graph.opset_imports[MICROSOFT] = 1
    out: ir.Model = rewrite(model, pattern_rewrite_rules=rules)  # drops what is unused, too
    return out


def _attends(softmax: ir.Node) -> bool:
    """Whether a softmax is one of attention, not of a mix of layers."""
    return any(n.op_type == "MatMul" for n in _after(softmax))


def _mask(graph: ir.Graph) -> ir.Value:
    """The pieces that may be attended to, as the operator wants them: int32."""
    given = next(v for v in graph.inputs if v.name == "attention")
    cast = ir.node("Cast", [given], {"to": ir.DataType.INT32})
    graph.insert_before(graph[0], cast)
    return cast.outputs[0]


def _fuse(graph: ir.Graph, softmax: ir.Node, mask: ir.Value, heads: int) -> None:
    """Put one operator in the place of a softmax and all that stands around it."""
    weigh = next(n for n in _after(softmax) if n.op_type == "MatMul")
    match = next(n for n in _before(softmax) if n.op_type == "MatMul")
    ends = (match.inputs[0], match.inputs[1], weigh.inputs[1])
    query, key, value = (_projection(end) for end in ends)
    joined = next(n for n in _after(weigh) if n.op_type == "Reshape")
    attend = ir.node(
        "MultiHeadAttention",
        [query, key, value, None, mask],
        {"num_heads": heads},
        domain=MICROSOFT,
    )
    graph.insert_before(joined, attend)
    ir.convenience.replace_all_uses_with(joined.outputs[0], attend.outputs[0])


def _projection(end: ir.Value | None) -> ir.Value:
    """The projected states (B, P, H) that were split by heads to make ``end``."""
    while end is not None and (made := end.producer()) is not None:
        if made.op_type == "Add":
            return end
        end = made.inputs[0]
    raise ValueError("an attention's input is no projection with a bias")


def _after(node: ir.Node) -> Iterator[ir.Node]:
    """The nodes that use a node's output, nearest first. Where a check for no number stands beside
    the way on (``IsNaN``), the one with more inputs goes on."""
    while node.outputs[0].uses():
        node = max((use.node for use in node.outputs[0].uses()), key=lambda n: len(n.inputs))
        yield node


def _before(node: ir.Node) -> Iterator[ir.Node]:
    """The nodes that made a node's first input, nearest first."""
    while node.inputs and node.inputs[0] is not None:
        made = node.inputs[0].producer()
        if made is None:
            return
        yield made
        node = made
