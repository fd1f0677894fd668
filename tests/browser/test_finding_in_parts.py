"""One search over the sites of single months: from each of them, and from what stands above them."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import copy_project, environment, host
from tests.support import processes


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The samples, a site a month, on a static host."""
    root = copy_project(tmp_path_factory.mktemp("parts"))
    configuration = Path(root, "mkdocs.yml")
    text = configuration.read_text("utf-8")
    configuration.write_text(text.replace("  - briefings:", "  - briefings:\n      split: month"), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    at = {**environment(), "SITE_URL": "https://example.org/"}
    run = processes.run(command, cwd=root, env=at, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    with host(root / "site") as url:
        yield url


@pytest.mark.parametrize("start", ["", "2024-05/", "2023-04/"])
def test_every_part_is_searched_from_everywhere(page: Page, home: str, start: str) -> None:
    page.goto(f"{home}/{start}search/?q=flag+raised+headquarters")
    found = page.locator(".search-title", has_text="Finland takes its seat")
    expect(found).to_have_attribute("href", re.compile(f"^{home}/2023-04/documents/finland-joins-"))
    expect(page.locator(".search-title", has_text="Swedish flag goes up")).to_be_visible()
    found.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Finland takes its seat")
    page.goto(f"{home}/{start}search/?kind=article")
    expect(page.locator("input[data-value^='month:']").nth(5)).to_be_attached()
