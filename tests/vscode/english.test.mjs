// The same in an editor that is set to English, for a writer who wants to be told on saving alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startEditor, until } from "./editor.mjs";
import { makeProject } from "./project.mjs";

let project;
let editor;

before(async () => {
  project = makeProject();
  editor = await startEditor(project.folder, { language: "en", settings: { "tonfall.run": "onSave" } });
});

after(async () => {
  await editor?.end();
  project?.remove();
});

test("in an English editor, Tonfall speaks English, and waits where it should", { timeout: 240_000 }, async () => {
  const { page } = editor;
  try {
    await editor.open("lost-parcel.md");
    await editor.squiggles("error").first().waitFor();
    await editor.hover("O'Brian,", "nobody has looked");
    await editor.picture("english-hover");
    await page.keyboard.press("Escape");
    await until("the status bar has its words", async () => /Errors: 1, warnings: \d+, notes: \d+/.test((await editor.status.getAttribute("aria-label")) ?? ""));
    await editor.fixes("O'Brian,", 8, "Allow wrong-name here");
    await page.keyboard.press("Escape");
    await editor.click("O'Brian,", 8);
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("Please call our hotline.\n");
    // The length is counted anew, so the server knows the text; what it thinks of it has to wait.
    await until("the length is that of the new text", async () => (await editor.status.innerText()).includes("115/280"));
    assert.match(await editor.status.innerText(), /Tonfall\s+1\s+1\s/);
    await editor.save();
    await until("the hotline is found", async () => /Tonfall\s+1\s+2\s/.test(await editor.status.innerText()));
    await editor.run("Tonfall: New Post");
    await page.locator('.quick-input-widget:has-text("New post")').waitFor();
    await page.keyboard.press("Escape");
    await editor.run("Tonfall: Check All Drafts");
    const toast = page.locator(".notifications-toasts .notification-toast").first();
    await toast.waitFor();
    assert.match(await toast.innerText(), /Files checked: 3\. Errors: \d, warnings: \d+, notes: \d+\./);
  } catch (error) {
    await editor.picture("failure");
    throw error;
  }
});

test("a program that is not there is missed aloud, and found again once it is", { timeout: 240_000 }, async () => {
  try {
    editor.configure({ "tonfall.path": "/nowhere/tonfall" });
    await editor.page.locator('.notifications-toasts:has-text("“/nowhere/tonfall” cannot be run")').waitFor();
    await editor.status.locator(".codicon-debug-disconnect").waitFor();
    assert.equal(await editor.squiggles("error").count(), 0, "nobody vouches for what was found before");
    editor.configure({});
    await until("it runs again", async () => /Tonfall\s+1\s+\d\s/.test(await editor.status.innerText()));
  } catch (error) {
    await editor.picture("failure");
    throw error;
  }
});
