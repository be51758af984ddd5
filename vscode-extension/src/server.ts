// One server for the window: start, stop, restart, and what to tell people when that fails.

import { chmod } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { findBinary, type Binary } from "./binary";
import { Status } from "./status";

/** Answer of `psl/project`, as far as it is shown. The words are the server's, so that all editors say the same. */
export interface Project {
  title: string;
  detail: string;
  warnings: string[];
  /** Markdown. */
  page: string;
}

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("PSL", { log: true });
  private readonly settledEmitter = new vscode.EventEmitter<void>();
  /** Fires when findings have come and then none for a while: the server has seen an edit, and the typing rests. */
  readonly settled = this.settledEmitter.event;
  private rest: NodeJS.Timeout | undefined;
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
    clearTimeout(this.rest);
    [this.log, this.status, this.settledEmitter].forEach((it) => it.dispose());
  }

  /** The server's answer; rejects with a reason for people. */
  async request<Answer>(method: string, uri: vscode.Uri): Promise<Answer> {
    const client = this.client;
    if (!client?.isRunning()) {
      throw new Error("the server is not running");
    }
    return client.sendRequest<Answer>(method, { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } });
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
    if (document?.languageId !== "prisma" || !this.client?.isRunning()) {
      return;
    }
    const project = await this.request<Project | null>("psl/project", document.uri).catch((error: unknown) => {
      this.log.debug(`psl/project: ${error}`);
      return null;
    });
    this.status.ready(project);
  }

  /** Makes the server ask for its settings again. */
  async reconfigure(): Promise<void> {
    if (this.client?.isRunning()) {
      await this.client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    }
  }

  private async start(): Promise<void> {
    this.status.starting();
    // A process cannot run in a folder that is not on a disk.
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
    const binary = await this.find(folder);
    if (binary === undefined) {
      return;
    }
    // The library takes longer to load than the editor wants to wait for an extension, so not before it is needed.
    const { createClient } = await import("./client");
    const crashed = () => this.client === client && this.crashed();
    const client = createClient(binary, folder, this.log, { crashed, published: () => this.published() });
    this.client = client;
    // A process that dies while it starts is seen here and as a closed connection; the first of them counts.
    await client.start().then(() => this.refreshStatus(), crashed);
  }

  private published(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settledEmitter.fire(), 300);
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
    const setting = configuration.get("path", "").trim();
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
}

const MAX_RESTARTS = 4;

// Settings of a machine are on their own page where the machine is a remote one; the usual page does not list them.
const settings = `workbench.action.${vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings"}`;

const STEPS = {
  "Show Log": ["psl.log"],
  Restart: ["psl.restart"],
  "Open Setting": [settings, { query: "psl.server.path" }],
  "How to Get It": ["extension.open", "psl.psl"],
} as const satisfies Record<string, readonly [string, ...unknown[]]>;
