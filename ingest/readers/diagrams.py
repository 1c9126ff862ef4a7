"""A SmartArt drawing's words, as a list with levels."""

from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.ooxml import find_all, read_runs, whole
from ingest.readers.transcript import Passage

_WORDED = {"node", "asst"}


def read_diagram(data: Element) -> tuple[Passage, ...]:
    """Return the words of a diagram's data in its order, a bullet a node, level 0 outermost.

    Nodes that no connection reaches come last, so that none is lost.
    """
    texts = dict(_read_nodes(data))
    below = _read_connections(data)
    roots = [str(one.get("modelId")) for one in find_all(data, "dgm:ptLst/dgm:pt[@type='doc']")]
    reached = _follow(roots, below)
    levels = {**reached, **{node: 0 for node in texts if node not in reached}}
    return tuple(
        Passage(BlockKind.BULLET, texts[node], level=max(level, 0))
        for node, level in levels.items()
        if node in texts
    )


def _read_nodes(data: Element) -> Iterator[tuple[str, str]]:
    for point in find_all(data, "dgm:ptLst/dgm:pt"):
        lines = [read_runs(paragraph) for paragraph in find_all(point, "dgm:t/a:p")]
        text = "\n".join(line for line in lines if line.strip())
        if point.get("type", "node") in _WORDED and text:
            yield str(point.get("modelId")), text


def _read_connections(data: Element) -> Mapping[str, Sequence[str]]:
    """Return the nodes below each node, in order."""
    below: dict[str, list[tuple[int, str]]] = {}
    for one in find_all(data, "dgm:cxnLst/dgm:cxn"):
        if one.get("type", "parOf") == "parOf":
            place = (whole(one.get("srcOrd")), str(one.get("destId")))
            below.setdefault(str(one.get("srcId")), []).append(place)
    return {node: [target for _, target in sorted(found)] for node, found in below.items()}


def _follow(roots: Sequence[str], below: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """Return the depth of each node that can be reached, roots at -1, in the order of reading."""
    depths: dict[str, int] = {}
    waiting = [(node, -1) for node in reversed(roots)]
    while waiting:
        node, depth = waiting.pop()
        if node not in depths:
            depths[node] = depth
            waiting += [(one, depth + 1) for one in reversed(below.get(node, ()))]
    return depths
