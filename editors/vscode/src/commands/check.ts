// Every draft of the workspace is checked, and the result told in a sentence.
import * as vscode from "vscode";
import type { Requests } from "../requests";

export async function check(requests: Requests): Promise<void> {
  const sums = await requests.checkWorkspace();
  if (sums === null) {
    // Somebody has called it off.
    return;
  }
  const { files, errors, warnings, infos } = sums;
  if (files === 0) {
    const message = vscode.l10n.t("There is no draft here. A draft is a Markdown or text file that says in its front matter what it is for.");
    await vscode.window.showInformationMessage(message);
    return;
  }
  const show = vscode.l10n.t("Show them");
  const message = vscode.l10n.t("Files checked: {0}. Errors: {1}, warnings: {2}, notes: {3}.", files, errors, warnings, infos);
  const choice = await vscode.window.showInformationMessage(message, ...(errors + warnings + infos > 0 ? [show] : []));
  if (choice === show) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}
