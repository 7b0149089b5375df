"""Drafts that are hard on report formats, checked once, with a report in every format."""

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TONFALL = os.environ["TONFALL"]
TOOLS = Path(os.environ["TOOLS"])
FORMATS = ["json", "jsonl", "github", "gitlab", "junit", "checkstyle", "sarif", "rdjson", "markdown", "html"]

COMPLAINT = """complaint:
  author: Ayşe Yıldız
  rating: 1
  text: |
    Seit Freitag ist mein DSL weg. Wann kommt der Techniker?
"""

# Markup of every format, characters of every width, line ends of every kind.
DRAFTS = {
    "antworten ä/Grüße, 1:2%.md": f"---\nkind: reply\nchannel: facebook\nauthor: \"O'Brien <mk> & Söhne\"\n{COMPLAINT}---\n"
    "Hallo 👩‍👩‍👧 <b>Frau Yıldız</b>, bitte wenden Sie sich an unsere Hotline. ]]> & \"100 %\" ::error::x,\n"
    "<script>document.title = 'x'</script> 👍🏽 Wir melden uns schnellstmöglich, bitte haben Sie Geduld.\n",
    "antworten ä/kurz.md": f"---\nkind: reply\nchannel: x\nsignature: mk\n{COMPLAINT}---\n"
    "Bitte rufen Sie unsere Hotline an. Bitte rufen Sie unsere Hotline an.\n",
    "crlf.md": "---\r\nchannel: instagram\r\nlang: de\r\n---\r\n🚨 MEGA ALARM 🚨\tNur heute 50 % Rabatt!!! Jetzt sofort kaufen!!!\r\n\r\n"
    "Markiert @freunde, das beste Angebot aller Zeiten! Nur noch heute!\r\n",
    "zeichen.md": f"---\nkind: reply\nchannel: x\nlang: de\n{COMPLAINT}---\n\x01\x1b[31m Bitte wenden Sie sich an unsere Hotline \ufffe\u2028 @mk #12 !3 GH-4 https://a.de/b www.c.de\n",
    "gut.md": "---\nchannel: x\nlang: de\n---\nDer Aufzug fährt wieder, seit 14 Uhr.\n",
    "english.md": f"---\nkind: reply\nchannel: linkedin\nlang: en\nauthor: Tom\n{COMPLAINT}---\n"
    "Calm down. We are sorry if you feel that way. Your feedback is important to us, please call our hotline.\n",
    "kaputt.md": "---\nkind: replly\nchannel: x\nlang: de\n---\nSchon wieder.\n",
    "bytes.md": b"---\nkind: reply\nchannel: x\nlang: de\n---\nGr\xfc\xdfe: bitte wenden Sie sich an unsere Hotline.\n",
    "leer.md": "---\nchannel: x\n---\n",
}


@dataclass
class Reports:
    """A folder of drafts with the reports on it."""

    folder: Path
    out: Path
    json: dict = field(init=False)

    def __post_init__(self):
        self.json = json.loads(self.text("json"))

    def path(self, name):
        return self.out / name

    def text(self, name):
        return self.path(name).read_text(encoding="utf-8")

    @property
    def findings(self):
        return self.json["findings"]

    def draft_bytes(self, path):
        """A draft as reports show it: each byte that is no UTF-8 is a question mark, so that offsets are those of the file."""
        text = (self.folder / path).read_bytes().decode("utf-8", errors="surrogateescape")
        return "".join("?" if "\udc80" <= c <= "\udcff" else c for c in text).encode()

    def drafts(self):
        return [json.loads(line) for line in self.text("jsonl").splitlines()]


def check(folder, out):
    outputs = [f"--output={name}={out / name}" for name in FORMATS]
    done = subprocess.run([TONFALL, "check", ".", "--format=json", *outputs], cwd=folder, capture_output=True, text=True, check=False)
    reports = Reports(folder, out)
    assert done.stdout == reports.text("json"), "standard output and the file say the same"
    return reports


def write_drafts(folder):
    (folder / "tonfall.yaml").write_text("include: ['**/*.md']\nbrand:\n  people:\n    - Mira Kuß (mk)\nrules: {non-apology: info}\n", encoding="utf-8")
    for name, text in DRAFTS.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture(scope="session", params=["hostile", "content"])
def reports(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    if request.param == "content":
        return check(Path(__file__).parents[1] / "content", out)
    folder = tmp_path_factory.mktemp("drafts")
    write_drafts(folder)
    reports = check(folder, out)
    severities = {finding["severity"] for finding in reports.findings}
    assert severities == {"error", "warning", "info"} and len(reports.findings) > 10, "the drafts show what they are for"
    assert any(finding["fixes"] for finding in reports.findings)
    return reports
