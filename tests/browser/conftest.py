"""A served copy of the project, a built one, and a Chromium to look at them."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.serving import Served, copy_project, environment, host, serve
from tests.support import processes

WAIT_MILLISECONDS = 60_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


expect.set_options(timeout=WAIT_MILLISECONDS / 3)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found:
        return found
    sentence = "no Chromium on this machine; install it (Debian: apt-get install chromium) to run the browser tests"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


# Not for the session: other tests start a Playwright of their own, and one thread bears only one.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(WAIT_MILLISECONDS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The samples as they are; no test changes them."""
    with serve(copy_project(tmp_path_factory.mktemp("site"))) as served:
        yield served


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A second copy, for tests that edit it."""
    with serve(copy_project(tmp_path_factory.mktemp("desk"))) as served:
        yield served


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make build` makes it."""
    root = copy_project(tmp_path_factory.mktemp("built"))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = processes.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "site"


@pytest.fixture(scope="session")
def hosted(built: Path) -> Iterator[str]:
    """The address of the built site on a static host."""
    with host(built) as url:
        yield url


@pytest.fixture(params=["built", "served"])
def home(request: pytest.FixtureRequest) -> str:
    """The site's address, once as it is published and once while an editor works on it."""
    return request.getfixturevalue("hosted") if request.param == "built" else request.getfixturevalue("site").url
