"""The page for the editor-in-chief: valid, right against the JSON report, and readable in every window."""

import collections
import json
import subprocess
import tempfile

import html5lib
import pytest
from conftest import TOOLS

COUNTS = {"error": "data-errors", "warning": "data-warnings", "info": "data-infos"}


def parsed(text):
    return html5lib.parse(text, namespaceHTMLElements=False)


def by_id(page, name):
    return next(element for element in page.iter() if element.get("id") == name)


def rows(page, name):
    return [row for row in by_id(page, name).iter("tr") if row.get("data-name") is not None]


def browse(url, *flags):
    """The page as Chromium has it, after its script has run."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        command += ["--hide-scrollbars", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={profile}", "--virtual-time-budget=4000", *flags, "--dump-dom", url]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.fixture(name="page")
def page_of(reports):
    return parsed(reports.text("html"))


def test_the_page_is_valid_html(reports, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(reports.text("html"), encoding="utf-8")
    command = ["java", "-jar", TOOLS / "npm/node_modules/vnu-jar/build/dist/vnu.jar", "--Werror", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_figures_are_those_of_the_json_report(reports, page):
    summary = reports.json["summary"]
    figures = {element.get("data-figure"): element.text for element in page.iter("dd") if element.get("data-figure")}
    assert float(figures.pop("score").replace(",", ".")) == summary["score"]
    clean = sum(not draft["findings"] for draft in reports.drafts())
    expected = {"drafts": summary["drafts"], "clean": clean, "error": summary["errors"], "warning": summary["warnings"], "info": summary["infos"]}
    assert {name: int(number) for name, number in figures.items()} == expected


def test_the_plot_of_rules_is_that_of_the_json_report(reports, page):
    expected = collections.Counter((finding["rule"], finding["severity"]) for finding in reports.findings)
    drafts = collections.Counter(rule for draft in reports.drafts() for rule in {finding["rule"] for finding in draft["findings"]})
    found = rows(page, "by-rule")
    assert sorted(row.get("data-name") for row in found) == sorted(drafts)
    sums = [sum(int(row.get(key)) for key in COUNTS.values()) for row in found]
    assert sums == sorted(sums, reverse=True)
    for row, number in zip(found, sums, strict=True):
        name = row.get("data-name")
        assert {severity: int(row.get(key)) for severity, key in COUNTS.items()} == {severity: expected[name, severity] for severity in COUNTS}
        assert int(row.get("data-drafts")) == drafts[name]
        assert int(row.findall("td")[-1].text) == number
        widths = {bar.get("class"): int(bar.get("width")) for bar in row.iter("{http://www.w3.org/2000/svg}rect")}
        for severity in COUNTS:
            assert abs(widths.get(severity, 0) - 1000 * expected[name, severity] / sums[0]) <= 1, "a bar is as long as its number"


def test_the_plots_of_channels_authors_and_scores_add_up(reports, page):
    summary = reports.json["summary"]
    for name in ["by-channel", "by-author"]:
        found = rows(page, name)
        assert sum(int(row.get("data-drafts")) for row in found) == summary["drafts"]
        totals = [sum(int(row.get(key)) for row in found) for key in COUNTS.values()]
        assert totals == [summary["errors"], summary["warnings"], summary["infos"]]
    scores = [draft["score"] for draft in reports.drafts()]
    for row in rows(page, "by-score"):
        least, _, most = row.get("data-name").partition("–")
        expected = sum(int(least) <= score <= int(most or least) for score in scores)
        assert int(row.get("data-drafts")) == expected
    assert sum(int(row.get("data-drafts")) for row in rows(page, "by-score")) == len(scores)


def test_channels_are_those_of_the_sarif_report(reports, page):
    results = json.loads(reports.text("sarif"))["runs"][0]["results"]
    for key in ["channel", "author"]:
        expected = collections.Counter(result["properties"][key] for result in results)
        nameless = expected.pop(None, 0)
        found = {row.get("data-name"): sum(int(row.get(count)) for count in COUNTS.values()) for row in rows(page, f"by-{key}")}
        assert {name: found[name] for name in expected} == expected
        assert sum(found.values()) == sum(expected.values()) + nameless


def test_every_finding_marks_its_text(reports, page):
    articles = list(page.iter("article"))
    drafts = [draft for draft in reports.drafts() if draft["findings"]]
    assert len(articles) == len(drafts)
    for article, draft in zip(articles, drafts, strict=True):
        items = [item for item in article.iter("li") if item.get("data-rule")]
        assert [item.get("data-rule") for item in items] == [finding["rule"] for finding in draft["findings"]]
        links = [link for link in article.iter("a") if link.get("class") == "ref"]
        assert sorted(int(link.text) for link in links) == list(range(1, len(items) + 1))
        text = next(part for part in article.iter("div") if part.get("class") == "text")
        shown = "".join(without_references(text))
        visible = "".join(replaced(c) for c in reports.draft_bytes(draft["path"]).decode())
        assert shown.split() == visible.split(), "every word of the file, in its order"


def without_references(element):
    """The texts of an element, the numbers behind marks left out."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "ref":
            yield from without_references(child)
            yield " " if child.tag == "div" else ""
        yield child.tail or ""


def replaced(c):
    control = (ord(c) < 32 and c not in "\r\n\t") or 127 <= ord(c) < 160
    return "\ufffd" if control or ord(c) & 0xFFFE == 0xFFFE else c


def test_the_script_narrows_the_texts_and_drafts_run_nothing(reports, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(reports.text("html"), encoding="utf-8")
    shown = parsed(browse(path.as_uri()))
    number = sum(bool(draft["findings"]) for draft in reports.drafts())
    assert next(shown.iter("output")).text == f"{number} / {number}"
    assert by_id(shown, "filters").get("hidden") is None
    assert next(shown.iter("title")).text.startswith("Tonfall:")

    rule = reports.findings[0]["rule"]
    click = f"<script>document.querySelector('a[data-filter=rule][data-value={rule}]').click()</script>\n</body>"
    path.write_text(reports.text("html").replace("</body>", click), encoding="utf-8")
    shown = parsed(browse(path.as_uri()))
    visible = [article for article in shown.iter("article") if article.get("hidden") is None]
    assert len(visible) == sum(any(finding["rule"] == rule for finding in draft["findings"]) for draft in reports.drafts())
    assert all(rule in article.get("data-rule").split() for article in visible)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_fits_its_window_in_both_themes(reports, tmp_path, width, theme):
    tell = "<script>parent.postMessage([document.documentElement.scrollWidth, innerWidth, getComputedStyle(document.body).backgroundColor].join(' '), '*')</script>"
    (tmp_path / "page.html").write_text(reports.text("html").replace("</body>", tell + "</body>"), encoding="utf-8")
    frame = f"<script>onmessage = event => {{ document.title = event.data }}</script><iframe src=page.html width={width} height=900 style='border:0'></iframe>"
    (tmp_path / "frame.html").write_text(f"<!DOCTYPE html><title>?</title>{frame}", encoding="utf-8")
    flags = ["--blink-settings=preferredColorScheme=0"] if theme == "dark" else []
    shown = parsed(browse((tmp_path / "frame.html").as_uri(), *flags))
    scroll, inner, colour = next(shown.iter("title")).text.split(" ", 2)
    assert (int(scroll), int(inner)) == (width, width), "nothing sticks out"
    assert colour == {"light": "rgb(251, 250, 248)", "dark": "rgb(22, 21, 19)"}[theme]
