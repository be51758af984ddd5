// Prisma's own extension claims the same language. With both enabled everything shows twice, so ask once.

import * as vscode from "vscode";

const ASKED = "askedAboutPrisma";

export async function settleWithPrisma(context: vscode.ExtensionContext): Promise<void> {
  const asked = context.workspaceState.get(ASKED) ?? context.globalState.get(ASKED);
  // Without a folder there are no settings of a workspace, and those of the user are never touched.
  const nowhere = vscode.workspace.workspaceFolders === undefined;
  if (asked || nowhere || vscode.extensions.getExtension("Prisma.prisma") === undefined) {
    return;
  }
  await context.workspaceState.update(ASKED, true);
  const answer = await vscode.window.showInformationMessage(
    "Prisma's extension is enabled too, so findings and completions appear twice. Use PSL in this workspace?",
    "Use PSL Here",
    "Not Now",
  );
  if (answer === "Not Now") {
    await context.globalState.update(ASKED, true);
  }
  if (answer !== "Use PSL Here") {
    return;
  }
  const workspace = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration("prisma").update("enableDiagnostics", false, workspace);
  const forPrisma = vscode.workspace.getConfiguration("editor", { languageId: "prisma" });
  await forPrisma.update("defaultFormatter", context.extension.id, workspace, true);
  await vscode.commands.executeCommand("workbench.extensions.search", "@installed prisma");
  await vscode.window.showInformationMessage(
    "Its completions cannot be turned off by a setting: disable it for this workspace in the list beside (gear icon).",
  );
}
