// The language client: how the server is started, and what is done to the messages on the way.

import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { LanguageClientOptions, Location, Position, StaticFeature } from "vscode-languageclient/node";

import { serverArguments, type Binary } from "./binary";

export interface Events {
  /** The process has ended without having been asked to. */
  crashed(): void;
  /** The server has reported findings, so it has seen an edit. */
  published(): void;
}

export function createClient(
  binary: Binary,
  folder: string | undefined,
  log: vscode.LogOutputChannel,
  on: Events,
): LanguageClient {
  const PSL_LOG = vscode.workspace.getConfiguration("psl").get("log", "warn");
  const executable = {
    command: binary.path,
    args: serverArguments(process.pid),
    options: { ...(folder !== undefined && { cwd: folder }), env: { ...process.env, PSL_LOG } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "prisma" }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      // A pipe breaks because the process has ended, which is reported as closed.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        on.crashed();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => {
        next(uri, isEdited(uri) ? diagnostics : []);
        on.published();
      },
      workspace: {
        configuration: async (parameters, token, next) => {
          const answer = await next(parameters, token);
          return Array.isArray(answer)
            ? answer.map((section, at) => withPinnedRules(section, parameters.items[at]?.scopeUri))
            : answer;
        },
      },
    },
  };
  const client = new QuietClient("psl", "PSL", executable, options);
  client.registerFeature(clientCommands(client));
  return client;
}

/** Keeps the library from showing its own messages beside ours when a connection fails. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The old side of a comparison or a preview of changes is a view of one file, without the others of its schema. */
function isEdited({ scheme }: vscode.Uri): boolean {
  return scheme === "file" || scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** A project pinned to Prisma 6 for the other extension means the same here, unless `psl.rules` says more. */
function withPinnedRules(section: unknown, scope: string | undefined): unknown {
  const uri = scope === undefined ? undefined : vscode.Uri.parse(scope);
  const rules = vscode.workspace.getConfiguration("psl", uri).inspect("rules");
  const written = rules?.workspaceFolderValue ?? rules?.workspaceValue ?? rules?.globalValue;
  const pinned = vscode.workspace.getConfiguration("prisma", uri).get("pinToPrisma6") === true;
  const isSection = typeof section === "object" && section !== null && "rules" in section;
  return pinned && written === undefined && isSection ? { ...section, rules: "6" } : section;
}

/** Lets completion items ask for the next list, such as the values after `onDelete: `, and lenses list uses. */
function clientCommands({ protocol2CodeConverter: to }: LanguageClient, own: vscode.Disposable[] = []): StaticFeature {
  const [suggest, list, open] = ["editor.action.triggerSuggest", "psl.showReferences", "editor.action.showReferences"] as const;
  const show = (uri: string, at: Position, uses: Location[]) =>
    vscode.commands.executeCommand(open, to.asUri(uri), to.asPosition(at), uses.map(to.asLocation));
  return {
    fillClientCapabilities: (it) => void (it.experimental = { commands: { commands: [suggest, list] } }),
    initialize: () => void own.push(vscode.commands.registerCommand(list, show)),
    getState: () => ({ kind: "static" }),
    clear: () => own.splice(0).forEach((it) => void it.dispose()),
  };
}
