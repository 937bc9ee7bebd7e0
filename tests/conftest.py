"""What every test shares: the rules can be imported where Home Assistant is not installed."""

import importlib.util
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if importlib.util.find_spec("homeassistant") is None:
    # The integration's __init__ imports Home Assistant; core, store and desks do not. A shell stands in for it here.
    shell = types.ModuleType("custom_components.hoa_parking")
    shell.__path__ = [str(ROOT / "custom_components" / "hoa_parking")]
    sys.modules["custom_components.hoa_parking"] = shell
