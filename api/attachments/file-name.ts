// A file's name as its sender gave it, made fit to be shown. It is never part of a path.

/** The name multer read as latin1, decoded, without path, hidden characters or excess length; never empty. */
export function cleanFileName(given: string, extension: string): string {
  const decoded = decode(given);
  const base = decoded.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .trim();
  // The name's end says what is inside, and inside is what we wrote.
  const stem = [...plain.replace(/(\.[\w]{1,5})+$/u, '').replace(/^\.+/, '')].slice(0, 60).join('').trim();
  return `${stem === '' ? '附件' : stem}.${extension}`;
}

/** UTF-8 bytes read as latin1 are turned back; what already was proper text stays. */
function decode(given: string): string {
  if ([...given].some((letter) => letter > '\xff')) return given;
  const text = Buffer.from(given, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? given : text;
}
