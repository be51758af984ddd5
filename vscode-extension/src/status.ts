// The language status item: what the server thinks of the file in front, or why there is no server.

import * as vscode from "vscode";

import { summary, type Project } from "./project";

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("psl", { language: "prisma" });

  constructor() {
    this.item.name = "PSL";
    this.starting();
  }

  starting(): void {
    this.show("PSL", "starting", vscode.LanguageStatusSeverity.Information, "psl.log", "Show log");
    this.item.busy = true;
  }

  ready(project: Project | null, document: string): void {
    const { text, detail, warning } = project ? summary(project, document) : { text: "PSL", detail: "", warning: false };
    const severity = warning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    this.show(text, detail, severity, "psl.project", "Show files");
  }

  down(reason: string): void {
    this.show("PSL is not running", reason, vscode.LanguageStatusSeverity.Error, "psl.restart", "Restart");
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, command: string, title: string) {
    this.item.busy = false;
    Object.assign(this.item, { text, detail, severity, command: { command, title } });
  }
}
