"""A guard's panel that listens: who waits for a decision, who is on, and what went on since."""

from typing import Final, override

from ..core.events import (
    AskEnded,
    AskRaised,
    Event,
    ExceptionsChanged,
    OutcomeLogged,
    PassageLogged,
    PassageResolved,
    ShiftChanged,
)
from ..core.guard import Asking, Exceptional, Shift
from ..core.roles import Act
from ..desks.people import Person
from . import shapes
from .names import name_of
from .shapes import Shape, moment
from .watch import WholeWatch

_CHANGING: Final = (
    *(PassageLogged, OutcomeLogged, PassageResolved, ExceptionsChanged),
    *(ShiftChanged, AskRaised, AskEnded),
)


class GuardWatch(WholeWatch):
    """One guard's subscription."""

    needs = Act.WORK_GATE

    @override
    def concerns(self, event: Event, person: Person) -> bool:
        return isinstance(event, _CHANGING)

    @override
    async def everything(self, person: Person) -> Shape:
        watching = await self.site.shifts.now_on()
        on, last = watching.on, watching.last
        board = await self.site.guard.board(on.since if on else None)
        counts = board.counts
        return {
            "kind": "guard",
            "exceptions": [self._exception(one, person) for one in board.waiting],
            "shift": await self._on(on, last, person) if on else None,
            "last": await self._last(last) if last else None,
            "counts": {
                "passages": counts.passages,
                "opened": counts.opened,
                "refused": counts.refused,
                "by_hand": counts.by_hand,
            },
        }

    def _exception(self, one: Exceptional, person: Person) -> Shape:
        return {**shapes.passage(one.entry, person, self.sign), "ask": _asking(one.asking)}

    async def _on(self, on: Shift, last: Shift | None, person: Person) -> Shape:
        return {
            "name": await name_of(self.hass, on.user),
            "since": moment(on.since),
            "mine": on.user == person.user_id,
            "note": last.note if last else None,
        }

    async def _last(self, last: Shift) -> Shape:
        until = None if last.until is None else moment(last.until)
        return {"name": await name_of(self.hass, last.user), "until": until, "note": last.note}


def _asking(asking: Asking | None) -> Shape | None:
    return None if asking is None else {"until": moment(asking.until), "answers": asking.answers}
