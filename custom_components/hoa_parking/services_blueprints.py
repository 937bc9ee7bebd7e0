"""The action that puts our automation blueprints where Home Assistant looks for them."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.file import write_utf8_file_atomic

from .const import DOMAIN
from .services_call import Action, Call
from .words import failure

SHIPPED: Final = Path(__file__).parent / "blueprints" / "automation"
MARK: Final = "# Installed by HOA Parking. A file that is changed below this line is never replaced. "


class Done(StrEnum):
    """What became of a blueprint."""

    INSTALLED = "installed"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


async def _install_blueprints(call: Call) -> ServiceResponse:
    folder = Path(call.hass.config.path("blueprints", "automation", DOMAIN))
    try:
        done = await call.hass.async_add_executor_job(install, folder)
    except (OSError, UnicodeDecodeError, HomeAssistantError) as err:
        raise failure("blueprints_not_written", folder=str(folder)) from err
    return {word.value: [name for name, what in done.items() if what is word] for word in Done}


def install(folder: Path) -> dict[str, Done]:
    """Copy every blueprint into `folder`, but never over a file that a person wrote or changed. Blocks; OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return {path.name: _put(path, folder / path.name) for path in sorted(SHIPPED.glob("*.yaml"))}


def _put(source: Path, target: Path) -> Done:
    ours = _marked(source.read_text(encoding="utf-8"))
    there = target.read_text(encoding="utf-8") if target.exists() else None
    if there == ours:
        return Done.UNCHANGED
    if there is not None and not _untouched(there):
        return Done.KEPT
    write_utf8_file_atomic(str(target), ours)
    return Done.INSTALLED if there is None else Done.UPDATED


def _marked(text: str) -> str:
    """Put a line above that tells later whether what follows is as it was installed."""
    return f"{MARK}{sha256(text.encode()).hexdigest()}\n{text}"


def _untouched(text: str) -> bool:
    _, _, body = text.partition("\n")
    return text == _marked(body)


BLUEPRINT_ACTIONS: Final = (Action("install_blueprints", None, {}, _install_blueprints, SupportsResponse.OPTIONAL),)
