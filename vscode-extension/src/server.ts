// One server for the window: start, stop, restart, and what to tell people when that fails.

import { chmod } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import type { LanguageClientOptions, StaticFeature } from "vscode-languageclient/node";

import { findBinary, serverArguments, type Binary } from "./binary";
import type { Project } from "./project";
import { Status } from "./status";

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("PSL", { log: true });
  private readonly publishedEmitter = new vscode.EventEmitter<void>();
  /** Fires after each report of findings: the server has seen an edit. */
  readonly published = this.publishedEmitter.event;
  binary: Binary | undefined;
  private client: LanguageClient | undefined;
  private readonly status = new Status();
  private turn: Promise<void> = Promise.resolve();
  private crashes: number[] = [];

  constructor(private readonly context: vscode.ExtensionContext) {}

  restart(): Promise<void> {
    this.crashes = [];
    return this.again();
  }

  /** Restarts queue up, so that two settings changed at once do not leave two servers. */
  private again(): Promise<void> {
    this.turn = this.turn
      .then(() => this.stop())
      .then(() => this.start())
      .catch((error: unknown) => this.stopped(`PSL could not start: ${error}`));
    return this.turn;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch((error: unknown) => this.log.warn(`stopping: ${error}`));
  }

  dispose(): void {
    [this.log, this.status, this.publishedEmitter].forEach((it) => it.dispose());
  }

  /** The server's answer; rejects with a reason for people. */
  async request<Answer>(method: string, uri: vscode.Uri, parameters: object = {}): Promise<Answer> {
    const client = this.client;
    if (client?.state !== State.Running) {
      throw new Error("the server is not running");
    }
    const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
    return client.sendRequest<Answer>(method, { textDocument, ...parameters });
  }

  /** Shows an error with what can be done about it. */
  async complain(message: string, ...steps: (keyof typeof STEPS)[]): Promise<void> {
    this.log.error(message);
    const step = await vscode.window.showErrorMessage(message, ...steps);
    if (step !== undefined) {
      const [command, ...parameters] = STEPS[step];
      await vscode.commands.executeCommand(command, ...parameters);
    }
  }

  async refreshStatus(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "prisma" || this.client?.state !== State.Running) {
      return;
    }
    try {
      const project = await this.request<Project>("psl/project", document.uri);
      this.status.ready(project, this.client.code2ProtocolConverter.asUri(document.uri));
    } catch (error) {
      this.log.debug(`psl/project: ${error}`);
    }
  }

  /** Makes the server ask for its settings again. */
  async reconfigure(): Promise<void> {
    if (this.client?.state === State.Running) {
      await this.client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    }
  }

  private async start(): Promise<void> {
    this.status.starting();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const binary = await this.find(folder);
    if (binary === undefined) {
      return;
    }
    const PSL_LOG = vscode.workspace.getConfiguration("psl").get("log", "warn");
    const executable = {
      command: binary.path,
      args: serverArguments(process.pid),
      options: { ...(folder !== undefined && { cwd: folder }), env: { ...process.env, PSL_LOG } },
    };
    const crashed = () => this.client === client && this.crashed();
    const client = new QuietClient("psl", "PSL", executable, this.clientOptions(crashed));
    client.registerFeature(CLIENT_COMMANDS);
    client.onDidChangeState(({ newState }) => newState === State.Running && void this.refreshStatus());
    this.client = client;
    // A process that dies while it starts is seen here and as a closed connection; the first of them counts.
    await client.start().catch(crashed);
  }

  /** Four restarts in three minutes, as the client library would do; but in one place with failing starts. */
  private crashed(): void {
    this.client = undefined;
    const now = Date.now();
    this.crashes = [...this.crashes.filter((at) => now - at < 3 * 60_000), now];
    if (this.crashes.length > MAX_RESTARTS) {
      this.stopped(`PSL stopped ${this.crashes.length} times in 3 minutes.`);
    } else {
      void this.again();
    }
  }

  private stopped(message: string, ...steps: (keyof typeof STEPS)[]): void {
    this.status.down(message);
    void this.complain(message, ...steps, "Show Log", "Restart");
  }

  private async find(folder: string | undefined): Promise<Binary | undefined> {
    const configuration = vscode.workspace.getConfiguration("psl.server");
    const setting = configuration.get("path", "");
    const open = vscode.workspace.textDocuments.find((it) => it.languageId === "prisma" && it.uri.scheme === "file");
    // Some ways of unpacking an extension lose the executable bit; read-only installations keep theirs.
    await chmod(join(this.context.extensionPath, "server", "psl"), 0o755).catch(() => undefined);
    const { binary, rejected } = await findBinary({
      setting,
      source: configuration.get("source", "workspace"),
      trusted: vscode.workspace.isTrusted,
      file: open?.uri.fsPath,
      folder,
      extension: this.context.extensionPath,
      major: Number.parseInt(String(this.context.extension.packageJSON.version), 10),
      home: homedir(),
      env: process.env,
      platform: process.platform,
      arch: process.arch,
    });
    this.binary = binary;
    this.log.info(binary ? `server: ${binary.path} (${binary.version}), ${binary.origin}` : "server: none found");
    rejected.forEach((place) => this.log.info(`not taken: ${place}`));
    if (binary === undefined && setting !== "") {
      this.stopped(`PSL cannot use the server of ${rejected.join("; ")}.`, "Open Setting");
    } else if (binary === undefined) {
      const why = vscode.workspace.isTrusted ? "" : " This workspace is not trusted, so only a bundled one is used.";
      this.stopped(`PSL found no server.${why} Install the command line, or name its path.`, "How to Get It", "Open Setting");
    }
    return binary;
  }

  private clientOptions(crashed: () => void): LanguageClientOptions {
    return {
      documentSelector: [{ language: "prisma" }],
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        // A pipe breaks because the process has ended, which is reported as closed.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          crashed();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, diagnostics);
          this.publishedEmitter.fire();
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
  }
}

const MAX_RESTARTS = 4;

/** Keeps the library from showing its own messages beside ours when a connection fails. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
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

// Settings of a machine are on their own page where the machine is a remote one; the usual page does not list them.
const settings = `workbench.action.${vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings"}`;

const STEPS = {
  "Show Log": ["psl.log"],
  Restart: ["psl.restart"],
  "Open Setting": [settings, { query: "psl.server.path" }],
  "How to Get It": ["extension.open", "psl.psl"],
} as const satisfies Record<string, readonly [string, ...unknown[]]>;

/** Lets completion items ask for the next list, such as the values after `onDelete: `. */
const CLIENT_COMMANDS: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { commands: { commands: ["editor.action.triggerSuggest"] } };
  },
  initialize() {},
  getState: () => ({ kind: "static" }),
  clear() {},
};
