// The door: what VS Code starts, and what it ends.
import * as vscode from "vscode";
import { Server } from "./client";
import { registerCommands } from "./commands";
import { RulePages } from "./commands/explain";
import { Requests } from "./requests";
import { needsRestart } from "./settings";
import { StatusBar } from "./statusBar";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const running = new Server(context);
  server = running;
  const requests = new Requests(running);
  const pages = new RulePages(requests);
  context.subscriptions.push(
    running,
    new StatusBar(running, requests),
    pages.register(),
    registerCommands(running, requests, pages),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (needsRestart(event)) {
        void running.restart();
      }
    }),
    // What a workspace says about the program counts from now on.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
