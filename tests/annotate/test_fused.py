"""The shipped graphs promise fused operators; fusing promises the same numbers."""

import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from contested.annotate.encoder import weights_path
from contested.annotate.session import session
from contested.annotate.triggers import branch_path

TRAINING = Path(__file__).parents[2] / "training"
HEADS, SIZE = 2, 4


def _graph(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as pack:
        return pack.read(name)


@pytest.mark.skipif(not weights_path().exists(), reason="the encoder's weights are not here")
def test_the_shipped_graphs_attend_and_gate_in_one_operator_each() -> None:
    for path, name in ((weights_path(), "encoder.onnx"), (branch_path(), "triggers.onnx")):
        graph = _graph(path, name)
        assert b"MultiHeadAttention" in graph
        assert b'"\x03Erf' not in graph  # a field of that length: weights hold the letters, too


def _fuse() -> ModuleType:
    pytest.importorskip("onnxscript", reason="only training needs onnxscript")
    spec = importlib.util.spec_from_file_location("fuse", TRAINING / "fuse.py")
    assert spec and spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _attention() -> bytes:
    """One attention spelled out, with a unit behind it: ``states`` (B, P, 8) -> ``out``."""
    onnx = pytest.importorskip("onnx", reason="only training needs onnx")
    h, width = onnx.helper, HEADS * SIZE
    rng = np.random.default_rng(5)
    kept = {f"w{k}": rng.normal(size=(width, width)) for k in "qkv"}
    kept |= {f"b{k}": rng.normal(size=width) for k in "qkv"}
    kept |= {"scale": np.array(SIZE**-0.5), "far": np.array(-1e4), "one": np.array(1.0)}
    kept |= {"root": np.array(2**0.5), "half": np.array(0.5)}
    constants = [onnx.numpy_helper.from_array(v.astype(np.float32), k) for k, v in kept.items()]
    shapes = {"split": [0, 0, HEADS, SIZE], "join": [0, 0, width], "axes": [1, 2]}
    constants += [onnx.numpy_helper.from_array(np.array(v), k) for k, v in shapes.items()]
    nodes = []
    for k, perm in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
        nodes += [
            h.make_node("MatMul", ["states", f"w{k}"], [f"{k}0"]),
            h.make_node("Add", [f"{k}0", f"b{k}"], [f"{k}1"]),
            h.make_node("Reshape", [f"{k}1", "split"], [f"{k}2"]),
            h.make_node("Transpose", [f"{k}2"], [f"{k}3"], perm=perm),
        ]
    nodes += [
        h.make_node("Cast", ["attention"], ["seen"], to=onnx.TensorProto.FLOAT),
        h.make_node("Sub", ["one", "seen"], ["unseen"]),
        h.make_node("Mul", ["unseen", "far"], ["barred"]),
        h.make_node("Unsqueeze", ["barred", "axes"], ["mask"]),
        h.make_node("MatMul", ["q3", "k3"], ["match"]),
        h.make_node("Mul", ["match", "scale"], ["scaled"]),
        h.make_node("Add", ["scaled", "mask"], ["masked"]),
        h.make_node("Softmax", ["masked"], ["share"], axis=-1),
        h.make_node("MatMul", ["share", "v3"], ["mixed"]),
        h.make_node("Transpose", ["mixed"], ["turned"], perm=[0, 2, 1, 3]),
        h.make_node("Reshape", ["turned", "join"], ["joined"]),
        h.make_node("Div", ["joined", "root"], ["rooted"]),
        h.make_node("Erf", ["rooted"], ["bent"]),
        h.make_node("Add", ["bent", "one"], ["raised"]),
        h.make_node("Mul", ["half", "raised"], ["gate"]),
        h.make_node("Mul", ["joined", "gate"], ["out"]),
    ]
    floats, ints = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64
    graph = h.make_graph(
        nodes,
        "attention",
        [
            h.make_tensor_value_info("states", floats, ["B", "P", width]),
            h.make_tensor_value_info("attention", ints, ["B", "P"]),
        ],
        [h.make_tensor_value_info("out", floats, ["B", "P", width])],
        constants,
    )
    made = h.make_model(graph, opset_imports=[h.make_opsetid("", 18)], ir_version=10)
    return bytes(made.SerializeToString())


def test_a_fused_graph_gives_the_numbers_of_the_one_spelled_out() -> None:
    fuse = _fuse()
    ir = pytest.importorskip("onnx_ir", reason="only training needs onnx_ir")
    onnx = pytest.importorskip("onnx", reason="only training needs onnx")
    plain = _attention()
    model = ir.serde.deserialize_model(onnx.load_from_string(plain))
    fused = ir.serde.serialize_model(fuse.fused(model, HEADS)).SerializeToString()
    assert b"MultiHeadAttention" in fused
    assert b'"\x03Erf' not in fused
    states = np.random.default_rng(6).normal(size=(2, 5, HEADS * SIZE)).astype(np.float32)
    feed = {"states": states, "attention": np.array([[1] * 5, [1, 1, 1, 0, 0]])}
    [one], [other] = (session(g, 1).run(["out"], feed) for g in (plain, fused))
    assert np.allclose(one, other, atol=1e-5)
