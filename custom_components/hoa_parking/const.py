"""Names that Home Assistant and our files share."""

from enum import StrEnum
from typing import Final

DOMAIN: Final = "hoa_parking"
VERSION: Final = "0.1.0"
STATIC_URL: Final = "/hoa_parking_static"

COUNTRIES: Final = ("KZ", "RU", "UZ", "KG", "BY", "ID", "EU", "US")

GATE_DOMAINS: Final = ("cover", "switch", "lock", "button", "input_button", "script")
FEEDBACK_DOMAINS: Final = ("binary_sensor", "cover", "lock", "sensor")


class Subentry(StrEnum):
    """What the board sets up below the one config entry."""

    GATE = "gate"
    ZONE = "zone"
    CAMERA = "camera"


class Key(StrEnum):
    """Names of the values kept in the config entry and its subentries."""

    NAME = "name"
    COUNTRIES = "countries"
    KEEP_PICTURES = "keep_pictures"
    KEEP_LOG = "keep_log"
    ENTITY_ID = "entity_id"
    FEEDBACK_ENTITY_ID = "feedback_entity_id"
    OPEN_TIMEOUT = "open_timeout"
    PULSE = "pulse"
    MATCHING = "matching"
    FREE_EXIT = "free_exit"
    COOL_DOWN = "cool_down"
    FRESH_FOR = "fresh_for"
    CAPACITY = "capacity"
    ROLE = "role"
    SOURCE = "source"
    CAMERA_ENTITY_ID = "camera_entity_id"
    GATE = "gate"
    FACES = "faces"
    ZONE = "zone"
    REGION = "region"
    COUNTED_BY = "counted_by"
    GATES = "gates"
    NEARLY_FULL = "nearly_full"
    GUEST_LIMIT = "guest_limit"
    TAKEN_S = "taken_s"
    FREE_S = "free_s"
