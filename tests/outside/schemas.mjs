// Schemas that are valid for old and new rule sets alike, and folders to put them in.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const header = 'datasource db {\n  provider = "postgresql"\n}\n\n';

/** Models in a chain, all of which refer to the first one. */
export function manyModels(count) {
  const parts = [header, 'model Hub {\n  id Int @id\n'];
  for (let it = 0; it < count; it++) parts.push(`  m${it} M${it}[]\n`);
  parts.push('}\n');
  for (let it = 0; it < count; it++) {
    parts.push(`\nmodel M${it} {\n  id    Int    @id\n  name  String @default("x")\n  hubId Int\n  hub   Hub    @relation(fields: [hubId], references: [id])\n\n  @@index([hubId])\n}\n`);
  }
  return parts.join('');
}

/** A schema of one file with something for every request to find. */
export const sample = `${header}/// Who writes.
model Author {
  id    Int     @id @default(autoincrement())
  email String  @unique @db.VarChar(80)
  kind  Kind    @default(GUEST)
  notes Note[]
}

model Note {
  id       Int    @id
  text     String // any length
  authorId Int
  author   Author @relation(fields: [authorId], references: [id])

  @@index([authorId])
  @@ignore
}

enum Kind {
  GUEST
  MEMBER
}
`;

/** A folder on disk, made for one check. */
export class Folder {
  constructor(files = {}) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'lsp-check-')));
    mkdirSync(join(this.path, '.git'));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  at(name) {
    return join(this.path, name);
  }

  uri(name = '') {
    return pathToFileURL(this.at(name)).href;
  }

  write(name, text) {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}
