#!/usr/bin/env python3
"""Measures exports and archives: a table and lines of JSON with a million records, throughput and peak memory on one thread and on two.

    benches/bulk.py [--records 1000000] [--binary target/release/tonfall] [--format jsonl --format concise …]

The records are made up: sentences of the content repository in tests/content, mixed anew, with other names and numbers, half of them replies with
their complaints. One in a thousand cannot be read. Needs GNU time.
"""
import argparse, csv, json, os, random, re, shutil, subprocess, sys, tempfile, time
from pathlib import Path

from whole import ROOT, drafts

SENTENCE = re.compile(r"[^.!?\n]{12,160}[.!?]+")
NAMES = ["Ayşe Yıldız", "Hannes Schlee", "Ursula von der Au", "Nia O'Brien", "Mira Kuß", "Tom Weber", "Jürgen Groß", "Zoë Lang"]
CHANNELS = ["x", "facebook", "instagram", "linkedin", "google-business", "mastodon"]
COLUMNS = ["id", "kind", "channel", "complaint.author", "complaint.rating", "complaint.text", "text"]


def records(count):
    """Records that are alike in kind and never in words."""
    random.seed(7)
    sentences = sorted({found.group().strip() for text in drafts() for found in SENTENCE.finditer(text.split("---", 2)[-1])})
    words = sorted({word for sentence in sentences for word in re.findall(r"\w{4,}", sentence)})

    def text(least, most):
        return " ".join(vary(random.choice(sentences)) for _ in range(random.randint(least, most)))

    def vary(sentence):
        return re.sub(r"\w{4,}", lambda found: random.choice(words) if random.random() < 0.1 else found.group(), sentence)

    for number in range(count):
        reply = number % 2 == 1
        name = random.choice(NAMES)
        record = {"id": f"n{number}", "kind": "reply" if reply else "post", "channel": random.choice(CHANNELS)}
        if reply:
            record["complaint"] = {"author": name, "rating": random.randint(1, 5), "text": text(1, 4)}
            record["text"] = f"Hallo {name.split()[-1]},\n{text(1, 4)}\nVorgang {number}"
        else:
            record["text"] = f"{text(1, 4)} #{number % 97}"
        yield record


def write(folder, count):
    lines, table = folder / "archive.jsonl", folder / "archive.csv"
    with lines.open("w", encoding="utf8") as json_file, table.open("w", encoding="utf8", newline="") as csv_file:
        rows = csv.writer(csv_file)
        rows.writerow(COLUMNS)
        for number, record in enumerate(records(count)):
            broken = number % 1000 == 500
            json_file.write('{"id": "broken\n' if broken else json.dumps(record, ensure_ascii=number % 10 == 0) + "\n")
            complaint = record.get("complaint", {})
            if broken:
                csv_file.write(f'n{number},"post" broken,x,,,,text\r\n')
            else:
                rows.writerow([record["id"], record["kind"], record["channel"], *(complaint.get(key, "") for key in ["author", "rating", "text"]), record["text"]])
    return [table, lines]


def measure(command, folder, stdin=None):
    """Seconds, seconds of processor time, peak of resident memory in MB, lines of output."""
    figures = folder / "time.txt"
    with open(stdin or os.devnull, "rb") as given, (folder / "out").open("wb") as out:
        start = time.monotonic()
        code = subprocess.run(["/usr/bin/time", "-f", "%M %U %S", "-o", figures, *command], cwd=folder, stdin=given, stdout=out, stderr=subprocess.DEVNULL).returncode
        seconds = time.monotonic() - start
    assert code in (0, 1), f"{command} ended with {code}"
    with (folder / "out").open("rb") as out:
        lines = sum(1 for _ in out)
    memory, user, system = map(float, figures.read_text().split("\n")[-2].split())
    return seconds, user + system, memory / 1024, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "tonfall")
    parser.add_argument("--format", action="append", help="reports to measure; all of those in README.md without it")
    parser.add_argument("--jobs", type=int, action="append", help="numbers of threads; 1 and 2 without it")
    parser.add_argument("--folder", type=Path, help="where the archives are, or are put to stay")
    arguments = parser.parse_args()
    if not shutil.which("/usr/bin/time"):
        sys.exit("GNU time is missing")
    binary = arguments.binary.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        archives = [folder / "archive.csv", folder / "archive.jsonl"]
        if not all(archive.exists() for archive in archives):
            archives = write(folder, arguments.records)
        for archive in archives:
            size = archive.stat().st_size / 1e6
            for format in arguments.format or ["jsonl"]:
                for jobs in arguments.jobs or [1, 2]:
                    command = [binary, "check", archive.name, "--format", format, "--jobs", str(jobs), "--fail-on", "never"]
                    seconds, processor, memory, lines = measure(command, folder)
                    rate = arguments.records / seconds
                    speed = f"{seconds:6.1f} s ({processor:6.1f} s of processor time), {rate:7.0f} records/s, {size / seconds:5.1f} MB/s"
                    print(f"{archive.name:14} {size:6.0f} MB  {format:10} jobs {jobs}: {speed}, peak {memory:5.0f} MB, {lines} lines", flush=True)
        seconds, processor, memory, lines = measure([binary, "check", "-", "--stdin-format", "jsonl", "--format", "jsonl", "--fail-on", "never"], folder, archives[1])
        print(f"as a filter: {seconds:.1f} s, peak {memory:.0f} MB, {lines} lines")


if __name__ == "__main__":
    main()
