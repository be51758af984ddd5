// The developer's view of the active file: its syntax tree, following the cursor.

import * as vscode from "vscode";

import type { Pages } from "./commands";
import type { Server } from "./server";

/** Answer of `psl/syntaxTree`: the tree as text, and the line of it that stands for the cursor. */
interface SyntaxTree {
  text: string;
  line: number;
}

export async function openSyntaxTree(server: Server, pages: Pages, source: vscode.TextEditor): Promise<void> {
  const tree = async () => {
    const { line, character } = source.selection.active;
    return server.request<SyntaxTree>("psl/syntaxTree", source.document.uri, { position: { line, character } });
  };
  const first = await tree();
  const document = await vscode.workspace.openTextDocument(pages.put("Syntax Tree", first.text));
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside, true);
  const mark = ({ line }: SyntaxTree) => {
    editor.selection = new vscode.Selection(line, 0, line, document.lineAt(line).text.length);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  mark(first);
  const following = vscode.window.onDidChangeTextEditorSelection(async ({ textEditor }) => {
    if (textEditor === source && vscode.window.visibleTextEditors.includes(editor)) {
      const next = await tree();
      pages.put("Syntax Tree", next.text);
      mark(next);
    }
  });
  const closing = vscode.workspace.onDidCloseTextDocument((closed) => {
    if (closed === document) {
      vscode.Disposable.from(following, closing).dispose();
    }
  });
}
