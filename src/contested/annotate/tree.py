"""Decoding: dependency trees from arc scores, tag paths from CRF emissions."""

import numpy as np

from contested.annotate.model import Matrix, Span


def best_tree(arcs: Matrix) -> list[int]:
    """Governors of a sentence's words from scores (W, 1+W), column 0 the root; exactly one root.

    Greedy when the greedy choice is a tree (it nearly always is), else Chu-Liu/Edmonds, tried
    with each of the likeliest roots. Returns 0 for the root, else 1-based indices.
    """
    greedy = arcs.argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle(greedy):
        return [int(h) for h in greedy]
    words = len(greedy)
    scores = np.full((words + 1, words + 1), -1e9, np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, -1e9)
    best: tuple[float, list[int]] = (-np.inf, [0] * words)
    for root in np.argsort(-arcs[:, 0])[:3]:
        trial = scores.copy()
        trial[1:, 0] = -1e9
        trial[root + 1, 0] = 0.0
        heads = _edmonds(trial)
        total = float(sum(trial[i, heads[i]] for i in range(1, words + 1)) + arcs[root, 0])
        if total > best[0]:
            best = (total, heads[1:])
    return best[1]


def _cycle(heads: list[int]) -> list[int]:
    """One cycle (1-based nodes) of a head list, or nothing."""
    state = [0] * (len(heads) + 1)
    for begin in range(1, len(heads) + 1):
        path, node = [], begin
        while node and not state[node]:
            state[node] = 1
            path.append(node)
            node = heads[node - 1]
        if node and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(scores: np.ndarray) -> list[int]:
    """Maximum spanning arborescence: ``scores[dependent, head]``, node 0 the root."""
    size = scores.shape[0]
    heads = [0, *(int(scores[i].argmax()) for i in range(1, size))]
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    heads_of, inside = np.array(heads), np.array(cycle)
    outside = np.setdiff1d(np.arange(size), inside)
    joint = len(outside)
    small = np.full((joint + 1, joint + 1), -1e9)
    small[:joint, :joint] = scores[np.ix_(outside, outside)]
    gains = scores[np.ix_(inside, outside)] - scores[inside, heads_of[inside]][:, None]
    small[joint, :joint] = gains.max(0)
    leaving = scores[np.ix_(outside, inside)]
    small[1:joint, joint] = leaving.max(1)[1:]  # nothing governs the root
    solved = _edmonds(small)
    out = list(heads)
    for k, node in enumerate(outside.tolist()[1:], 1):
        head = solved[k]
        out[node] = cycle[int(leaving[k].argmax())] if head == joint else int(outside[head])
    way = solved[joint]
    out[cycle[int(gains[:, way].argmax())]] = int(outside[way])
    return out


def best_tags(emit: Matrix, step: Matrix, first: Matrix, lengths: list[int]) -> list[list[int]]:
    """Viterbi paths of a batch: ``emit`` (B, W, T), ``step`` (T, T), ``first`` (T)."""
    best = emit[:, 0] + first
    back = np.zeros(emit.shape, np.int16)
    keep = [best]
    for i in range(1, emit.shape[1]):
        scores = best[:, :, None] + step
        back[:, i] = scores.argmax(1)
        best = scores.max(1) + emit[:, i]
        keep.append(best)
    out = []
    for k, length in enumerate(lengths):
        path = [int(keep[length - 1][k].argmax())]
        for i in range(length - 1, 0, -1):
            path.append(int(back[k, i, path[-1]]))
        out.append(path[::-1])
    return out


def spans_of(tags: list[str], scores: Matrix) -> tuple[Span, ...]:
    """Labelled spans of a BIO sequence; a span's score is the mean probability of its tags."""
    out: list[Span] = []
    start, label = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != label):
            out.append(Span(start, i, label, round(float(scores[start:i].mean()), 3)))
            start = -1
        if tag[0] == "B":
            start, label = i, tag[2:]
    return tuple(out)
