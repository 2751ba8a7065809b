// What a file is, told by its first bytes; its name and the sender's Content-Type are never believed.

export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'heic';

/** The kind of the file, or null for what the product does not take. HEIC is named so that it can be refused by name. */
export function kindOf(bytes: Buffer): FileKind | null {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp';
  if (text(bytes, 0, 5) === '%PDF-') return 'pdf';
  if (text(bytes, 4, 8) === 'ftyp' && /^(hei[cfmsx]|hev[cmsx]|mif1|msf1)$/.test(text(bytes, 8, 12))) return 'heic';
  return null;
}

function starts(bytes: Buffer, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function text(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}
