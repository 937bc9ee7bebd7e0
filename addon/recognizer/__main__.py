"""The command line: `python -m recognizer run|read|watch|slots|doctor`."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2

from . import __version__, app, commands, doctor
from .choice import Choice
from .engines import slot_classifier
from .errors import RecognizerError
from .eyes import open_eyes
from .pipelines import Engines
from .settings import LEVELS, PORT, engines_of, settle


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 something failed, 2 not understood."""
    arguments = _parser().parse_args(words)
    # What a damaged picture is, is told in our words, once.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        return int(arguments.command(arguments))
    except RecognizerError as err:
        sys.stderr.write(f"recognizer: {err}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="recognizer", description="Read plates and parking places on cameras and report them to Home Assistant."
    )
    parser.add_argument("--version", action="version", version=__version__)
    known = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = known.add_parser(
        "run",
        help="watch the cameras that Home Assistant names, and report",
        description="Watch the cameras that the HOA Parking integration names, and report to it, until stopped.",
    )
    _add_settings(run)
    run.set_defaults(command=_run)
    commands.add_parsers(known)
    check = known.add_parser(
        "doctor",
        help="check everything and say what to do",
        description="Check packages, models, disk, Home Assistant, clock and every camera; exit with 1 if one fails.",
    )
    _add_settings(check)
    check.add_argument("--camera", action="append", default=[], metavar="URL", help="check this camera too")
    check.add_argument("--json", action="store_true", help="print one JSON object a check")
    check.set_defaults(command=_doctor)
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", help="Home Assistant's address, like http://HOST:8123 (or HOA_PARKING_URL)")
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="file with the token from the action “Pair recognizer” (or HOA_PARKING_TOKEN)",
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the outbox is kept (or HOA_PARKING_DATA)")
    parser.add_argument("--host", help="where the status page listens; by default this machine alone")
    parser.add_argument("--port", type=int, metavar="N", help=f"the status page's port, {PORT} by default")
    parser.add_argument("--threads", type=int, metavar="N", help="how many cores a model may use, 2 by default")
    parser.add_argument("--log-level", choices=LEVELS, help="info by default")
    commands.add_engines(parser)


def _run(arguments: argparse.Namespace) -> int:
    settings = settle(arguments)
    cv2.setNumThreads(1)
    app.run(settings, _engines(settings.threads, lambda: settings.engines))
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    return doctor.examine(arguments, _engines(arguments.threads or 2, lambda: engines_of(arguments)))


def _engines(threads: int, choice: Callable[[], Choice]) -> Engines:
    return Engines(lambda: open_eyes(threads, choice()), lambda: slot_classifier(choice().slots, threads))


def _speak_utf8() -> None:
    """Print UTF-8 in every locale; a file name that is no text is printed with escapes, as JSON has them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    _speak_utf8()
    sys.exit(main())
