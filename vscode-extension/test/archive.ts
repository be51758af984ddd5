// Reads a .vsix, which is a zip archive.

import { inflateRawSync } from "node:zlib";

export interface Entry {
  name: string;
  mode: number;
  content(): Buffer;
}

export function entries(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const method = archive.readUInt16LE(at + 10);
    const names = archive.readUInt16LE(at + 28);
    const rest = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const size = archive.readUInt32LE(at + 20);
    const mode = archive.readUInt32LE(at + 38) >>> 16;
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + names);
    at += 46 + names + rest;
    const content = () => {
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const bytes = archive.subarray(start, start + size);
      return method === 0 ? bytes : inflateRawSync(bytes);
    };
    return { name, mode, content };
  });
}
