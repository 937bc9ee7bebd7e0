"""Set up a camera: where its picture comes from, and the gate or the lot that it watches."""

import json
from typing import Any
from urllib.parse import urlsplit

import probatio
from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from .const import Key, Subentry
from .core.config import FREE_S, TAKEN_S
from .core.layout import LayoutError, parse_region
from .forms import entity_problem, seconds, subentry_name_problem, without_empty

SCHEMES = ("rtsp", "rtsps", "http", "https")
MAX_SOURCE = 2048
GATE_ROLE, LOT_ROLE = "gate", "lot"
OWNER = {GATE_ROLE: (Subentry.GATE, Key.GATE), LOT_ROLE: (Subentry.ZONE, Key.ZONE)}
EXAMPLE = {"example": "rtsp://user:password@192.0.2.10:554/stream1"}


class CameraFlow(ConfigSubentryFlow):
    """Add a camera or change one."""

    async def async_step_user(self, _: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the camera watches."""
        return self.async_show_menu(step_id="user", menu_options=[GATE_ROLE, LOT_ROLE])

    async def async_step_gate(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a camera that watches a gate."""
        return self._add(GATE_ROLE, user_input)

    async def async_step_lot(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a camera that watches outlined slots."""
        return self._add(LOT_ROLE, user_input)

    async def async_step_reconfigure(self, _: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a camera: its role stays what it was."""
        if self._get_reconfigure_subentry().data[Key.ROLE] == GATE_ROLE:
            return await self.async_step_reconfigure_gate()
        return await self.async_step_reconfigure_lot()

    async def async_step_reconfigure_gate(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a camera that watches a gate."""
        return self._change(GATE_ROLE, user_input)

    async def async_step_reconfigure_lot(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a camera that watches outlined slots."""
        return self._change(LOT_ROLE, user_input)

    def _add(self, role: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        if not self._get_entry().get_subentries_of_type(OWNER[role][0]):
            return self.async_abort(reason=f"no_{OWNER[role][0]}")
        errors = self._errors(role, user_input, but=None)
        if user_input is not None and not errors:
            data = _values(role, user_input)
            return self.async_create_entry(title=data[Key.NAME], data=data)
        return self._form(role, role, user_input or {}, errors)

    def _change(self, role: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        subentry = self._get_reconfigure_subentry()
        errors = self._errors(role, user_input, but=subentry.subentry_id)
        if user_input is not None and not errors:
            data = _values(role, user_input)
            return self.async_update_and_abort(self._get_entry(), subentry, title=data[Key.NAME], data=data)
        return self._form(f"reconfigure_{role}", role, user_input or _as_text(dict(subentry.data)), errors)

    def _form(self, step_id: str, role: str, kept: dict[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        kind, key = OWNER[role]
        owners = [
            SelectOptionDict(value=subentry.subentry_id, label=subentry.title)
            for subentry in self._get_entry().get_subentries_of_type(kind)
        ]
        if len(owners) == 1:
            kept = {key: owners[0]["value"], **kept}
        schema = self.add_suggested_values_to_schema(_schema(role, owners), kept)
        return self.async_show_form(
            step_id=step_id, data_schema=schema, errors=errors, description_placeholders=EXAMPLE
        )

    def _errors(self, role: str, user_input: dict[str, Any] | None, but: str | None) -> dict[str, str]:
        """Name what is wrong with each field."""
        if user_input is None:
            return {}
        kind, key = OWNER[role]
        camera: str | None = user_input.get(Key.CAMERA_ENTITY_ID)
        known = {subentry.subentry_id for subentry in self._get_entry().get_subentries_of_type(kind)}
        problems: dict[str, str | None] = {
            Key.NAME: subentry_name_problem(self._get_entry(), Subentry.CAMERA, user_input[Key.NAME], but),
            Key.SOURCE: source_problem(user_input.get(Key.SOURCE), camera),
            Key.CAMERA_ENTITY_ID: entity_problem(self.hass, camera, ("camera",)) if camera else None,
            key: None if user_input[key] in known else f"{kind}_gone",
        }
        if text := user_input.get(Key.REGION):
            try:
                parse_region(text)
            except LayoutError as err:
                problems[Key.REGION] = err.code
        return {field: problem for field, problem in problems.items() if problem}


def source_problem(source: str | None, camera_entity_id: str | None) -> str | None:
    """Say what is wrong with a picture's address, as the key of an error."""
    if bool(source) == bool(camera_entity_id):
        return "source_both" if source else "source_missing"
    if not source:
        return None
    if len(source) > MAX_SOURCE:
        return "source_too_long"
    try:
        parts = urlsplit(source.strip())
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "source_malformed"
    if any(character.isspace() for character in source.strip()):
        return "source_malformed"
    if parts.scheme in ("", "file"):
        return None if parts.path.startswith("/") and not parts.netloc else "source_path"
    if parts.scheme not in SCHEMES:
        return "source_scheme"
    return None if has_host else "source_malformed"


def _schema(role: str, owners: list[SelectOptionDict]) -> probatio.Schema:
    owner = SelectSelector(SelectSelectorConfig(options=owners, mode=SelectSelectorMode.DROPDOWN))
    fields: dict[probatio.Marker, object] = {
        probatio.Required(Key.NAME): TextSelector(),
        probatio.Optional(Key.SOURCE): TextSelector(),
        probatio.Optional(Key.CAMERA_ENTITY_ID): EntitySelector(EntitySelectorConfig(filter=[{"domain": "camera"}])),
        probatio.Required(OWNER[role][1]): owner,
    }
    if role == LOT_ROLE:
        usual = {Key.TAKEN_S: TAKEN_S, Key.FREE_S: FREE_S}
        looks = {probatio.Required(key, default=value): seconds(0, 30, 0.5) for key, value in usual.items()}
        return probatio.Schema({**fields, **looks})
    faces = SelectSelector(SelectSelectorConfig(options=["entry", "exit"], translation_key="faces"))
    region = TextSelector(TextSelectorConfig(multiline=True))
    return probatio.Schema(
        {**fields, probatio.Required(Key.FACES, default="entry"): faces, probatio.Optional(Key.REGION): region}
    )


def _values(role: str, user_input: dict[str, Any]) -> dict[str, Any]:
    values = without_empty({**user_input, Key.ROLE: role})
    if source := values.get(Key.SOURCE):
        values[Key.SOURCE] = source.strip()
    if Key.REGION in values:
        values[Key.REGION] = json.loads(values[Key.REGION])
    return values


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    if Key.REGION in data:
        data[Key.REGION] = json.dumps(data[Key.REGION], ensure_ascii=False)
    return data
