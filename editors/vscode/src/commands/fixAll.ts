// Everything that has one certain fix is fixed in the draft at hand; the server makes the edits.
import * as vscode from "vscode";
import type { Requests } from "../requests";

export async function fixAll(requests: Requests): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const edits = document === undefined ? 0 : await requests.applyFixes(document.uri);
  if (edits === 0) {
    const message = vscode.l10n.t("Nothing here can be fixed without you: what is left needs your own words.");
    await vscode.window.showInformationMessage(message);
  }
}
