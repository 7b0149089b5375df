// What the server does by name, with the types of what it answers.
import * as vscode from "vscode";
import { ExecuteCommandRequest } from "vscode-languageclient/node";
import type { Server } from "./client";

export interface Status {
  length: { used: number; limit: number; short: string; sentence: string } | null;
}

export interface Channel {
  name: string;
  title: string;
}

export interface Rule {
  id: string;
  summary: string;
}

export interface Wanted {
  kind: "reply" | "post";
  channel: string;
  author?: string;
  complaint?: string;
  folder?: string;
}

export interface NewDraft {
  uri: string | null;
  text: string;
  position: { line: number; character: number };
}

export interface Sums {
  files: number;
  errors: number;
  warnings: number;
  infos: number;
}

export class Requests {
  constructor(private readonly server: Server) {}

  status(document: vscode.Uri): Promise<Status | null> {
    return this.run("tonfall.status", document.toString());
  }

  channels(folder: vscode.Uri | undefined): Promise<Channel[]> {
    return this.run("tonfall.listChannels", folder?.toString());
  }

  rules(): Promise<Rule[]> {
    return this.run("tonfall.listRules");
  }

  newDraft(wanted: Wanted): Promise<NewDraft> {
    return this.run("tonfall.newDraft", wanted);
  }

  /** The rule's page, as Markdown. */
  explanation(rule: string): Promise<string> {
    return this.run("tonfall.explainRule", rule);
  }

  /** How many edits it takes to apply every certain fix; they are made by the server. */
  applyFixes(document: vscode.Uri): Promise<number> {
    return this.run("tonfall.applyFixes", document.toString());
  }

  checkWorkspace(): Promise<Sums | null> {
    return this.run("tonfall.checkWorkspace");
  }

  private async run<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
    const client = this.server.running;
    if (client === undefined) {
      throw new NotRunning();
    }
    const params = { command, arguments: args.filter((argument) => argument !== undefined) };
    // The server's answers are as its tests hold them to be.
    return (await client.sendRequest(ExecuteCommandRequest.type, params)) as Answer;
  }
}

/** Nobody is there to ask. */
export class NotRunning extends Error {
  constructor() {
    super(vscode.l10n.t("Tonfall is not running. The log says why."));
  }
}
