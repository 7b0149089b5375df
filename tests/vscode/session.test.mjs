// A writer's hour in a VS Code that is set to German, from the first squiggle to a new reply.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startEditor, until } from "./editor.mjs";
import { makeProject } from "./project.mjs";

const REPLY = "replies/facebook/internet-weg.md";
let project;
let editor;
const onDisk = (name) => readFileSync(join(project.folder, name), "utf8");

before(async () => {
  project = makeProject();
  editor = await startEditor(project.folder, { pictures: process.env.PICTURES, language: "de" });
});

after(async () => {
  await editor?.end();
  project?.remove();
});

// Each step goes on where the one before has ended: after a failure the others would tell nothing.
let failed = false;
function step(name, run) {
  test(name, { timeout: 240_000 }, async (context) => {
    if (failed) {
      assert.fail("a step before this one has failed");
    }
    try {
      await run(context);
    } catch (error) {
      failed = true;
      await editor?.picture("failure");
      throw error;
    }
  });
}

step("a wrong name is underlined, and hovering says why", async () => {
  const { page } = editor;
  await editor.open("internet-weg.md");
  await editor.squiggles("error").first().waitFor();
  // The editor has come to rest when it shows keys and values in colours of their own.
  await page.locator(".view-line span > span", { hasText: /^\s*reply$/ }).waitFor();
  await page.locator('.statusbar-item:has-text("Activating Extensions")').waitFor({ state: "detached" });
  const hover = await editor.hover("Schlee,", "Hier hat niemand hingesehen");
  const text = await hover.innerText();
  assert.match(text, /richtig ist „Schleeh“/);
  assert.match(text, /wrong-name/);
  // The rule's name leads to its page in the editor.
  assert.ok((await hover.locator('a[data-href^="command:tonfall.explain"]').count()) > 0, await hover.innerHTML());
  await editor.picture("hover");
  await page.keyboard.press("Escape");
});

step("the status bar tells findings and length", async () => {
  await until("the numbers are there", async () => /\d+\/\d+/.test(await editor.status.innerText()));
  const text = await editor.status.innerText();
  assert.match(text, /Tonfall\s+1\s+2\s+· \d+\/8000/);
  await editor.page.locator('.statusbar-item[id*="tonfall.status"] .codicon-error').waitFor();
});

step("the Problems panel lists the open question, with the customer's words", async () => {
  const { page } = editor;
  const panel = await editor.problems("visible");
  const question = panel.locator('.monaco-list-row:has-text("Gefragt ist: „Wann kommt der Techniker?“")');
  await question.first().waitFor();
  await question.first().click();
  await page.keyboard.press("ArrowRight");
  const related = panel.locator('.monaco-list-row[aria-level="3"]:has-text("Ln 9")').first();
  await related.waitFor();
  await editor.picture("problems");
  // It leads to the sentence of the complaint.
  await related.click();
  await page.locator('.statusbar-item:has-text("Ln 9")').first().waitFor();
  await editor.problems("hidden");
});

step("the quick fix writes the right name, and saving saves it", async () => {
  const { page } = editor;
  await editor.fixes("Schlee,", 11, "„Schleeh“ schreiben");
  await editor.picture("quick-fix");
  await page.keyboard.press("Enter");
  await until("the text is mended", () => editor.pointAt("Herr Schleeh,"));
  assert.ok(onDisk(REPLY).includes("Hallo Herr Schlee,"), "nothing is written before it is saved");
  await editor.squiggles("error").first().waitFor({ state: "detached" });
  await editor.save();
  assert.ok(onDisk(REPLY).includes("Hallo Herr Schleeh,\n"));
});

step("a rule is explained in the editor", async () => {
  const { page } = editor;
  await editor.click("weitergegeben", 13);
  await editor.run("Tonfall: Regel erklären");
  const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await frame.locator("h1").first().waitFor();
  await editor.picture("rule");
  assert.match(await frame.locator("h1").first().innerText(), /^(unanswered-question|missing-next-step)$/);
  await page.locator('.tab.active:has-text("missing-next-step.md") .codicon-close, .tab.active:has-text("unanswered-question.md") .codicon-close').click();
});

step("a change in tonfall.yaml counts at once", async () => {
  const { page } = editor;
  await until("there are two warnings", async () => /Tonfall\s+2\s/.test(await editor.status.innerText()));
  await editor.open("tonfall.yaml");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("  missing-next-step: off\n");
  const panel = await editor.problems("visible");
  await panel.locator('.monaco-list-row:has-text("missing-next-step")').first().waitFor({ state: "detached" });
  await panel.locator('.monaco-list-row:has-text("unanswered-question")').first().waitFor();
  await page.locator(".tabs-container .tab.active.dirty").waitFor();
  await editor.picture("config");
  await editor.save();
  await editor.problems("hidden");
});

step("a new reply takes the complaint from the clipboard", async () => {
  const { page } = editor;
  await page.evaluate(() => navigator.clipboard.writeText("Ihre Rechnung vom 3. November ist zweimal abgebucht worden.\nWann bekomme ich mein Geld zurück?\n\nElif Yıldız"));
  await editor.run("Tonfall: Neue Antwort");
  await page.locator('.quick-input-widget .monaco-list-row:has-text("Facebook")').first().waitFor();
  await page.locator(".quick-input-widget input").fill("facebook");
  await page.locator('.quick-input-widget .monaco-list-row.focused:has-text("Facebook")').waitFor();
  await page.keyboard.press("Enter");
  await page.locator('.quick-input-widget:has-text("Wer hat Ihnen geschrieben?")').waitFor();
  await page.locator('.quick-input-widget:has-text("Ihre Rechnung vom 3. November")').waitFor();
  await editor.picture("new-reply-question");
  await page.locator(".quick-input-widget input").fill("Elif Yıldız");
  await page.keyboard.press("Enter");
  await page.locator('.tabs-container .tab.active:has-text("elif-yildiz.md")').waitFor();
  const name = readdirSync(join(project.folder, "replies/facebook")).find((name) => name.endsWith("-elif-yildiz.md"));
  const text = onDisk(`replies/facebook/${name}`);
  assert.equal(
    text,
    "---\nkind: reply\nchannel: facebook\ncomplaint:\n  author: Elif Yıldız\n  text: |\n    Ihre Rechnung vom 3. November ist zweimal abgebucht worden.\n    Wann bekomme ich mein Geld zurück?\n\n    Elif Yıldız\n---\n\n",
  );
  // The cursor stands where the answer begins.
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
  const answer = "Guten Tag Frau Yildiz, die zweite Abbuchung geht heute zurück; am Donnerstag ist das Geld auf Ihrem Konto.";
  await page.keyboard.insertText(answer);
  await editor.squiggles("error").first().waitFor();
  await until("the draft has a length", async () => /\d+\/8000/.test(await editor.status.innerText()));
  await editor.save();
  await page.locator(".editor-group-container.active .view-line", { hasText: /\d+\/8000/ }).waitFor();
  await editor.picture("new-reply");
  assert.ok(onDisk(`replies/facebook/${name}`).includes(`---\n${answer}\n`));
});

step("all drafts are checked, and the result is told", async () => {
  const { page } = editor;
  await editor.run("Tonfall: Alle Entwürfe prüfen");
  const toast = page.locator(".notifications-toasts .notification-toast").first();
  await toast.waitFor();
  await editor.picture("check");
  assert.match(await toast.innerText(), /Geprüfte Dateien: 4\. Fehler: \d+, Warnungen: \d+, Hinweise: \d+\./);
});
