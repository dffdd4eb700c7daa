"""A statement calculated anew from its own lines: every subtotal, sum and detail must follow from those above it."""

from fractions import Fraction

from rammeaftale.report.explaining.statement import Kind, Line

APPLY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def is_number(value):
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def replay(lines: tuple[Line, ...]) -> list[str]:
    """What does not follow; lists (under a heading, without signs) and lines without a number are left out."""
    faults = []
    running = None
    for position, line in enumerate(lines):
        if line.kind is Kind.DETAIL:
            continue
        faults += details(line, lines[position + 1 :])
        running = follow(line, running, faults)
    return faults


def follow(line, running, faults):
    if line.kind is Kind.NOTE:
        return running if line.title.startswith("Skala af ") else "list"
    if line.kind is Kind.STEP or line.kind in (Kind.SUBTOTAL, Kind.TOTAL):
        known = is_number(running) and is_number(line.outcome)
        if line.kind is not Kind.STEP and known and running != line.outcome:
            faults.append(f"{line.title}: {running} != {line.outcome}")
        return line.outcome
    return combined(running, line)


def combined(running, line):
    if running == "list" or not is_number(line.outcome):
        return "list"
    if running is None:
        return -line.outcome if line.sign == "-" else line.outcome
    if not line.sign or not is_number(running) or (line.sign == "/" and not line.outcome):
        return "list"
    return APPLY[line.sign](running, line.outcome)


def details(line, after):
    """The details below a line must give its value, caps and roundings on the way included."""
    running, changing, faults = None, False, []
    for detail in after:
        if detail.kind is not Kind.DETAIL:
            break
        if detail.outcome is None:
            running = "list"
        elif detail.sign == "=":
            changing = True
            if is_number(running) and running != detail.outcome:
                faults.append(f"{line.title}, {detail.title}: {running} != {detail.outcome}")
            running = detail.outcome
        else:
            running = detail.outcome if changing else combined(running, detail) if detail.sign else "list"
    if is_number(running) and is_number(line.outcome) and running != line.outcome:
        faults.append(f"{line.title}: details give {running}, not {line.outcome}")
    return faults
