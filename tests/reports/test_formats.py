"""Every report is what its format's own readers and schemas take it for, and says what the JSON report says."""

import json
import re
import subprocess

import cmarkgfm
import html5lib
import jsonschema
import junitparser
import pytest
from cmarkgfm.cmark import Options
from conftest import TOOLS, check, write_drafts
from lxml import etree
from referencing import Registry, Resource

SEVERITIES = {"error": 1, "warning": 2, "info": 3}


def reviewdog(form, text):
    """What Reviewdog understands of a report."""
    done = subprocess.run([TOOLS / "reviewdog", form], input=text.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def build_server(form, path):
    """What a library of build servers understands of a report: path, line, column, rule, severity."""
    reader = "readers/violations/Read.java"
    command = ["java", "-cp", f"{TOOLS}/maven/*", reader, form, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=__file__.rsplit("/", 1)[0])
    return {tuple(line.split("\t")) for line in done.stdout.splitlines()}


def one_line(message):
    return "".join("\ufffd" if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in " ".join(message.split()))


def lines_of(text):
    return re.split(r"\r\n|\n|\r", text)


# SARIF


def validate_sarif(path, out):
    tool = TOOLS / "npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    done = subprocess.run([tool, "validate", path, "--output", out, "--log", "ForceOverwrite"], capture_output=True, text=True, check=False)
    assert out.exists(), done.stdout + done.stderr
    results = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    return [result for result in results if result.get("level", "warning") in ("error", "warning")]


def test_sarif_is_valid_for_its_reference_validator(reports, tmp_path):
    report = tmp_path / "report.sarif"
    report.write_text(reports.text("sarif"), encoding="utf-8")
    assert validate_sarif(report, tmp_path / "found.sarif") == []
    broken = reports.text("sarif").replace('"startLine":', '"firstLine":')
    report.write_text(broken, encoding="utf-8")
    assert validate_sarif(report, tmp_path / "found.sarif") != [], "the validator would have told"


def test_sarif_places_are_characters_and_its_fixes_can_be_applied(reports):
    run = json.loads(reports.text("sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(reports.findings)

    def cut(text, region):
        lines = lines_of(text)
        starts, ends = (region["startLine"] - 1, region["startColumn"] - 1), (region["endLine"] - 1, region["endColumn"] - 1)
        breaks = re.findall(r"\r\n|\n|\r", text)
        offset = lambda line, column: sum(len(lines[i]) + len(breaks[i]) for i in range(line)) + column
        return offset(*starts), offset(*ends)

    for result, finding in zip(run["results"], reports.findings, strict=True):
        data = reports.draft_bytes(finding["path"])
        text = data.decode()
        start, end = cut(text, result["locations"][0]["physicalLocation"]["region"])
        # A place between CR and LF is the end of its line.
        assert text[start:end].rstrip("\r\n") == data[finding["start"] : finding["end"]].decode().rstrip("\r\n")
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        for fix, expected in zip(result.get("fixes", []), [fix for fix in finding["fixes"] if fix["edits"]], strict=True):
            fixed, by_json = text, data
            for replacement in reversed(fix["artifactChanges"][0]["replacements"]):
                start, end = cut(text, replacement["deletedRegion"])
                fixed = fixed[:start] + replacement["insertedContent"]["text"] + fixed[end:]
            for edit in reversed(expected["edits"]):
                by_json = by_json[: edit["start"]] + edit["text"].encode() + by_json[edit["end"] :]
            assert fixed == by_json.decode()


def test_sarif_says_what_the_rules_are_for(reports):
    rules = json.loads(reports.text("sarif"))["runs"][0]["tool"]["driver"]["rules"]
    helped = [rule for rule in rules if rule.get("help")]
    assert len(helped) >= len(rules) - 4, "only what no rule file makes has no help"
    assert all(rule["shortDescription"]["text"] and rule["help"]["markdown"] for rule in helped)


# What Reviewdog reads


@pytest.mark.parametrize("form", ["rdjson", "checkstyle", "sarif"])
def test_reviewdog_reads_every_finding(reports, form):
    def place(diagnostic):
        location = diagnostic["location"]
        return (location["path"], location["range"]["start"]["line"], diagnostic["severity"], diagnostic["code"]["value"].removeprefix("tonfall."))

    expected = [(f["path"], f["line"], SEVERITIES[f["severity"]], f["rule"]) for f in reports.findings]
    found = [place(diagnostic) for diagnostic in reviewdog(form, reports.text(form))]
    assert sorted(found) == sorted(expected)


def test_rdjson_is_valid_and_counts_bytes(reports):
    folder = (TOOLS / "reviewdog.path").read_text().strip()
    schema = json.loads(open(f"{folder}/proto/rdf/jsonschema/DiagnosticResult.json").read())
    report = json.loads(reports.text("rdjson"))
    jsonschema.Draft4Validator(schema, registry=Registry().with_resource("", Resource.opaque(schema))).validate(report)

    def offset(data, position):
        lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
        return sum(len(line) for line in lines[: position["line"] - 1]) + position["column"] - 1

    for diagnostic, finding in zip(report["diagnostics"], reports.findings, strict=True):
        data = reports.draft_bytes(finding["path"])
        places = diagnostic["location"]["range"]
        start, end = offset(data, places["start"]), offset(data, places["end"])
        assert data[start:end].rstrip(b"\r\n") == data[finding["start"] : finding["end"]].rstrip(b"\r\n")
        for suggestion, fix in zip(diagnostic["suggestions"], [fix for fix in finding["fixes"] if fix["edits"]], strict=True):
            start, end = offset(data, suggestion["range"]["start"]), offset(data, suggestion["range"]["end"])
            by_json = data
            for edit in reversed(fix["edits"]):
                by_json = by_json[: edit["start"]] + edit["text"].encode() + by_json[edit["end"] :]
            assert data[:start] + suggestion["text"].encode() + data[end:] == by_json


# What build servers read


def test_build_servers_read_checkstyle_and_code_quality(reports):
    severities = {"error": "ERROR", "warning": "WARN", "info": "INFO"}
    places = {(f["path"], str(f["line"]), str(f["column"]), f"tonfall.{f['rule']}", severities[f["severity"]]) for f in reports.findings}
    assert build_server("CHECKSTYLE", reports.path("checkstyle")) == places
    # A column is nothing that Code Quality has.
    places = {(path, line, "-1", rule.removeprefix("tonfall."), severity) for path, line, _, rule, severity in places}
    assert build_server("CODECLIMATE", reports.path("gitlab")) == places


def test_checkstyle_is_xml_with_every_message(reports):
    tree = etree.fromstring(reports.text("checkstyle").encode())
    found = [(file.get("name"), error.get("message")) for file in tree for error in file]
    assert found == [(f["path"], one_line(f["message"])) for f in reports.findings]
    assert len(tree) == reports.json["summary"]["files"]


def test_gitlab_names_findings_once_and_knows_them_again(reports, tmp_path):
    issues = json.loads(reports.text("gitlab"))
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert {"description", "check_name", "fingerprint", "location"} <= issue.keys()
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    if "gut.md" not in {path.name for path in reports.folder.iterdir()}:
        return
    folder = tmp_path / "moved"
    folder.mkdir()
    write_drafts(folder)
    moved = folder / "english.md"
    moved.write_text(moved.read_text().replace("lang: en\n---\n", "lang: en\n---\nA new first line.\n\n").replace("author: Tom\n", "author: Tom\n\n"))
    out = tmp_path / "out"
    out.mkdir()
    again = json.loads(check(folder, out).text("gitlab"))
    assert [issue["fingerprint"] for issue in again] == prints
    assert [issue["location"]["lines"] for issue in again] != [issue["location"]["lines"] for issue in issues]


# JUnit


def test_junit_is_valid_for_jenkins(reports):
    folder = (TOOLS / "junit.path").read_text().strip()
    schema = etree.XMLSchema(etree.parse(f"{folder}/fixtures/junit.xsd"))
    schema.assertValid(etree.parse(reports.path("junit")))


def test_junit_tests_fail_as_the_run_does(reports):
    suites = junitparser.JUnitXml.fromfile(str(reports.path("junit")))
    cases = [case for suite in suites for case in suite]
    expected = [any(finding["severity"] == "error" for finding in draft["findings"]) for draft in reports.drafts()]
    assert [any(isinstance(result, junitparser.Failure) for result in case.result) for case in cases] == expected
    assert sum(suite.failures for suite in suites) == sum(expected)


# GitHub


def test_github_annotations_are_those_of_its_toolkit(reports):
    annotations = []
    for finding in reports.findings:
        annotation = {"severity": finding["severity"], "message": one_line(finding["message"]), "title": finding["rule"], "file": finding["path"]}
        annotation |= {"startLine": finding["line"], "endLine": finding["end_line"]}
        if finding["line"] == finding["end_line"]:
            annotation |= {"startColumn": finding["column"], "endColumn": finding["end_column"]}
        annotations.append(json.dumps(annotation))
    command = ["node", TOOLS / "npm/actions.mjs"]
    done = subprocess.run(command, input="\n".join(annotations), capture_output=True, text=True, check=True)
    assert reports.text("github") == done.stdout


# Markdown


def test_the_comment_renders_and_calls_nobody(reports):
    text = reports.text("markdown")
    assert len(text) < 65_536, "GitHub takes no longer comment"
    page = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE), namespaceHTMLElements=False)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= {"html", "head", "body", "h3", "h4", "p", "ul", "li", "strong", "blockquote", "a"}
    links = {link.get("href") for link in page.iter("a")}
    assert all(link.startswith("https://tonfall.dev/rules/") for link in links)
    shown = "".join(page.itertext())
    assert not re.search(r"@\w|[#!]\d|://(?!tonfall)", shown)
    items = [element for element in page.iter("li") if element.find("blockquote") is not None]
    messages = [one_line(finding["message"]) for finding in reports.findings]
    if len(items) < len(messages):
        assert len(text) > 50_000 and str(len(messages) - len(items)) in text.splitlines()[-1], "what has no room is counted"
    for item, message in zip(items, messages, strict=False):
        assert message in "".join(item.itertext()).replace("\u2060", "")
