"""The doors: who may come in, and in what shape."""

from homeassistant.core import HomeAssistant, callback

from . import activity, blocklist, erasure, figures, guard, journal, layout, mine, panel, people, places, retention
from .applications import async_register_application_commands
from .apply import AccountDoor, AnswerDoor, ApplyDoor, ClaimDoor, FormDoor, PasswordDoor, TrackDoor, WithdrawDoor
from .apply_page import ApplyPage, LinkPage
from .apply_pass import PassDoor, PassPlateDoor
from .configuration import ConfigurationView
from .display import DisplayStateView, DisplayView
from .documents import DocumentView
from .exports import ExportView
from .pictures import PictureView
from .reads import ReadDoor, ReadsDoor
from .receiver import ReportView, StatusView
from .stills import StillDoor, StillView


@callback
def async_register_doors(hass: HomeAssistant) -> None:
    """Open every door, once for the life of Home Assistant: each looks for the site when it is used."""
    for view in (
        *(ReportView(), StatusView(), ConfigurationView(), PictureView()),
        *(StillDoor(), StillView(), DisplayView(), DisplayStateView()),
        *(ReadsDoor(), ReadDoor(), ExportView()),
        *(FormDoor(), ApplyDoor(), TrackDoor(), AnswerDoor(), WithdrawDoor(), ClaimDoor(), AccountDoor()),
        *(PasswordDoor(), PassDoor(), PassPlateDoor(), ApplyPage(), LinkPage(), DocumentView()),
    ):
        hass.http.register_view(view)
    panel.async_register_commands(hass)
    async_register_application_commands(hass)
    layout.async_register_layout_commands(hass)
    places.async_register_place_commands(hass)
    journal.async_register_journal_commands(hass)
    activity.async_register_activity_commands(hass)
    retention.async_register_retention_commands(hass)
    figures.async_register_figures_commands(hass)
    erasure.async_register_erasure_commands(hass)
    people.async_register_people_commands(hass)
    guard.async_register_guard_commands(hass)
    blocklist.async_register_blocklist_commands(hass)
    mine.async_register_mine_commands(hass)
