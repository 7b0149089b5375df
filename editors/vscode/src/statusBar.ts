// The item in the status bar: whether Tonfall runs, what it has found in the draft at hand, how long that is.
import * as vscode from "vscode";
import type { Server } from "./client";
import type { Requests, Status } from "./requests";
import { type Counts, statusText } from "./statusText";

/** How long a writer must have paused before the length is counted again, in milliseconds. */
const PAUSE = 150;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("tonfall.status", vscode.StatusBarAlignment.Right, 100);
  private readonly listeners: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private status: { document: vscode.Uri; value: Status | null } | undefined;

  constructor(
    private readonly server: Server,
    private readonly requests: Requests,
  ) {
    this.item.name = "Tonfall";
    this.listeners = [
      server.onDidChange(() => {
        this.show();
        this.askSoon();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.show();
        this.askSoon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) {
          this.askSoon();
        }
      }),
      vscode.languages.onDidChangeDiagnostics(() => {
        this.show();
        this.askSoon();
      }),
    ];
    this.show();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(this.item, ...this.listeners).dispose();
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || this.server.running === undefined) {
      return;
    }
    try {
      this.status = { document: document.uri, value: await this.requests.status(document.uri) };
    } catch {
      // The server has ended in between: the item says so by itself.
      this.status = undefined;
    }
    this.show();
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const runs = this.server.life === "running";
    const status = document && this.status?.document.toString() === document.uri.toString() ? this.status.value : null;
    // What holds no draft is none of our business, except where somebody should know that nothing is checked.
    if (document === undefined || (runs && status === null) || !["markdown", "plaintext", "yaml"].includes(document.languageId)) {
      this.item.hide();
      return;
    }
    const counts = countsOf(document.uri);
    const { text, mood } = statusText(this.server.life, counts, status);
    this.item.text = text;
    this.item.command = runs ? "workbench.actions.view.problems" : "tonfall.restart";
    this.item.backgroundColor = mood === "plain" ? undefined : new vscode.ThemeColor(`statusBarItem.${mood}Background`);
    this.item.tooltip = this.tooltip(counts, status);
    this.item.show();
  }

  private tooltip(counts: Counts, status: Status | null): string {
    switch (this.server.life) {
      case "starting":
        return vscode.l10n.t("Tonfall is starting.");
      case "missing":
        return vscode.l10n.t("Tonfall was not found: drafts are not checked. Click to look for it again.");
      case "stopped":
        return vscode.l10n.t("Tonfall is not running: drafts are not checked. Click to start it.");
      case "running": {
        const found = vscode.l10n.t("Errors: {0}, warnings: {1}, notes: {2}", counts.errors, counts.warnings, counts.infos);
        return status?.length ? `${found}\n${status.length.sentence}` : found;
      }
    }
  }
}

/** What stands in the Problems panel about a document: the same numbers as there. */
function countsOf(document: vscode.Uri): Counts {
  const found = vscode.languages.getDiagnostics(document).filter((diagnostic) => diagnostic.source === "tonfall");
  const count = (severity: vscode.DiagnosticSeverity) => found.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    errors: count(vscode.DiagnosticSeverity.Error),
    warnings: count(vscode.DiagnosticSeverity.Warning),
    infos: count(vscode.DiagnosticSeverity.Information),
  };
}
