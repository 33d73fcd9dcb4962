"""What the README tells a newcomer to type works, and the paths it names are there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


SHELL = blocks("sh")
COMMANDS = [block for block in SHELL if "python" in block]
TARGETS = sorted(set(re.findall(r"\bmake ([a-z]+)\b", README)))


@pytest.fixture
def newcomer(index_dir: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of someone who has run `make run`, with the index in a temporary folder."""
    here = str(Path(sys.executable).parent)
    return os.environ | {
        "PATH": here + os.pathsep + os.environ["PATH"],
        "WENBAO_INDEX": str(index_dir),
        "WENBAO_SCRATCH": str(tmp_path / "scratch"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("block", COMMANDS, ids=range(len(COMMANDS)))
def test_shell_commands_run(block: str, newcomer: dict[str, str]) -> None:
    assert run(["bash", "-euo", "pipefail", "-c", block], newcomer).strip()


def test_python_examples_run_in_order(newcomer: dict[str, str]) -> None:
    examples = blocks("python")
    assert len(examples) >= 2
    output = run([sys.executable, "-c", "\n".join(examples)], newcomer)
    assert "2810" in output


@pytest.mark.parametrize("target", TARGETS)
def test_make_targets_exist(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), f"README names `make {target}`"


def test_paths_named_exist() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    quoted = re.findall(r"`([\w./-]+(?:/|\.(?:md|py|toml|txt|jsonl)))`", README)
    made = {"index/saved", ".venv"}
    missing = [path for path in {*linked, *quoted} - made if not (ROOT / path).exists()]
    assert not missing, f"README names {missing}"


def test_options_named_are_offered(newcomer: dict[str, str]) -> None:
    """Every `--option` of the table of settings and of the examples is known to one of the commands."""
    commands = (["-m", "index", "build"], ["-m", "qa", "ask"], ["-m", "qa", "evaluate"], ["app.py"])
    offered = "".join(run([sys.executable, *command, "--help"], newcomer) for command in commands)
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", README)) - {"--help", "--index-url"}
    assert not [option for option in sorted(named) if option not in offered]
