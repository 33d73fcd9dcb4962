"""Photograph the journeys, at both widths, in light and dark, in both languages: `make screenshots`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.conftest import BROWSERS, FLAGS, start

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "screenshots"
VIEWS = (
    ("desk-light-zh", (1600, 1000), False, "zh-CN"),
    ("desk-dark-en", (1600, 1000), True, "en-US"),
    ("laptop-light-en", (1280, 800), False, "en-US"),
    ("phone-light-zh", (360, 740), False, "zh-CN"),
    ("phone-dark-en", (360, 740), True, "en-US"),
)
QUESTIONS = {
    "zh-CN": ("伊通和铁东的网格长，哪边人数多？", "火星上有多少个网格？", "梨树县有多少个网格？"),
    "en-US": (
        "Who has more grid heads, Yitong county or Tiedong district?",
        "What is the population of Mars?",
        "How many grids does Lishu have?",
    ),
}


def walk(page: Any, name: str, language: str, out: Path) -> None:
    """Take one photograph a step."""

    def shoot(step: str) -> None:
        page.wait_for_timeout(350)
        page.screenshot(path=out / f"{name}-{step}.png")

    comparison, refusal, grids = QUESTIONS[language]
    shoot("1-home")
    for step, question in (("2-comparison", comparison), ("3-refusal", refusal), ("4-answer", grids)):
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        page.locator(".turn:last-child:not(.pending)").wait_for()
        shoot(step)
    page.locator(".turn:last-child a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    shoot("5-source")
    page.keyboard.press("Escape")
    page.locator("#gloss input").check()
    page.locator(".turn:last-child .quote .gloss").first.wait_for()
    page.locator(".turn:last-child").evaluate("turn => turn.scrollIntoView()")
    shoot("6-gloss")
    page.locator("#gloss input").uncheck()
    for number, step, there in ((1, "7-browse", "#shelf .total"), (2, "8-index", "#index-panel dl")):
        page.locator('#tabs button[role="tab"]').nth(number).click()
        page.locator(there).wait_for()
        page.evaluate("scrollTo(0, 0)")
        shoot(step)


def main(out: Path = OUT) -> int:
    """Index the real articles, open the page in Chromium and photograph it into `docs/screenshots/`."""
    from playwright.sync_api import sync_playwright

    from index.build import build_index

    program = next((path for path in BROWSERS if Path(path).exists()), None)
    if program is None:
        print(f"No Chromium at {', '.join(BROWSERS)}.", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="wenbao-screenshots-"))
    build_index(ROOT / "data", folder)
    process, url, _ = start(ROOT / "data", folder)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            for name, (width, height), dark, language in VIEWS:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if dark else "light",
                    locale=language,
                )
                page.goto(url)
                page.wait_for_selector("body.has-examples", state="attached")
                walk(page, name, language, out)
                page.close()
            browser.close()
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(list(out.glob('*.png')))} pictures in {out.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
