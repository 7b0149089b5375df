import assert from "node:assert/strict";
import { test } from "node:test";
import { explanationOf, hoverInside } from "../src/links";
import { preview } from "../src/preview";
import { statusText } from "../src/statusText";

const NOTHING = { errors: 0, warnings: 0, infos: 0 };
const length = (used: number, limit: number) => ({ length: { used, limit, short: `${used}/${limit}`, sentence: "" } });

test("the status bar tells findings and length", () => {
  assert.deepEqual(statusText("running", NOTHING, { length: null }), { text: "Tonfall $(check)", mood: "plain" });
  assert.deepEqual(statusText("running", { errors: 1, warnings: 2, infos: 0 }, length(13, 280)), {
    text: "Tonfall $(error) 1 $(warning) 2 · 13/280",
    mood: "plain",
  });
  assert.equal(statusText("running", { ...NOTHING, infos: 3 }, null).text, "Tonfall $(info) 3");
});

test("the status bar warns where a draft is too long, and where nobody checks it", () => {
  assert.equal(statusText("running", NOTHING, length(281, 280)).mood, "warning");
  assert.equal(statusText("running", NOTHING, length(280, 280)).mood, "plain");
  assert.equal(statusText("stopped", NOTHING, null).mood, "error");
  assert.equal(statusText("missing", NOTHING, null).mood, "error");
  assert.equal(statusText("starting", NOTHING, null).mood, "plain");
});

test("a rule's page on the web becomes the one in the editor", () => {
  const link = "command:tonfall.explain?%5B%22wrong-name%22%5D";
  assert.equal(explanationOf("wrong-name"), link);
  assert.equal(hoverInside("Why? [wrong-name](https://tonfall.dev/rules/wrong-name)"), `Why? [wrong-name](${link})`);
  assert.equal(hoverInside("https://example.com/rules/x"), "https://example.com/rules/x");
});

test("what the editor has told already is not told again", () => {
  const hover = "**[own-rule](https://tonfall.dev/rules/own-rule)**: „Ticket“: besser nicht.\n\nWhy: **so**: it is.\n\n---\n\n**[b](https://x)**: y";
  assert.equal(hoverInside(hover), `**[own-rule](${explanationOf("own-rule")})**\n\nWhy: **so**: it is.\n\n---\n\n**[b](https://x)**`);
});

test("a preview ends between characters as people see them", () => {
  assert.equal(preview("  Seit Freitag\n ist mein DSL weg. "), "Seit Freitag ist mein DSL weg.");
  const family = "👩‍👩‍👧";
  const short = preview(family.repeat(100));
  assert.equal(short, `${family.repeat(59)}…`);
});
