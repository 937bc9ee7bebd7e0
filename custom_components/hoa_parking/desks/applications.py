"""Applications: what the public page asks for, and what people apply with until the board decides."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from ..core.applications import (
    LANGUAGES,
    LONGEST_CONSENT,
    UNDECIDED,
    Application,
    ApplicationKind,
    ApplicationState,
    Draft,
    PublicPage,
    cleaned,
    consent_text,
    required_text,
)
from ..core.errors import Refused
from ..core.events import ApplicationChanged, ApplicationsErased, ApplicationStep, Event, PersonChanged
from ..core.model import AuditEntry
from ..core.ports import Asker, Clock, NewId, NewToken, Publish
from ..core.tokens import digest
from ..store import applications, audit, people, settings
from ..store.database import Database
from ..store.documents import DocumentFolder

PAGE: Final = "public_page"
CONSENT: Final = "consent_"
MOST_WAITING: Final = 300
"""More undecided applications of people without a user are not taken: the board could not read them."""
MOST_OWN: Final = 5
"""Undecided applications of one user."""
MOST_SHOWN: Final = 20
NOTHING: Final = "there is nothing here"

type Keep = Callable[[Connection, str | None], int]
"""Keeps an application with the id of its document; returns its id."""


class ApplicationDesk:
    """Keeps the queue; `page` is what the board chose for the public page, `waiting` how many wait for it."""

    def __init__(
        self,
        database: Database,
        documents: DocumentFolder,
        publish: Publish,
        now: Clock,
        new_id: NewId,
        new_token: NewToken,
    ) -> None:
        self._database = database
        self._documents = documents
        self._publish = publish
        self._now = now
        self._new_id = new_id
        self._new_token = new_token
        self.page = PublicPage()
        self.waiting = 0

    async def open(self) -> None:
        """Take up what was set in the last run. Raises StoreError."""
        kept = await self._database.read(lambda c: settings.get(c, PAGE))
        self.page = PublicPage() if kept is None else PublicPage(**json.loads(kept))
        self.waiting = await self._database.read(lambda c: applications.count(c, [ApplicationState.NEW]))

    async def set_page(self, page: PublicPage, by: str) -> None:
        """Open or close the public page, and say what it asks for. Raises Refused or StoreError."""
        texts = {language: cleaned(page.consent.get(language, "")) for language in LANGUAGES}
        if any(len(text) > LONGEST_CONSENT for text in texts.values()):
            raise Refused("too_long", f"a text has at most {LONGEST_CONSENT} characters", "consent")
        chosen = replace(page, consent=texts)
        version = chosen.consent_version
        kept = {"enabled": page.enabled, "consent": texts, "document": page.document, "local_only": page.local_only}

        def keep(connection: Connection) -> None:
            settings.put(connection, PAGE, json.dumps(kept, ensure_ascii=False))
            if version is not None:  # what somebody agreed to can be read as long as we are asked for it
                settings.put(connection, CONSENT + version, consent_text(texts))
            audit.add(connection, AuditEntry(self._now(), by, "public_page_set", _switch(chosen), version))

        await self._database.write(keep)
        self.page = chosen

    async def submit(self, draft: Draft) -> str:
        """Take what somebody without a user applies with; returns their tracking link's token.

        Raises Refused with full while too many wait, or StoreError.
        """
        token = self._new_token()

        def keep(connection: Connection, document: str | None) -> int:
            if applications.count(connection, UNDECIDED, outsiders=True) >= MOST_WAITING:
                raise Refused("full", "too many applications wait: try again in some days")
            return applications.add(
                connection, ApplicationKind.ACCESS, draft, document, self._now(), token=digest(token)
            )

        await self._take(draft, None, keep)
        return token

    async def apply(self, draft: Draft, kind: ApplicationKind, asker: Asker) -> Application:
        """Take what a user applies with: a resident a change of their own home, others access.

        Raises Refused or StoreError.
        """
        home = asker.household
        if (kind is ApplicationKind.CHANGE) is not (home is not None):
            raise Refused("wrong_kind", "residents ask for changes, others for access", "kind")

        def keep(connection: Connection, document: str | None) -> int:
            if applications.undecided_of(connection, asker.user_id) >= MOST_OWN:
                raise Refused("too_many_applications", "your earlier applications are not decided yet")
            own = draft if home is None else replace(draft, apartment=people.apartment(connection, home) or "")
            return applications.add(
                *(connection, kind, own, document, self._now()), user_id=asker.user_id, household=home
            )

        taken = await self._take(draft, asker.user_id, keep)
        self._publish(PersonChanged(asker.user_id))
        return taken

    async def tracked(self, token: str) -> Application:
        """Return the application of a tracking link; raises Refused with not_found, or StoreError."""
        return _there(await self._database.read(lambda c: applications.of_token(c, digest(token))))

    async def own(self, user_id: str) -> tuple[Application, ...]:
        """Return a user's newest applications, newest first. Raises StoreError."""
        return await self._database.read(lambda c: applications.of_user(c, user_id, MOST_SHOWN))

    async def answer(self, application: Application, text: str) -> Application:
        """Answer what the board asked back, which has to decide again. Raises Refused or StoreError."""
        words = required_text(text, "text")
        if application.state is ApplicationState.NEW:
            raise Refused("nothing_asked", "the board has asked nothing")
        now = {"state": ApplicationState.NEW.value, "answer": words, "changed_at": self._now()}
        return await self._step(application, ApplicationStep.ANSWERED, (ApplicationState.ASKED,), now)

    async def withdraw(self, application: Application) -> Application:
        """Take an application back; its document goes at once. Raises Refused or StoreError."""
        now = self._now()
        over = {"state": ApplicationState.WITHDRAWN.value, "changed_at": now, "decided_at": now, "document": None}
        withdrawn = await self._step(application, ApplicationStep.WITHDRAWN, UNDECIDED, over)
        if application.document is not None:
            await self._documents.remove((application.document,))
        if application.user_id is not None:
            self._publish(PersonChanged(application.user_id))
        return withdrawn

    def follow(self, event: Event) -> None:
        """Note how many wait for the board, whoever changed that."""
        if isinstance(event, ApplicationChanged | ApplicationsErased):
            self.waiting = event.waiting

    async def _take(self, draft: Draft, by: str | None, keep: Keep) -> Application:
        """Keep an application with its document: both or neither."""
        document = await self._keep_document(draft.document)
        kept = False

        def write(connection: Connection) -> tuple[Application, int]:
            number = keep(connection, document)
            audit.add(connection, AuditEntry(self._now(), by, "application_received", str(number), None))
            return _there(applications.of_id(connection, number)), _waiting(connection)

        try:
            taken, waiting = await self._database.write(write)
            kept = True
        finally:
            if document is not None and not kept:
                await self._documents.remove((document,))
        self._tell(taken, ApplicationStep.RECEIVED, waiting)
        return taken

    async def _keep_document(self, picture: bytes | None) -> str | None:
        if picture is None:
            return None
        document = self._new_id()
        await self._documents.write(document, picture)
        return document

    async def _step(
        self,
        application: Application,
        step: ApplicationStep,
        states: tuple[ApplicationState, ...],
        values: dict[str, object],
    ) -> Application:
        """Change an application that is still in one of some states, and tell."""
        number = application.id

        def write(connection: Connection) -> tuple[Application, int]:
            if not applications.change(connection, number, states, **values):
                raise Refused("application_decided", "this application is decided")
            entry = AuditEntry(self._now(), application.user_id, f"application_{step.value}", str(number), None)
            audit.add(connection, entry)
            return _there(applications.of_id(connection, number)), _waiting(connection)

        changed, waiting = await self._database.write(write)
        self._tell(changed, step, waiting)
        return changed

    def _tell(self, application: Application, step: ApplicationStep, waiting: int) -> None:
        told = ApplicationChanged(application.id, step, waiting, application.user_id, application.household)
        self._publish(told)


def _there(application: Application | None) -> Application:
    if application is None:
        raise Refused("not_found", NOTHING)
    return application


def _waiting(connection: Connection) -> int:
    return applications.count(connection, (ApplicationState.NEW,))


def _switch(page: PublicPage) -> str:
    return "on" if page.enabled else "off"
