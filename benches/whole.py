#!/usr/bin/env python3
"""Measures the whole of `tonfall check`: throughput, memory, growth with the number of rules, cold start.

    benches/whole.py [--drafts 100000] [--binary target/release/tonfall]

Needs PyYAML, ripgrep and hyperfine. All figures of one run belong together: machines differ, so what counts are the ratios, to
`rg -c -i -f` with the words of the same rules over the same files, and to `true` for the cold start.
"""
import argparse, itertools, json, os, random, re, resource, shutil, subprocess, sys, tempfile, time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
SYNTAX = re.compile(r"<[^>]*>|\{[^}]*\}|[^\W\d_]+", re.UNICODE)


def drafts():
    """The bodies and front matters of the content repository, to be varied."""
    texts = []
    for path in sorted((ROOT / "tests" / "content").rglob("*.md")):
        text = path.read_bytes().decode("utf8", "replace")
        if text.startswith("---\n") and "file:" not in text and len(text) < 3000:
            texts.append(text)
    return texts


def write_drafts(folder, count):
    """Drafts in folders of a thousand, each a variation: other words at random places, so that no two are alike."""
    random.seed(7)
    texts, total = drafts(), 0
    words = sorted(set(itertools.chain.from_iterable(WORD.findall(text.split("---", 2)[-1]) for text in texts)))
    for number in range(count):
        text = texts[number % len(texts)]
        head, body = text[: text.index("\n---\n", 4) + 5], text[text.index("\n---\n", 4) + 5 :]
        body = WORD.sub(lambda found: random.choice(words) if random.random() < 0.1 else found.group(), body)
        target = folder / f"{number // 1000:03}"
        target.mkdir(parents=True, exist_ok=True)
        data = (head + body).encode()
        (target / f"{number:06}.md").write_bytes(data)
        total += len(data)
    return total


def other_words(text, shift):
    """The same phrase with other words: every letter moved on, recognisers and lists left alone."""
    def move(found):
        word = found.group()
        if word[0] in "<{":
            return word
        return "".join(chr((ord(c) - 97 + shift) % 26 + 97) if "a" <= c <= "z" else chr((ord(c) - 65 + shift) % 26 + 65) if "A" <= c <= "Z" else c for c in word)
    return SYNTAX.sub(move, text)


def write_more_rules(folder, times):
    """The phrase rules of the pack, `times` over, with other words."""
    folder.mkdir(parents=True)
    for path in sorted((ROOT / "rules").glob("*.yaml")):
        rule = yaml.safe_load(path.read_text("utf8"))
        if not all(key in ("id", "summary", "why", "source", "severity", "applies-to", "languages", "examples", "supersedes", "look-in", "when-complaint", "density", "channels") for key in rule):
            continue
        for copy in range(1, times):
            def changed(value):
                if isinstance(value, str):
                    return other_words(value, copy)
                if isinstance(value, list):
                    return [changed(item) for item in value]
                return {key: changed(item) if key != "regex" else item for key, item in value.items() if key != "regex"}
            new = {"id": f"{rule['id']}-{copy}", "severity": rule.get("severity", "warning"), "languages": {}}
            for key in ("applies-to", "density"):
                if key in rule:
                    new[key] = rule[key]
            for language, part in rule["languages"].items():
                lists = {key: changed(part[key]) for key in ("find", "except", "unless-in-sentence", "unless-in-draft") if key in part}
                lists["find"] = [entry for entry in lists.get("find", []) if entry and (isinstance(entry, str) or "phrase" in entry)]
                if "words" in part:
                    lists["words"] = {name: changed(entries) for name, entries in part["words"].items()}
                new["languages"][language] = {"message": "„{match}“", **lists}
            (folder / f"{new['id']}.yaml").write_text(yaml.safe_dump(new, allow_unicode=True), "utf8")


def literals():
    words = set()
    for path in sorted((ROOT / "rules").glob("*.yaml")):
        rule = yaml.safe_load(path.read_text("utf8"))
        for part in rule.get("languages", {}).values():
            for entry in part.get("find", []):
                phrase = entry if isinstance(entry, str) else entry.get("phrase", "")
                found = [word for word in WORD.findall(re.sub(r"<[^>]*>|\{[^}]*\}", " ", phrase)) if len(word) > 3]
                if found:
                    words.add(max(found, key=len))
    return sorted(words)


def run(command, cores):
    """Wall seconds and peak memory in MB."""
    before = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", ",".join(map(str, range(cores)))] + command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{command[0]} ended with {code}: {process.stderr.read().decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--drafts", type=int, default=100_000)
    arguments.add_argument("--binary", default=str(ROOT / "target/release/tonfall"))
    options = arguments.parse_args()
    binary = str(Path(options.binary).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_drafts(folder / "drafts", options.drafts) / 1e6
        words = folder / "words.txt"
        words.write_text("\n".join(literals()), "utf8")
        print(f"{options.drafts} drafts, {size:.1f} MB, {len(literals())} words for rg")
        print(f"{'':36}{'seconds':>9}{'drafts/s':>11}{'MB/s':>8}{'peak MB':>9}{'x rg':>7}")
        def row(label, command, cores, base=None):
            seconds, memory = run(command, cores)
            ratio = f"{seconds / base:7.1f}" if base else ""
            print(f"{label:36}{seconds:9.2f}{options.drafts / seconds:11.0f}{size / seconds:8.1f}{memory:9.0f}{ratio}", flush=True)
            return seconds
        check = [binary, "check", "--format", "json", "--fail-on", "never", str(folder / "drafts")]
        row("warm up: wc", ["sh", "-c", f"find {folder}/drafts -type f -print0 | xargs -0 cat | wc -c"], 1)
        rg1 = row("rg -c -i -f, one core", ["rg", "-j1", "-c", "-i", "-f", str(words), str(folder / "drafts")], 1)
        rg2 = row("rg -c -i -f, two cores", ["rg", "-j2", "-c", "-i", "-f", str(words), str(folder / "drafts")], 2)
        one = row("tonfall check, one core", check + ["--jobs", "1"], 1, rg1)
        row("tonfall check, two cores", check + ["--jobs", "2"], 2, rg2)
        more = folder / "drafts" / ".tonfall" / "rules"
        write_more_rules(more, 10)
        ten = row("ten times the rules, one core", check + ["--jobs", "1"], 1, rg1)
        print(f"ten times the rules take {ten / one:.2f} times as long (bound: 1.5)")
        shutil.rmtree(more.parent)
        single = next((folder / "drafts").rglob("*.md"))
        if shutil.which("hyperfine"):
            out = folder / "cold.json"
            subprocess.run(["hyperfine", "-N", "--warmup", "5", "--runs", "50", "--export-json", str(out), f"{binary} check --fail-on never {single}", "true"], stdout=subprocess.DEVNULL, check=True)
            means = {entry["command"]: entry for entry in json.loads(out.read_text())["results"]}
            mine, least = (entry for entry in means.values())
            print(f"cold start: {mine['mean'] * 1000:.1f} ms ± {mine['stddev'] * 1000:.1f} (true: {least['mean'] * 1000:.1f} ms; bound: 15 ms)")


if __name__ == "__main__":
    main()
