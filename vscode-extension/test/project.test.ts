import assert from "node:assert/strict";
import { test } from "node:test";

import { page, paths, summary, type Project } from "../src/project";

const desk: Project = {
  root: "file:///home/ada/my%20desk",
  files: ["file:///home/ada/my%20desk/a.prisma", "file:///c%3A/b.prisma", "untitled:Untitled-1"],
  ruleSet: "7",
  provider: "postgresql",
  reasons: ["package.json: prisma ^7.0.0"],
};

test("the status names provider and rule set, and why", () => {
  assert.deepEqual(summary(desk, "file:///x"), {
    text: "postgresql · Prisma 7",
    detail: "3 files · package.json: prisma ^7.0.0",
    warning: false,
  });
});

test("a warning replaces the reason", () => {
  const limited = { ...desk, files: desk.files.slice(0, 1), warnings: ["prisma.config.ts cannot be read without running it"] };
  assert.deepEqual(summary(limited, "file:///x"), {
    text: "postgresql · Prisma 7",
    detail: "1 file · prisma.config.ts cannot be read without running it",
    warning: true,
  });
});

test("a file that is not handled says so", () => {
  const file = "file:///home/ada/next.prisma";
  const skipped = [{ file, reason: "Prisma 8 file, not handled" }];
  assert.equal(summary({ root: "", files: [], reasons: [], skipped }, file).text, "Prisma 8 file, not handled");
});

test("without datasource", () => {
  assert.equal(summary({ ...desk, provider: null }, "").text, "no datasource · Prisma 7");
});

test("the page lists everything, and its paths can be clicked", () => {
  const skipped = [{ file: "file:///home/ada/my%20desk/generated/a.prisma", reason: "generated" }];
  const text = page({ ...desk, skipped }, "");
  assert.equal(
    text,
    [
      "# postgresql · Prisma 7",
      "",
      "Root: /home/ada/my desk",
      "",
      "## Why",
      "",
      "- package.json: prisma ^7.0.0",
      "",
      "## Files (3)",
      "",
      "- /home/ada/my desk/a.prisma",
      "- c:/b.prisma",
      "- untitled:Untitled-1",
      "",
      "## Skipped",
      "",
      "- /home/ada/my desk/generated/a.prisma",
      "  generated",
      "",
    ].join("\n"),
  );
  assert.deepEqual(
    paths(text).map(({ line, character, path }) => [line, character, path]),
    [
      [2, 6, "/home/ada/my desk"],
      [10, 2, "/home/ada/my desk/a.prisma"],
      [11, 2, "c:/b.prisma"],
      [16, 2, "/home/ada/my desk/generated/a.prisma"],
    ],
  );
});
