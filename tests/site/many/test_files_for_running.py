"""The files that start it elsewhere name what there is: variables, commands, folders."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[3]
UNITS = sorted((ROOT / "docs/units").glob("*.service"))
MANUAL = ROOT / "docs/running.md"
OURS_ALONE = {"DATABASE_PASSWORD"}  # compose puts it into an address
KNOWN = set(re.findall(r"^#?([A-Z_0-9]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


@pytest.fixture
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_containers_are_given_variables_that_are_read(compose):
    for name in ("web", "worker"):
        assert set(compose["services"][name]["environment"]) <= KNOWN
    asked = set(re.findall(r"\$\{([A-Z_0-9]+)", (ROOT / "compose.yaml").read_text()))
    assert asked <= KNOWN | OURS_ALONE


def test_containers_wait_for_what_there_is_and_keep_what_has_to_stay(compose):
    services = compose["services"]
    for service in services.values():
        for other, how in service.get("depends_on", {}).items():
            needs_health = how["condition"] == "service_healthy"
            assert not needs_health or "healthcheck" in services[other]
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in compose["volumes"]


def test_no_value_in_the_manual_has_a_remark_behind_it():
    """systemd would take that for a part of the value."""
    lines = re.findall(r"^ +([A-Z][A-Z_0-9]+=.*)$", MANUAL.read_text(), re.MULTILINE)
    assert len(lines) > 6
    assert [line for line in lines if "#" in line] == []
    assert {line.partition("=")[0] for line in lines} <= KNOWN


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_a_command_that_there_is(unit):
    lines = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))
    python, manage, command, *options = lines["ExecStart"].split()
    assert python == f"{lines['WorkingDirectory']}/.venv/bin/python"
    assert (ROOT / manage).is_file()
    assert command in get_commands()
    assert options in ([], ["--web"])
    assert f"/etc/systemd/system/{unit.name}" in unit.read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_keeps_what_python_makes_of_code_that_its_user_may_not_write_beside(unit):
    lines = unit.read_text().splitlines()
    assert "ProtectSystem=strict" in lines
    assert "CacheDirectory=newsroom" in lines
    assert "Environment=PYTHONPYCACHEPREFIX=/var/cache/newsroom" in lines


def test_a_container_has_its_code_compiled_before_it_gives_up_the_right_to_write():
    steps = (ROOT / "Dockerfile").read_text().splitlines()
    compiling = "RUN python -m compileall -q articles comments newsroom"
    assert steps.index("COPY . .") < steps.index(compiling) < steps.index("USER newsroom")
