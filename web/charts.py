"""Figures side by side: one table whose rows are cited and, where numbers are compared, drawn as bars.

The bars stand in the table itself, so that a screen reader meets the numbers as a table, the chart
stays with its answer in the conversation, and nothing has to be loaded to draw it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa.answers import Part, Relation
from web.texts import both, tongue


def comparable(parts: Sequence[Part], compared: bool = False) -> bool:
    """Tell whether bars mean anything: at least two numbers, none negative, of one unit.

    `compared` says that the answer itself weighed them: 名 and 人 both count people.
    """
    values = [part.value for part in parts]
    same_unit = len({part.unit for part in parts}) == 1
    return (
        len(parts) > 1
        and (same_unit or compared)
        and all(value is not None and value >= 0 for value in values)
    )


def figures_table(parts: Sequence[Part], turn: str, relation: Relation) -> str:
    """Return the table of an answer with several figures; each row leads to its citation card."""
    compared = relation == "comparison"
    bars = comparable(parts, compared)
    largest = max((part.value or 0.0 for part in parts), default=0.0) or 1.0
    rows = "".join(_row(part, turn, largest if bars else None) for part in parts)
    chart = (
        f'<th scope="col" class="chart-head"><span class="unseen">{both("chart")}</span></th>' if bars else ""
    )
    return (
        f'<table class="figures{" with-chart" if bars else ""}">'
        f'<thead><tr><th scope="col">{both("party" if compared else "says")}</th>'
        f'<th scope="col">{both("figure")}</th>{chart}<th scope="col">{both("source")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(part: Part, turn: str, largest: float | None) -> str:
    gloss = f' <span class="part-gloss" lang="en">{escape(in_english(part))}</span>' if part.gloss else ""
    chart = ""
    if largest is not None:
        share = 100 * (part.value or 0.0) / largest
        chart = f'<td class="chart"><span class="bar" style="width:{share:.1f}%"></span></td>'
    return (
        f'<tr><th scope="row" lang="{tongue(part.label)}">{escape(part.label) or "—"}</th>'
        f'<td class="figure"><span lang="zh-CN">{escape(part.text)}</span>{gloss}</td>'
        f"{chart}<td>{reference(turn, part.citation)}</td></tr>"
    )


def in_english(part: Part) -> str:
    """Return the gloss of a part, a number before it where the part has one: `2810 grid`."""
    return f"{part.value:,.10g} {part.gloss}" if part.value is not None and part.gloss else part.gloss


def reference(turn: str, citation: int) -> str:
    """Return the little [n] that leads to citation card number `citation` (from 0) of a turn."""
    number = citation + 1
    return f'<a class="ref" href="#{turn}-{number}">[{number}]</a>'
