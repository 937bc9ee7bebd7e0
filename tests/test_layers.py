"""Who may import whom. A module that fits no layer is an error too: a newcomer has to say where it belongs."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Layer:
    """Modules (patterns), the layers they may use beside themselves, and the outside packages."""

    modules: tuple[str, ...]
    uses: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    itself: bool = True


RECOGNIZER = {
    "values": Layer(("", "model", "errors"), outside=("numpy",)),
    "rules": Layer(
        (
            *("ports", "grammars", "plates", "track", "vote", "agree", "slots"),
            *("fields", "wire", "wire_config", "letters", "backoff", "choice"),
        ),
        uses=("values",),
    ),
    "pictures": Layer(
        ("motion", "evidence", "drift", "stillness"), uses=("values",), outside=("numpy", "cv2"), itself=False
    ),
    "pipeline": Layer(("look", "within", "pipeline"), uses=("values", "rules", "pictures"), outside=("numpy", "cv2")),
    "vision": Layer(
        ("vision", "vision.*"),
        uses=("values", "rules"),
        outside=("numpy", "cv2", "onnxruntime", "rapidocr", "ultralytics", "easyocr"),
    ),
    "sources": Layer(("sources", "sources.*"), uses=("values", "rules"), outside=("numpy", "cv2")),
    "outbox": Layer(("outbox",), uses=("values", "rules", "pictures")),
    "deliver": Layer(("deliver",), uses=("values", "rules")),
    "link": Layer(("link",), uses=("values", "rules")),
    "stills": Layer(("stills", "reads", "errands", "references"), uses=("values", "rules", "pictures")),
    "home": Layer(("home",), uses=("values", "rules"), outside=("aiohttp",)),
    "status": Layer(("status",), uses=("values", "rules", "pictures"), outside=("aiohttp", "numpy", "cv2")),
    "turns": Layer(("lookout", "turns", "settings"), uses=("values", "rules"), itself=False),
    "programs": Layer(
        ("app", "pipelines", "problems", "eyes", "engines", "commands", "doctor", "__main__"),
        uses=(
            *("values", "rules", "pictures", "pipeline", "vision", "sources"),
            *("outbox", "deliver", "link", "stills", "home", "status", "turns"),
        ),
        outside=("aiohttp", "numpy", "cv2"),
    ),
}

HOME = ("homeassistant", "probatio")
INTEGRATION = {
    "core": Layer(("core", "core.*")),
    "store": Layer(("store", "store.*"), uses=("core",), outside=("sqlalchemy", "alembic")),
    "gate": Layer(("gate", "accounts"), uses=("core",), outside=HOME, itself=False),
    "desk": Layer(("desks", "desks.*"), uses=("core", "store"), outside=("sqlalchemy.Connection",), itself=False),
    "site": Layer(("site",), uses=("core", "store", "desk")),
    "names": Layer(("const", "bundle")),
    "words": Layer(
        ("words", "permission", "entry", "devices", "forms"), uses=("core", "desk", "site", "names"), outside=HOME
    ),
    "web": Layer(("web", "web.*"), uses=("core", "desk", "site", "names"), outside=(*HOME, "aiohttp", "xlsxwriter")),
    "entity": Layer(("entity",), uses=("core", "site", "names", "words"), outside=HOME),
    "entities": Layer(
        ("sensor", "binary_sensor", "cover", "select", "event"),
        uses=("core", "site", "names", "words", "entity"),
        outside=HOME,
        itself=False,
    ),
    "phones": Layer(("phones",), uses=("core", "desk", "site", "names", "words"), outside=HOME),
    "house": Layer(
        (
            "diagnostics",
            "system_health",
            "backup",
            "issues",
            "logins",
            "outages",
            "removals",
            "repairs",
            "sidebar",
            "tell_*",
        ),
        uses=("core", "site", "names", "words", "phones"),
        outside=HOME,
        itself=False,
    ),
    # Pairing is an action, and its keys are cut at the web's door.
    "services": Layer(("services", "services_*"), uses=("core", "desk", "site", "names", "words", "web"), outside=HOME),
    # What automations and assistants ask; they see entities and counts, as everybody in the house does.
    "automation": Layer(
        ("trigger", "condition", "targets", "llm"), uses=("core", "site", "names", "words"), outside=HOME
    ),
    "flows": Layer(("config_flow", "flow_*"), uses=("core", "names", "words"), outside=HOME),
    "recipe": Layer(
        ("",),
        uses=("core", "gate", "site", "names", "words", "phones", "web", "house", "services", "flows"),
        outside=HOME,
    ),
}


@dataclass(frozen=True)
class Import:
    """One import: who, whom (a module of the package, or an outside name), and where it stands."""

    module: str
    target: str
    ours: bool
    line: int


def modules(package: Path) -> dict[str, Path]:
    """Return the package's modules by dotted name; the package itself is the empty one."""
    found = {}
    for path in package.rglob("*.py"):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imports(package: Path) -> Iterator[Import]:
    """Yield every import in the package, wherever it stands in its module."""
    known = modules(package)
    for module, path in sorted(known.items()):
        folder = path.relative_to(package).parent.parts
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield Import(module, name.name, ours=False, line=node.lineno)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                for name in node.names:
                    yield Import(module, f"{node.module}.{name.name}", ours=False, line=node.lineno)
            elif isinstance(node, ast.ImportFrom):
                start = (*folder[: len(folder) - node.level + 1], *(node.module or "").split("."))
                base = ".".join(part for part in start if part)
                for name in node.names:
                    whole = f"{base}.{name.name}".strip(".")
                    yield Import(module, whole if whole in known else base, ours=True, line=node.lineno)


def layer_of(module: str, layers: dict[str, Layer]) -> str | None:
    """Return the layer a module belongs to."""
    fitting = (name for name, layer in layers.items() if any(fnmatchcase(module, one) for one in layer.modules))
    return next(fitting, None)


def allowed(one: Import, layers: dict[str, Layer]) -> bool:
    """Tell whether an import keeps the rules."""
    mine = layer_of(one.module, layers)
    if mine is None:
        return False
    if not one.ours:
        top = one.target.split(".")[0]
        outside = layers[mine].outside
        return top in sys.stdlib_module_names or bool({one.target, top} & set(outside))
    theirs = layer_of(one.target, layers)
    version = one.target == "" and mine in {"programs", "status", "link"}
    return version or theirs in layers[mine].uses or (theirs == mine and layers[mine].itself)


def broken(package: Path, layers: dict[str, Layer]) -> list[str]:
    """Return the imports that break the rules, and the modules that no layer knows."""
    strangers = [f"{module}: belongs to no layer" for module in modules(package) if layer_of(module, layers) is None]
    return strangers + [
        f"{one.module}:{one.line} imports {one.target}" for one in imports(package) if not allowed(one, layers)
    ]


def test_the_recognizer_keeps_its_layers() -> None:
    assert broken(ROOT / "addon" / "recognizer", RECOGNIZER) == []


def test_the_integration_keeps_its_layers() -> None:
    assert broken(ROOT / "custom_components" / "hoa_parking", INTEGRATION) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/decision.py", "import homeassistant"),
        ("core/decision.py", "from ..store import passages"),
        ("store/passages.py", "from ..gate import Barrier"),
        ("desks/passages.py", "from .people import People"),
        ("desks/passages.py", "from sqlalchemy import select"),
        ("web/panel.py", "from ..store import passages"),
        ("web/panel.py", "from .. import services"),
        ("sensor.py", "from . import cover"),
        ("site.py", "import homeassistant.core"),
        ("newcomer.py", "import os"),
    ],
)
def test_a_forbidden_import_is_noticed(tmp_path: Path, module: str, line: str) -> None:
    for name in ("core/__init__", "store/passages", "gate", "desks/people", "services", "cover", module[:-3]):
        (tmp_path / f"{name}.py").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_text("")
    (tmp_path / module).write_text(f"def late() -> None:\n    {line}\n")
    assert broken(tmp_path, INTEGRATION) != []


@pytest.mark.parametrize("package", [ROOT / "addon" / "recognizer", ROOT / "custom_components" / "hoa_parking"])
def test_no_program_imports_the_other(package: Path) -> None:
    names = {one.target.split(".")[0] for one in imports(package) if not one.ours}
    assert not names & {"recognizer", "custom_components", "tests", "demo", "training", "bench"}
