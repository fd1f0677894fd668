import base64
import hashlib
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.publishing.security_policy import with_policy

PAGE = "<!doctype html><html><head><meta charset='utf-8'><title>x</title></head><body>{}</body></html>"
CONFIG = """
site_name: Test
plugins: [search]
theme:
  name: material
  font: false
  palette: [{scheme: default, toggle: {icon: material/weather-night, name: Dark}}, {scheme: slate}]
  features: [announce.dismiss, content.tabs.link, navigation.instant, navigation.tabs, search.suggest]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csp")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs" / "deep" / "er").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "docs" / "deep" / "er" / "page.md").write_text("# Page\n", encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml")))
    return folder / "site"


def policy(html: str) -> str:
    return re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)[0]


@pytest.mark.parametrize("page", ["index.html", "deep/er/page/index.html", "404.html"])
def test_every_inline_script_of_the_theme_may_run(site: Path, page: str) -> None:
    html = (site / page).read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) >= 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy(with_policy(html)), script[:80]


def test_a_script_of_a_source_may_not_run() -> None:
    for script in ("alert(1)", '__md_scope=new URL(".",location);alert(1)', 'var palette=__md_get("__palette")'):
        assert "sha256" not in policy(with_policy(PAGE.format(f"<script>{script}</script>")))


def test_the_policy_stands_before_everything_and_changes_nothing_else() -> None:
    html = PAGE.format("<p>text</p>")
    meta = re.search("<meta http-equiv[^>]*>", with_policy(html))
    assert meta
    assert with_policy(html).replace(meta[0], "") == html
    assert with_policy(html).index(meta[0]) < html.index("<title>") + len(meta[0])
    assert with_policy("<head><script>x</script></head>").startswith("<head><meta http-equiv")


def test_the_policy_names_no_other_host() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy(with_policy(PAGE)).split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert {source for rule in rules.values() for source in rule.split()} <= {"'none'", "'self'", "data:"}


def test_a_page_without_a_head_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="head"):
        with_policy("<p>text</p>")
