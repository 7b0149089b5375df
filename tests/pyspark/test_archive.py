"""An archive in partitions, checked as docs/pyspark has it: order, ids and bad records are what they are without Spark."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TONFALL = os.environ["TONFALL"]
EXAMPLE = Path(__file__).parents[2] / "docs" / "pyspark" / "check_archive.py"

CONFIG = "rules: {hotline-deflection: warning}\nlanguage: de\n"


def record(month, number):
    """Of a hundred records one is broken, one has no text, one has an empty line behind it."""
    text = "Bitte wenden Sie sich an unsere Hotline." if number % 7 == 0 else f"Hallo Frau Yıldız, um {number % 24} Uhr sind wir da. 👍🏽\u2028Ihr Team"
    fields = {"id": number if number % 3 else f"{month}-{number}", "kind": "reply", "channel": "x", "lang": "de", "text": text}
    fields["complaint"] = {"author": "Ayşe Yıldız", "text": "Wann kommt der Techniker?"}
    match number % 100:
        case 31:
            return '{"id": "kaputt'
        case 32:
            return json.dumps({"id": number})
        case 33:
            return json.dumps(fields) + "\n"
    return json.dumps(fields, ensure_ascii=number % 2 == 0)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "tonfall.yaml").write_text(CONFIG, encoding="utf-8")
    for month, count in [("2026-09", 700), ("2026-10", 1), ("2026-11", 1_300)]:
        path = folder / "drafts" / f"month={month}" / "part-00000.jsonl"
        path.parent.mkdir(parents=True)
        path.write_text("".join(record(month, number) + "\n" for number in range(count)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(archive):
    """What Spark makes of it, with more partitions than files."""
    command = [sys.executable, EXAMPLE, "--tonfall", TONFALL, "--config", archive / "tonfall.yaml", archive / "drafts" / "*" / "*.jsonl", archive / "result"]
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.default.parallelism=6 --conf spark.ui.enabled=false pyspark-shell"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    parts = sorted((archive / "result").glob("part-*"))
    assert len(parts) > 3, "there are more partitions than files"
    return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def expected(archive):
    """What Tonfall says of the files without Spark, with each record's own id."""
    out = []
    for path in sorted((archive / "drafts").glob("*/*.jsonl")):
        command = [TONFALL, "check", path, "--format", "jsonl", "--fail-on", "never", "--config", archive / "tonfall.yaml"]
        said = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
        records = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        lines = said.rstrip("\n").split("\n")
        assert len(lines) == len(records)
        for line, text in zip(lines, records, strict=True):
            answer = json.loads(line)
            try:
                answer["id"] = json.loads(text)["id"]
            except ValueError:
                answer["id"] = None
            out.append(answer)
    return out


def shape(answer):
    """What does not depend on where a partition begins."""
    findings = [(finding["rule"], finding["severity"], finding["message"], finding["end"] - finding["start"]) for finding in answer["findings"]]
    return answer.get("id"), answer["score"], findings


def test_order_ids_and_findings_are_kept(answers, expected):
    assert len(answers) == 2_001
    assert [shape(answer) for answer in answers] == [shape(answer) for answer in expected]


def test_ids_keep_their_types(answers):
    assert [answer["id"] for answer in answers[:4]] == ["2026-09-0", 1, 2, "2026-09-3"]


def test_a_bad_record_is_one_answer(answers):
    broken = [answer for answer in answers if [finding["rule"] for finding in answer["findings"]] == ["record"]]
    assert [answer.get("id") for answer in broken[:4]] == [None, 32, None, 132]
    assert len(broken) == 2 * (7 + 13)


def test_the_config_applies_on_every_worker(answers):
    severities = {finding["severity"] for answer in answers for finding in answer["findings"] if finding["rule"] == "hotline-deflection"}
    assert severities == {"warning"}


def test_a_config_that_cannot_be_read_fails_the_job(archive):
    (archive / "broken.yaml").write_text("rulez: {}\n", encoding="utf-8")
    command = [sys.executable, EXAMPLE, "--tonfall", TONFALL, "--config", archive / "broken.yaml", archive / "drafts" / "*" / "*.jsonl", archive / "none"]
    done = subprocess.run(command, env=os.environ | {"PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"}, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and not list((archive / "none").glob("part-*"))
