"""What must never reach a log by way of a settings object that somebody prints."""

import dataclasses
import importlib
import re

import pytest

from deploy.native.processes import SERVICES

SECRET = re.compile(r"secret|password|access_key$|(mongo|broker)_url$")


@pytest.mark.parametrize("service", SERVICES)
def test_no_setting_that_is_a_secret_is_shown_when_settings_are_printed(service: str) -> None:
    module = importlib.import_module(f"services.{service}.settings")
    (settings,) = (
        each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__
    )
    told = {each.name: each for each in dataclasses.fields(settings)}
    secrets = {name for name, each in told.items() if SECRET.search(name) or "bytes" in str(each.type)}
    assert secrets
    assert {name for name in secrets if told[name].repr} <= {"professional_passwords"}  # a switch
