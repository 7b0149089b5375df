// The server's life: found, started, started again, ended. Everything else asks here for a server that runs.
import { accessSync, constants } from "node:fs";
import * as vscode from "vscode";
import { type Executable, LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";
import { type Discovery, discover } from "./discovery";
import { EXPLAIN, explanationOf, hoverInside } from "./links";
import { initializationOptions, logLevel, programPath } from "./settings";

export type Life = "starting" | "running" | "stopped" | "missing";

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("Tonfall", { log: true });
  private readonly changed = new vscode.EventEmitter<Life>();
  readonly onDidChange = this.changed.event;
  private client: LanguageClient | undefined;
  /** It is started with the extension: until it is said otherwise, that is what it does. */
  private state: Life = "starting";
  /** Starts and stops wait for each other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {}

  get life(): Life {
    return this.state;
  }

  /** The client, where the server runs. */
  get running(): LanguageClient | undefined {
    return this.state === "running" ? this.client : undefined;
  }

  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.end();
      await this.begin();
    });
    return this.queue;
  }

  async stop(): Promise<void> {
    this.queue = this.queue.then(() => this.end());
    await this.queue;
  }

  dispose(): void {
    this.changed.dispose();
    this.log.dispose();
  }

  private async begin(): Promise<void> {
    const discovery = discover({
      configured: programPath(),
      extension: this.context.extensionUri.fsPath,
      path: process.env.PATH ?? "",
      platform: process.platform,
      isProgram,
    });
    if (!("found" in discovery)) {
      this.become("missing");
      void sayMissing(discovery);
      return;
    }
    this.log.info(`server: ${discovery.found}`);
    const program: Executable = { command: discovery.found, args: ["lsp"], options: { env: { ...process.env, TONFALL_LOG: logLevel() } } };
    const client = new LanguageClient("tonfall", "Tonfall", program, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.become(newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped");
      }
    });
    try {
      await client.start();
    } catch (error) {
      // The client has told the user already.
      this.log.error(String(error));
      this.become("stopped");
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    if (client === undefined) {
      return;
    }
    this.client = undefined;
    // A server that has gone by itself cannot be stopped any more; either way it is gone.
    await client.dispose().catch((error: unknown) => {
      this.log.warn(String(error));
    });
    this.become("stopped");
  }

  private become(state: Life): void {
    if (this.state !== state) {
      this.state = state;
      this.changed.fire(state);
    }
  }

  private options(): LanguageClientOptions {
    const texts = ["markdown", "plaintext", "yaml"].flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language })));
    return {
      documentSelector: [...texts, { scheme: "file", pattern: "**/*.{csv,tsv,jsonl}" }],
      outputChannel: this.log,
      diagnosticCollectionName: "tonfall",
      initializationOptions,
      // Whether a change has to wait for the next save is for the server to say.
      diagnosticPullOptions: { onChange: true, onSave: true },
      markdown: { isTrusted: { enabledCommands: [EXPLAIN] } },
      middleware: {
        provideHover: async (document, position, token, next) => {
          const hover = await next(document, position, token);
          for (const content of hover?.contents ?? []) {
            if (content instanceof vscode.MarkdownString) {
              content.value = hoverInside(content.value);
            }
          }
          return hover;
        },
        provideDiagnostics: async (document, previous, token, next) => {
          const report = await next(document, previous, token);
          if (report && "items" in report) {
            report.items.forEach(leadInside);
          }
          return report;
        },
        provideWorkspaceDiagnostics: (previous, token, progress, next) =>
          next(previous, token, (part) => {
            part?.items.forEach((report) => {
              if ("items" in report) {
                report.items.forEach(leadInside);
              }
            });
            progress(part);
          }),
      },
    };
  }
}

/** Has a finding's code lead to its rule. */
function leadInside(diagnostic: vscode.Diagnostic): void {
  const code = diagnostic.code;
  if (typeof code === "object" && typeof code.value === "string") {
    diagnostic.code = { value: code.value, target: vscode.Uri.parse(explanationOf(code.value)) };
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function sayMissing(discovery: Exclude<Discovery, { found: string }>): Promise<void> {
  const open = vscode.l10n.t("Open the setting");
  const message =
    discovery.missing === "configured"
      ? vscode.l10n.t("“{0}” cannot be run. It stands in the setting tonfall.path: correct it, or leave it empty.", discovery.path)
      : vscode.l10n.t("Tonfall is not here: this extension came without it, and it is not on the PATH. Install it, or say in the setting tonfall.path where it is.");
  if ((await vscode.window.showErrorMessage(message, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "tonfall.path");
  }
}
