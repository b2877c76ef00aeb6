"""Graphs opened to run on this machine's processor."""

import onnxruntime as ort


def session(graph: bytes, threads: int) -> ort.InferenceSession:
    """A graph that runs on ``threads`` threads, which sleep between runs.

    Threads that spin while they wait keep those of another graph from the cores: two graphs in
    turn then take twice as long.
    """
    ort.disable_telemetry_events()  # offline means offline, also where a build could report
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(graph, options, ["CPUExecutionProvider"])
