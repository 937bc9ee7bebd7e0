"""What goes over the wire to the recognizer: what to watch, how it is drawn, which pictures are wanted, which read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .config import CameraConfig, CameraRole, SiteConfig
from .fields import SCHEMA
from .places import CameraLayout, Plan, WantedStill


@dataclass(frozen=True, slots=True)
class RecognizerConfig:
    """The recognizer's configuration as it is sent; `version` changes whenever anything in it does."""

    version: str
    message: bytes


def recognizer_config(
    site: SiteConfig,
    sources: Mapping[str, str],
    plan: Plan,
    wanted: Iterable[WantedStill] = (),
    reads: Iterable[str] = (),
) -> RecognizerConfig:
    """Return what the recognizer is to watch: the cameras whose source is known, by camera id.

    `reads` are the ids of the pictures that it is to fetch and read.
    """
    drawn = {layout.camera: layout for layout in plan.layouts}
    labels = {slot.id: slot.address.text for slot in plan.slots}
    body = {
        "schema": SCHEMA,
        "site": {"name": site.name, "countries": list(site.countries)},
        "cameras": [
            _camera(camera, sources[camera.id], drawn.get(camera.id), labels)
            for camera in site.cameras
            if camera.id in sources
        ],
        "stills": [{"id": still.id, "camera": still.camera} for still in wanted if still.camera in sources],
        "reads": [{"id": read} for read in reads],
    }
    version = hashlib.sha256(_json(body)).hexdigest()[:16]
    return RecognizerConfig(version, _json(body | {"version": version}))


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True).encode()


def _camera(
    camera: CameraConfig, source: str, layout: CameraLayout | None, labels: Mapping[str, str]
) -> dict[str, object]:
    return {
        "id": camera.id,
        "name": camera.name,
        "role": camera.role.value,
        "source": source,
        "region": None if camera.region is None else [list(point) for point in camera.region],
        "layout": _layout(layout, camera, labels) if layout and camera.role is CameraRole.LOT else None,
    }


def _layout(layout: CameraLayout, camera: CameraConfig, labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "size": list(layout.size),
        "still": layout.still,
        "slots": [
            {"id": line.slot, "label": labels[line.slot], "polygon": [list(point) for point in line.polygon]}
            for line in layout.outlines
        ],
        "rules": {"taken_s": camera.taken_s, "free_s": camera.free_s},
    }
