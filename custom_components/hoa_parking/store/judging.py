"""What the database says about a vehicle at a gate: whether it may pass, and whom to ask."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from sqlalchemy import Connection

from ..core.config import Faces, GateConfig
from ..core.decision import decide, may_be_awaited
from ..core.model import Decision, GateMode, Passage, Reason, Verdict
from ..core.passes import Ask, AskAnswer, AskKind, GuestPass
from ..core.plates import candidates
from . import asks, passages, passes, people

ASKED_FOR: Final = timedelta(seconds=180)
"""So long a vehicle stands at a gate while a household is asked."""
REFUSED_FOR: Final = timedelta(minutes=2)
"""A household that said no to a vehicle is not asked about it again so soon."""
MOST_ASKED: Final = 5
MOST_OPEN: Final = 5
"""A household is asked about so many vehicles at once."""
_LATEST_OPENING: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Lane:
    """What a camera's passages come to: a gate or none, the gate's mode, and the way the camera faces."""

    gate: GateConfig | None
    mode: GateMode
    faces: Faces


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, and the passes on which households wait for an unknown vehicle, where it may be that one."""

    decision: Decision
    waiting: Sequence[GuestPass] = ()


def judge(connection: Connection, passage: Passage, lane: Lane, now: datetime, zone: tzinfo) -> Judgement:
    """Decide on a passage by what is listed now; `zone` is that of the house's clock."""
    if lane.gate is None:
        return Judgement(decide(passage, None, (), lane.faces, {}, now, zone))
    rules = lane.gate.rules(lane.mode)
    listed = people.listed(connection, candidates(passage.plate, rules.matching), now)
    since = now - _LATEST_OPENING
    last_opened = passages.last_opened(connection, lane.gate.id, {entry.plate for entry in listed}, since)
    decision = decide(passage, rules, listed, lane.faces, last_opened, now, zone)
    if not may_be_awaited(passage, decision, lane.faces, lane.mode):
        return Judgement(decision)
    waiting = [given for given in passes.waiting(connection, now) if _is_on(given, now.astimezone(zone))]
    waiting = _who_is_free(connection, waiting, passage.plate.text, lane.gate.id, now)
    asked = Decision(Verdict.REFUSE, Reason.ASKED)
    return Judgement(asked, waiting) if waiting else Judgement(decision)


def ask(connection: Connection, passage: Passage, judgement: Judgement, lane: Lane, now: datetime) -> tuple[Ask, ...]:
    """Write whom a logged passage makes us ask, and return the questions."""
    if lane.gate is None or lane.mode is not GateMode.NORMAL:
        return ()
    reason, listed = judgement.decision.reason, judgement.decision.listed
    question = Ask(
        *(0, AskKind.GUEST, passage.id, passage.plate.text, lane.gate.id, 0, None),
        *(now, passage.captured_at + ASKED_FOR),
    )
    raised: list[Ask] = []
    if reason is Reason.ASKED:
        raised = [replace(question, household=given.household, pass_id=given.id) for given in judgement.waiting]
    elif reason is Reason.GUARDED and listed is not None and listed.household is not None:
        raised = [replace(question, kind=AskKind.GUARDED, household=listed.household)]
    asked = asks.about(connection, passage.plate.text, lane.gate.id, now - max(ASKED_FOR, REFUSED_FOR))
    busy = {one.household for one in asked if one.answer is None or _is_refused(one, now)}
    return tuple(asks.add(connection, one) for one in raised if one.household not in busy)


def _is_on(given: GuestPass, local: datetime) -> bool:
    return given.schedule is None or given.schedule.covers(local)


def _who_is_free(
    connection: Connection, waiting: Iterable[GuestPass], plate: str, gate: str, now: datetime
) -> list[GuestPass]:
    """Return the newest pass of each household that may be asked and has not said no to this vehicle."""
    asked = asks.about(connection, plate, gate, now - ASKED_FOR - REFUSED_FOR)
    settled = {one.household for one in asked if _is_refused(one, now)}
    open_now = asks.unanswered(connection)
    about_this = {one.household for one in open_now if one.plate == plate}
    counted = Counter(one.household for one in open_now)
    settled |= {home for home, count in counted.items() if count >= MOST_OPEN} - about_this
    newest: dict[int, GuestPass] = {}
    for given in waiting:
        newest.setdefault(given.household, given)
    return [given for home, given in newest.items() if home not in settled][:MOST_ASKED]


def _is_refused(one: Ask, now: datetime) -> bool:
    return one.answer is AskAnswer.REFUSE and now - one.asked_at < ASKED_FOR + REFUSED_FOR
