"""Links with which a user sets their password: one a user, once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from .schema import password_links as links


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """Whose password may be set until when, under which user name; `digest` is that of the link's token."""

    user_id: str
    username: str
    digest: str
    expires_at: datetime


def put(connection: Connection, link: PasswordLink) -> None:
    """Keep a user's link; an earlier one ends."""
    values = {"username": link.username, "digest": link.digest, "expires_at": link.expires_at}
    connection.execute(
        upsert(links)
        .values(user_id=link.user_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )


def put_back(connection: Connection, link: PasswordLink) -> None:
    """Keep a link that was taken for nothing, unless the user has another one by now."""
    connection.execute(
        upsert(links)
        .values(user_id=link.user_id, username=link.username, digest=link.digest, expires_at=link.expires_at)
        .on_conflict_do_nothing()
    )


def of_user(connection: Connection, user_id: str) -> PasswordLink | None:
    """Return a user's link, whether it is still good or not."""
    row = connection.execute(_LINKS.where(links.c.user_id == user_id)).first()
    return None if row is None else PasswordLink(*row)


def of_token(connection: Connection, digest: str, now: datetime) -> PasswordLink | None:
    """Return the link of a token that is still good."""
    row = connection.execute(_LINKS.where(links.c.digest == digest, links.c.expires_at > now)).first()
    return None if row is None else PasswordLink(*row)


def take(connection: Connection, digest: str, now: datetime) -> PasswordLink | None:
    """Use a link up: of two who come with it one gets it."""
    found = of_token(connection, digest, now)
    if found is not None:
        remove(connection, found.user_id)
    return found


def remove(connection: Connection, user_id: str) -> None:
    """End a user's link."""
    connection.execute(delete(links).where(links.c.user_id == user_id))


def usernames(connection: Connection) -> frozenset[str]:
    """Return the user names that are promised."""
    return frozenset(connection.execute(select(links.c.username)).scalars())


_LINKS = select(links.c.user_id, links.c.username, links.c.digest, links.c.expires_at)
