"""Random rule sets as YAML: parameters, inputs with every flag, and computed quantities with every construct."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from oracle import courses
from oracle import sorts as ex
from oracle.expressions import Formulas
from oracle.known import UNFIXED
from oracle.pools import CUTS, POOLS
from oracle.sorts import Dice, Place, Quantity, Sort
from oracle.written import FIRST, MANIFEST, SOURCE, RuleSet

EARLIEST, BEGINNING, END = 1900, 2005, 2030
DIMS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    (),
    (ex.LEVELS,),
    (ex.TOWNS,),
    (ex.LEVELS, ex.TOWNS),
    (ex.TOWNS, ex.LEVELS),
)


@st.composite
def rule_sets(draw: Callable[..., Any]) -> RuleSet:
    """A whole typed rule set."""
    return _Maker(Dice(draw)).make()


class _Maker:
    """One set in the making: first every signature, then the formulas."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.parameters = self._plan("p", "parameter", dice.number(1, 4))
        self.inputs = self._plan("i", "oplysning", dice.number(3, 8))
        self.computed = self._plan("c", "størrelse", dice.number(3, 10))
        self.far_back, self.exactly_one = dice.chance(15), False
        self.formulas = Formulas(dice, self.all, far_back=self.far_back)
        self.has_course = dice.chance(50)
        self.readings = [f"l{at}" for at in range(dice.number(1, 2))]

    @property
    def all(self) -> list[Quantity]:
        """Every quantity, in the order in which they may read each other."""
        return [*self.parameters, *self.inputs, *self.computed]

    def _plan(self, letter: str, role: str, count: int) -> list[Quantity]:
        start = {"p": 0, "i": 100, "c": 200}[letter]
        return [self._signature(f"{letter}{at}", role, start + at) for at in range(count)]

    def _signature(self, name: str, role: str, order: int) -> Quantity:
        dims = self.dice.pick(DIMS)
        if role == "parameter":
            dims = dims[:1]
        sorts = ex.COMPUTED if role == "størrelse" else ex.GIVEN
        return Quantity(name, self.dice.pick(sorts), dims, role, order)

    def make(self) -> RuleSet:
        """The files."""
        groups = self._groups()
        inputs = {q.name: self._input(at, q) for at, q in enumerate(self.inputs)}
        course = self._course()
        self.formulas = Formulas(self.dice, self.all, far_back=self.far_back, has_course=self.has_course)
        parameters = {q.name: self._parameter(q) for q in self.parameters}
        computed = {q.name: self._computed(q) for q in self.computed}
        readings = {name: _reading() for name in self.readings}
        topic = {"emne": "Prøve", "kilde": SOURCE, "parametre": parameters}
        topic |= {"oplysninger": {**inputs, **groups}, "størrelser": computed, "fortolkninger": readings}
        measures = self._measures()
        topic |= {"tiltag": measures} if measures else {}
        return RuleSet(MANIFEST, self._towns(), topic | course)

    def _course(self) -> dict[str, Any]:
        """A procedure over what is given, and catalogues."""
        if not self.has_course:
            return {}
        given = Formulas(self.dice, [*self.parameters, *self.inputs], far_back=self.far_back)
        return {
            "procedurer": {courses.NAME: courses.procedure(self.dice, given)},
            "kataloger": courses.CATALOGUES,
        }

    def _towns(self) -> dict[str, Any]:
        attribute: dict[str, Any] = {"titel": "Folketal", "type": "heltal", "standard": "5", "kilde": SOURCE}
        if self.dice.chance(50):
            attribute["fast"] = "ja"
        members = {
            "A": {"navn": "Aby", "folketal": "100"},
            "B": {"navn": "Bby", "folketal": "0"},
            "C": {"navn": "Cby"},
        }
        return {"attributter": {"folketal": attribute}, "medlemmer": members}

    # given quantities

    def _typed(self, quantity: Quantity) -> dict[str, Any]:
        sort = quantity.sort
        entry: dict[str, Any] = {"titel": quantity.name, "type": sort.kind}
        if sort.unit:
            entry["enhed"] = sort.unit
        if sort is ex.CHOICE:
            entry["muligheder"] = list(ex.OPTIONS)
        if sort is ex.MEMBER:
            entry["af"] = ex.TOWNS
        return entry

    def literal(self, sort: Sort) -> str:
        """A literal as rule files write it, in the declared unit."""
        return self.dice.pick(POOLS[sort])

    def _parameter(self, quantity: Quantity) -> dict[str, Any]:
        entry = self._typed(quantity)
        timeless = self.dice.chance(30)
        figures = self._always if timeless else self.dice.pick((self._by_year, self._by_date))
        key = "værdi" if timeless else "værdier"
        if not quantity.dims:
            return entry | {key: figures(quantity.sort)}
        members = ("A", "B", "C") if quantity.dims == (ex.TOWNS,) else ("N1", "N2")
        return entry | {"pr": quantity.dims[0], key: {member: figures(quantity.sort) for member in members}}

    def _always(self, sort: Sort) -> Any:
        return "kilde_mangler" if self.dice.chance(10) else self.literal(sort)

    def _by_year(self, sort: Sort) -> dict[str, Any]:
        common, gap = self.literal(sort), self.dice.pick((2019, 2018, 2017))
        first = EARLIEST if self.far_back else BEGINNING
        found: dict[str, Any] = {str(year): common for year in range(first, END)}
        found["2018"] = {"værdi": self.literal(sort), "ekstern": "ja"}
        return found | {str(gap): "kilde_mangler" if self.dice.chance(30) else self.literal(sort)}

    def _by_date(self, sort: Sort) -> dict[str, Any]:
        dates = (f"{EARLIEST}-01-01", "2018-07-01", "2019-02-01", "2019-10-15", "2020-02-01")
        return {day: self._always(sort) for day in dates[: self.dice.number(1, len(dates))]}

    def _input(self, at: int, quantity: Quantity) -> dict[str, Any]:
        dice, entry = self.dice, self._typed(quantity)
        flag = dice.pick(("", "fast", "pr_år", "valgfri", "fast_valgfri", "pr_år_valgfri"))
        if quantity.grouped and self.exactly_one and "netop_én_af i et år, sagen ikke handler om" in UNFIXED:
            flag = {"": "fast", "valgfri": "fast_valgfri"}.get(flag, flag)
        dims: list[str] = list(quantity.dims)
        if "pr_år" in flag:
            dims.append("år")
        if dims:
            entry["pr"] = dims if len(dims) > 1 or dice.chance(50) else dims[0]
        for word in ("fast", "valgfri"):
            if word in flag:
                entry[word] = "ja"
        self.inputs[at] = replace(quantity, optional="valgfri" in flag, fixed="fast" in flag)
        if "valgfri" not in flag and not quantity.grouped and dice.chance(25):
            formula = quantity.sort is ex.DAYS and "fast" not in flag and dice.chance(70)
            entry["standard"] = "dage_i_året(år)" if formula else self.literal(quantity.sort)
        return entry

    def _groups(self) -> dict[str, Any]:
        """Two inputs that belong together; they have the same dimensions."""
        if not self.dice.chance(50):
            return {}
        first, second = self.inputs[:2]
        self.inputs[:2] = [replace(first, grouped=True), replace(second, grouped=True, dims=first.dims)]
        self.exactly_one = self.dice.chance(50)
        kind = "netop_én_af" if self.exactly_one else "alle_eller_ingen"
        return {"grupper": [{kind: [first.name, second.name]}]}

    # computed quantities

    def _computed(self, quantity: Quantity) -> dict[str, Any]:
        entry = self._typed(quantity)
        if quantity.dims:
            entry["pr"] = list(quantity.dims)
        place = Place(quantity, frozenset(quantity.dims))
        if quantity is self.computed[0] and self.dice.chance(15):
            entry["formel"] = self.dice.pick(("ikke_reguleret", "ikke_relevant"))
        elif self.dice.chance(20):
            entry |= self._recursive(place)
        else:
            branch = self._branch(place, 2)
            entry |= {"formel": branch} if isinstance(branch, str) else branch
        if quantity.sort in ex.NUMBERS or quantity.sort in (ex.DATE, ex.YEAR):
            steps = [self._step(place) for _ in range(self.dice.pick((0, 0, 1, 2)))]
            entry |= {"trin": steps} if steps else {}
        return entry

    def _recursive(self, place: Place) -> dict[str, Any]:
        """A quantity that uses its own earlier years, with a base case."""
        condition = self.dice.pick((f"år <= {FIRST}", f"år == {FIRST - 1}", "år < 2015"))
        base = {"når": condition, "formel": self.formulas.make(place.own.sort, place, 1).text}
        onward = self._branch(replace(place, recursive=True), 1)
        return {"varianter": [base, {"ellers": onward}]}

    def _branch(self, place: Place, depth: int) -> Any:
        """A formula, or a block with one construct."""
        ways = [self._formula, self._formula, self._variants, self._table, self._by_reading, self._scale]
        if place.own.sort is ex.DATE:
            ways += [self._deadline, self._deadline]
        way = self.dice.pick(ways) if depth else self._formula
        return way(place, depth)

    def _formula(self, place: Place, depth: int) -> str:
        if self.dice.chance(8):
            return self.dice.pick(("ikke_reguleret", "ikke_relevant"))
        return self.formulas.make(place.own.sort, place, depth + 1).text

    def _variants(self, place: Place, depth: int) -> dict[str, Any]:
        arms: list[dict[str, Any]] = []
        for _ in range(self.dice.number(1, 2)):
            condition, known = self._condition(place)
            then = self._branch(replace(place, known=place.known | known), depth - 1)
            arms.append({"når": condition} | ({"formel": then} if isinstance(then, str) else then))
        return {"varianter": [*arms, {"ellers": self._branch(place, depth - 1)}]}

    def _condition(self, place: Place) -> tuple[str, frozenset[str]]:
        optional = [q for q in self.inputs if q.optional and set(q.dims) <= place.dims]
        if optional and self.dice.chance(40):
            asked = self.dice.pick(optional)
            return f"oplyst({asked.name})", frozenset([asked.name])
        return self.formulas.make(ex.BOOL, place, 2).text, ex.NONE

    def _by_reading(self, place: Place, depth: int) -> dict[str, Any]:
        branches = {name: self._branch(place, depth - 1) for name in ("første", "anden")}
        return {"efter_fortolkning": {self.dice.pick(self.readings): branches}}

    def _scale(self, place: Place, depth: int) -> Any:
        if place.own.sort is not ex.KRONER:
            return self._formula(place, depth)
        dice = self.dice
        base = dice.pick((ex.KRONER, ex.DAYS, ex.PLACES))
        rate = {ex.KRONER: ex.PERCENT, ex.DAYS: ex.RATE, ex.PLACES: ex.KRONER}[base]
        bounds = list(CUTS[base])[dice.number(0, 1) :]
        word = dice.pick(("fra", "over"))
        if "uden_tiltag i en skala" in UNFIXED:
            place = replace(place, measure=False)
        of, kind = self.formulas.make(base, place, 1), dice.pick(("marginal", "enkelt"))
        rates = [self.formulas.make(rate, place, 1) for _ in bounds]
        if kind == "marginal" and "flere ukendte satser i en marginal skala" in UNFIXED:
            rates[1:] = [self.formulas.literal(rate) for _ in bounds[1:]]
        intervals = [{word: bound, "sats": made.text} for bound, made in zip(bounds, rates, strict=True)]
        return {"skala": {"af": of.text, "art": kind, "intervaller": intervals}}

    def _deadline(self, place: Place, depth: int) -> Any:
        dice = self.dice
        unit, calendar = dice.pick(("dage", "arbejdsdage", "måneder")), dice.pick(("hverdage", "lang_uge"))
        length = str(dice.number(0, 40))
        if dice.chance(40):
            length = self.formulas.make(ex.SHARE if unit == "måneder" else ex.DAYS, place, 1).text
        found: dict[str, Any] = {
            "fra": self.formulas.make(ex.DATE, place, 1).text,
            "længde": {unit: length},
            "retning": dice.pick(("efter", "før")),
            "første_dag": dice.pick(("dagen_efter", "samme_dag")),
            "ved_fridag": dice.pick(("uændret", "næste", "forrige")),
        }
        if unit == "måneder":
            found["slut"] = dice.pick(("sidste_dag", "næste_dag"))
        if unit == "arbejdsdage" or found["ved_fridag"] != "uændret":
            by_reading = {self.dice.pick(self.readings): {"første": calendar, "anden": "lang_uge"}}
            found["kalender"] = {"efter_fortolkning": by_reading} if dice.chance(30) else calendar
        if dice.chance(30):
            found["gælder_når"] = self.formulas.make(ex.BOOL, place, 1).text
        return {"frist": found}

    def _table(self, place: Place, depth: int) -> Any:
        fits = [q for q in self.all if self._is_column(q, place)]
        if not fits:
            return self._formula(place, depth)
        columns = list(dict.fromkeys(self.dice.pick(fits) for _ in range(self.dice.number(1, 3))))
        rows = [{"når": cells, "giver": self._branch(place, depth - 1)} for cells in self._rows(columns)]
        return {"tabel": {"efter": [q.name for q in columns], "rækker": rows}}

    def _is_column(self, quantity: Quantity, place: Place) -> bool:
        whole = (
            quantity.sort is ex.WHOLE
            and quantity.role == "størrelse"
            and "brøk i en heltalskolonne" in UNFIXED
        )
        readable = quantity.order < place.own.order and not quantity.optional
        return readable and set(quantity.dims) <= place.dims and not whole and quantity.sort is not ex.TEXT

    def _rows(self, columns: list[Quantity]) -> list[dict[str, Any]]:
        """Rows that divide all combinations between them, by dividing one column at a time."""
        if not columns or self.dice.chance(20):
            return [{}]
        first, rest = columns[0], columns[1:]
        if self.dice.chance(10):
            return self._rows(rest)
        return [{first.name: piece, **row} for piece in self._pieces(first.sort) for row in self._rows(rest)]

    def _pieces(self, sort: Sort) -> list[Any]:
        dice = self.dice
        finite = {ex.BOOL: ("ja", "nej"), ex.CHOICE: ex.OPTIONS, ex.MEMBER: ("A", "B", "C")}.get(sort)
        if finite:
            cut = dice.number(1, len(finite) - 1)
            head = finite[0] if cut == 1 and dice.chance(50) else list(finite[:cut])
            return [head, list(finite[cut:])]
        if sort is ex.WHOLE:
            return dice.pick((["<= 0", "1..3", "> 3"], ["< 1", ["1", "2"], ">= 3"]))
        cuts = CUTS[sort]
        low, high = cuts[dice.number(0, 1)], cuts[2]
        two = ([f"< {low}", f">= {low}"], [f"<= {low}", f"> {low}"])
        return dice.pick(
            (*two, [f"< {low}", f"{low}..<{high}", f">= {high}"], [f"< {low}", f"{low}..{high}", f"> {high}"])
        )

    def _step(self, place: Place) -> dict[str, Any]:
        dice, sort = self.dice, place.own.sort
        kind = dice.pick(("højst", "mindst", "afrund" if sort in ex.NUMBERS else "højst"))
        step: dict[str, Any]
        if kind == "afrund":
            multiple = dice.pick(("1", "0.01", "0.5", "100", "0.3", "5"))
            whole = multiple.split(".")[0] if sort is ex.WHOLE and "." in multiple else multiple
            method = dice.pick(("halv_op", "halv_lige", "op", "ned"))
            step = {
                "afrund": {"til": whole if sort is ex.WHOLE and whole != "0" else multiple, "metode": method}
            }
            if sort is ex.WHOLE and whole == "0":
                step["afrund"]["til"] = "2"
        else:
            step = {kind: self.literal(sort) if dice.chance(50) else self.formulas.make(sort, place, 1).text}
        if dice.chance(35):
            step["når"] = self.formulas.make(ex.BOOL, place, 1).text
        return step

    # measures

    def _measures(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for at in range(self.dice.pick((0, 1, 2, 3))):
            target = self.dice.pick(self.computed)
            place = Place(target, frozenset(target.dims), measure=True)
            key = "tilføjer" if target.sort in ex.NUMBERS and self.dice.chance(50) else "sætter"
            effect = {target.name: self._branch(place, 1)}
            found[f"t{at}"] = {"titel": f"t{at}", "virkning": "beregnes", key: effect}
            if at:
                found[f"t{at}"]["efter"] = [f"t{before}" for before in range(at)]
        return found


def _reading() -> dict[str, Any]:
    choices = {"første": {"titel": "Den første"}, "anden": {"titel": "Den anden"}}
    return {"titel": "Hvordan?", "art": "flertydig", "standard": "første", "læsninger": choices}
