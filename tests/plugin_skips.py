"""With CI=true a skipped test counts as not passed, unless it is for another system than this one."""

import os
from collections.abc import Generator

import pytest

OTHER_SYSTEM = "only on "  # e.g. "only on Windows"


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not reason.removeprefix("Skipped: ").startswith(OTHER_SYSTEM):
        report.outcome = "failed"
        report.longrepr = f"{reason}\nA skipped check is not a passed one: with CI=true all of them must run."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse(report)
    return report
