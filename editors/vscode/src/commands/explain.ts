// A rule's page: what it finds, why that angers people, examples, the source. Text by the server, shown as the editor shows Markdown.
import * as vscode from "vscode";
import type { Requests } from "../requests";

const SCHEME = "tonfall-rule";

/** The pages as documents that exist nowhere else. */
export class RulePages implements vscode.TextDocumentContentProvider {
  constructor(private readonly requests: Requests) {}

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  address(rule: string): vscode.Uri {
    return vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  }

  provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    return this.requests.explanation(page.path.replace(/^\/|\.md$/g, ""));
  }
}

/** Explains the rule that is named, or else that of the finding at the cursor, or else the one that is chosen. */
export async function explain(named: unknown, requests: Requests, pages: RulePages): Promise<void> {
  const rule = typeof named === "string" ? named : (ruleAtCursor() ?? (await choose(requests)));
  if (rule === undefined) {
    return;
  }
  const page = pages.address(rule);
  // Read first: a page that cannot be had should say so here, not in an empty preview.
  await requests.explanation(rule);
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
  } catch {
    // Somebody has turned the editor's own Markdown preview off.
    await vscode.window.showTextDocument(page, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return undefined;
  }
  const isHere = ({ source, range }: vscode.Diagnostic) => source === "tonfall" && range.contains(editor.selection.active);
  const code = vscode.languages.getDiagnostics(editor.document.uri).find(isHere)?.code;
  return typeof code === "object" ? String(code.value) : code?.toString();
}

async function choose(requests: Requests): Promise<string | undefined> {
  const items = requests.rules().then((rules) => rules.map(({ id, summary }) => ({ label: id, detail: summary })));
  const placeHolder = vscode.l10n.t("Which rule?");
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
}
