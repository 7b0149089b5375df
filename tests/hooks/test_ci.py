"""The action's steps and the GitLab job, run as their runners run them, and their files against the published schemas."""

import json

import pytest
import yaml

from conftest import BAD, GOOD, ROOT


def load(path):
    # `on` is a key here, not a yes.
    return yaml.load((ROOT / path).read_text("utf-8"), Loader=yaml.BaseLoader)


ACTION = load("action.yml")


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "docs/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ],
)
def test_the_files_are_what_their_schemas_say(content, schema, path):
    content.run("check-jsonschema", "--builtin-schema", schema, ROOT / path)


def test_the_workflow_uses_what_the_action_knows():
    steps = load("docs/ci/github-workflow.yml")["jobs"]["check"]["steps"]
    used = next(step for step in steps if "tonfall@" in step["uses"])
    assert set(used["with"]) <= set(ACTION["inputs"])


def run_action(content, tmp_path, base="", **inputs):
    """The step that checks, with its inputs put in as the runner does: exit code, annotations, outputs, summary."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = {name: about["default"] for name, about in ACTION["inputs"].items()} | {"binary": "tonfall"} | inputs
    values = {f"${{{{ inputs.{name} }}}}": value for name, value in given.items()}
    values["${{ github.event.pull_request.base.sha }}"] = base
    environment = {name: values[expression] for name, expression in step["env"].items()}
    files = {name: tmp_path / name for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"]}
    [path.write_text("") for path in files.values()]
    script = tmp_path / "step.sh"
    script.write_text(step["run"])
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script]
    done = content.run(*command, **environment, **{name: str(path) for name, path in files.items()}, RUNNER_TEMP=str(tmp_path))
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    return done.stdout, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8")


def test_the_action_checks_all_on_the_main_branch(content, tmp_path):
    annotations, outputs, summary = run_action(content, tmp_path)
    assert outputs["exit-code"] == "1" and annotations.startswith("::") and "file=replies/alt.md" in annotations
    results = json.loads(open(outputs["sarif-file"], encoding="utf-8").read())["runs"][0]["results"]
    assert "wrong-name" in {result["ruleId"] for result in results}
    assert "replies/alt.md" in summary


def test_the_action_checks_what_a_pull_request_changes(content, tmp_path):
    base = content.git("rev-parse", "HEAD")
    content.git("switch", "--quiet", "--create", "topic")
    content.write("replies/gut.md", GOOD)
    content.commit("A good one")
    annotations, outputs, _ = run_action(content, tmp_path, base)
    assert outputs["exit-code"] == "0" and "alt.md" not in annotations
    content.write("replies/schlecht.md", BAD)
    content.commit("A bad one")
    annotations, outputs, summary = run_action(content, tmp_path, base, **{"changed-only": "lines"})
    assert outputs["exit-code"] == "1" and "schlecht.md" in annotations and "alt.md" not in annotations + summary


def test_the_action_fetches_what_a_shallow_clone_lacks(make, content, tmp_path):
    base = content.git("rev-parse", "HEAD")
    content.write("replies/schlecht.md", BAD)
    content.commit("A bad one")
    clone = make("clone")
    clone.git("fetch", "--quiet", "--depth", "1", f"file://{content.folder}", "main")
    clone.git("remote", "add", "origin", f"file://{content.folder}")
    clone.git("checkout", "--quiet", "FETCH_HEAD")
    annotations, outputs, _ = run_action(clone, tmp_path, base)
    assert outputs["exit-code"] == "1" and "schlecht.md" in annotations and "alt.md" not in annotations


def test_the_action_hands_options_on_and_says_when_it_cannot_work(content, tmp_path):
    said, outputs, summary = run_action(content, tmp_path, arguments="--fail-on never --select wrong-name", annotations="false", summary="false")
    assert outputs["exit-code"] == "0" and "error[wrong-name]" in said and summary == ""
    content.write("tonfall.yaml", "rulez: {}\n")
    assert run_action(content, tmp_path)[1]["exit-code"] == "2"


def test_the_last_step_fails_with_the_exit_code(content):
    step = ACTION["runs"]["steps"][-1]
    content.run("bash", "-e", "-c", step["run"], code=1, CODE="1")
    content.run("bash", "-e", "-c", step["run"], code=0, CODE="0")


def test_the_gitlab_job_leaves_its_artifacts(content):
    job = load("docs/ci/gitlab-ci.yml")["tonfall"]
    content.run("sh", "-e", "-c", "\n".join(job["script"]), code=1)
    issues = json.loads(content.read(job["artifacts"]["reports"]["codequality"]))
    assert issues and content.read(job["artifacts"]["reports"]["junit"]).startswith("<?xml")
    assert all((content.folder / path).exists() for path in job["artifacts"]["paths"])
    base = content.git("rev-parse", "HEAD")
    content.write("replies/gut.md", GOOD)
    content.commit("A good one")
    content.run("sh", "-e", "-c", "\n".join(job["script"]), CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
