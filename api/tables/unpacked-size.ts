// A zip says how large it will become, and may lie: every part is unpacked once, against a limit, before anybody reads it.
import { inflateRawSync } from 'node:zlib';
import { mostParts, mostUnpacked, TableRefused } from './limits.ts';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

/** Throws TableRefused: 'broken' for what is no plain zip, 'bomb' for one that unpacks to too much. */
export function requireModestZip(zip: Buffer): void {
  let left = mostUnpacked;
  for (const { method, packed } of partsOf(zip)) {
    if (method === 0) left -= packed.length;
    else if (method === 8) left -= unpackedSize(packed, left);
    else throw new TableRefused('broken');
    if (left < 0) throw new TableRefused('bomb');
  }
}

function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    throw new TableRefused(tooLarge ? 'bomb' : 'broken');
  }
}

function partsOf(zip: Buffer): { method: number; packed: Buffer }[] {
  try {
    return listed(zip);
  } catch (error) {
    // Offsets that point outside the file.
    if (error instanceof RangeError) throw new TableRefused('broken');
    throw error;
  }
}

function listed(zip: Buffer): { method: number; packed: Buffer }[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new TableRefused('broken');
  const count = zip.readUInt16LE(end + 10);
  if (count === 0xffff || count > mostParts) throw new TableRefused('bomb');
  const parts: { method: number; packed: Buffer }[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new TableRefused('broken');
    // Encrypted parts (bit 0) are none of ours.
    if ((zip.readUInt16LE(at + 8) & 1) === 1) throw new TableRefused('broken');
    const size = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== localEntry) throw new TableRefused('broken');
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (from + size > zip.length) throw new TableRefused('broken');
    parts.push({ method: zip.readUInt16LE(at + 10), packed: zip.subarray(from, from + size) });
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}
