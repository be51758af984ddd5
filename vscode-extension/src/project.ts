// What the server says about the files that belong together, put into words. No editor in here.

/** Answer of `psl/project`. Files are URIs. */
export interface Project {
  root: string;
  files: string[];
  /** Absent when the document is not ours to judge; `skipped` then has the reason. */
  ruleSet?: string | null;
  provider?: string | null;
  reasons: string[];
  /** The one of the reasons that decided on the rule set. */
  ruleSetReason?: string;
  skipped?: { file: string; reason: string }[];
  /** What limits the answer, such as a config file that cannot be read without running it. */
  warnings?: string[];
}

export interface Summary {
  text: string;
  detail: string;
  warning: boolean;
}

export function summary(project: Project, document: string): Summary {
  const skipped = project.skipped?.find(({ file }) => file === document);
  if (skipped !== undefined) {
    return { text: skipped.reason, detail: "", warning: false };
  }
  const rules = project.ruleSet ? [`Prisma ${project.ruleSet}`] : [];
  const files = project.files.length === 1 ? "1 file" : `${project.files.length} files`;
  const notes = project.warnings ?? [];
  return {
    text: [project.provider || "no datasource", ...rules].join(" · "),
    detail: [files, ...(notes.length > 0 ? notes : [project.ruleSetReason ?? project.reasons.join(", ")])].join(" · "),
    warning: notes.length > 0,
  };
}

/** The page of the command "Which files belong together?", also meant to be pasted into a report. */
export function page(project: Project, document: string): string {
  const list = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""]);
  return [
    `# ${summary(project, document).text}`,
    "",
    `Root: ${path(project.root)}`,
    "",
    ...list("Why", project.reasons.map((reason) => `- ${reason}`)),
    ...list("Warnings", (project.warnings ?? []).map((warning) => `- ${warning}`)),
    ...list(`Files (${project.files.length})`, project.files.map((file) => `- ${path(file)}`)),
    ...list("Skipped", (project.skipped ?? []).flatMap(({ file, reason }) => [`- ${path(file)}`, `  ${reason}`])),
  ].join("\n");
}

/** The paths of a page, to be made clickable: where each begins, and what it says. */
export function paths(page: string): { line: number; character: number; path: string }[] {
  return page.split("\n").flatMap((text, line) => {
    const [, before, path] = /^(- |Root: )((?:\/|[A-Za-z]:\/).*)$/.exec(text) ?? [];
    return before === undefined || path === undefined ? [] : [{ line, character: before.length, path }];
  });
}

function path(uri: string): string {
  return uri.startsWith("file:///") ? decodeURIComponent(uri).replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, "") : uri;
}
