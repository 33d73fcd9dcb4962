"""axe-core over every state of the page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pdfs import drawn_page

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("WENBAO_AXE") or ROOT / ".axe/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
NOT_OURS = ["region"]  # Gradio's own page frame has no landmarks to put its tabs and footer in

pytestmark = pytest.mark.skipif(
    not AXE.exists(),
    reason="axe-core is not installed: npm install --prefix .axe axe-core@4, or set WENBAO_AXE",
)


def violations(page: Any) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "([tags, rules]) => axe.run({ runOnly: tags, rules })",
        [RULES, {rule: {"enabled": False} for rule in NOT_OURS}],
    )["violations"]
    return [
        f"{each['impact']}: {each['id']}: {node['html'][:160]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("size", "dark"), [((1280, 860), False), ((360, 740), True)])
def test_no_serious_violation_in_any_state(
    site: Any, visit: Callable[..., Any], request: pytest.FixtureRequest, size: tuple[int, int], dark: bool
) -> None:
    unread = site.data / "unread.txt"  # so that the banner and the list of changes are there too
    unread.write_text("后来的事\n\n这一页是后来放进来的。\n", "utf-8")
    request.addfinalizer(unread.unlink)
    page = visit(site.url, *size, dark=dark, reduced_motion="reduce")  # colours in mid-fade mislead axe
    page.locator("#banner .banner").wait_for()
    found = {"home": violations(page)}
    box = page.locator("#question textarea")
    for question in ("how many grids does Lishu have", "what is the population of Mars"):
        box.fill(question)
        box.press("Enter")
        page.locator(".turn:last-child div.answer").wait_for()
    found["answers"] = violations(page)
    page.evaluate("scrollTo(0, 0)")
    page.locator("#gloss input").check()
    page.locator(".quote .gloss").first.wait_for()
    page.locator(".turn a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    found["gloss and reader"] = violations(page)
    page.keyboard.press("Escape")
    for number, wait in ((1, "#shelf .total"), (2, "#index-panel dl")):
        page.locator('#tabs button[role="tab"]').nth(number).click()
        page.locator(wait).wait_for()
        found[wait] = violations(page)
    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("size", "dark"), [((1280, 860), False), ((390, 844), True)])
def test_no_serious_violation_beside_a_scan_nor_in_the_choice_of_a_period(
    serve: Callable[..., Any],
    visit: Callable[..., Any],
    fixture_pages: Path,
    size: tuple[int, int],
    dark: bool,
) -> None:
    site = serve(fixture_pages, {"scan.png": drawn_page()})
    page = visit(site.url, *size, dark=dark, reduced_motion="reduce")
    page.locator("#period summary").click()
    page.locator("#since").fill("2023")
    found = {"period": violations(page)}
    page.goto(f"{site.url}/?file=scan.png&start=0&end=9")
    page.locator("#reader .scan img").wait_for()
    found["scan"] = violations(page)
    page.locator("#reader .zoom").click()
    found["large scan"] = violations(page)
    assert {state: problems for state, problems in found.items() if problems} == {}
