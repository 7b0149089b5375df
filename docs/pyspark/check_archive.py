#!/usr/bin/env python3
"""Checks an archive of drafts on a Spark cluster: lines of JSON in, one line per draft with its findings out.

    spark-submit check_archive.py [--tonfall /usr/local/bin/tonfall] [--config tonfall.yaml] ARCHIVE RESULT

ARCHIVE is a folder or a glob of `.jsonl` files, as docs/bulk-formats.md describes them; RESULT becomes a folder of such files. Every partition runs
Tonfall once, as a filter: it reads while it writes, so that no partition must fit into memory. Each draft gives one line, in the order of the
archive, also one that cannot be read: its finding has the rule `record`. Tonfall must be installed on every worker, or be handed over with `--files`.
"""
import argparse
import json
import shlex

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def check(spark, archive, tonfall="tonfall", config=None):
    """Pairs of a record's line and what Tonfall says of it, a line each."""
    # A line without anything is no record, and gets no answer.
    records = spark.sparkContext.textFile(archive).filter(lambda line: line.strip() != "")
    command = [tonfall, "check", "-", "--stdin-format", "jsonl", "--format", "jsonl", "--jobs", "1"]
    # Findings are what is wanted here, not a failure. What is left is 2: a config that cannot be read, for instance.
    command += ["--fail-on", "never"]
    if config:
        spark.sparkContext.addFile(config)
        command += ["--config", SparkFiles.get(config.rsplit("/", 1)[-1])]
    return records.zip(records.pipe(shlex.join(command), checkCode=True))


def answer(pair):
    """What is kept of a draft: its own id, whatever its type, and the findings."""
    record, said = pair
    said = json.loads(said)
    try:
        said["id"] = json.loads(record)["id"]
    except (ValueError, TypeError, KeyError):
        # The record cannot be read, or has no id: its place tells which it is.
        pass
    # Where the draft stood in its partition tells nobody anything.
    for key in ["path", "draft"]:
        said.pop(key, None)
    return json.dumps(said, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("result")
    parser.add_argument("--tonfall", default="tonfall")
    parser.add_argument("--config")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("tonfall").getOrCreate()
    check(spark, arguments.archive, arguments.tonfall, arguments.config).map(answer).saveAsTextFile(arguments.result)
    spark.stop()


if __name__ == "__main__":
    main()
