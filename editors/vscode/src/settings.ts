// What the user has set, as the rest of the extension needs it. The settings themselves are described in `settings.json`.
import * as vscode from "vscode";
import { trustedValue } from "./discovery";

/** Settings that a running server cannot take over. */
const STARTING = ["tonfall.path", "tonfall.logLevel"];

export function programPath(): string {
  return trustedValue(vscode.workspace.getConfiguration("tonfall").inspect<string>("path") ?? {}, vscode.workspace.isTrusted);
}

export function logLevel(): string {
  return vscode.workspace.getConfiguration("tonfall").get<string>("logLevel", "warn");
}

/** What the server is told when it starts; what changes later it is told by the editor. */
export function initializationOptions(): unknown {
  const settings = vscode.workspace.getConfiguration("tonfall");
  return { run: settings.get("run"), inlayHints: settings.get("inlayHints") };
}

export function needsRestart(event: vscode.ConfigurationChangeEvent): boolean {
  return STARTING.some((setting) => event.affectsConfiguration(setting));
}
