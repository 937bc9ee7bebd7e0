"""The command line's front door: help, settings from three places, and words for what is missing."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recognizer.__main__ import main
from recognizer.errors import RecognizerError
from recognizer.settings import Settings, settle

ROOT = Path(__file__).parents[2]
TOKEN = "t0ken"


def given(**options: object) -> argparse.Namespace:
    engines = ("detector", "reader", "second_reader", "model", "slot_classifier", "slot_model")
    none = dict.fromkeys(("url", "token_file", "data", "host", "port", "threads", "log_level", *engines))
    return argparse.Namespace(**(none | options))


def settled(folder: Path, environ: dict[str, str], options: object = None, **words: object) -> Settings:
    if options is not None:
        (folder / "options.json").write_text(json.dumps(options))
    return settle(given(**words), environ, folder)


@pytest.mark.parametrize("command", ["run", "read", "watch", "slots", "doctor"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])

    assert end.value.code == 0
    assert "usage: recognizer" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["fly"], ["run", "--port", "many"], ["run", "--log-level", "loud"]])
def test_what_is_not_understood_ends_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)

    assert end.value.code == 2


def test_run_says_what_is_missing(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "addon"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "recognizer", "run", "--url", "http://127.0.0.1:1"]

    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert ended.returncode == 1
    assert "the token is missing" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_command_line_wins_over_the_environment_and_that_over_the_options(tmp_path: Path) -> None:
    options = {"url": "http://options:1", "token": "of-options", "threads": 3}
    environ = {"HOA_PARKING_URL": "http://environ:1", "HOA_PARKING_TOKEN": "of-environ"}
    token_file = tmp_path / "token"
    token_file.write_text(f"{TOKEN}\n")

    by_options = settled(tmp_path, {}, options)
    by_environ = settled(tmp_path, environ)
    by_words = settled(tmp_path, environ, url="https://words:1/", token_file=token_file, threads=1)

    assert (by_options.url, by_options.token, by_options.threads) == ("http://options:1", "of-options", 3)
    assert (by_environ.url, by_environ.token) == ("http://environ:1", "of-environ")
    assert (by_words.url, by_words.token, by_words.threads) == ("https://words:1", TOKEN, 1)


def test_under_supervisor_nothing_needs_to_be_told(tmp_path: Path) -> None:
    settings = settled(tmp_path, {"SUPERVISOR_TOKEN": "s"}, {"log_level": "warning", "threads": 2})

    assert (settings.url, settings.token) == ("http://supervisor/core", "s")
    assert (settings.data, settings.log_level, settings.port) == (tmp_path, "warning", 8099)


def test_alone_the_page_is_for_this_machine_only(tmp_path: Path) -> None:
    settings = settled(
        tmp_path, {"HOA_PARKING_URL": "http://a:1", "HOA_PARKING_TOKEN": TOKEN, "HOA_PARKING_DATA": "/d"}
    )

    assert (settings.host, settings.data) == ("127.0.0.1", Path("/d"))


def test_settings_show_no_token(tmp_path: Path) -> None:
    settings = settled(
        tmp_path,
        {"HOA_PARKING_URL": "http://a:1", "HOA_PARKING_TOKEN": TOKEN, "HOA_PARKING_PAGE_TOKEN": TOKEN},
    )

    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "options", "words"),
    [
        ({}, None, "where is Home Assistant"),
        ({"HOA_PARKING_URL": "http://a:1"}, None, "token is missing"),
        ({"HOA_PARKING_URL": "a:8123", "HOA_PARKING_TOKEN": "t"}, None, "is not like http"),
        ({"HOA_PARKING_URL": "http://user:pw@a", "HOA_PARKING_TOKEN": "t"}, None, "is not like http"),
        ({"SUPERVISOR_TOKEN": "s"}, {"threads": "many"}, "threads is no number"),
        ({"SUPERVISOR_TOKEN": "s"}, {"log_level": "loud"}, "log_level is none of"),
        ({"SUPERVISOR_TOKEN": "s"}, ["list"], "are no object"),
    ],
)
def test_what_is_missing_or_wrong_is_told(tmp_path: Path, environ: dict[str, str], options: object, words: str) -> None:
    with pytest.raises(RecognizerError, match=words):
        settled(tmp_path, environ, options)


def test_a_token_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError, match="cannot be read"):
        settled(tmp_path, {}, url="http://a:1", token_file=tmp_path / "gone")


def test_options_that_are_damaged_are_told(tmp_path: Path) -> None:
    (tmp_path / "options.json").write_text("{half")

    with pytest.raises(RecognizerError, match="cannot be read"):
        settle(given(), {"SUPERVISOR_TOKEN": "s"}, tmp_path)
