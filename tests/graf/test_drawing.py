"""What is drawn is whole, can be read without colours, is the same each time, and nothing in it escapes."""

import re
import stat
import subprocess
from pathlib import Path
from shutil import which
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.report.graphs import graphviz
from rammeaftale.report.graphs.dot import SHAPES, dot
from rammeaftale.report.graphs.geometry import Box, Link
from rammeaftale.report.graphs.labels import KINDS, TOPIC, Arrow, Node, Picture, how_text
from rammeaftale.report.graphs.layered import layered
from rammeaftale.report.graphs.layout import layout
from rammeaftale.report.graphs.metrics import width, wrapped
from rammeaftale.report.graphs.shapes import STYLES
from rammeaftale.report.graphs.svg import MEANINGS, svg
from running import run_program

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = "\"><script>alert('x')</script><![CDATA[ & ]]> \\N \\l -- \x1b[31m \u202e"


def drawn(*words):
    ran = run_program(["graf", "mosen/2020", *words, "-o", "F.svg", "--overskriv"])
    assert ran.code == 0, ran.err
    return Path("F.svg").read_text(encoding="utf-8")


def texts(drawing):
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing
    return [part.text or "" for part in root.iter(f"{NS}text")]


def test_a_case_drawn(library, layouts):
    drawing = drawn("takst", "--sag", "sag.yaml")
    found = texts(drawing)
    assert "380,68 kr/dag" in found  # 1,320,000 / 365 / 9.5
    assert "1.320.000,00 kr" in found
    assert "10 pladser (oplyst)" in found
    assert "bosted (standard)" in found
    assert "læst: 365 dage" in found
    for word in ("OPLYSNING", "PARAMETER", "BEREGNET", "FORTOLKNING", "TILTAG"):
        assert any(text.startswith(word) for text in found), word
    assert "parameter: fastsat i aftalen" in found
    assert "blev ikke brugt i sagen" in found
    assert drawn("takst", "--sag", "sag.yaml") == drawing


def test_states_in_words(library, layouts):
    Path("sag.yaml").write_text(
        "regelsæt: mosen/2020\når: 2020\noplysninger:\n  tilbudstype: dagtilbud\n", encoding="utf-8"
    )
    found = texts(drawn("takst", "--sag", "sag.yaml"))
    assert "ikke reguleret" in found
    assert "ukendt: ikke oplyst" in found
    assert "ukendt: mangler" in " ".join(found)


def test_parameters_show_their_figure_without_a_case(library, layouts):
    assert "7 pct" in texts(drawn("takst"))


def test_everything_in_the_set_has_a_kind_that_can_be_drawn():
    kinds = {*KINDS.values(), TOPIC}
    assert kinds == set(STYLES) == set(MEANINGS) == set(SHAPES)
    outlines = {style.path(216, 80) for style in STYLES.values()}
    assert len(outlines) == len(STYLES), "no two kinds have the same outline"
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_words_can_be_read_on_their_colours(style):
    """WCAG AA: 4.5 to 1."""

    def light(colour) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ink in (style.line, "#7a1f1f", "#444444"):
        assert (light(style.fill) + 0.05) / (light(ink) + 0.05) >= 4.5


def hostile():
    nodes = tuple(
        Node(f"{kind}{HOSTILE}", kind, HOSTILE, HOSTILE * 3, ((HOSTILE, "navn"), (HOSTILE, "note")))
        for kind in STYLES
    )
    arrows = tuple(Arrow(nodes[0].key, node.key, HOSTILE, dashed=True) for node in nodes)
    return Picture(HOSTILE, HOSTILE, nodes, arrows, (HOSTILE,))


def test_nothing_in_a_name_gets_out(layouts):
    drawing = svg(hostile())
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing
    tags = {element.tag.removeprefix(NS) for element in root.iter()}
    assert tags == {"svg", "title", "desc", "rect", "g", "path", "text"}
    assert "\x1b" not in drawing
    assert "\u202e" not in drawing
    assert "<script>alert('x')" in (root.find(f"{NS}title").text or "")


def test_the_dot_file_is_read_as_it_was_meant():
    written = dot(hostile())
    assert "\x1b" not in written
    # quoted strings take up everything that a user wrote
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", written)
    assert "script" not in bare
    program = which("dot")
    if program is None:
        pytest.skip("Graphviz is not installed")
    ran = subprocess.run([program, "-Tplain"], input=written.encode(), capture_output=True, check=True)
    assert ran.stdout.decode().count("\nnode ") == len(STYLES)
    assert ran.stdout.decode().count("\nedge ") == len(STYLES)


@pytest.mark.parametrize(
    "script",
    ["exit 1", "sleep 5", "echo sludder", "echo 'graph 1 1 1'", "kill -9 $$", "yes | head -c 1000000"],
)
def test_graphviz_that_fails_is_done_without(script, tmp_path, monkeypatch):
    broken = tmp_path / "dot"
    broken.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("shutil.which", lambda name: str(broken))
    monkeypatch.setattr(graphviz, "SECONDS", 0.3)
    boxes = {"a": Box(100, 50), "b": Box(100, 50)}
    links = [Link("a", "b")]
    assert layout(boxes, links) == layered(boxes, links)


# --- our own layout ---

NAMES = [f"n{number}" for number in range(9)]
GRAPHS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=24)


@given(GRAPHS)
def test_no_node_lies_on_another_and_every_edge_touches_its_nodes(pairs):
    boxes = {name: Box(100, 40 + 10 * number) for number, name in enumerate(NAMES)}
    found = layered(boxes, [Link(*pair, 30) for pair in pairs])
    assert layered(boxes, [Link(*pair, 30) for pair in pairs]) == found
    for one in NAMES:
        x, y = found.nodes[one]
        assert x - 50 >= 0
        assert x + 50 <= found.width + 0.01
        assert y - boxes[one].height / 2 >= -0.01
        assert y + boxes[one].height / 2 <= found.height + 0.01
        for other in NAMES:
            u, v = found.nodes[other]
            apart = abs(x - u) >= 100 or abs(y - v) >= (boxes[one].height + boxes[other].height) / 2
            assert one == other or apart
    assert len(found.curves) == len(pairs)
    for (source, target), curve in zip(pairs, found.curves, strict=True):
        assert len(curve.points) % 3 == 1
        (x, _), (u, _) = curve.points[0], curve.points[-1]
        assert abs(abs(x - found.nodes[source][0]) - 50) < 0.01
        assert abs(abs(u - found.nodes[target][0]) - 60) < 0.01  # the arrow's head fills the rest


def test_without_rings_every_edge_leads_to_the_right():
    pairs = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]
    found = layered({name: Box(100, 50) for name in "abcd"}, [Link(*pair) for pair in pairs])
    assert all(found.nodes[source][0] < found.nodes[target][0] for source, target in pairs)
    assert found.nodes["b"][0] == found.nodes["d"][0], "a source stands by what uses it"


# --- text ---


@given(st.text(alphabet="abc WMæøå_-/.1", max_size=120), st.integers(40, 300), st.integers(1, 4))
def test_wrapped_text_fits_and_loses_nothing_before_its_end(text, room, most):
    lines = wrapped(text, room, 10, most)
    assert len(lines) <= most
    assert all(width(line, 10) <= room for line in lines)
    whole = "".join("".join(lines).removesuffix("…").split())
    assert "".join(text.split()).startswith(whole)
    assert lines[-1].endswith("…") or whole == "".join(text.split())


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (("",), ""),
        (("[-1]",), "året før"),
        (("[-2]", ""), "to år før"),
        (("[-5]",), "5 år før"),
        (("[-3:-2]",), "3 til 2 år før"),
        (("oplyst", "[-1]"), "om oplyst, året før"),
        (("[2014]",), "2014"),
        (("[dato]",), "på en dag"),
        (("ændrer",), "ændrer"),
        (("[2015:år]",), "2015 til året"),
        (("[-2:år]",), "2 år før til året"),
    ],
)
def test_how_in_words(how, told):
    assert how_text(how) == told


def test_what_is_told_how_often_is_the_thicker_the_oftener(layouts):
    nodes = tuple(Node(name, TOPIC, "", name, ()) for name in "abcd")
    arrows = tuple(Arrow("a", name, str(n), times=n) for name, n in (("b", 1), ("c", 2), ("d", 5)))
    drawing = svg(Picture("T", "u", nodes, arrows, (), by_topic=True))
    lines = re.findall(r'stroke="#[0-9a-f]{6}" stroke-width="([0-9.]+)"/>\n<path d="M', drawing)
    assert [float(line) for line in lines] == sorted({float(line) for line in lines})
    assert len(lines) == 3


def test_one_node_alone_is_told_in_the_singular(library):
    ran = run_program(["graf", "mosen/2020", "løn", "--op", "0", "-o", "F.svg"])
    assert "Skrev F.svg: 1 knude og 0 pile." in ran.err


def test_a_form_and_an_ending_that_contradict_each_other_are_refused(library):
    ran = run_program(["graf", "mosen/2020", "takst", "-o", "F.svg", "--format", "json"])
    assert (ran.code, Path("F.svg").exists()) == (2, False)
    assert "--format json og filen «F.svg» siger hver sit" in ran.err
