// The commands of the palette, each led to where it is done; what goes wrong is told in one way.
import * as vscode from "vscode";
import type { Server } from "../client";
import { NotRunning, type Requests } from "../requests";
import { check } from "./check";
import { explain, type RulePages } from "./explain";
import { fixAll } from "./fixAll";
import { newDraft } from "./newDraft";

export function registerCommands(server: Server, requests: Requests, pages: RulePages): vscode.Disposable {
  const commands: Record<string, (...args: unknown[]) => Promise<void>> = {
    "tonfall.newReply": () => newDraft("reply", requests),
    "tonfall.newPost": () => newDraft("post", requests),
    "tonfall.check": () => check(requests),
    "tonfall.fixAll": () => fixAll(requests),
    "tonfall.explain": (rule) => explain(rule, requests, pages),
    "tonfall.restart": () => server.restart(),
    "tonfall.showLog": () => {
      server.log.show();
      return Promise.resolve();
    },
  };
  const register = ([name, run]: (typeof entries)[number]) =>
    vscode.commands.registerCommand(name, (...args: unknown[]) => run(...args).catch((error: unknown) => tell(error, server)));
  const entries = Object.entries(commands);
  return vscode.Disposable.from(...entries.map(register));
}

async function tell(error: unknown, server: Server): Promise<void> {
  server.log.error(String(error));
  const [restart, log] = [vscode.l10n.t("Start Tonfall"), vscode.l10n.t("Show the log")];
  const message = error instanceof Error ? error.message : String(error);
  const choice = await vscode.window.showErrorMessage(message, ...(error instanceof NotRunning ? [restart, log] : [log]));
  if (choice === restart) {
    await server.restart();
  } else if (choice === log) {
    server.log.show();
  }
}
