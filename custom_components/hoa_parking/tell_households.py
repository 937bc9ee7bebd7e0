"""Asks a household, on its people's phones, whether a car may pass; takes the answer, and tells who came in."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import DOMAIN
from .core.errors import Refused, StoreError
from .core.events import AskEnded, AskRaised, Event, OutcomeLogged
from .core.inorder import InLines
from .core.model import Direction, LogEntry, Outcome
from .core.passes import Ask, AskAnswer, AskKind, PassKind
from .phones import CLEAR, Phones, Tap, Told
from .site import Site

MINE: Final = "/hoa-parking/mine"
OPENS: Final = {"url": MINE, "clickAction": MINE}
ANSWERS: Final = {"OPEN": AskAnswer.OPEN, "REFUSE": AskAnswer.REFUSE}
BY_RESIDENT: Final = "by_resident"
AT_ONCE: Final = 64
"""Answers that are looked at at the same time: no house needs more."""
URGENT: Final = {
    "ttl": 0,
    "priority": "high",
    "importance": "high",
    "channel": "Gate",
    "push": {"interruption-level": "time-sensitive"},
}
"""What makes a phone tell of it now, though it lies there and sleeps."""


class HouseholdsPhones:
    """Follows what households are asked; what a phone shows of a question is replaced and taken away by its tag.

    An answer counts from the household's own people only, and only while they are asked.
    """

    def __init__(self, hass: HomeAssistant, site: Site, phones: Phones) -> None:
        self._hass = hass
        self._site = site
        self._phones = phones
        # A phone whose pushes take long keeps its own household waiting, no other.
        self._jobs = InLines("hoa_parking phones of households")
        self._taking = 0
        self._opening: dict[str, Ask] = {}

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Listen to the site and to the phones; returns what ends it."""
        self._jobs.open()
        ends = (self._site.subscribe(self._hear), self._phones.listen(ANSWERS, self._answered))

        @callback
        def stop() -> None:
            for end in ends:
                end()
            self._hass.async_create_task(self._jobs.close(), "hoa_parking phones of households")

        return stop

    @callback
    def _hear(self, event: Event) -> None:
        match event:
            case AskRaised(ask):
                self._jobs.put(ask.household, partial(self._ask, ask))
            case AskEnded(ask):
                if ask.answer is AskAnswer.OPEN:
                    self._opening[ask.passage] = ask
                self._jobs.put(ask.household, partial(self._end, ask))
            case OutcomeLogged(entry) if entry.outcome in {Outcome.OPENED, Outcome.FAILED}:
                self._done(entry, self._opening.pop(entry.passage.id, None))
            case _:
                pass

    @callback
    def _done(self, entry: LogEntry, asked: Ask | None) -> None:
        """Tell what a gate did: where a household let somebody in, only that it could not."""
        if asked is not None:
            if entry.outcome is Outcome.FAILED:
                self._jobs.put(asked.household, partial(self._fail, asked, entry.outcome_reason or ""))
        elif entry.household is not None and _came_in(entry):
            self._jobs.put(entry.household, partial(self._came, entry))

    @callback
    def _answered(self, tap: Tap) -> None:
        # Not in line with what is told: a gate takes its time.
        if self._taking < AT_ONCE:
            self._taking += 1
            self._hass.async_create_task(self._take(tap), "hoa_parking answer")

    async def _ask(self, ask: Ask) -> None:
        words, guest = await self._phones.words(), ask.kind is AskKind.GUEST
        more: dict[str, object] = {
            **OPENS,
            **URGENT,
            "actions": [
                # iOS opens no gate while the phone is locked; Android asks by itself where its owner wants that.
                {"action": self._action("OPEN", ask), "title": words["ask_open"], "authenticationRequired": True},
                {"action": self._action("REFUSE", ask), "title": words["ask_refuse"], "destructive": True},
            ],
            "timeout": max(1, int((ask.until - self._site.now()).total_seconds())),
        }
        entry = await self._site.passages.entry(ask.passage)
        if entry is not None and entry.frame:
            # The app fetches it with its user's own rights.
            more["image"] = f"/api/{DOMAIN}/v1/pictures/{ask.passage}/frame"
        kind = "guest" if guest else "guarded"
        await self._say(ask, words[f"ask_{kind}_title"], words[f"ask_{kind}_message"], more)

    async def _end(self, ask: Ask) -> None:
        """Take a question away, and say to the others of the household who answered it, or that nobody did."""
        words = await self._phones.words()
        title = words["ask_guest_title" if ask.kind is AskKind.GUEST else "ask_guarded_title"]
        match ask.answer:
            case AskAnswer.OPEN | AskAnswer.REFUSE if ask.answered_by is not None:
                await self._phones.tell([ask.answered_by], Told(_tag(ask), CLEAR))
                said = words[f"ask_{ask.answer.value}_message"]
                await self._say(ask, title, said, OPENS, name=await self._name(ask.answered_by, words))
            case AskAnswer.LATE:
                await self._say(ask, title, words["ask_late_message"], OPENS)
            case _:
                await self._phones.tell_household(ask.household, Told(_tag(ask), CLEAR))

    async def _fail(self, ask: Ask, code: str) -> None:
        words = await self._phones.words()
        why = words.get(f"ask_failed_{code}", words["ask_failed_message"])
        told = Told(_tag(ask), why.format(gate=self._gate(ask.gate)), words["ask_failed_title"], OPENS)
        await self._phones.tell_household(ask.household, told)

    async def _came(self, entry: LogEntry) -> None:
        """Tell a household that somebody came in on its pass."""
        if entry.household is None or entry.pass_id is None or entry.gate is None:
            return
        given = {one.id: one.kind for one in await self._site.passes.of_household(entry.household)}
        words = await self._phones.words()
        title = words[f"came_{given.get(entry.pass_id, PassKind.VISITOR).value}"]
        plate = entry.listed_plate or entry.passage.plate.text
        message = words["came_message"].format(plate=plate, gate=self._gate(entry.gate))
        await self._phones.tell_household(entry.household, Told(f"pass_{entry.pass_id}", message, title, OPENS))

    async def _take(self, tap: Tap) -> None:
        """Take an answer from somebody of the household that was asked; what comes from others is forgotten."""
        household: int | None = None
        try:
            person = await self._phones.person(tap)
            household = person.household if person else None
            if person is None or household is None:
                return
            asks = await self._site.asks.of_household(household)
            ask = next((ask for ask in asks if ask.id == tap.number), None)
            if ask is not None and self._phones.is_ours(tap, _about(ask)):
                await self._site.asks.answer(ask.id, ANSWERS[tap.word], person)
        except (Refused, StoreError) as err:
            if household is not None:
                self._jobs.put(household, partial(self._regret, tap, late=isinstance(err, Refused)))
        finally:
            self._taking -= 1

    async def _regret(self, tap: Tap, *, late: bool) -> None:
        """Tell whoever answered, and nobody else, that it changes nothing."""
        words = await self._phones.words()
        message = words["ask_over_message" if late else "ask_lost_message"]
        await self._phones.tell([tap.user_id], Told(f"ask_{tap.number}", message, words["ask_failed_title"], OPENS))

    async def _say(self, ask: Ask, title: str, message: str, more: Mapping[str, object], name: str = "") -> None:
        """Tell a household of its question, but whoever answered it."""
        text = message.format(plate=ask.plate, gate=self._gate(ask.gate), name=name)
        await self._phones.tell_household(ask.household, Told(_tag(ask), text, title, more), but=ask.answered_by)

    async def _name(self, user_id: str, words: Mapping[str, str]) -> str:
        """Return what a household calls one of its own."""
        kept = (await self._site.people.names([user_id])).get(user_id)
        user = await self._hass.auth.async_get_user(user_id)
        return kept or (user.name if user else None) or words["ask_somebody"]

    def _gate(self, gate_id: str) -> str:
        return next((gate.name for gate in self._site.config.gates if gate.id == gate_id), "")

    def _action(self, word: str, ask: Ask) -> str:
        return self._phones.action(word, ask.id, _about(ask))


def _came_in(entry: LogEntry) -> bool:
    opened = entry.outcome is Outcome.OPENED and entry.direction is Direction.ENTRY
    return opened and entry.pass_id is not None and entry.outcome_reason != BY_RESIDENT


def _tag(ask: Ask) -> str:
    return f"ask_{ask.id}"


def _about(ask: Ask) -> str:
    return f"{ask.passage} {ask.household}"
