"""What the README tells a newcomer to type works, and the paths it names are there."""

from __future__ import annotations

import os
import re
import shlex
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
PYTHON = ".venv/bin/python"  # that of whoever has run `make run`
TARGETS = sorted(set(re.findall(r"\bmake ([a-z]+)\b", README)))


@pytest.fixture
def newcomer(index_dir: Path, tmp_path: Path) -> dict[str, str]:
    """The environment right after `make run`: the Python on the path is another."""
    (tmp_path / "bin").mkdir()
    for name in ("python", "python3", "pip"):
        other = tmp_path / "bin" / name
        other.write_text(f"#!/bin/sh\necho {name} without the packages of make run >&2; exit 1\n")
        other.chmod(0o755)
    return os.environ | {
        "PATH": str(tmp_path / "bin") + os.pathsep + os.environ["PATH"],
        "WENBAO_INDEX": str(index_dir),
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
def test_shell_commands_run(block: str, newcomer: dict[str, str], tmp_path: Path) -> None:
    block = block.replace(PYTHON, shlex.quote(sys.executable))
    for folder in (".venv/dated", ".venv/evaluated"):
        block = block.replace(folder, shlex.quote(str(tmp_path / "index")))
    output = run(["bash", "-euo", "pipefail", "-c", block], newcomer)
    assert output.strip()
    if "--since" in block:
        assert "Only articles dated 2024-01-01 or later" in output
        assert "do not say" not in output


def test_python_examples_run_in_order(newcomer: dict[str, str], fixture_index_dir: Path) -> None:
    examples = "\n".join(blocks("python")).replace(".venv/dated", str(fixture_index_dir))
    output = run([sys.executable, "-c", examples], newcomer)
    assert "2810" in output
    assert output.splitlines()[-1].startswith("True ")


def test_each_command_names_the_python_it_needs() -> None:
    by_hand = (
        README.index("<details><summary>Without make"),
        README.index("<details><summary>Installing torch"),
    )
    text = README[: by_hand[0]] + README[by_hand[1] :]
    bare = re.findall(r"^.*(?<![\w/.])(?:python -m|python app|pip install).*$", text, flags=re.MULTILINE)
    assert not bare, f"these find no packages right after `make run`: {bare}"


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
