"""The doors: who may come in, and in what shape."""

from homeassistant.core import HomeAssistant, callback

from . import panel
from .configuration import ConfigurationView
from .pictures import PictureView
from .receiver import ReportView, StatusView


@callback
def async_register_doors(hass: HomeAssistant) -> None:
    """Open every door, once for the life of Home Assistant: each looks for the site when it is used."""
    for view in (ReportView(), StatusView(), ConfigurationView(), PictureView()):
        hass.http.register_view(view)
    panel.async_register_commands(hass)
