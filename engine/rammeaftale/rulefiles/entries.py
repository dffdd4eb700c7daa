"""From checked YAML to the entry model; every function takes a node that has passed its shape."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingType
from datetime import date
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.shapes import YEAR, YES, Text, exactly_one, fits, wrong_shape
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

UNKNOWN_VALUE = "kilde_mangler"


def build_entry(raw: m.RawEntry, findings: Findings) -> m.Entry | None:
    """The entry, or None with findings when its shape is wrong."""
    record = schema.SECTIONS[raw.section]
    where = f"{_THE[raw.section]} «{raw.name.text}»"
    named = (
        Mapping(raw.node.entries, raw.name.span, raw.node.blank)
        if isinstance(raw.node, Mapping)
        else raw.node
    )
    if not fits(record, named, findings, where):
        return None
    node = cast("Mapping", raw.node)
    head = _head(raw, node, findings, where)
    return _BUILDERS[raw.section](head, node, findings)


_THE = {
    "parametre": "parameteren",
    "oplysninger": "oplysningen",
    "størrelser": "størrelsen",
    "frister": "fristen",
    "fortolkninger": "fortolkningen",
    "pligter": "pligten",
    "kontroller": "kontrollen",
    "tiltag": "tiltaget",
    "procedurer": "proceduren",
    "kataloger": "kataloget",
    "mål": "målet",
}


def text(node: Mapping, key: str, default: str = "") -> str:
    """The text under `key`."""
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else default


def scalar(node: Mapping, key: str) -> Scalar | None:
    """The scalar under `key`, or None."""
    found = node.get(key)
    return found if isinstance(found, Scalar) else None


def scalars(node: Mapping, key: str) -> tuple[Scalar, ...]:
    """The scalars of a list that may also be written as one scalar."""
    return as_scalars(node.get(key))


def as_scalars(found: Node | None) -> tuple[Scalar, ...]:
    """A scalar or list of scalars as a tuple."""
    if isinstance(found, Scalar):
        return (found,)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple([item for item in items if isinstance(item, Scalar)])


def yes(node: Mapping, key: str) -> bool:
    """Whether `key` says ja."""
    return text(node, key) == YES


def mapping(node: Mapping, key: str) -> dict[str, tuple[Scalar, Node]]:
    """The entries under `key`, or none."""
    found = node.get(key)
    return found.entries if isinstance(found, Mapping) else {}


def citation(own: Node | None, default: MappingType[str, Node]) -> m.Citation:
    """An entry's own source laid over the file's default, key by key."""
    own_entries = own.entries if isinstance(own, Mapping) else {}
    document, section = "", ""
    for key in ("dokument", "afsnit"):
        node = own_entries[key][1] if key in own_entries else default.get(key)
        value = node.text if isinstance(node, Scalar) else ""
        document, section = (value, section) if key == "dokument" else (document, value)
    anchors = own_entries["anker"][1] if "anker" in own_entries else default.get("anker")
    return m.Citation(document, section, tuple(s.text for s in as_scalars(anchors)))


def _head(raw: m.RawEntry, node: Mapping, findings: Findings, where: str) -> m.Head:
    title = text(node, "titel")
    if not title and "titel" not in node.blank:
        doc = "Overskriften, som en controller ville skrive den."
        findings.add(f.MISSING_KEY, raw.name.span, key="titel", where=where, doc=doc)
    cited = citation(node.get("kilde"), raw.source)
    if not (cited.document and cited.section) and not raw.source_told and "kilde" not in node.blank:
        findings.add(f.NO_SOURCE, raw.name.span, where=where)
    return m.Head(
        name=raw.name.text,
        section=raw.section,
        title=title,
        citation=cited,
        span=raw.name.span,
        topic=raw.topic,
        description=text(node, "beskrivelse"),
        concept=text(node, "begreb") or None,
        origin=raw.origin,
        status=raw.status,
        reason=text(node, "begrundelse"),
        raw=raw,
    )


def _typing(node: Mapping, dims: tuple[Scalar, ...]) -> m.Typing:
    options = tuple(s.text for s in scalars(node, "muligheder"))
    kind = text(node, "type") or ("valg" if options else "tal")
    return m.Typing(kind, scalar(node, "enhed"), dims, options, scalar(node, "af"), text(node, "vis") or None)


def _parameter(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    dims = scalars(node, "pr")
    ends = date.fromisoformat(text(node, "ophører")) if node.get("ophører") else None
    timeless = "værdi" in node.entries
    given = cast("Node", node.get("værdi") or node.get("værdier"))
    values: dict[str, m.DatedValues] = {}
    if dims:
        if not isinstance(given, Mapping):
            wrong_shape(given, findings, "værdier efter medlem")
            return None
        for name, (_, part) in given.entries.items():
            dated = _dated(part, head.citation, ends, findings, timeless=timeless)
            if dated is None:
                return None
            values[name] = dated
    else:
        dated = _dated(given, head.citation, ends, findings, timeless=timeless)
        if dated is None:
            return None
        values[""] = dated
    return m.Parameter(head, _typing(node, dims), values)


def _dated(
    node: Node, cited: m.Citation, ends: date | None, findings: Findings, *, timeless: bool
) -> m.DatedValues | None:
    if timeless:
        value = _value(node, cited, findings)
        return m.DatedValues(always=value) if value else None
    if not isinstance(node, Mapping):
        wrong_shape(node, findings, "værdier efter år")
        return None
    by_year: dict[int, m.ValueText] = {}
    from_date: list[tuple[date, m.ValueText]] = []
    for key, part in node.entries.values():
        value = _value(part, cited, findings)
        if value is None or not fits(Text("år_eller_dato"), key, findings, head_of(key)):
            return None
        if YEAR.match(key.text):
            by_year[int(key.text)] = value
        else:
            from_date.append((date.fromisoformat(key.text), value))
    return m.DatedValues(by_year, tuple(sorted(from_date, key=lambda item: item[0])), None, ends)


def head_of(key: Scalar) -> str:
    """How a person calls a key."""
    return f"«{key.text}»"


def _value(node: Node, cited: m.Citation, findings: Findings) -> m.ValueText | None:
    if isinstance(node, Scalar):
        return m.ValueText(None if node.text == UNKNOWN_VALUE else node, cited)
    if not fits(schema.PARAMETER_VALUE, node, findings, "værdi"):
        return None
    block = cast("Mapping", node)
    base = {"dokument": cited.document, "afsnit": cited.section}
    default: dict[str, Node] = {k: Scalar(v, block.span) for k, v in base.items()}
    own = citation(block.get("kilde"), default)
    stated = cast("Scalar", block.get("værdi"))
    known = None if stated.text == UNKNOWN_VALUE else stated
    return m.ValueText(known, own, external=yes(block, "ekstern"))


def _input(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    dims = scalars(node, "pr")
    hint = node.get("indikation")
    judged = node.get("skøn")
    return m.Input(
        head,
        _typing(node, tuple(d for d in dims if d.text != "år")),
        question=text(node, "spørgsmål"),
        least=scalar(node, "mindst"),
        most=scalar(node, "højst"),
        default=scalar(node, "standard"),
        optional=yes(node, "valgfri"),
        fixed=yes(node, "fast"),
        per_year=any(d.text == "år" for d in dims),
        judged_by=text(judged, "af") if isinstance(judged, Mapping) else None,
        hint_when=scalar(hint, "når") if isinstance(hint, Mapping) else None,
        hint_text=text(hint, "tekst") if isinstance(hint, Mapping) else "",
    )


def _computed(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    branch = way(node, findings)
    if branch is None:
        return None
    return m.Computed(head, _typing(node, scalars(node, "pr")), branch, _steps(node.get("trin")))


def _frist(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    if "længde" in node.entries and "fra" not in node.entries:
        doc = "Den dato, der regnes fra."
        findings.add(f.MISSING_KEY, head.span, key="fra", where=f"fristen «{head.name}»", doc=doc)
        return None
    counted = "længde" in node.entries
    stray = () if counted else tuple(key for key in schema.COUNTING if key in node.entries)
    if stray:
        why = "fristen har ingen «længde»"
        findings.add(f.WITHOUT_EFFECT, node.entries[stray[0]][0].span, key=stray[0], why=why)
        return None
    branch = _deadline(node, findings) if counted else way(node, findings)
    if branch is None:
        return None
    applies = None if counted else scalar(node, "gælder_når")
    typing = m.Typing("dato", None, scalars(node, "pr"), (), None, None)
    return m.Computed(head, typing, _where(applies, branch, node))


def _deadline(node: Node, findings: Findings) -> m.Branch | None:
    """A length from a date, by a calendar that a reading may choose; where it does not apply it is not relevant."""
    block = cast("Mapping", node)
    if not _all_count(block, findings):
        return None
    calendar = block.get("kalender")
    if isinstance(calendar, Mapping):
        by_reading = _one_reading(cast("Node", calendar.get("efter_fortolkning")), findings)
        if by_reading is None:
            return None
        key, choices = by_reading
        branches: dict[str, m.Branch] = {
            name: _counted(block, cast("Scalar", named)) for name, (_, named) in choices.entries.items()
        }
        keys = tuple(choice for choice, _ in choices.entries.values())
        return _where(scalar(block, "gælder_når"), m.ByReading(key, branches, keys, block.span), block)
    return _where(scalar(block, "gælder_når"), _counted(block, scalar(block, "kalender")), block)


def _all_count(block: Mapping, findings: Findings) -> bool:
    """Whether every field means something by the unit the deadline counts in; a finding when one does not."""
    (unit,) = mapping(block, "længde")
    moves = text(block, "ved_fridag", "uændret") != "uændret"
    for key, counts, why in (
        ("slut", unit == "måneder", "kun en frist i måneder kan ende i en måned, der er for kort"),
        ("kalender", unit == "arbejdsdage" or moves, f"en frist i {unit} bruger den kun med «ved_fridag»"),
    ):
        if key in block.entries and not counts:
            findings.add(f.WITHOUT_EFFECT, block.entries[key][0].span, key=key, why=why)
            return False
    return True


def _counted(block: Mapping, calendar: Scalar | None) -> m.Deadline:
    ((unit, (_, length)),) = mapping(block, "længde").items()
    return m.Deadline(
        start=cast("Scalar", scalar(block, "fra")),
        unit=unit,
        length=cast("Scalar", length),
        backwards=text(block, "retning") == "før",
        calendar=calendar,
        same_day=text(block, "første_dag") == "samme_dag",
        day_off=text(block, "ved_fridag", "uændret"),
        month_end=text(block, "slut", "sidste_dag"),
        span=block.span,
    )


def _where(applies: Scalar | None, branch: m.Branch, node: Mapping) -> m.Branch:
    if applies is None:
        return branch
    return m.Variants((m.Variant(applies, branch),), Scalar("ikke_relevant", applies.span), node.span)


def _steps(node: Node | None) -> tuple[m.StepText, ...]:
    items = cast("tuple[Mapping, ...]", node.items) if isinstance(node, Sequence) else ()
    return tuple(_step(item) for item in items)


def _step(node: Mapping) -> m.StepText:
    when = scalar(node, "når")
    for kind in ("højst", "mindst"):
        bound = scalar(node, kind)
        if bound:
            return m.StepText(kind, bound, when, node.span)
    rounding = cast("Mapping", node.get("afrund"))
    return m.StepText(text(rounding, "metode"), cast("Scalar", scalar(rounding, "til")), when, node.span)


def branch_of(node: Node, findings: Findings) -> m.Branch | None:
    """A branch: a formula as text, or a block with one way to calculate."""
    return node if isinstance(node, Scalar) else way(cast("Mapping", node), findings)


def way(node: Mapping, findings: Findings) -> m.Branch | None:
    """The one of `formel`, `varianter`, `tabel`, `skala`, `efter_fortolkning` that the block has."""
    for key in schema.WAYS:
        found = node.get(key)
        if found is not None:
            return _WAYS[key](found, findings)
    return None


def _formula(node: Node, findings: Findings) -> m.Branch | None:
    return cast("Scalar", node)


def _variants(node: Node, findings: Findings) -> m.Branch | None:
    items = cast("tuple[Mapping, ...]", cast("Sequence", node).items)
    arms: list[m.Variant] = []
    for position, item in enumerate(items):
        last = position == len(items) - 1
        if item.blank:
            return None
        if ("ellers" in item.entries) != last or ("når" in item.entries) == last:
            findings.add(f.WITHOUT_ELSE, item.span)
            return None
        if last and len(item.entries) > 1:
            exactly_one(("ellers", *schema.WAYS), item, findings, "varianten")
            return None
        if last:
            otherwise = branch_of(cast("Node", item.get("ellers")), findings)
            return m.Variants(tuple(arms), otherwise, node.span) if otherwise else None
        if sum(key in item.entries for key in schema.WAYS) != 1:
            exactly_one(schema.WAYS, item, findings, "varianten")
            return None
        then = way(item, findings)
        if then is None:
            return None
        arms.append(m.Variant(cast("Scalar", item.get("når")), then))
    findings.add(f.WITHOUT_ELSE, node.span)
    return None


def _table(node: Node, findings: Findings) -> m.Branch | None:
    block = cast("Mapping", node)
    rows: list[m.Row] = []
    for item in cast("tuple[Mapping, ...]", cast("Sequence", block.get("rækker")).items):
        gives = branch_of(cast("Node", item.get("giver")), findings)
        if gives is None:
            return None
        cells = {name: as_scalars(cell) for name, (_, cell) in mapping(item, "når").items()}
        keys = tuple(key for key, _ in mapping(item, "når").values())
        rows.append(m.Row(cells, gives, item.span, keys))
    return m.Table(scalars(block, "efter"), tuple(rows), block.span)


def _scale(node: Node, findings: Findings) -> m.Branch | None:
    block = cast("Mapping", node)
    intervals = []
    for item in cast("tuple[Mapping, ...]", cast("Sequence", block.get("intervaller")).items):
        bound = scalar(item, "fra") or scalar(item, "over")
        rate = cast("Scalar", scalar(item, "sats"))
        intervals.append(m.Interval(cast("Scalar", bound), "fra" in item.entries, rate))
    base = cast("Scalar", scalar(block, "af"))
    return m.Scale(base, text(block, "art") == "marginal", tuple(intervals), block.span)


def _by_reading(node: Node, findings: Findings) -> m.Branch | None:
    found = _one_reading(node, findings)
    if found is None:
        return None
    key, choices = found
    branches: dict[str, m.Branch] = {}
    for name, (_, part) in choices.entries.items():
        branch = branch_of(part, findings)
        if branch is None:
            return None
        branches[name] = branch
    keys = tuple(choice for choice, _ in choices.entries.values())
    return m.ByReading(key, branches, keys, cast("Mapping", node).span)


def _one_reading(node: Node, findings: Findings) -> tuple[Scalar, Mapping] | None:
    """The one reading a block names, and what stands under its choices."""
    block = cast("Mapping", node)
    if len(block.entries) == 1:
        key, choices = next(iter(block.entries.values()))
        return key, cast("Mapping", choices)
    found = " og ".join(block.entries) or "ingen af dem"
    findings.add(f.EXACTLY_ONE, block.span, where="efter_fortolkning", keys="fortolkningerne", found=found)
    return None


def _reading(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    choices = {
        name: m.ReadingChoice(
            name, text(cast("Mapping", part), "titel"), text(cast("Mapping", part), "beskrivelse")
        )
        for name, (_, part) in mapping(node, "læsninger").items()
    }
    default = cast("Scalar", node.get("standard"))
    if default.text not in choices:
        findings.add(f.NOT_A_WORD, default.span, text=default.text, known=", ".join(choices))
        return None
    own: dict[str, Node] = {k: Scalar(v, node.span) for k, v in (("dokument", head.citation.document),)}
    both = node.get("kilder")
    cited = tuple(citation(item, own) for item in both.items) if isinstance(both, Sequence) else ()
    return m.Reading(head, text(node, "art"), default.text, choices, cited)


def _duty(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    repeats = node.get("gentages")
    repeats = repeats if isinstance(repeats, Mapping) else None
    return m.Duty(
        head,
        modality=text(node, "modalitet"),
        addressees=tuple(s.text for s in scalars(node, "adressat")),
        receivers=tuple(s.text for s in scalars(node, "modtager")),
        when=scalar(node, "udløses_når"),
        deadline=scalar(node, "frist"),
        every=text(repeats, "hver") if repeats else None,
        times=int(text(repeats, "antal", "1")) if repeats else 1,
        reservation=text(node, "forbehold"),
        fulfilled_when=scalar(node, "opfyldt_når"),
        breached_when=scalar(node, "overtrådt_når"),
    )


def _check(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    must_hold = cast("Scalar", node.get("skal_gælde"))
    is_error = text(node, "grad") == "fejl"
    return m.Check(head, must_hold, scalar(node, "gælder_når"), is_error, text(node, "besked"))


def _measure(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    parts: dict[str, dict[str, tuple[Scalar, m.Branch]]] = {"sætter": {}, "tilføjer": {}}
    for key, found in parts.items():
        for name, (name_node, part) in mapping(node, key).items():
            branch = branch_of(part, findings)
            if branch is None:
                return None
            found[name] = (name_node, branch)
    after = tuple(s.text for s in scalars(node, "efter"))
    status = text(node, "status", "mulighed")
    requires = scalar(node, "kræver")
    effect = text(node, "virkning")
    return m.Measure(head, effect, status, requires, parts["sætter"], parts["tilføjer"], after)


def _procedure(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.procedure_entries import procedure

    return procedure(head, node, findings)


def _catalogue(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.goal_entries import catalogue

    return catalogue(head, node, findings)


def _goal(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.goal_entries import goal

    return goal(head, node, findings)


_WAYS: dict[str, Callable[[Node, Findings], m.Branch | None]] = {
    "formel": _formula,
    "varianter": _variants,
    "tabel": _table,
    "skala": _scale,
    "efter_fortolkning": _by_reading,
    "frist": _deadline,
}
_BUILDERS: dict[str, Callable[[m.Head, Mapping, Findings], m.Entry | None]] = {
    "parametre": _parameter,
    "oplysninger": _input,
    "størrelser": _computed,
    "frister": _frist,
    "fortolkninger": _reading,
    "pligter": _duty,
    "kontroller": _check,
    "tiltag": _measure,
    "procedurer": _procedure,
    "kataloger": _catalogue,
    "mål": _goal,
}
