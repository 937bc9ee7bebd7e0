"""An application, what is there already of it, and what the public page asks, as the panel gets them."""

from ..core.applications import Application, Duplicate, PublicPage
from .apply_page import PATH
from .shapes import Shape, moment


def mini(application: Application) -> Shape:
    """Return an application as whoever sent it sees it."""
    return {
        "id": application.id,
        "kind": application.kind.value,
        "state": application.state.value,
        "name": application.name,
        "apartment": application.apartment,
        "contact": application.contact,
        "plates": list(application.plates),
        "note": application.note,
        "question": application.question,
        "answer": application.answer,
        "reason": application.reason,
        "made_at": moment(application.made_at),
        "changed_at": moment(application.changed_at),
    }


def duplicate(same: Duplicate) -> Shape:
    """Return what an application has in common with what is there."""
    return {
        "kind": same.kind.value,
        "plate": same.plate,
        "apartment": same.apartment,
        "application": same.application,
    }


def public_page(page: PublicPage) -> Shape:
    """Return what the board chose for the public page."""
    return {
        "enabled": page.enabled,
        "path": PATH,
        "consent": dict(page.consent),
        "consent_version": page.consent_version,
        "document": page.document,
        "local_only": page.local_only,
    }
