// The manifest, its texts and the settings are of one mind.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import manifest from "../package.json";
import german from "../package.nls.de.json";
import english from "../package.nls.json";
import germanTexts from "../l10n/bundle.l10n.de.json";
import settings from "../settings.json";
import snippets from "../snippets/drafts.json";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(`src/${name}`, "utf8"));

test("manifest, texts and README are made of the settings as they are", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

test("the settings are those that are promised", () => {
  const promised = ["tonfall.path", "tonfall.run", "tonfall.inlayHints", "tonfall.trace.server", "tonfall.logLevel"];
  assert.deepEqual(Object.keys(settings), promised);
  assert.deepEqual(Object.keys(manifest.contributes.configuration.properties), promised);
});

test("an untrusted workspace cannot name a program", () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, "limited");
  assert.deepEqual(restrictedConfigurations, ["tonfall.path"]);
});

test("the manifest speaks both languages", () => {
  assert.deepEqual(Object.keys(german), Object.keys(english));
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
  const same = Object.entries(english).filter(([key, text]) => text === german[key as keyof typeof german]);
  assert.deepEqual(same, []);
});

test("the extension speaks both languages", () => {
  const literals = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text ?? "") as string));
  assert.ok(literals.length > 0);
  assert.equal(sources.join("").split("l10n.t(").length - 1, literals.length, "every text is a plain one");
  assert.deepEqual([...new Set(literals)].sort(), Object.keys(germanTexts).sort());
  const holes = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();
  for (const [text, translation] of Object.entries(germanTexts)) {
    assert.deepEqual(holes(translation), holes(text), text);
  }
});

test("every command is declared and done", () => {
  const declared = manifest.contributes.commands.map(({ command }) => command).sort();
  const done = sources.flatMap((source) => [...source.matchAll(/^ {4}"(tonfall\.\w+)": /gm)].map(([, name]) => name ?? ""));
  assert.deepEqual(done.sort(), declared);
});

test("what the manifest names is there", () => {
  const names = [...JSON.stringify(manifest).matchAll(/"((?:\.\/)?(?:images|schemas|snippets|l10n)[^"]*)"/g)].map(([, name]) => name ?? "");
  assert.ok(names.length > 5);
  assert.deepEqual(names.filter((name) => !existsSync(name)), []);
});

test("a snippet is found by a word of each language", () => {
  for (const { prefix, description } of Object.values(snippets)) {
    assert.equal(prefix.length, 2);
    assert.match(description, / · /);
  }
});
