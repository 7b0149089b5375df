// A new reply or post: asks what the writer knows, has the server make the draft, writes it and puts the cursor where it goes on.
import * as vscode from "vscode";
import type { NewDraft, Requests, Wanted } from "../requests";
import { preview } from "../preview";

export async function newDraft(kind: "reply" | "post", requests: Requests): Promise<void> {
  const folder = await projectFolder();
  const title = kind === "reply" ? vscode.l10n.t("New reply") : vscode.l10n.t("New post");
  const channel = await askChannel(title, requests, folder);
  if (channel === undefined) {
    return;
  }
  const wanted: Wanted = { kind, channel, ...(folder && { folder: folder.toString() }) };
  if (kind === "reply") {
    const complaint = await vscode.env.clipboard.readText();
    const author = await askCustomer(title, complaint);
    if (author === undefined) {
      return;
    }
    Object.assign(wanted, { author, complaint });
  }
  await open(await requests.newDraft(wanted));
}

/** The folder that the draft is for: that of the file at hand, or else the only one, or else the one that is chosen. */
async function projectFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const here = vscode.window.activeTextEditor?.document.uri;
  const folder = here && vscode.workspace.getWorkspaceFolder(here);
  return (folder ?? (folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0]))?.uri;
}

async function askChannel(title: string, requests: Requests, folder: vscode.Uri | undefined): Promise<string | undefined> {
  const channels = await requests.channels(folder);
  const items = channels.map(({ name, title }) => ({ label: title, description: name === title ? "" : name, name }));
  const placeHolder = vscode.l10n.t("On which channel?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.name;
}

async function askCustomer(title: string, complaint: string): Promise<string | undefined> {
  const prompt =
    complaint.trim() === ""
      ? vscode.l10n.t("The clipboard is empty: copy the message first, or type it into the draft.")
      : vscode.l10n.t("Their message is taken from the clipboard: “{0}”", preview(complaint));
  const placeHolder = vscode.l10n.t("Their name as they write it, or @handle");
  return vscode.window.showInputBox({ title: `${title}: ${vscode.l10n.t("Who wrote to you?")}`, placeHolder, prompt, ignoreFocusOut: true });
}

/** Writes the draft where there is a project to write it into; else it stays unsaved. */
async function open({ uri, text, position }: NewDraft): Promise<void> {
  let document: vscode.TextDocument;
  if (uri === null) {
    document = await vscode.workspace.openTextDocument({ language: "markdown", content: text });
  } else {
    const file = vscode.Uri.parse(uri);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    document = await vscode.workspace.openTextDocument(file);
  }
  const cursor = new vscode.Position(position.line, position.character);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor), preview: false });
}
