"""Everything that can go wrong here, by what a caller would do about it."""


class RecognizerError(Exception):
    """The root; the message is for a person and holds no password."""


class SourceError(RecognizerError):
    """A camera gives no picture; `code` is what the integration is told."""

    code = "unreachable"


class Unauthorized(SourceError):
    """The camera refuses the user name or password."""

    code = "unauthorized"


class Unreadable(SourceError):
    """There is something, but no picture that can be decoded."""

    code = "unreadable"


class TooLarge(SourceError):
    """The picture is beyond what we decode."""

    code = "too_large"


class Silent(SourceError):
    """The camera is connected and gives no new picture."""

    code = "silent"


class WireError(RecognizerError):
    """A message from the integration is not what the contract says; `field` names the place."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field


class Away(RecognizerError):
    """Home Assistant gives no answer."""


class NotLetIn(RecognizerError):
    """Home Assistant answers that our token may not do this; asking again soon changes nothing."""


class ModelMissing(RecognizerError):
    """An engine's package or model file is not installed; the message says how to get it."""


class OutboxFull(RecognizerError):
    """The disk takes no more reports."""
