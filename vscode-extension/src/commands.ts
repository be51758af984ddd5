// The commands of the palette. Each asks the server and shows the answer.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import * as vscode from "vscode";

import { openDiagram } from "./diagram";
import type { Project, Server } from "./server";

export function registerCommands(server: Server, extension: vscode.Uri): vscode.Disposable {
  const pages = new Pages();
  const commands: Record<string, (editor: vscode.TextEditor | undefined) => unknown> = {
    "psl.restart": () => server.restart(),
    "psl.log": () => server.log.show(),
    "psl.project": (editor) => editor && showProject(server, pages, editor.document),
    "psl.explain": (editor) => editor && explain(server, pages, editor),
    "psl.fixAll": () =>
      vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.psl", apply: "first" }),
    "psl.diagram": (editor) => editor && openDiagram(server, extension, editor),
    "psl.syntaxTree": (editor) => editor && showSyntaxTree(server, pages, editor.document),
  };
  const registered = Object.entries(commands).map(([id, run]) =>
    vscode.commands.registerCommand(id, async () => {
      try {
        await run(vscode.window.activeTextEditor);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await server.complain(`PSL: ${id.slice("psl.".length)} failed: ${reason}`, "Show Log", "Restart");
      }
    }),
  );
  return vscode.Disposable.from(...registered, vscode.workspace.registerTextDocumentContentProvider("psl", pages));
}

/** Read-only documents, kept by name while the window lives. */
class Pages implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: "psl", path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }
}

async function showProject(server: Server, pages: Pages, { uri }: vscode.TextDocument): Promise<void> {
  const project = await server.request<Project | null>("psl/project", uri);
  if (project === null) {
    throw new Error("the server knows no schema with this file");
  }
  // As text, because the preview refuses links to files.
  await vscode.window.showTextDocument(pages.put("Project.md", project.page));
}

/** The page comes from the binary, so it works offline and fits the version. */
async function explain(server: Server, pages: Pages, { document, selection }: vscode.TextEditor): Promise<void> {
  const ours = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "psl");
  const found =
    ours.find(({ range }) => range.contains(selection.active)) ??
    ours.find(({ range }) => range.start.line === selection.active.line);
  const code = typeof found?.code === "object" ? found.code.value : found?.code;
  if (code === undefined || server.binary === undefined) {
    await vscode.window.showInformationMessage("PSL reports nothing on this line.");
    return;
  }
  const { stdout } = await promisify(execFile)(server.binary.path, ["explain", String(code), "--format", "markdown"]);
  await vscode.commands.executeCommand("markdown.showPreview", pages.put(`${code}.md`, stdout));
}

/** For people who write bug reports about the grammar. */
async function showSyntaxTree(server: Server, pages: Pages, { uri }: vscode.TextDocument): Promise<void> {
  const tree = await server.request<string | null>("psl/syntaxTree", uri);
  const page = pages.put(`${uri.path.split("/").at(-1)}.txt`, tree ?? "");
  await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}
