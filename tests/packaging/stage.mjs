// A scratch folder, and a program that stands in for the binary: it tells what it was given.

import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A folder that is gone after the test. */
export function scratch(test) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "psl-packaging-")));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A shell script in place of `psl`; `body` follows its answer to `--version`. */
export function fakeBinary(path, body) {
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = --version ]; then echo "psl 0.0.0 (fake)"; exit 0; fi\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}
