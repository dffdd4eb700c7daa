"""Random formulas of a wanted type, as text: every operator and function of the language, well typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oracle import courses
from oracle.known import UNFIXED
from oracle.patterns import FACTOR, LITERAL, SAME, SMALL, Pattern, factors, patterns
from oracle.sorts import (
    BOOL,
    CHOICE,
    COMPUTED,
    DATE,
    DAYS,
    DIMENSIONS,
    KRONER,
    MEMBER,
    NONE,
    NUMBERS,
    OPTIONS,
    PERCENT,
    PLACES,
    PLAIN,
    RATE,
    SHARE,
    TEXT,
    TOWNS,
    WHOLE,
    YEAR,
    Dice,
    Made,
    Place,
    Quantity,
    Sort,
    join,
)

SMALL_NUMBERS = ("1", "2", "-1", "0", "3", "13", "-12", "30")
DATES = (
    "dato(2019, 3, 31)",
    "dato(2020, 2, 29)",
    "dato(år, 6, 30)",
    "dato(år, 12, 31)",
    "opgjort",
    "dato(år, 2, 29)",
)
FIGURES = ("1", "0", "2", "3", "0.5", "2.5", "1.37", "100", "7.25", "12")
WINDOWED = {
    BOOL: ("alle", "mindst_én", "antal"),
    DATE: ("størst", "mindst_af"),
    YEAR: ("størst", "mindst_af"),
}


class Formulas:
    """Formulas over the planned quantities of a set."""

    def __init__(
        self, dice: Dice, quantities: Sequence[Quantity], *, far_back: bool, has_course: bool = False
    ) -> None:
        self.dice = dice
        self.has_course = has_course
        self.quantities = quantities
        self.far_back = far_back

    def make(self, sort: Sort, place: Place, depth: int) -> Made:
        """A formula of a sort."""
        dice = self.dice
        if depth <= 0 or dice.chance(15):
            return self.leaf(sort, place)
        if self.has_course and sort in (BOOL, DATE, TEXT) and dice.chance(15):
            return courses.asked(dice, self, sort, place)
        ways = [self._pattern, self._pattern, self._choice, self._counted, self._window]
        if sort is BOOL:
            ways += [self._compared, self._compared, self._asked, self._guarded_bool, *[self._outside] * 3]
        elif sort is KRONER:
            ways += [self._split, self._split]
        return dice.pick(ways)(sort, place, depth - 1) or self.leaf(sort, place)

    def leaf(self, sort: Sort, place: Place) -> Made:
        """A quantity of the sort, perhaps of an earlier year, or a literal."""
        if sort is MEMBER and TOWNS in place.dims and self.dice.chance(30):
            return Made(TOWNS, frozenset([TOWNS]))
        if self.dice.chance(15):
            return self.literal(sort)
        return self.reference(sort, place) or self.literal(sort)

    def literal(self, sort: Sort) -> Made:
        """A literal, or what comes closest to one."""
        dice = self.dice
        if sort in NUMBERS:
            return Made(self._number_literal(sort))
        texts = {
            BOOL: ("sand", "falsk"),
            DATE: DATES,
            YEAR: ("år", "2019", "2020", "(år - 1)"),
            CHOICE: tuple(f'"{option}"' for option in OPTIONS),
            TEXT: ('"tekst"',),
            MEMBER: ('"A"', '"B"'),
        }
        return Made(dice.pick(texts[sort]))

    def _number_literal(self, sort: Sort) -> str:
        """A number with its unit; shares and counts have none to write."""
        text = self.dice.pick(FIGURES)
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
        if now and not dice.chance(35):
            return _named(dice.pick(now))
        return self._elsewhen(sort, place) or (_named(dice.pick(now)) if now else None)

    def _elsewhen(self, sort: Sort, place: Place) -> Made | None:
        """An earlier or fixed year, or a parameter on a date."""
        dice = self.dice
        found = [q for q in self._of(sort, place) if self._may_lag(q, place)]
        dated = [q for q in found if q.role == "parameter"]
        if dated and dice.chance(50):
            return self._on_day(dice.pick(dated), place)
        if not found:
            return None
        quantity = dice.pick(found)
        absolute = self._may_be_absolute(quantity, place) and dice.chance(25)
        year = dice.pick((2018, 2019, 2016) if absolute else (-1, -2, -3, "år - 1"))
        return Made(f"{quantity.name}[{year}]", frozenset(quantity.dims))

    def _on_day(self, quantity: Quantity, place: Place) -> Made:
        own = frozenset(quantity.dims)
        if "dato i […] med egen dimension" in UNFIXED:
            place = replace(place, dims=own, outer=None)
        day = self.make(DATE, place, 1)
        is_sum = day.text.startswith("(") and "regnestykke i […]" in UNFIXED
        return join(
            f"{quantity.name}[min({{0}})]" if is_sum else f"{quantity.name}[{{0}}]", day, Made("", own)
        )

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

    # what there is for every sort

    def _pattern(self, sort: Sort, place: Place, depth: int) -> Made | None:
        known = patterns(sort)
        return self._filled(self.dice.pick(known), sort, place, depth) if known else None

    def _filled(self, pattern: Pattern, sort: Sort, place: Place, depth: int) -> Made:
        text, holes = pattern
        return join(text, *(self._hole(hole, sort, place, depth) for hole in holes))

    def _hole(self, hole: Sort | str, sort: Sort, place: Place, depth: int) -> Made:
        if hole == LITERAL:
            return self.literal(sort)
        if hole == SMALL:
            return Made(self.dice.pick(SMALL_NUMBERS)) if self.dice.chance(70) else self.leaf(WHOLE, place)
        if hole == FACTOR:
            return self.make(self.dice.pick(factors(sort)), place, depth)
        return self.make(sort if hole == SAME else hole, place, depth)  # type: ignore[arg-type]

    def _choice(self, sort: Sort, place: Place, depth: int) -> Made:
        guarded = self._guarded(sort, place, depth)
        if guarded:
            return guarded
        branches = [self.make(sort, place, depth), self.make(sort, place, depth)]
        if self.dice.chance(20):
            branches[self.dice.number(0, 1)] = Made(self.dice.pick(("ikke_relevant", "ikke_reguleret")))
        if _two_texts(*branches):
            return branches[0]
        return join("hvis({0}, {1}, {2})", self.make(BOOL, place, depth), *branches)

    def _guarded(self, sort: Sort, place: Place, depth: int) -> Made | None:
        """`hvis(oplyst(x), …x…, y)`, `oplyst_eller(x, y)` and the like."""
        dice = self.dice
        found = [q for q in self._askable(place) if q.sort == sort]
        if not found or dice.chance(40):
            return None
        quantity = dice.pick(found)
        asked, otherwise = _named(quantity), self.make(sort, place, depth)
        if dice.chance(50):
            lag = "[-1]" if not quantity.fixed and dice.chance(30) else ""
            return join(f"oplyst_eller({{0}}{lag}, {{1}})", asked, otherwise)
        if quantity.optional and not quantity.fixed and dice.chance(30):
            return join("hvis(oplyst({0}[-1]), {0}[-1], {1})", asked, otherwise)
        then = self.make(sort, replace(place, known=place.known | {asked.text}), depth)
        if _two_texts(then, otherwise):
            return otherwise
        return join("hvis(oplyst({0}), {1}, {2})", asked, then, otherwise)

    def _askable(self, place: Place) -> list[Quantity]:
        """What `oplyst` may ask about; those of a group more than once, as there are few."""
        own = place.own.name if "oplyst_eller i grundtilfældet" in UNFIXED else ""
        asked = [q for q in self.quantities if q.optional or q.grouped or q.role == "størrelse"]
        found = [q for q in asked if set(q.dims) <= place.dims and q.name != own]
        return [q for q in found for _ in range(4 if q.grouped else 1)]

    # over members and years

    def _counted(self, sort: Sort, place: Place, depth: int) -> Made | None:
        """An aggregate over a dimension that gives a value of the sort."""
        functions: list[str] = []
        if sort in NUMBERS:
            functions += ["sum", "gennemsnit", "vægtet_gennemsnit"]
        if sort in (SHARE, WHOLE):
            functions += ["antal", "antal", "produkt", "alene"]
        if sort in NUMBERS or sort in (DATE, YEAR):
            functions += ["størst", "mindst_af"]
        if sort is BOOL:
            functions += ["alle", "mindst_én"]
        if not functions:
            return None
        over, inner = self._inside(place)
        function = self.dice.pick(functions)
        if function == "alene":
            return self._closed("antal", [], over, inner, depth)
        bodies = [self.make(BOOL if function == "antal" else sort, inner, depth)]
        if function == "vægtet_gennemsnit":
            bodies.append(self.make(self.dice.pick((SHARE, PLACES, KRONER)), inner, depth - 1))
        return self._closed(function, bodies, over, inner, depth)

    def _inside(self, place: Place) -> tuple[str, Place]:
        """Over a dimension of the place itself more often than not: there `denne` has a meaning."""
        own = sorted(place.dims)
        over = self.dice.pick(own if own and self.dice.chance(60) else DIMENSIONS)
        return over, replace(place, dims=place.dims | {over}, outer=place.dims)

    def _closed(self, function: str, bodies: list[Made], over: str, inner: Place, depth: int) -> Made:
        """The aggregate's text; the dimension is named unless it is the only one there is."""
        dice = self.dice
        where = None
        if dice.chance(45):
            where = (self._outside(BOOL, inner, depth) if dice.chance(50) else None) or self.make(
                BOOL, inner, depth
            )
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
        numbers = (
            "sum",
            "gennemsnit",
            "størst",
            "mindst_af",
            *(("produkt",) if sort in (SHARE, WHOLE) else ()),
        )
        functions = WINDOWED.get(sort, numbers if sort in NUMBERS else ())
        found = [q for q in self._of(sort, place) if self._may_lag(q, place)]
        if not functions or not found:
            return None
        quantity, function = dice.pick(found), dice.pick(functions)
        windows = ["-2:-1", "-3:-2", "-4:-1"]
        if quantity.order < place.own.order:
            windows += ["-1:år", "-2:0"]
        if self._may_be_absolute(quantity, place):
            windows += ["2018:-1", "2018:år", "2018:2019"]
        text = f"{function}({quantity.name}[{dice.pick(windows)}])"
        return Made(f"({text} > 1)" if function == "antal" else text, frozenset(quantity.dims))

    def _split(self, _: Sort, place: Place, depth: int) -> Made | None:
        """`fordel(beløb, nøgle)` over a dimension of the place."""
        if not place.dims:
            return None
        over = self.dice.pick(sorted(place.dims))
        elsewhere = replace(place, dims=place.dims - {over}, measure=False)
        amount = self.reference(KRONER, elsewhere) or Made(
            self.dice.pick(("1000.555 kr", "-0.05 kr", "100 kr"))
        )
        if self.dice.chance(30):
            amount = join("(-{0})", amount)
        if "denne i fordel" in UNFIXED:
            place = replace(place, outer=None)
        key = self.make(self.dice.pick(PLAIN), place, depth)
        if "fordel af nul med negativ nøgle" in UNFIXED:
            key = join("abs({0})", key)
        if over in amount.dims:
            return None
        if over not in key.dims:
            per = Made(f'hvis({over} == "{"A" if over == TOWNS else "N1"}", 1, 2)', frozenset([over]))
            key = join("({0} * {1})", per, key)
        named = f", over={over}" if key.dims - amount.dims != {over} or self.dice.chance(30) else ""
        return join(f"fordel({{0}}, {{1}}{named})", amount, key)

    # ja_nej

    def _compared(self, _: Sort, place: Place, depth: int) -> Made:
        dice = self.dice
        sort = dice.pick((*NUMBERS, DATE, DATE, YEAR, CHOICE, CHOICE, MEMBER, TEXT))
        first, second = self.make(sort, place, depth), self.make(sort, place, depth)
        if sort in NUMBERS and sort is not PERCENT and dice.chance(30):
            second = Made(dice.pick(("0", "1", "100", "2.5", "-3")))
        if sort is CHOICE and dice.chance(50):
            return join('i({0}, ["a", "c"])', self.reference(CHOICE, place) or Made('"b"'))
        if sort in (CHOICE, MEMBER, TEXT):
            return join(f"({{0}} {dice.pick(('==', '!='))} {{1}})", first, second)
        signs = ("<", "<=", "==", "!=", ">", ">=")
        if dice.chance(20):
            third = self.make(sort, place, depth)
            return join(f"({{0}} {dice.pick(signs)} {{1}} {dice.pick(signs)} {{2}})", first, second, third)
        return join(f"({{0}} {dice.pick(signs)} {{1}})", first, second)

    def _guarded_bool(self, _: Sort, place: Place, depth: int) -> Made | None:
        """`oplyst(x) og …x…`, in any order."""
        optional = [q for q in self.quantities if q.optional and set(q.dims) <= place.dims]
        if not optional:
            return None
        quantity = self.dice.pick(optional)
        inner = self.make(BOOL, replace(place, known=place.known | {quantity.name}), depth)
        return join(self.dice.pick(("(oplyst({0}) og {1})", "({1} og oplyst({0}))")), _named(quantity), inner)

    def _asked(self, _: Sort, place: Place, depth: int) -> Made:
        dice = self.dice
        if dice.chance(40):
            return join("reguleret({0})", self.make(dice.pick(COMPUTED), place, depth))
        found = self._askable(place)
        if not found:
            return self.literal(BOOL)
        asked = dice.pick(found)
        lag = "[-1]" if not asked.fixed and dice.chance(25) else ""
        return Made(f"oplyst({asked.name}{lag})", frozenset(asked.dims))

    def _outside(self, _: Sort, place: Place, depth: int) -> Made | None:
        """`denne` and `samme`, which ask of the member being calculated."""
        if place.outer is None:
            return None
        dice = self.dice
        outside = replace(place, dims=place.outer, outer=None)
        per_member = [q for q in self.quantities if q.dims and set(q.dims) <= place.outer]
        sorts = [q.sort for q in per_member if q.sort in (*NUMBERS, CHOICE, DATE, YEAR)] or [DAYS]
        if dice.chance(40):
            parts = [self.leaf(dice.pick(sorts), outside) for _ in range(dice.number(1, 2))]
            made = join("samme(" + ", ".join(f"{{{at}}}" for at in range(len(parts))) + ")", *parts)
            return replace(made, outer=made.outer | made.dims)
        sort = dice.pick(sorts)
        inner, outer = self.make(sort, place, min(depth, 1)), self.make(sort, outside, min(depth, 1))
        sign = "==" if sort is CHOICE else dice.pick(("<", "==", ">="))
        return Made(f"({inner.text} {sign} denne({outer.text}))", inner.dims, inner.outer | outer.dims)


def _named(quantity: Quantity) -> Made:
    return Made(quantity.name, frozenset(quantity.dims))


def _two_texts(then: Made, otherwise: Made) -> bool:
    texts = then.text.startswith('"') and otherwise.text.startswith('"')
    return texts and "valg mellem to tekster" in UNFIXED
