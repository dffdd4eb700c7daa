"""Random formulas of a wanted type, as text: every operator and function of the language, well typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st
from oracle.known import UNFIXED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HISTORY = 4
LEVELS, TOWNS = "niveau", "kommune"
DIMENSIONS = (LEVELS, TOWNS)
OPTIONS = ("a", "b", "c")
NONE: frozenset[str] = frozenset()
T = TypeVar("T")


@dataclass(frozen=True)
class Sort:
    """A declared type with its unit."""

    kind: str = "tal"
    unit: str = ""


KRONER, PERCENT, DAYS, SHARE = (Sort(unit=unit) for unit in ("kr", "pct", "dag", "forhold"))
PLACES, RATE, WHOLE = Sort(unit="plads"), Sort(unit="kr/dag"), Sort("heltal")
BOOL, DATE, YEAR, CHOICE, MEMBER = Sort("ja_nej"), Sort("dato"), Sort("årstal"), Sort("valg"), Sort("medlem")
TEXT = Sort("tekst")
NUMBERS = (KRONER, PERCENT, DAYS, SHARE, PLACES, RATE, WHOLE)
PLAIN = (SHARE, PERCENT, PLACES, WHOLE)
SORTS = (*NUMBERS, KRONER, KRONER, BOOL, BOOL, DATE, YEAR, CHOICE, TEXT, MEMBER)


@dataclass(frozen=True)
class Quantity:
    """A planned quantity: `order` rises through the set, so that what is read the same year stands before."""

    name: str
    sort: Sort
    dims: tuple[str, ...]
    role: str
    order: int
    optional: bool = False
    fixed: bool = False
    grouped: bool = False


@dataclass(frozen=True)
class Place:
    """Where a formula stands: what it may be per, what is known to be stated, and what `denne` would mean."""

    own: Quantity
    dims: frozenset[str]
    known: frozenset[str] = NONE
    outer: frozenset[str] | None = None
    recursive: bool = False
    measure: bool = False


@dataclass(frozen=True)
class Made:
    """A formula's text, the dimensions it is per, and those under a `denne` not yet inside its aggregate."""

    text: str
    dims: frozenset[str] = NONE
    outer: frozenset[str] = NONE


def join(pattern: str, *parts: Made) -> Made:
    """The parts filled into a pattern."""
    text = pattern.format(*(part.text for part in parts))
    return Made(text, NONE.union(*(p.dims for p in parts)), NONE.union(*(p.outer for p in parts)))


def _two_texts(then: Made, otherwise: Made) -> bool:
    texts = then.text.startswith('"') and otherwise.text.startswith('"')
    return texts and "valg mellem to tekster" in UNFIXED


class Dice:
    """Choices drawn from hypothesis, so that failures shrink."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.draw(st.integers(low, high))

    def pick(self, options: Sequence[T]) -> T:
        """One of several; the first is the simplest."""
        return options[self.number(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """Whether something happens that does so this often; simplest when it does not."""
        return self.number(0, 99) >= 100 - percent

    def some(self, options: Sequence[T], percent: int) -> list[T]:
        """Each of several this often."""
        return [option for option in options if self.chance(percent)]


class Formulas:
    """Formulas over the planned quantities of a set."""

    def __init__(self, dice: Dice, quantities: Sequence[Quantity], *, far_back: bool) -> None:
        self.dice = dice
        self.quantities = quantities
        self.far_back = far_back
        self._makers: dict[str, Callable[[Sort, Place, int], Made]] = {
            "ja_nej": self._bool,
            "dato": self._date,
            "årstal": self._year,
            "valg": self._simple,
            "medlem": self._simple,
            "tekst": self._simple,
        }

    def make(self, sort: Sort, place: Place, depth: int) -> Made:
        """A formula of a sort."""
        if depth <= 0:
            return self.leaf(sort, place)
        if self.dice.chance(12):
            return self._choice(sort, place, depth)
        return self._makers.get(sort.kind, self._number)(sort, place, depth)

    def leaf(self, sort: Sort, place: Place) -> Made:
        """A quantity of the sort, perhaps of an earlier year, or a literal."""
        if self.dice.chance(15):
            return self.literal(sort)
        return self.reference(sort, place) or self.literal(sort)

    # literals

    def literal(self, sort: Sort) -> Made:
        """A literal, or what comes closest to one."""
        dice = self.dice
        if sort in NUMBERS:
            return Made(self.number_literal(sort))
        if sort is BOOL:
            return Made(dice.pick(("sand", "falsk")))
        if sort is DATE:
            return Made(dice.pick(("dato(2019, 3, 31)", "dato(2020, 2, 29)", "dato(år, 12, 31)", "opgjort", "dato(år, 2, 29)")))
        if sort is YEAR:
            return Made(dice.pick(("år", "2019", "2020", "(år - 1)")))
        if sort is CHOICE:
            return Made('"' + dice.pick(OPTIONS) + '"')
        return Made(dice.pick(('"A"', '"B"')) if sort is MEMBER else '"tekst"')

    def number_literal(self, sort: Sort) -> str:
        """A number with its unit; shares and counts have none to write."""
        text = self.dice.pick(("1", "0", "2", "3", "0.5", "1.37", "100", "7.25", "12"))
        if sort is WHOLE:
            return self.dice.pick(("1", "0", "2", "3", "7"))
        if sort is RATE:
            return f"({text} kr / 1 dag)"
        return text if sort is SHARE else f"{text} {sort.unit}"

    # quantities

    def reference(self, sort: Sort, place: Place) -> Made | None:
        """A quantity of the sort that may be read here."""
        dice = self.dice
        now = [q for q in self._of(sort, place) if q.order < place.own.order and self._readable(q, place)]
        if place.measure and place.own.sort == sort and set(place.own.dims) <= place.dims and dice.chance(50):
            return Made(f"uden_tiltag({place.own.name})", frozenset(place.own.dims))
        if now and not dice.chance(25):
            found = dice.pick(now)
            return Made(found.name, frozenset(found.dims))
        return self._elsewhen(sort, place) or (self._named(dice.pick(now)) if now else None)

    def _named(self, quantity: Quantity) -> Made:
        return Made(quantity.name, frozenset(quantity.dims))

    def _elsewhen(self, sort: Sort, place: Place) -> Made | None:
        """An earlier or fixed year, or a parameter on a date."""
        dice = self.dice
        found = [q for q in self._of(sort, place) if self._may_lag(q, place)]
        if not found:
            return None
        quantity = dice.pick(found)
        dims = frozenset(quantity.dims)
        if quantity.role == "parameter" and dice.chance(40):
            return self._on_day(quantity, place)
        if self._may_be_absolute(quantity, place) and dice.chance(25):
            return Made(f"{quantity.name}[{dice.pick((2018, 2019, 2016))}]", dims)
        return Made(f"{quantity.name}[{dice.pick((-1, -2, -3, 'år - 1'))}]", dims)

    def _on_day(self, quantity: Quantity, place: Place) -> Made:
        own = frozenset(quantity.dims)
        if "dato i […] med egen dimension" in UNFIXED:
            place = replace(place, dims=own, outer=None)
        day = self.make(DATE, place, 1)
        sum_ = day.text.startswith("(") and "regnestykke i […]" in UNFIXED
        return join(f"{quantity.name}[min({{0}})]" if sum_ else f"{quantity.name}[{{0}}]", day, Made("", own))

    def _may_be_absolute(self, quantity: Quantity, place: Place) -> bool:
        """A fixed year counts as the same year; parameters must then reach far back."""
        return quantity.order < place.own.order and (self.far_back or quantity.role != "størrelse")

    def _of(self, sort: Sort, place: Place) -> list[Quantity]:
        return [q for q in self.quantities if q.sort == sort and set(q.dims) <= place.dims]

    def _readable(self, quantity: Quantity, place: Place) -> bool:
        return not quantity.optional or quantity.name in place.known

    def _may_lag(self, quantity: Quantity, place: Place) -> bool:
        if quantity.fixed or quantity.optional:
            return False
        return quantity.name != place.own.name or place.recursive

    # constructs of every sort

    def _choice(self, sort: Sort, place: Place, depth: int) -> Made:
        guarded = self._guarded(sort, place, depth)
        if guarded:
            return guarded
        branches = [self.make(sort, place, depth - 1), self.make(sort, place, depth - 1)]
        if _two_texts(*branches):
            return branches[0]
        if self.dice.chance(15):
            branches[self.dice.number(0, 1)] = Made(self.dice.pick(("ikke_relevant", "ikke_reguleret")))
        return join("hvis({0}, {1}, {2})", self.make(BOOL, place, depth - 1), *branches)

    def _guarded(self, sort: Sort, place: Place, depth: int) -> Made | None:
        """`hvis(oplyst(x), …x…, y)`, `oplyst_eller(x, y)` and the like."""
        dice = self.dice
        found = [q for q in self._of(sort, place) if self.askable(q)]
        if not found or dice.chance(40):
            return None
        asked = self._named(dice.pick(found))
        otherwise = self.make(sort, place, depth - 1)
        quantity = next(q for q in found if q.name == asked.text)
        if dice.chance(50):
            lag = "[-1]" if not quantity.fixed and dice.chance(30) else ""
            return join(f"oplyst_eller({{0}}{lag}, {{1}})", asked, otherwise)
        if quantity.optional and not quantity.fixed and dice.chance(30):
            return join("hvis(oplyst({0}[-1]), {0}[-1], {1})", asked, otherwise)
        then = self.make(sort, replace(place, known=place.known | {asked.text}), depth - 1)
        if _two_texts(then, otherwise):
            return otherwise
        return join("hvis(oplyst({0}), {1}, {2})", asked, then, otherwise)

    def askable(self, quantity: Quantity) -> bool:
        """Whether `oplyst` may ask about it."""
        return quantity.optional or quantity.grouped or quantity.role == "størrelse"

    def _simple(self, sort: Sort, place: Place, depth: int) -> Made:
        if sort is MEMBER and TOWNS in place.dims and self.dice.chance(30):
            return Made(TOWNS, frozenset([TOWNS]))
        return self.leaf(sort, place)

    # numbers

    def _number(self, sort: Sort, place: Place, depth: int) -> Made:
        dice = self.dice
        ways = [self._sum, self._scaled, self._bounded, self._rounded, self._counted, self._window, self._special]
        made = dice.pick([lambda *_: self.leaf(sort, place), *ways])(sort, place, depth - 1)
        return made or self.leaf(sort, place)

    def _sum(self, sort: Sort, place: Place, depth: int) -> Made:
        left, right = self.make(sort, place, depth), self.make(sort, place, depth)
        return join(self.dice.pick(("({0} + {1})", "({0} - {1})", "(-{0} + {1})")), left, right)

    def _scaled(self, sort: Sort, place: Place, depth: int) -> Made:
        factors = PLAIN if sort in (KRONER, DAYS, RATE) else (SHARE, WHOLE)
        factor = self.make(self.dice.pick(factors), place, depth)
        return join(self.dice.pick(("({0} * {1})", "({0} / {1})")), self.make(sort, place, depth), factor)

    def _bounded(self, sort: Sort, place: Place, depth: int) -> Made:
        first, second = self.make(sort, place, depth), self.make(sort, place, depth)
        pattern = self.dice.pick(("min({0}, {1})", "maks({0}, {1}, {0})", "abs({0})", "ud_over({0}, {1})"))
        return join(pattern, *((first, second) if "{1}" in pattern else (first,)))

    def _rounded(self, sort: Sort, place: Place, depth: int) -> Made:
        value = self.make(sort, place, depth)
        if self.dice.chance(30):
            return join("afrund_til({0}, {1})", value, self.literal(sort))
        function = self.dice.pick(("afrund", "rund_op", "rund_ned"))
        return join(f"{function}({{0}}, {self.dice.pick((0, 2, 1, -1, -2))})", value)

    def _special(self, sort: Sort, place: Place, depth: int) -> Made | None:
        """What only some units come from."""
        dice = self.dice
        if sort is KRONER and dice.chance(50):
            return join("({0} * {1})", self.make(RATE, place, depth), self.make(DAYS, place, depth))
        if sort is KRONER:
            return self._split(place, depth)
        if sort is RATE:
            return join("({0} / {1})", self.make(KRONER, place, depth), self.make(DAYS, place, depth))
        if sort is DAYS and dice.chance(50):
            return join("dage_i_året({0})", self.make(YEAR, place, depth))
        if sort is DAYS:
            pattern = dice.pick(("dage_mellem({0}, {1})", "({0} - {1})"))
            return join(pattern, self.make(DATE, place, depth), self.make(DATE, place, depth))
        return self._plain_special(place, depth) if sort is SHARE else None

    def _plain_special(self, place: Place, depth: int) -> Made:
        dice = self.dice
        unit = dice.pick((KRONER, DAYS, RATE))
        ways = (
            lambda: join("({0} / {1})", self.make(unit, place, depth), self.make(unit, place, depth)),
            lambda: join("hele_år({0}, {1})", self.make(DATE, place, depth), self.make(DATE, place, depth)),
            lambda: join("(årstal({0}) - årstal({1}))", self.make(DATE, place, depth), self.make(DATE, place, depth)),
            lambda: join(f"({{0}} ** {dice.pick((2, 0, 1, -1, 3))})", self.make(SHARE, place, depth)),
        )
        return dice.pick(ways)()

    def _split(self, place: Place, depth: int) -> Made | None:
        """`fordel(beløb, nøgle)` over a dimension of the place."""
        if not place.dims:
            return None
        over = self.dice.pick(sorted(place.dims))
        amount = self.reference(KRONER, replace(place, dims=place.dims - {over}, measure=False)) or Made("1000.55 kr")
        if "denne i fordel" in UNFIXED:
            place = replace(place, outer=None)
        key = self.make(self.dice.pick(PLAIN), place, depth)
        if "fordel af nul med negativ nøgle" in UNFIXED:
            key = join("abs({0})", key)
        if over in amount.dims:
            return None
        if over not in key.dims:
            per = Made(f'hvis({over} == "N1", 1, 2)', frozenset([over]))
            key = join("({0} * {1})", per, key)
        explicit = key.dims - amount.dims != {over} or self.dice.chance(30)
        return join(f"fordel({{0}}, {{1}}{f', over={over}' if explicit else ''})", amount, key)

    # over members and years

    def _counted(self, sort: Sort, place: Place, depth: int) -> Made:
        """An aggregate over a dimension that gives a number of the sort."""
        dice = self.dice
        over, inner = self._inside(place)
        functions = ["sum", "gennemsnit", "størst", "mindst_af", "vægtet_gennemsnit"]
        if sort in (SHARE, WHOLE):
            functions += ["antal", "antal", "produkt", "alene"]
        function = dice.pick(functions)
        if function == "alene":
            return self._closed("antal", [], over, inner, depth)
        bodies = [self.make(BOOL if function == "antal" else sort, inner, depth)]
        if function == "vægtet_gennemsnit":
            bodies.append(self.make(dice.pick((SHARE, PLACES, KRONER)), inner, depth - 1))
        return self._closed(function, bodies, over, inner, depth)

    def _inside(self, place: Place) -> tuple[str, Place]:
        over = self.dice.pick(DIMENSIONS)
        return over, replace(place, dims=place.dims | {over}, outer=place.dims)

    def _closed(self, function: str, bodies: list[Made], over: str, inner: Place, depth: int) -> Made:
        """The aggregate's text; the dimension is named unless it is the only one there is."""
        dice = self.dice
        where = self.make(BOOL, inner, depth - 1) if dice.chance(35) else None
        inside = NONE.union(*(part.dims for part in [*bodies, *([where] if where else [])]))
        if bodies and over not in inside:
            where = join("({0} og {1})", Made(f'{over} != "B"', frozenset([over])), where or Made("sand"))
            inside |= {over}
        parts = [*bodies, *([where] if where else [])]
        written = [body.text for body in bodies]
        if not bodies or inside != {over} or dice.chance(40):
            written.append(f"over={over}")
        if where:
            written.append(f"hvor={where.text}")
        outer = NONE.union(*(part.outer for part in parts))
        return Made(f"{function}({', '.join(written)})", (inside - {over}) | outer)

    def _window(self, sort: Sort, place: Place, _: int) -> Made | None:
        """An aggregate over a window of years."""
        dice = self.dice
        functions = {BOOL: ("alle", "mindst_én"), DATE: ("størst", "mindst_af"), YEAR: ("størst", "mindst_af")}.get(
            sort, ("sum", "gennemsnit", "størst", "mindst_af", *(("produkt",) if sort in (SHARE, WHOLE) else ()))
        )
        found = [q for q in self._of(sort, place) if self._may_lag(q, place)]
        if not found:
            return None
        quantity = dice.pick(found)
        windows = ["-2:-1", "-3:-2", "-4:-1"]
        if quantity.order < place.own.order:
            windows += ["-1:år", "-2:0"]
        if self._may_be_absolute(quantity, place):
            windows += ["2018:-1", "2018:år", "2018:2019"]
        return Made(f"{dice.pick(functions)}({quantity.name}[{dice.pick(windows)}])", frozenset(quantity.dims))

    # ja_nej, dates and years

    def _bool(self, sort: Sort, place: Place, depth: int) -> Made:
        ways = [self._compared, self._connected, self._asked, self._over_bool, self._over_years]
        ways += [self._outside] * (3 if place.outer else 0)
        made = self.dice.pick([lambda *_: self.leaf(sort, place), *ways])(place, depth - 1)
        return made or self.leaf(sort, place)

    def _compared(self, place: Place, depth: int) -> Made:
        dice = self.dice
        sort = dice.pick((*NUMBERS, DATE, YEAR, CHOICE, CHOICE, CHOICE, MEMBER, TEXT, BOOL))
        first, second = self.make(sort, place, depth), self.make(sort, place, depth)
        if sort in NUMBERS and sort is not PERCENT and dice.chance(30):
            second = Made(dice.pick(("0", "1", "100", "2.5", "-3")))
        if sort is CHOICE and dice.chance(50):
            return join('i({0}, ["a", "c"])', self.reference(CHOICE, place) or Made('"b"'))
        if sort is WHOLE and dice.chance(40):
            return join("i({0}, [0, 1, -4])", first)
        if sort in (CHOICE, MEMBER, TEXT, BOOL):
            return join(f"({{0}} {dice.pick(('==', '!='))} {{1}})", first, second)
        signs = ("<", "<=", "==", "!=", ">", ">=")
        if dice.chance(20):
            third = self.make(sort, place, depth)
            return join(f"({{0}} {dice.pick(signs)} {{1}} {dice.pick(signs)} {{2}})", first, second, third)
        return join(f"({{0}} {dice.pick(signs)} {{1}})", first, second)

    def _connected(self, place: Place, depth: int) -> Made:
        dice = self.dice
        optional = [q for q in self._of(BOOL, place) if q.optional]
        if optional and dice.chance(25):
            asked = self._named(dice.pick(optional))
            inner = self.make(BOOL, replace(place, known=place.known | {asked.text}), depth)
            return join("(oplyst({0}) og {1})", asked, inner)
        parts = [self.make(BOOL, place, depth) for _ in range(dice.number(2, 3))]
        if dice.chance(25):
            return join("(ikke {0})", parts[0])
        word = dice.pick(("og", "eller"))
        return join("(" + f" {word} ".join(f"{{{at}}}" for at in range(len(parts))) + ")", *parts)

    def _asked(self, place: Place, depth: int) -> Made:
        dice = self.dice
        if dice.chance(30):
            return join("reguleret({0})", self.make(dice.pick(SORTS), place, depth))
        found = [q for q in self.quantities if self.askable(q) and set(q.dims) <= place.dims]
        if not found:
            return self.literal(BOOL)
        asked = dice.pick(found)
        lag = "[-1]" if not asked.fixed and dice.chance(25) else ""
        return Made(f"oplyst({asked.name}{lag})", frozenset(asked.dims))

    def _over_bool(self, place: Place, depth: int) -> Made:
        over, inner = self._inside(place)
        body = self.make(BOOL, inner, depth)
        return self._closed(self.dice.pick(("alle", "mindst_én")), [body], over, inner, depth)

    def _over_years(self, place: Place, depth: int) -> Made | None:
        return self._window(BOOL, place, depth)

    def _outside(self, place: Place, depth: int) -> Made | None:
        """`denne` and `samme`, which ask of the member being calculated."""
        if place.outer is None:
            return None
        dice = self.dice
        outside = replace(place, dims=place.outer, outer=None)
        if dice.chance(50):
            parts = [self.leaf(dice.pick(SORTS), replace(outside, dims=place.outer)) for _ in range(dice.number(1, 2))]
            pattern = "samme(" + ", ".join(f"{{{at}}}" for at in range(len(parts))) + ")"
            made = join(pattern, *parts)
            return replace(made, outer=made.outer | made.dims)
        sort = dice.pick((*NUMBERS, CHOICE, DATE))
        inner, outer = self.make(sort, place, depth), self.make(sort, outside, depth)
        sign = "==" if sort is CHOICE else dice.pick(("<", "==", ">="))
        return Made(f"({inner.text} {sign} denne({outer.text}))", inner.dims, inner.outer | outer.dims)

    def _date(self, sort: Sort, place: Place, depth: int) -> Made:
        dice = self.dice
        day = self.make(sort, place, depth - 1)
        count = self.make(dice.pick((WHOLE, WHOLE, WHOLE, SHARE)), place, 0)
        months = dice.pick(("sidste_dag", "næste_dag", "fejl"))
        pattern = dice.pick(
            (
                "{0}",
                "start_på_måned({0})",
                "slut_på_måned({0})",
                "slut_på_måned({0}, {1})",
                "({0} + dage({1}))",
                "({0} - dage({1}))",
                f'læg_måneder({{0}}, {{1}}, "{months}")',
                "arbejdsdage_efter({0}, {1}, hverdage)",
                "arbejdsdage_efter({0}, -3, lang_uge)",
                "dato(år, {1}, 31)",
                "dato(årstal({0}), {1}, 15)",
            )
        )
        if dice.chance(25):
            return self._extreme(sort, place, depth - 1) or day
        parts = [part for part, mark in ((day, "{0}"), (count, "{1}")) if mark in pattern]
        return join(pattern if "{0}" in pattern else pattern.replace("{1}", "{0}"), *parts)

    def _extreme(self, sort: Sort, place: Place, depth: int) -> Made | None:
        if self.dice.chance(30):
            return self._window(sort, place, depth)
        if self.dice.chance(40):
            over, inner = self._inside(place)
            body = self.make(sort, inner, depth)
            return self._closed(self.dice.pick(("størst", "mindst_af")), [body], over, inner, depth)
        first, second = self.make(sort, place, depth), self.make(sort, place, depth)
        return join(self.dice.pick(("min({0}, {1})", "maks({0}, {1})")), first, second)

    def _year(self, sort: Sort, place: Place, depth: int) -> Made:
        dice = self.dice
        if dice.chance(30):
            return join("årstal({0})", self.make(DATE, place, depth - 1))
        if dice.chance(30):
            return self._extreme(sort, place, depth - 1) or self.leaf(sort, place)
        return join(dice.pick(("{0}", "({0} - 1)", "({0} + 2)")), self.leaf(sort, place))
