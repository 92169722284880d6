"""The conventions of this house, guarded by machine.

What import-linter can say stands in pyproject.toml; here stands the rest. Every rule names the files that break it,
so that a failure reads as a list of work.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

ROOT = Path(__file__).resolve().parent.parent
APPS = ("verkenning", "deelnemers", "sessies", "berichten")

# Where one must be known. All other addresses are for everyone, and read nothing but what was released.
INSIDE = ("groep/", "werkplek/", "redactie/")
MAX_LINES = 320


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the project, also the one that is not committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return tuple(sorted(name for name in set(names) if (ROOT / name).is_file()))


def files(pattern: str) -> list[str]:
    return [name for name in tracked() if re.fullmatch(pattern, name)]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lines_with(pattern: str, names: list[str]) -> list[str]:
    """The lines that hold a pattern, as 'file:line: text'."""
    wrong = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()}"
        for name in names
        for number, line in enumerate(text(name).splitlines(), start=1)
        if wrong.search(line)
    ]


def assert_none(wrong: list[str]) -> None:
    assert not wrong, "\n" + "\n".join(wrong)


def python_of_the_apps() -> list[str]:
    return [name for name in files(rf"({'|'.join(APPS)})/.*\.py") if "/migrations/" not in name]


def imports_while_running(name: str) -> Iterator[str]:
    """The modules that a file imports, wherever in the file, but not those for the type checker alone."""

    def visit(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    return visit(ast.parse(text(name)))


# ---- Templates


def test_templates_carry_no_style_or_script_of_their_own() -> None:
    """The Content Security Policy allows none. A mail is no page: its style is put inline when it is sent."""
    pages = [name for name in files(r"templates/.*\.html") if not name.startswith("templates/mail/")]
    inline = r"\sstyle=|<style\b|\son[a-z]+=[\"']|href=[\"']javascript:|<script(?![^>]*\bsrc=)"
    assert_none(lines_with(inline, pages))


def test_templates_escape_everything() -> None:
    assert_none(lines_with(r"\|\s*safe(seq)?\b|autoescape\s+off", files(r"templates/.*")))


# ---- Doors


def test_only_the_mail_door_sends_mail() -> None:
    senders = {
        name
        for name in python_of_the_apps()
        if any(module.startswith(("django.core.mail", "smtplib")) for module in imports_while_running(name))
    }
    # The second is where the first sends it while developing: the terminal.
    assert senders <= {"verkenning/mail.py", "verkenning/terminal.py"}


@pytest.mark.parametrize("name", files(r".*/permissions\.py"))
def test_permissions_are_a_leaf(name: str) -> None:
    """Who may what is decided in one place that everything may import: it imports no model itself."""
    own = [module for module in imports_while_running(name) if not module.startswith("django.")]
    assert_none([module for module in own if "models" in module.split(".")])


def test_the_web_process_never_loads_the_pdf_libraries() -> None:
    """They cost memory and seconds; only the worker needs them. Loading all URLs loads all views."""
    program = (
        "import sys, verkenning.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().reverse_dict\n"
        "print(sorted({'weasyprint', 'pikepdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


# ---- Addresses


def patterns(
    resolver: URLResolver | None = None, names: str = "", path: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address of our own, as its name, its path and its pattern; allauth and the admin guard their own."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not whole.startswith(("account/", "beheer/")):
                yield from patterns(entry, f"{names}{entry.namespace}:" if entry.namespace else names, whole)
        elif entry.callback.__module__.split(".")[0] in APPS:
            yield f"{names}{entry.name}", whole, entry


def known_names(resolver: URLResolver | None = None, names: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from known_names(entry, f"{names}{entry.namespace}:" if entry.namespace else names)
        elif entry.name:
            yield f"{names}{entry.name}"


EXAMPLES: dict[str, str | int] = {"int": 1, "slug": "een-voorbeeld", "str": "voorbeeld", "path": "een/pad.pdf"}
EXAMPLES["uuid"] = "00000000-0000-4000-8000-000000000000"


def example(path: str) -> dict[str, str | int]:
    """A value for each part of a path, like 'sessies/<slug:sessie>/'."""
    return {name: EXAMPLES[kind or "str"] for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", path)}


def test_every_address_has_a_name_and_leads_to_its_own_page() -> None:
    """No address is hidden behind another that looks like it, such as /zoeken/ behind /SLUG/."""
    lost = []
    for name, path, _ in patterns():
        found = resolve(reverse(name, kwargs=example(path)))
        if found.view_name != name:
            lost.append(f"{name} leads to {found.view_name}")
    assert_none(lost)


def named_in_python(name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text(name))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
            "reverse",
            "reverse_lazy",
            "redirect",
        }:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "/" not in first.value:
                yield first.value


def test_every_address_that_is_named_exists() -> None:
    known = set(known_names())
    named = {
        f"{name}: {target}": target
        for name in files(r"templates/.*")
        for target in re.findall(r"{%\s*url\s+[\"']([^\"']+)[\"']", text(name))
    }
    named |= {f"{name}: {target}": target for name in python_of_the_apps() for target in named_in_python(name)}
    assert_none([place for place, target in named.items() if target not in known])


def test_only_the_outside_is_open_to_everyone() -> None:
    """Closed by default: `login_not_required` stands on the pages for outsiders, and on no page of the inside."""
    for name, path, pattern in patterns():
        is_open = getattr(pattern.callback, "login_required", True) is False
        assert is_open is not path.startswith(INSIDE), f"/{path} ({name}) is {'open' if is_open else 'closed'}"


# ---- The tree


def test_no_module_holds_two_things() -> None:
    """Past about 300 lines a module wants to be parted, by page or by model."""
    modules = files(r".*\.py")
    assert_none([name for name in modules if len(text(name).splitlines()) > MAX_LINES and "/migrations/" not in name])


def test_nothing_names_the_machine_it_was_made_on() -> None:
    homes = "(work|farm|root|home|Users)"
    names = [name for name in tracked() if name != "uv.lock" and not re.search(r"\.(png|jpe?g|pdf|woff2|ico)$", name)]
    assert_none(lines_with(rf"(?<![\w.:/<>}}-])/{homes}/\w|/tmp/[a-z_]+/", names))


def test_the_lock_file_names_the_public_index_only() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", text("uv.lock")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert "file://" not in text("uv.lock")


def test_what_the_docs_point_at_is_there() -> None:
    lost = [
        f"{name}: {target}"
        for name in files(r"(README|docs/.*)\.md")
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text(name))
        if not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert_none(lost)


def test_every_decision_has_a_number_of_its_own() -> None:
    names = files(r"docs/besluiten/.*\.md")
    numbers = [Path(name).name[:4] for name in names]
    assert sorted(set(numbers)) == numbers
    assert_none(
        [name for name, number in zip(names, numbers, strict=True) if f"# {int(number)}. " not in text(name)[:9]]
    )


def test_no_test_is_skipped() -> None:
    here = Path(__file__).name
    tests = [name for name in files(r"tests/.*\.py") if not name.endswith(here)]
    assert_none(lines_with(r"mark\.(skip|skipif|xfail)\b|pytest\.(skip|xfail|importorskip)\(|unittest\.skip", tests))
