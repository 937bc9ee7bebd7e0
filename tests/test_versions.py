"""One release has one number, and what is locked is what the programs ask for."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = ROOT / "custom_components" / "hoa_parking"
LOCKS = ROOT / "scripts" / "requirements"


def written(path: Path, name: str) -> str:
    """Return the text that a Python file gives to a name."""
    (found,) = re.findall(rf'^{name}(?:: Final)? = "([^"]+)"$', path.read_text(), re.MULTILINE)
    return str(found)


def pins(path: Path) -> dict[str, str]:
    """Return the versions that a lock file names."""
    lines = [line.split(";")[0].split(" ")[0].strip() for line in path.read_text().splitlines()]
    return dict(line.lower().replace("_", "-").split("==") for line in lines if re.match(r"[A-Za-z0-9]", line))


def test_every_part_has_the_same_version() -> None:
    versions = {
        "manifest.json": json.loads((INTEGRATION / "manifest.json").read_text())["version"],
        "const.py": written(INTEGRATION / "const.py", "VERSION"),
        "addon/config.yaml": str(yaml.safe_load((ROOT / "addon" / "config.yaml").read_text())["version"]),
        "addon/pyproject.toml": tomllib.loads((ROOT / "addon" / "pyproject.toml").read_text())["project"]["version"],
        "recognizer": written(ROOT / "addon" / "recognizer" / "__init__.py", "__version__"),
        "www/package.json": json.loads((ROOT / "www" / "package.json").read_text())["version"],
        "www/package-lock.json": json.loads((ROOT / "www" / "package-lock.json").read_text())["version"],
    }
    assert set(versions.values()) == {versions["manifest.json"]}, versions


def test_the_recognizer_is_tested_with_what_it_ships_with() -> None:
    asked = tomllib.loads((ROOT / "addon" / "pyproject.toml").read_text())["project"]["dependencies"]
    newest = [one for one in asked if "< '3.12'" not in one]
    wanted = dict(one.split(";")[0].strip().split("==") for one in newest)
    locked = pins(LOCKS / "recognizer.txt")
    assert {name: locked.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("lock", ["ha", "test"])
def test_home_assistant_is_tested_with_what_the_manifest_asks_for(lock: str) -> None:
    asked = json.loads((INTEGRATION / "manifest.json").read_text())["requirements"]
    wanted = dict(one.split("==") for one in asked)
    locked = pins(LOCKS / f"{lock}.txt")
    assert {name: locked.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("name", ["recognizer", "test", "ha"])
def test_what_is_asked_for_is_locked(name: str) -> None:
    assert pins(LOCKS / f"{name}.in").items() <= pins(LOCKS / f"{name}.txt").items()


@pytest.mark.parametrize("name", ["recognizer", "test", "ha"])
def test_only_the_opencv_without_windows_is_installed(name: str) -> None:
    locked = pins(LOCKS / f"{name}.txt")
    assert {one for one in locked if one.startswith("opencv")} <= {"opencv-python-headless"}
    assert locked.get("opencv-python-headless", "4").split(".")[0] == "4"
