"""A household's own as its panel gets it: cars, passes, what it is asked, and who looked for it."""

from collections.abc import Iterable
from datetime import datetime

from ..core.cars import Car
from ..core.model import Gate, Picture
from ..core.passes import Ask, AskAnswer, AskKind, GuestPass
from ..desks.people import Person
from .shapes import Shape, Sign, moment, picture


def car(value: Car, gates: Iterable[Gate]) -> Shape:
    """Return a car of the household."""
    return {
        "plate": value.plate,
        "note": value.note,
        "guarded": value.guarded,
        "where": value.where.value,
        "since": _moment(value.since),
        "gate": None if value.gate is None else gate_name(value.gate, gates),
        "place": value.place,
        "valid_until": _moment(value.valid_until),
    }


def given(value: GuestPass, person: Person, now: datetime) -> Shape:
    """Return a pass that the household gave."""
    schedule = value.schedule
    hours = schedule and {
        "days": sorted(schedule.days),
        "start": schedule.start.isoformat("minutes"),
        "end": schedule.end.isoformat("minutes"),
    }
    return {
        "id": value.id,
        "kind": value.kind.value,
        "plate": value.plate,
        "note": value.note,
        "valid_from": moment(value.valid_from),
        "valid_until": moment(value.valid_until),
        "schedule": hours,
        "once": value.once,
        "open_plate": value.open_plate,
        "state": value.state(now).value,
        "used_at": _moment(value.used_at),
        "made_at": moment(value.made_at),
        "mine": value.made_by == person.user_id,
        "shared": value.shared,
    }


def asked(value: Ask, gates: Iterable[Gate], sign: Sign, now: datetime) -> Shape:
    """Return what the household is asked, or was; of a stranger whom it let not in, nothing is left afterwards."""
    waits = value.answer is None and now < value.until
    knows = waits or value.kind is AskKind.GUARDED or value.answer is AskAnswer.OPEN
    return {
        "id": value.id,
        "kind": value.kind.value,
        "passage": value.passage,
        "plate": value.plate if knows else None,
        "gate": gate_name(value.gate, gates),
        "asked_at": moment(value.asked_at),
        "until": moment(value.until),
        "answer": value.answer.value if value.answer else None,
        "pass": value.pass_id,
        "pictures": {
            "frame": picture(value.passage, Picture.FRAME, sign) if knows and value.frame else None,
            "plate": picture(value.passage, Picture.PLATE, sign) if knows and value.plate_picture else None,
        },
    }


def gate_name(gate_id: str, gates: Iterable[Gate]) -> str:
    """Return what a gate is called; nothing for one that is there no more."""
    return next((gate.name for gate in gates if gate.id == gate_id), "")


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment(at)
