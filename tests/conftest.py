"""What every test shares: the rules can be imported where Home Assistant is not installed."""

import importlib.util
import os
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# FFmpeg asks once a process how loud it may be, and whichever test opens a film first would decide for all of them.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

if importlib.util.find_spec("homeassistant") is None:
    # The integration's __init__ imports Home Assistant; core, store and desks do not. A shell stands in for it here.
    shell = types.ModuleType("custom_components.hoa_parking")
    shell.__path__ = [str(ROOT / "custom_components" / "hoa_parking")]
    sys.modules["custom_components.hoa_parking"] = shell
