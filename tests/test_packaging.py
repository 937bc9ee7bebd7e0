"""What the marketplace, Supervisor and pip read is what they accept, and the repository holds nothing it must not."""

import hashlib
import json
import re
import struct
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
APP = ROOT / "addon"
INTEGRATION = ROOT / "custom_components" / "hoa_parking"

MEBIBYTE = 1024 * 1024
HACS_KEYS = {"name", "homeassistant", "filename", "zip_release", "content_in_root", "persistent_directory",
             "hide_default_branch", "hacs", "country", "render_readme"}  # fmt: skip
SUPERVISOR_REQUIRED = {"name", "version", "slug", "description", "arch"}
SUPERVISOR_KEYS = SUPERVISOR_REQUIRED | {
    "url", "image", "stage", "startup", "boot", "init", "homeassistant", "homeassistant_api", "discovery", "ingress",
    "ingress_port", "panel_icon", "panel_title", "panel_admin", "watchdog", "backup", "backup_exclude", "map",
    "options", "schema", "ports", "ports_description",
}  # fmt: skip
SUPERVISOR_MAPS = {"app_config", "all_app_configs", "homeassistant_config", "share", "media", "ssl", "backup", "data"}
SUPERVISOR_ELEMENT = re.compile(
    r"(bool|email|url|port|(str|int|float)(\(-?\d*,-?\d*\))?|password|match\(.*\)|list\(.+\)|device(\(.+\))?)\??"
)
SUPERVISOR_WATCHDOG = re.compile(r"(?:https?|\[PROTO:\w+\]|tcp)://\[HOST\]:(\[PORT:\d+\]|\d+).*")
MACHINE_PATHS = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + r"home/(?!assistant)\w+/", "/" + "Users/"]))
AGPL_3 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


@pytest.fixture(scope="module")
def hacs() -> dict[str, Any]:
    return json.loads((ROOT / "hacs.json").read_text())


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return json.loads((INTEGRATION / "manifest.json").read_text())


@pytest.fixture(scope="module")
def app() -> dict[str, Any]:
    return yaml.safe_load((APP / "config.yaml").read_text())


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((APP / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    paths = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    if not paths:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    return paths


# --- the marketplace -------------------------------------------------------------------------------------------------


def test_the_marketplace_file_has_only_keys_the_marketplace_knows(hacs: dict[str, Any]) -> None:
    assert set(hacs) <= HACS_KEYS
    assert hacs["name"] == "HOA Parking"


def test_the_release_zip_is_named_after_the_integration(hacs: dict[str, Any], manifest: dict[str, Any]) -> None:
    assert hacs["zip_release"] is True
    assert hacs["filename"] == f"{manifest['domain']}.zip"


def test_one_integration_is_in_the_repository(manifest: dict[str, Any]) -> None:
    folders = [path.parent.name for path in (ROOT / "custom_components").glob("*/manifest.json")]
    assert folders == [manifest["domain"]]


def test_both_programs_ask_for_the_same_home_assistant(hacs: dict[str, Any], app: dict[str, Any]) -> None:
    assert hacs["homeassistant"] == app["homeassistant"] == "2026.10.0"


def test_only_translations_hold_words(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.name == "strings.json"] == []


# --- Supervisor ------------------------------------------------------------------------------------------------------


def test_the_app_store_finds_the_repository() -> None:
    repository = yaml.safe_load((ROOT / "repository.yaml").read_text())
    assert set(repository) == {"name", "url", "maintainer"}


def test_supervisor_takes_the_app(app: dict[str, Any]) -> None:
    assert set(app) >= SUPERVISOR_REQUIRED
    assert set(app) <= SUPERVISOR_KEYS
    assert re.fullmatch(r"[-_.A-Za-z0-9]+", app["slug"])
    assert set(app["arch"]) == {"aarch64", "amd64"}
    assert SUPERVISOR_WATCHDOG.fullmatch(app["watchdog"])
    assert {entry["type"] for entry in app["map"]} <= SUPERVISOR_MAPS


def test_the_app_is_discovered_by_the_integration(app: dict[str, Any], manifest: dict[str, Any]) -> None:
    assert app["discovery"] == [manifest["domain"]]
    assert "hassio" in manifest["after_dependencies"]
    assert app["homeassistant_api"] is True


def test_the_app_asks_for_no_privilege(app: dict[str, Any]) -> None:
    assert not set(app) & {"privileged", "full_access", "docker_api", "host_network", "hassio_api", "apparmor"}


def test_every_option_has_a_default_and_a_type(app: dict[str, Any]) -> None:
    assert set(app["options"]) == set(app["schema"])
    assert [kind for kind in app["schema"].values() if not SUPERVISOR_ELEMENT.fullmatch(kind)] == []


@pytest.mark.parametrize("language", ["en", "ru", "kk", "id"])
def test_every_option_is_explained(app: dict[str, Any], language: str) -> None:
    words = yaml.safe_load((APP / "translations" / f"{language}.yaml").read_text())["configuration"]
    assert set(words) == set(app["schema"])
    assert all(set(entry) == {"name", "description"} and all(entry.values()) for entry in words.values())


def test_nothing_else_looks_like_an_app_to_supervisor(tracked: list[Path]) -> None:
    named = [path for path in tracked if re.fullmatch(r"(config|build)\.(json|ya?ml)", path.name)]
    assert named == [APP / "config.yaml"]


def test_the_profile_is_the_apps_own(app: dict[str, Any]) -> None:
    profiles = re.findall(r"^profile (\S+)", (APP / "apparmor.txt").read_text(), re.MULTILINE)
    assert profiles == [app["slug"]]


@pytest.mark.parametrize(("name", "size"), [("icon.png", (128, 128)), ("logo.png", (250, 100))])
def test_the_app_store_pictures_have_their_sizes(name: str, size: tuple[int, int]) -> None:
    header = (APP / name).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:24]) == size


# --- the image -------------------------------------------------------------------------------------------------------


def normal(requirement: str) -> str:
    """Return a requirement without spaces and with one name for Python's version, so that two spellings compare."""
    return re.sub(r"\s+|\.0(?=')", "", requirement.replace('"', "'").replace("python_full_version", "python_version"))


@pytest.fixture(scope="module")
def locked() -> list[str]:
    """Every package of the image, hashes cut off."""
    lines = (APP / "requirements.txt").read_text().splitlines()
    return [line.removesuffix("\\").strip() for line in lines if re.match(r"[a-z0-9]", line, re.IGNORECASE)]


def test_the_image_has_what_the_package_asks_for(project: dict[str, Any], locked: list[str]) -> None:
    assert {normal(line) for line in project["dependencies"]} <= {normal(line) for line in locked}


def test_every_package_of_the_image_is_pinned_and_hashed(locked: list[str]) -> None:
    assert [line for line in locked if "==" not in line] == []
    packages = re.split(r"\n(?=[a-z])", (APP / "requirements.txt").read_text())
    assert [package.split("\n")[0] for package in packages if "==" in package and "--hash=sha256:" not in package] == []


def test_the_image_has_one_opencv_below_5(locked: list[str]) -> None:
    assert [line for line in locked if line.startswith("opencv")] == ["opencv-python-headless==4.14.0.94"]


def test_the_extras_are_pinned_and_bring_no_opencv(project: dict[str, Any]) -> None:
    lines = [line for line in (APP / "engines.txt").read_text().splitlines() if not line.startswith("#")]
    wanted = {line for extra in project["optional-dependencies"].values() for line in extra}
    assert wanted <= set(lines)
    assert [line for line in lines if "==" not in line or line.startswith("opencv")] == []
    assert "ARG EXTRAS=no\n" in (APP / "Dockerfile").read_text()


def test_the_image_is_built_from_the_dockerfile_alone(project: dict[str, Any]) -> None:
    lines = (APP / "Dockerfile").read_text()
    assert lines.startswith("ARG BUILD_FROM=ghcr.io/home-assistant/base-debian:trixie\n")
    assert 'CMD ["python3", "-m", "recognizer", "run"]' in lines
    assert "--require-hashes" in lines
    assert 'io.hass.type="app"' in lines
    assert "TOKEN" not in lines
    assert project["license"] == "AGPL-3.0-or-later"


def test_only_what_the_image_needs_is_sent_to_its_build() -> None:
    rules = (APP / ".dockerignore").read_text().split()
    copied = re.findall(r"^COPY (?!--from)(\S+)", (APP / "Dockerfile").read_text(), re.MULTILINE)
    assert rules[0] == "*"
    assert {f"!{name}" for name in copied} == {rule for rule in rules if rule.startswith("!")}


# --- the repository --------------------------------------------------------------------------------------------------


def test_the_licence_is_the_whole_agpl() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == AGPL_3


def test_no_file_is_large(tracked: list[Path]) -> None:
    networks = [path for path in tracked if path.suffix == ".onnx"]
    assert [path for path in tracked if path not in networks and path.stat().st_size > MEBIBYTE] == []
    assert sum(path.stat().st_size for path in networks) < 10 * MEBIBYTE


def test_no_file_names_a_machine(tracked: list[Path]) -> None:
    texts = ((path, path.read_bytes()) for path in tracked)
    read = [(path, data.decode()) for path, data in texts if b"\0" not in data]
    assert [(path, found[0]) for path, text in read if (found := MACHINE_PATHS.search(text))] == []


def test_no_link_in_the_papers_is_broken(tracked: list[Path]) -> None:
    papers = [path for path in tracked if path.suffix == ".md"]
    links = [
        (path, target)
        for path in papers
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text())
    ]
    assert [(path.name, target) for path, target in links if not (path.parent / target).exists()] == []
