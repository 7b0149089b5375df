// A VS Code in a browser, with the packaged extension in it: started, looked at, ended. Every wait is for something to be so.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const TOOLS = process.env.TOOLS;
const SERVER = join(TOOLS, "node_modules/code-server/out/node/entry.js");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** How long anything may take before the test fails, in milliseconds: far more than it does. */
const PATIENCE = 90_000;

/** The pictures that the extension's README shows. */
const PUBLISHED = ["hover", "problems", "quick-fix", "rule", "new-reply"];

const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "window.menuBarVisibility": "hidden",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.navigationControl.enabled": false,
  "outline.collapseItems": "alwaysCollapse",
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.fontSize": 15,
  "editor.lineHeight": 1.6,
  "editor.hover.delay": 100,
  "files.autoSave": "off",
};

/** Starts an editor on a folder, in a language. */
export async function startEditor(folder, { pictures, language = "en", settings = {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), "tonfall-vscode-"));
  const [data, extensions] = [join(home, "data"), join(home, "extensions")];
  ["User", "Machine"].forEach((layer) => mkdirSync(join(data, layer), { recursive: true }));
  writeFileSync(join(data, "User", "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const configure = (machine) => writeFileSync(join(data, "Machine", "settings.json"), JSON.stringify(machine));
  configure({});
  if (language !== "en") {
    makeLanguagePack(data, language);
  }
  const folders = ["--user-data-dir", data, "--extensions-dir", extensions, "--locale", language];
  const installed = spawnSync(process.execPath, [SERVER, ...folders, "--install-extension", join(TOOLS, "tonfall-linux-x64.vsix")], { encoding: "utf8" });
  if (installed.status !== 0) {
    throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`);
  }
  const port = await freePort();
  const options = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check"];
  const quiet = ["--disable-workspace-trust", "--disable-getting-started-override"];
  const server = spawn(process.execPath, [SERVER, ...options, ...quiet, ...folders, folder], { stdio: "ignore", detached: true });
  const address = `http://127.0.0.1:${port}`;
  let browser;
  const end = async () => {
    await browser?.close();
    // The server has children; they are one group, which is ours alone.
    const ended = new Promise((resolve) => server.once("exit", resolve));
    process.kill(-server.pid, "SIGTERM");
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await until("the editor's server answers", async () => (await fetch(`${address}/healthz`)).ok);
    const switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    browser = await chromium.launch({ executablePath: BROWSER, args: switches });
    const context = await browser.newContext({ viewport: { width: 1320, height: 740 }, deviceScaleFactor: pictures ? 1.5 : 1 });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: address });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor();
    return new Editor(page, { pictures, configure, end });
  } catch (error) {
    await end();
    throw error;
  }
}

/** A language pack without a text: VS Code goes on in English, and tells its extensions to speak the language. */
function makeLanguagePack(data, language) {
  const texts = join(data, "texts.json");
  writeFileSync(texts, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: "test.pack" }, version: "1.0.0" }];
  writeFileSync(join(data, "languagepacks.json"), JSON.stringify({ [language]: { hash: "pack", extensions, translations: { vscode: texts }, label: language } }));
}

/** What a person does and sees. */
export class Editor {
  constructor(page, { pictures, configure, end }) {
    this.page = page;
    this.pictures = pictures;
    /** Replaces the settings of the machine that the server runs on. */
    this.configure = configure;
    this.end = end;
  }

  /** Opens a file of the folder by its name. */
  async open(name) {
    await this.page.keyboard.press("Control+P");
    await this.page.locator(".quick-input-widget input").fill(name);
    await this.page.locator(`.quick-input-list .monaco-list-row:has-text("${name}")`).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(`.tabs-container .tab.active:has-text("${name}")`).waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  }

  /** Runs a command of the palette. */
  async run(title) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").fill(`>${title}`);
    await this.page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${title}")`).waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** The words in the text that are underlined. */
  squiggles(kind) {
    return this.page.locator(`.editor-group-container.active .squiggly-${kind}`);
  }

  /** Shows the Problems panel, or hides it. */
  async problems(state) {
    const panel = this.page.locator(".markers-panel");
    await this.page.keyboard.press(state === "visible" ? "Control+Shift+M" : "Control+J");
    await panel.waitFor({ state });
    return panel;
  }

  /** The middle of a piece of the text: VS Code draws a line as few elements, so that the place is measured. */
  async pointAt(text) {
    return until(`“${text}” is on the screen`, () =>
      this.page.evaluate((text) => {
        for (const line of document.querySelectorAll(".editor-group-container.active .view-line")) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.replaceAll("\u00a0", " ").indexOf(text);
            if (at >= 0) {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + text.length);
              const { x, y, width, height } = range.getBoundingClientRect();
              return { x: x + width / 2, y: y + height / 2 };
            }
          }
        }
        return null;
      }, text),
    );
  }

  /** Does something where a piece of the text is, again if the text has moved meanwhile. */
  async at(text, act) {
    await until(`“${text}” stands still`, async () => {
      const before = await this.pointAt(text);
      await act(before);
      const after = await this.pointAt(text);
      return before.x === after.x && before.y === after.y;
    });
  }

  /** Puts the cursor into a piece of the text, on a line. */
  click(text, line) {
    return this.at(text, async ({ x, y }) => {
      await this.page.mouse.click(x, y);
      await this.page.locator(`.statusbar-item:has-text("Ln ${line}, Col")`).waitFor();
    });
  }

  /** Opens the list of fixes for a piece of the text; again where it was asked for before there were any. */
  async fixes(text, line, title) {
    const row = this.page.locator(`.action-widget .monaco-list-row:has-text("${title}")`);
    const comes = () => row.waitFor({ timeout: 5_000 }).then(() => true, () => false);
    await until(`“${title}” is offered`, async () => {
      await this.page.keyboard.press("Escape");
      await this.click(text, line);
      await this.page.keyboard.press("Control+.");
      return comes();
    });
  }

  /** Rests the pointer on a piece of the text until a hover says something; again where the text was still being worked on, which closes a hover. */
  async hover(text, saying) {
    const hover = this.page.locator(".monaco-hover:visible").filter({ hasText: saying });
    const comes = () => hover.first().waitFor({ timeout: 3_000 }).then(() => true, () => false);
    await until(`a hover says “${saying}”`, async () => {
      const { x, y } = await this.pointAt(text);
      await this.page.mouse.move(x - 30, y + 3);
      await this.page.mouse.move(x, y, { steps: 5 });
      return comes();
    });
    return hover.first();
  }

  /** The item in the status bar. */
  get status() {
    return this.page.locator('.statusbar-item[id*="tonfall.status"]');
  }

  async save() {
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".tabs-container .tab.active:not(.dirty)").waitFor();
  }

  /** Keeps what there is to see: among the README's pictures where it is one of them and they are wanted. */
  async picture(name) {
    const folder = this.pictures && PUBLISHED.includes(name) ? this.pictures : join(TOOLS, "pictures");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "initial" });
  }
}

/** Asks until the answer is something, and returns it. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  let last;
  while (Date.now() < end) {
    try {
      last = await ask();
      if (last) {
        return last;
      }
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it never came about that ${what}; last: ${last}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
