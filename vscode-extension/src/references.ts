// The list of uses that a lens opens.

import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient/node";

export const SHOW_REFERENCES = "psl.showReferences";

/** The server sends what the protocol has; the editor wants objects of its own. */
export function registerReferences(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_REFERENCES, (uri: string, at: Position, uses: Location[]) => {
    const locations = uses.map(({ uri, range }) => {
      const start = position(range.start);
      return new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(start, position(range.end)));
    });
    return vscode.commands.executeCommand(
      "editor.action.showReferences",
      vscode.Uri.parse(uri),
      position(at),
      locations,
    );
  });
}

function position({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}
