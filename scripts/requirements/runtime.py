"""Print what Home Assistant would install at its first start for the integrations we use; run by .venv/ha's Python."""

import json
from pathlib import Path

import homeassistant
from homeassistant import bootstrap

OURS = Path(__file__).resolve().parents[2] / "custom_components" / "hoa_parking"
USED = {"automation", "frontend", "history", "input_boolean", "logbook", "recorder", "script", "template"}


def main() -> None:
    """Walk the manifests from the integrations we use to all that they pull in."""
    components = Path(homeassistant.__file__).parent / "components"
    todo = USED | set(bootstrap.DEFAULT_INTEGRATIONS) | set(bootstrap.CORE_INTEGRATIONS)
    seen: set[str] = set()
    wanted: set[str] = set()
    manifests = [OURS / "manifest.json"]
    while manifests:
        manifest = json.loads(manifests.pop().read_text())
        wanted.update(manifest.get("requirements", []))
        todo.update(manifest.get("dependencies", []), manifest.get("after_dependencies", []))
        manifests += [file for name in todo - seen if (file := components / name / "manifest.json").exists()]
        seen |= todo
    print("\n".join(sorted(wanted)))


main()
