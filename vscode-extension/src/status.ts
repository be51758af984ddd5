// The language status item: what the server thinks of the file in front, or why there is no server.

import * as vscode from "vscode";

import type { Project } from "./server";

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

  ready(project: Project | null): void {
    const { Warning, Information } = vscode.LanguageStatusSeverity;
    const severity = project?.warnings.length ? Warning : Information;
    this.show(project?.title ?? "PSL", project?.detail ?? "", severity, "psl.project", "Show files");
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
