// Starts the server when a schema is open and reacts to what changes around it. What PSL means is the server's business.

import * as vscode from "vscode";

import { registerCommands } from "./commands";
import { settleWithPrisma } from "./neighbour";
import { Server } from "./server";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const started = new Server(context);
  server = started;
  context.subscriptions.push(
    started,
    registerCommands(started, context.extensionUri),
    vscode.window.onDidChangeActiveTextEditor(() => void started.refreshStatus()),
    started.settled(() => void started.refreshStatus()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("psl.server") || change.affectsConfiguration("psl.log")) {
        void started.restart();
      } else if (change.affectsConfiguration("prisma.pinToPrisma6")) {
        void started.reconfigure();
      }
    }),
  );
  void vscode.commands.executeCommand("setContext", "psl.active", true);
  // Not awaited: the editor need not wait for a process.
  void started.restart();
  void settleWithPrisma(context);
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
