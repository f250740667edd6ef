import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { extract } from "tar-stream";

/** The pictures that come with a product file, found by their file names. */
export interface ImageSource {
  /** The bytes of a picture, or null when there is none of this name. */
  read(name: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

const biggestBytes = 20 * 1024 * 1024;

/** Opens a folder, or a tar that is unpacked to disk for the time being; without a path there are no pictures. */
export async function openImages(path: string | undefined): Promise<ImageSource> {
  if (path === undefined) return { read: async () => null, close: async () => undefined };
  if ((await stat(path)).isDirectory()) return fromFolder(path, async () => undefined);
  const folder = await mkdtemp(join(tmpdir(), "cartwright-import-"));
  await unpack(path, folder);
  return fromFolder(folder, () => rm(folder, { recursive: true, force: true }));
}

async function fromFolder(folder: string, close: () => Promise<void>): Promise<ImageSource> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = new Map(files.map((entry) => [entry.name, join(entry.parentPath, entry.name)]));
  return {
    async read(name) {
      const path = paths.get(basename(name));
      if (path === undefined || (await stat(path)).size > biggestBytes) return null;
      return readFile(path);
    },
    close,
  };
}

// Only the last part of a name is used, so that an archive cannot write outside the folder.
async function unpack(tar: string, folder: string): Promise<void> {
  const entries = createReadStream(tar).pipe(extract());
  for await (const entry of entries) {
    if (entry.header.type === "file")
      await pipeline(entry, createWriteStream(join(folder, basename(entry.header.name))));
    else entry.resume();
  }
}
