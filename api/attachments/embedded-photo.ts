// Photos inside a PDF keep their pixels and lose what rides along: EXIF (places!), XMP, IPTC, comments.

/** A JPEG without APP1, APP3–APP13, APP15 and comments; colour profile (APP2) and Adobe's marker (APP14) stay. Null: no JPEG. */
export function withoutJpegMetadata(jpeg: Buffer): Buffer | null {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null;
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length) {
    if (jpeg[at] !== 0xff) return null;
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start of scan: from here on it is picture.
    if (marker === 0xda) return Buffer.concat([...kept, jpeg.subarray(at)]);
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length || end < at + 4) return null;
    if (!isTalk(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return null;
}

function isTalk(marker: number): boolean {
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  return marker === 0xfe || (isApplication && ![0xe0, 0xe2, 0xee].includes(marker));
}
