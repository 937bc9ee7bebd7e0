"""Names that Home Assistant and our files share."""

from typing import Final

DOMAIN: Final = "hoa_parking"
VERSION: Final = "0.1.0"
