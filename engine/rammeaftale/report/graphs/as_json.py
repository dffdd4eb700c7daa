"""What `graf` gives as JSON, and its schema.

When a case is given, a node has a cell of `beregn` for each year and member, or `svar` in words if it is no quantity.
"""

from __future__ import annotations

from typing import Any

from rammeaftale.report.explaining.ruletrace_json import source_json
from rammeaftale.report.graphs.labels import KINDS, TOPIC
from rammeaftale.report.graphs.picture import left_out
from rammeaftale.report.json_shapes import COUNT, TEXT, TRUTH, Shape, closed, list_of, map_of, or_null
from rammeaftale.report.naming import place_text
from rammeaftale.report.schema_parts import CLAUSED, RULES, TEXTS, VERSION, YEAR, cell_parts
from rammeaftale.rulefiles import schema
from rammeaftale.services.cells_json import cell_json
from rammeaftale.services.graphs.graph import Edge, Graph
from rammeaftale.services.graphs.topics import TopicGraph
from rammeaftale.services.graphs.values import CellValue, Values


def graph_json(graph: Graph, values: Values | None) -> dict[str, Any]:
    """The graph around an entry."""
    return {
        **_head(graph, graph.root),
        "knuder": [_node(graph, name, values) for name in graph.nodes],
        "kanter": [_edge(edge, values) for edge in graph.edges],
        "udeladt": {"antal": graph.left_out, "råd": " ".join(left_out(graph)) or None},
    }


def topics_json(graph: TopicGraph) -> dict[str, Any]:
    """A set by topic."""
    return {
        **_head(graph, None),
        "knuder": [_topic(graph, topic) for topic in graph.topics],
        "kanter": [{"fra": edge.source, "til": edge.target, "antal": edge.count} for edge in graph.edges],
        "udeladt": {"antal": 0, "råd": None},
    }


def _head(graph: Graph | TopicGraph, root: str | None) -> dict[str, Any]:
    program = graph.program
    rules = {"id": program.id, "fingeraftryk": program.fingerprint}
    return {"skema": "1", "regelsæt": rules, "navn": root}


def _node(graph: Graph, name: str, values: Values | None) -> dict[str, Any]:
    program = graph.program
    entry = program.text.entries[name]
    symbol = program.names.symbols.get(name)
    found: dict[str, Any] = {
        "id": name,
        "navn": entry.head.name,
        "art": KINDS[entry.head.section],
        "titel": entry.head.title,
        "emne": entry.head.topic,
        "kilde": source_json(entry.head.citation),
        "sted": place_text(entry.head.span),
        "kilder_ikke_vist": graph.sources.get(name, 0),
        "brugere_ikke_vist": graph.users.get(name, 0),
    }
    if symbol is not None:
        found["enhed"] = str(symbol.type.unit) if str(symbol.type.kind) == "et tal" else None
        found["pr"] = list(symbol.dims)
    if values is not None and name in values.cells:
        type_ = program.quantities[name].symbol.type
        found["celler"] = [_cell(one, cell_json(one.outcome, type_)) for one in values.cells[name]]
    elif values is not None and name in values.told:
        found["svar"] = values.told[name]
    return found


def _cell(one: CellValue, told: dict[str, Any]) -> dict[str, Any]:
    given = {"oplyst": one.stated is not None, "antaget": one.assumed}
    return {"år": one.year, "medlemmer": list(one.members), **told, **given}


def _edge(edge: Edge, values: Values | None) -> dict[str, Any]:
    told = {"fra": edge.source, "til": edge.target, "hvordan": [how for how in edge.how if how]}
    return told if values is None else {**told, "brugt": edge in values.used}


def _topic(graph: TopicGraph, topic: str) -> dict[str, Any]:
    found = {"id": topic, "art": TOPIC, "titel": topic, "antal": dict(graph.counts[topic])}
    if graph.states is not None:
        found["tilstande"] = dict(graph.states.get(topic, {}))
    return found


_CELLS = cell_parts({"år": or_null(YEAR), "medlemmer": TEXTS, "oplyst": TRUTH, "antaget": TRUTH})
_NODE = closed(
    {
        "id": TEXT,
        "navn": TEXT,
        "art": {"enum": list(KINDS.values())},
        "titel": TEXT,
        "emne": TEXT,
        "kilde": CLAUSED,
        "sted": TEXT,
        "kilder_ikke_vist": COUNT,
        "brugere_ikke_vist": COUNT,
    },
    {"enhed": or_null(TEXT), "pr": TEXTS, "celler": list_of({"anyOf": _CELLS}), "svar": TEXT},
)
_TOPIC = closed(
    {
        "id": TEXT,
        "art": {"const": TOPIC},
        "titel": TEXT,
        "antal": {**map_of(COUNT), "propertyNames": {"enum": list(schema.SECTIONS)}},
    },
    {"tilstande": map_of(COUNT)},
)
_LEFT_OUT = closed({"antal": COUNT, "råd": or_null(TEXT)})
_EDGE = closed({"fra": TEXT, "til": TEXT, "hvordan": TEXTS}, {"brugt": TRUTH})
_BETWEEN = closed({"fra": TEXT, "til": TEXT, "antal": COUNT})


def _whole(name: Shape, node: Shape, edge: Shape) -> Shape:
    return closed(
        {
            "skema": VERSION,
            "regelsæt": RULES,
            "navn": name,
            "knuder": list_of(node),
            "kanter": list_of(edge),
            "udeladt": _LEFT_OUT,
        }
    )


SCHEMA: Shape = {"anyOf": [_whole(TEXT, _NODE, _EDGE), _whole({"type": "null"}, _TOPIC, _BETWEEN)]}
