"""A working -> its sentence. Everything is read from the quotes and computed with exact decimals.

The sentence holds the whole sum, every part with its label in brackets, so that a reader can follow it:
"Worked out from the slide: £218,973 (Lantern Fund) + £150,000 (Harbour Fund) = £368,973."
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.model import Direction, Operand, Operation, Working
from assistant.worked.figures import NIL, Figure, Unit, one_unit, read_cell

_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ")
_MONEY = frozenset("£$€")
_AFTER = {"": "", "%": "%", "points": " percentage points"}
_HUNDRED = Decimal(100)


class NotWorkable(ValueError):
    """The quotes do not hold what the working needs: another unit, nothing to divide by, no figure."""


def say_working(working: Working) -> str:
    """Return the sentence of a working.

    Raises:
        NotWorkable: a part is no figure, the parts differ in unit, or the sum cannot be done.
    """
    slides = len({operand.quote.slide for operand in working.operands})
    if working.operation is Operation.COUNT:
        return f"Worked out by counting on the slide{'s' * (slides > 1)}: {_say_count(working.operands)}."
    read = [_figure(operand) for operand in working.operands]
    unit = one_unit(read)
    if unit is None:
        raise NotWorkable("the parts are not of one unit")
    parts = [_part(*pair) for pair in zip(read, working.operands, strict=True)]
    figures = [replace(figure, unit=unit) for figure in read]
    said = _SAID[working.operation](figures, parts, working.rank) + _correction(working, figures)
    return f"Worked out from the slide{'s' * (slides > 1)}: {said}{_nothing(read)}."


def write_number(value: Decimal, unit: Unit, *, about: bool = False) -> str:
    """Return a figure as papers write it: "£1,234.50", "4 percentage points", "about 2.1%"."""
    places = 2 if unit.sign in _MONEY and value % 1 else None
    shown = f"{value:,.{places}f}" if places else f"{_plain(value):,f}"
    money = unit.sign if unit.sign in _MONEY else ""
    after = "" if money else _AFTER.get(unit.sign, f" ({unit.sign})")
    noun = f" {unit.noun}{'' if value == 1 else 's'}" if unit.noun else ""
    per = f" per {unit.per}" if unit.per else ""
    return f"{'about ' if about else ''}{money}{shown}{after}{noun}{per}"


def _figure(operand: Operand) -> Figure:
    figure = read_cell(operand.quote.text, operand.column)
    if figure is None:
        raise NotWorkable(f"“{operand.quote.text}” is no figure")
    return figure


def _nothing(figures: Sequence[Figure]) -> str:
    """Return that what the slide has in words was taken as 0, where a part is that."""
    words = [figure.text for figure in figures if figure.unit == NIL]
    return f", with {words[0]} taken as nought" if words else ""


def _part(figure: Figure, operand: Operand) -> str:
    sign = figure.unit.sign
    signed = sign not in figure.text and figure.unit != NIL
    written = (
        f"{sign if signed and sign in _MONEY else ''}{figure.text}{'%' if signed and sign == '%' else ''}"
    )
    noun = f" {figure.unit.noun}{'' if figure.value == 1 else 's'}" if figure.unit.noun else ""
    written = f"about {written}{noun}" if figure.about else f"{written}{noun}"
    label = operand.label.replace("(", "").replace(")", "")
    return f"{written} ({label})" if label else written


def _total(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    if figures[0].unit.sign == "%" or figures[0].unit.per:
        raise NotWorkable("shares and rates are not added up")
    total = write_number(_sum(figures), figures[0].unit, about=_about(figures))
    return f"{' + '.join(parts)} = {total}"


def _difference(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    (small, less), (great, more) = _ordered(figures, parts)
    unit = Unit("points") if great.unit.sign == "%" else great.unit
    if great.value == small.value:
        return f"{more} and {less} are the same"
    return f"{more} − {less} = {write_number(great.value - small.value, unit, about=_about(figures))}"


def _multiple(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    (small, less), (great, more) = _ordered(figures, parts)
    times, rounded = _divide(great.value, small.value)
    return f"{more} ÷ {less} = {write_number(times, Unit(), about=rounded or _about(figures))} times"


def _share(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    return f"{parts[0]} out of {parts[1]}, which is {_percent(figures, figures[1].value)}"


def _share_of_sum(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    whole = _sum(figures[1:])
    total = write_number(whole, figures[0].unit, about=_about(figures[1:]))
    return f"{parts[0]} out of {' + '.join(parts[1:])} = {total}, which is {_percent(figures, whole)}"


def _percent(figures: Sequence[Figure], whole: Decimal) -> str:
    if figures[0].unit.sign == "%" or figures[0].value > whole:
        raise NotWorkable("the part is no part of the whole")
    share, rounded = _divide(figures[0].value * _HUNDRED, whole)
    return write_number(share, Unit("%"), about=rounded or _about(figures))


def _average(figures: Sequence[Figure], parts: Sequence[str], rank: int) -> str:
    total, unit = _total(figures, parts, rank), figures[0].unit
    places = 2 if unit.sign else 1
    mean, rounded = _divide(_sum(figures), Decimal(len(figures)), places)
    return (
        f"{total}, divided by {len(figures)} = {write_number(mean, unit, about=rounded or _about(figures))}"
    )


def _remainder(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    (figure,) = figures
    if figure.unit.sign != "%" or not 0 < figure.value < _HUNDRED:
        raise NotWorkable("only a share of a whole leaves a rest")
    return f"100% − {parts[0]} = {write_number(_HUNDRED - figure.value, Unit('%'), about=figure.about)}"


def _change(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    first, last = figures
    if first.unit.sign == "%":
        raise NotWorkable("the change of a share is told in percentage points")
    change = last.value - first.value
    if not change:
        return f"from {parts[0]} to {parts[1]} is no change"
    share, rounded = _divide(abs(change) * _HUNDRED, first.value)
    sort = "a rise" if change > 0 else "a fall"
    by = write_number(abs(change), first.unit, about=_about(figures))
    percent = write_number(share, Unit("%"), about=rounded or _about(figures))
    return f"from {parts[0]} to {parts[1]} is {sort} of {by}, which is {percent}"


def _correction(working: Working, figures: Sequence[Figure]) -> str:
    """Return what is to be said where two figures differ the other way than the question takes them to."""
    claimed = working.claimed
    if claimed is None or figures[0].value == figures[1].value or working.operation is Operation.COMPARE:
        return ""
    grows = figures[0].value < figures[1].value
    if claimed in {Direction.RISE, Direction.FALL}:
        moved = Direction.RISE if grows else Direction.FALL
        named = "" if working.operation is Operation.CHANGE else f", a {moved}"
        return "" if moved is claimed else f"{named}, not a {claimed}"
    stands = Direction.LESS if grows else Direction.MORE
    return "" if stands is claimed else f", so {_told_apart(*working.operands)} is {stands}, not {claimed}"


def _told_apart(one: Operand, other: Operand) -> str:
    """Return what names one of two parts and not the other: its row, its column or its year."""
    others = other.label.split(", ")
    own = ", ".join(name for name in one.label.split(", ") if name not in others)
    return own.replace("(", "").replace(")", "") or "it"


def _extreme(figures: Sequence[Figure], parts: Sequence[str], rank: int, word: str) -> str:
    values = [figure.value for figure in figures]
    ordered = sorted(values, reverse=word == "largest")
    if not 1 <= rank <= min(len(_ORDINALS), len(values)) or values.count(ordered[rank - 1]) > 1:
        raise NotWorkable("no single one is the largest")
    place = values.index(ordered[rank - 1])
    return (
        f"{parts[place]} is the {_ORDINALS[rank - 1]}{word} of {_series([figure.text for figure in figures])}"
    )


def _compare(figures: Sequence[Figure], parts: Sequence[str], _rank: int) -> str:
    first, second = figures
    if first.value == second.value:
        return f"{parts[0]} is the same as {parts[1]}"
    return f"{parts[0]} is {'more' if first.value > second.value else 'less'} than {parts[1]}"


_SAID: Mapping[Operation, Callable[[Sequence[Figure], Sequence[str], int], str]] = {
    Operation.TOTAL: _total,
    Operation.DIFFERENCE: _difference,
    Operation.SHARE: _share,
    Operation.SHARE_OF_SUM: _share_of_sum,
    Operation.MULTIPLE: _multiple,
    Operation.AVERAGE: _average,
    Operation.REMAINDER: _remainder,
    Operation.CHANGE: _change,
    Operation.LARGEST: lambda figures, parts, rank: _extreme(figures, parts, rank, "largest"),
    Operation.SMALLEST: lambda figures, parts, rank: _extreme(figures, parts, rank, "smallest"),
    Operation.COMPARE: _compare,
}


def _say_count(operands: Sequence[Operand]) -> str:
    listed = "; ".join(" ".join(operand.quote.text.split()) for operand in operands)
    return f"{len(operands)} in all: {listed}".removesuffix(".")


def _ordered(figures: Sequence[Figure], parts: Sequence[str]) -> list[tuple[Figure, str]]:
    if len(figures) != 2:  # noqa: PLR2004 - two sides
        raise NotWorkable("two sides are needed")
    return sorted(zip(figures, parts, strict=True), key=lambda pair: pair[0].value)


def _divide(value: Decimal, by: Decimal, places: int = 1) -> tuple[Decimal, bool]:
    """Return a quotient rounded half up, and whether it was rounded."""
    if by == 0:
        raise NotWorkable("nothing divides by nought")
    exact = value / by
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded, rounded * by != value


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def _about(figures: Sequence[Figure]) -> bool:
    return any(figure.about for figure in figures)


def _plain(value: Decimal) -> Decimal:
    """Return a value without needless noughts behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _series(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
