"""Opens ONNX networks; the one place that knows onnxruntime."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]  # ships no types; Network says what we use of it
from numpy.typing import NDArray

from ..errors import ModelMissing


class Metadata(Protocol):
    """What a network says of itself."""

    custom_metadata_map: Mapping[str, str]


class Network(Protocol):
    """A network ready to run."""

    def run(self, outputs: None, inputs: Mapping[str, NDArray[np.generic]], /) -> list[NDArray[np.float32]]:
        """Return every output for these inputs."""

    def get_modelmeta(self) -> Metadata:
        """Return what the network says of itself."""


class LazyNetwork:
    """A network that is loaded at its first use, once, whatever thread comes first."""

    def __init__(self, path: Path, threads: int) -> None:
        self._path = path
        self._threads = threads
        self._loading = threading.Lock()
        self._network: Network | None = None

    def get(self) -> Network:
        """Return the network; raise ModelMissing where its file is not there."""
        # functools.cached_property holds no lock since Python 3.12: every first caller would load.
        with self._loading:
            if self._network is None:
                self._network = open_network(self._path, self._threads)
            return self._network


def open_network(path: Path, threads: int) -> Network:
    """Load a network that may use so many cores; raise ModelMissing where its file is not there."""
    if not path.is_file():
        raise ModelMissing(f"{path.name} is not in {path.parent}: reinstall the recognizer's packages")
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Cameras look once in a while: neither memory nor cores are to be held in between.
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return cast("Network", ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]))
