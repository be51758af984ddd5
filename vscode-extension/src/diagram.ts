// The diagram panel: fetches the picture from the server and connects it to the editors. Layout is the server's,
// zooming and clicking are the page's (`preview/diagram.ts`).

import * as vscode from "vscode";

import type { Server } from "./server";

/** Answer of `psl/diagram`. Groups of the picture carry `data-file` (a URI) and `data-line` (from 0). */
interface Picture {
  svg: string;
}

type FromPage = { ready: true } | { save: true } | { open: { file: string; line: number } };

let current: DiagramPanel | undefined;

export function openDiagram(server: Server, extension: vscode.Uri, editor: vscode.TextEditor): void {
  current ??= new DiagramPanel(server, extension, editor, () => (current = undefined));
  current.follow(editor);
  current.reveal();
}

class DiagramPanel {
  private readonly panel: vscode.WebviewPanel;
  private source: vscode.TextEditor;
  private picture: Picture | undefined;
  private asking = false;
  private outdated = false;

  constructor(
    private readonly server: Server,
    extension: vscode.Uri,
    source: vscode.TextEditor,
    closed: () => void,
  ) {
    this.source = source;
    const dist = vscode.Uri.joinPath(extension, "dist");
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.panel = vscode.window.createWebviewPanel("psl.diagram", "Entity Diagram", place, {
      enableScripts: true,
      localResourceRoots: [dist],
      // Zoom and position live in the page; rebuilding it would lose them each time the tab is covered.
      retainContextWhenHidden: true,
    });
    const { webview } = this.panel;
    webview.html = html(webview.cspSource, webview.asWebviewUri(vscode.Uri.joinPath(dist, "diagram.js")).toString());
    const listeners = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
      server.settled(() => void this.refresh()),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    );
    this.panel.onDidDispose(() => {
      listeners.dispose();
      closed();
    });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** The diagram belongs to the schema that was last worked on. */
  follow(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== "prisma") {
      return;
    }
    const changed = editor.document !== this.source.document;
    this.source = editor;
    void this.panel.webview.postMessage({
      cursor: { file: editor.document.uri.toString(), line: editor.selection.active.line },
    });
    if (changed) {
      void this.refresh();
    }
  }

  /** One request at a time; what changed meanwhile leads to one more, and the answer on the way is dropped. */
  private async refresh(): Promise<void> {
    if (this.asking) {
      this.outdated = true;
      return;
    }
    this.asking = true;
    const answer = await this.server
      .request<Picture | null>("psl/diagram", this.source.document.uri)
      .then((picture) => picture ?? { problem: "The server has no diagram for this file." })
      .catch((error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }));
    this.asking = false;
    if (this.outdated) {
      this.outdated = false;
      return this.refresh();
    }
    if ("svg" in answer) {
      this.picture = answer;
    }
    await this.panel.webview.postMessage(answer);
    this.follow(this.source);
  }

  private async receive(message: FromPage): Promise<void> {
    if ("ready" in message) {
      await this.refresh();
    } else if ("open" in message) {
      const at = new vscode.Position(message.open.line, 0);
      const viewColumn = this.source.viewColumn ?? vscode.ViewColumn.One;
      const uri = vscode.Uri.parse(message.open.file);
      await vscode.window.showTextDocument(uri, { viewColumn, selection: new vscode.Range(at, at) });
    } else if (this.picture !== undefined) {
      const defaultUri = vscode.Uri.joinPath(this.source.document.uri, "..", "schema.svg");
      const target = await vscode.window.showSaveDialog({ defaultUri, filters: { SVG: ["svg"] } });
      if (target !== undefined) {
        await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(this.picture.svg));
      }
    }
  }
}

/** Styles may be inline because the picture brings its own; scripts come from our one file, and nothing from outside. */
function html(own: string, script: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src ${own};">
<style>
  html, body { height: 100%; margin: 0; padding: 0; overflow: hidden; }
  #bar { position: fixed; top: 8px; right: 8px; display: flex; gap: 4px; align-items: center; }
  #bar > * { font: inherit; padding: 3px 8px; border: 1px solid var(--vscode-widget-border, transparent); }
  input { background: var(--vscode-input-background); color: var(--vscode-input-foreground); }
  button { background: var(--vscode-button-secondaryBackground); color: var(--vscode-button-secondaryForeground); }
  #note { background: var(--vscode-editorWidget-background); }
  #note:empty { display: none; }
  #view, #view svg { width: 100%; height: 100%; max-width: none; display: block; cursor: grab; }
  #view svg {
    --psl-background: var(--vscode-editor-background); --psl-foreground: var(--vscode-editor-foreground);
    --psl-muted: var(--vscode-descriptionForeground); --psl-accent: var(--vscode-textLink-foreground);
    --psl-box: var(--vscode-editorWidget-background); --psl-header: var(--vscode-list-inactiveSelectionBackground);
    --psl-border: var(--vscode-widget-border, var(--vscode-descriptionForeground));
    --psl-edge: var(--vscode-descriptionForeground);
  }
  [data-line] { cursor: pointer; }
  .current > rect:first-of-type { stroke: var(--vscode-focusBorder) !important; stroke-width: 3px !important; }
  .found > rect:first-of-type { stroke: var(--vscode-editorWarning-foreground) !important; stroke-width: 3px !important; }
</style>
</head>
<body>
<div id="view"></div>
<div id="bar"><span id="note" role="status"></span><input id="find" type="search" placeholder="Find by name" aria-label="Find by name">
<button id="fit">Fit</button><button id="save">Save as SVG</button></div>
<script src="${script}"></script>
</body>
</html>`;
}
