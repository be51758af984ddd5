const vscode = require("vscode");

exports.activate = () =>
  vscode.languages.registerDocumentFormattingEditProvider("prisma", {
    provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), "// neighbour\n")],
  });
