"""Plots as SVG, drawn by a few lines of our own: they need no library, no script and no request."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 480, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 48
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
STYLES = (("#0b5394", ""), ("#a61c00", "6 4"), ("#38761d", "2 3"))
"""Colour and dashes of each series: told apart without seeing colour."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points to be drawn, x and y from 0 to 1; `intervals` are y's low and high, one a point or none."""

    name: str
    points: Sequence[tuple[float, float]]
    intervals: Sequence[tuple[float, float]] = ()
    joined: bool = True


def draw_plot(
    title: str, across: str, up: str, series: Sequence[Series], *, diagonal: bool = False
) -> Markup:
    """Return a plot of shares against shares as inline SVG, its title and axes as its text alternative."""
    parts = [_frame(across, up)]
    if diagonal:
        parts.append(_line([(0, 0), (1, 1)], "#595959", "1 4", 1))
    for (colour, dashes), one in zip(STYLES, series, strict=False):
        if one.joined:
            parts.append(_line(one.points, colour, dashes, 2))
        else:
            parts += [_dot(x, y, colour) for x, y in one.points]
        parts += [
            _line([(x, low), (x, high)], colour, "", 1)
            for (x, _), (low, high) in zip(one.points, one.intervals, strict=False)
        ]
    parts += _legend([one.name for one in series])
    label = escape(f"{title}. Across: {across}. Up: {up}. The table beside it has the numbers.")
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}" class="plot">'
        + "".join(parts)
        + "</svg>"
    )


def _frame(across: str, up: str) -> str:
    lines = []
    for tick in TICKS:
        x, y = _place(tick, tick)
        lines.append(f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#d0d0d0"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:.1f}</text>')
        lines.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{tick:.1f}</text>')
    middle_x, middle_y = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
    lines.append(f'<text x="{middle_x}" y="{HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>')
    lines.append(
        f'<text transform="translate(14 {middle_y}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
    )
    return "".join(lines)


def _legend(names: Sequence[str]) -> list[str]:
    lines = []
    for number, ((colour, dashes), name) in enumerate(zip(STYLES, names, strict=False)):
        y = TOP + 14 + 18 * number
        lines.append(
            f'<line x1="{LEFT + 12}" y1="{y}" x2="{LEFT + 40}" y2="{y}" stroke="{colour}" stroke-width="2"'
            f' stroke-dasharray="{dashes}"/><text x="{LEFT + 46}" y="{y + 4}">{escape(name)}</text>'
        )
    return lines


def _line(points: Sequence[tuple[float, float]], colour: str, dashes: str, width: int) -> str:
    placed = " ".join("{:.1f},{:.1f}".format(*_place(x, y)) for x, y in points)
    return (
        f'<polyline points="{placed}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-dasharray="{dashes}"/>'
    )


def _dot(x: float, y: float, colour: str) -> str:
    at_x, at_y = _place(x, y)
    return f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="4" fill="{colour}"/>'


def _place(x: float, y: float) -> tuple[float, float]:
    across = LEFT + min(max(x, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)
    return across, HEIGHT - BOTTOM - min(max(y, 0.0), 1.0) * (HEIGHT - TOP - BOTTOM)
