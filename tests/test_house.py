"""The house rules, said to a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def test_there_is_a_house():
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_short_and_says_what_is_hard(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module opens by saying what is hard about it"
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_table(node):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def is_table(node) -> bool:
    """Names given to parts, then one returned tuple: rows, however many, are data."""
    *parts, last = node.body
    rows = isinstance(last, ast.Return) and isinstance(last.value, ast.Tuple)
    return rows and all(isinstance(part, ast.Assign | ast.Expr) for part in parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_catch_all(path):
    handlers = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ExceptHandler)]
    for handler in handlers:
        name = ast.unparse(handler.type) if handler.type else ""
        assert name not in {"", "Exception", "BaseException"}, f"line {handler.lineno}"


def commands() -> list[str]:
    from typer.main import get_command

    from kg.cli import app

    return sorted(get_command(app).commands)


@pytest.mark.parametrize("name", commands())
def test_command_has_help_and_stands_in_the_readme(name):
    from typer.testing import CliRunner

    from kg.cli import app

    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert f"kg {name}" in (ROOT / "README.md").read_text()


def test_help_has_each_command_in_one_group():
    from kg.cli.app import GROUPS

    assert sorted(name for names in GROUPS.values() for name in names) == commands()


def test_help_loads_no_heavy_library():
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "numpy", "neo4j", "starlette", "uvicorn", "trafilatura"}
    code = "import sys; sys.argv=['kg','--help']\ntry:\n  from kg.cli import run; run()\nexcept SystemExit: pass\n"
    code += "print('LOADED', *sorted(set(m.split('.')[0] for m in sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert not loaded & heavy


def test_the_repository_speaks_of_the_product_alone():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    forbidden = re.compile(
        r"/work/(main|shared|brief|\.library)|/root/|registry\.npmjs\.org|files\.pythonhosted\.org|repo\d?\.maven\.org"
    )
    for name in tracked.stdout.split():
        path = ROOT / name
        if path.name == "test_house.py" or not path.is_file():
            continue
        found = forbidden.search(path.read_bytes().decode("utf-8", "ignore"))
        assert not found, f"{name}: {found.group()}"
