// A PDF is taken apart, searched and written anew from its pages alone: what is not part of a page (scripts, forms, names,
// attachments, metadata, older revisions) has no way into the new file. What could act on its reader is refused outright.
import { inflateSync } from 'node:zlib';
import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream, type PDFObject } from 'pdf-lib';
import { withoutJpegMetadata } from './embedded-photo.ts';
import { FileRefused } from './refused.ts';

const mostPages = 200;
const mostImageBytes = 60 * 1024 * 1024;

/** Names that make a PDF act or carry something: as a key or as a value, wherever they stand. */
const active = new Set(
  [
    'JS JavaScript Launch EmbeddedFile EmbeddedFiles Filespec FileAttachment RichMedia RichMediaContent XFA AA',
    'GoToR GoToE ImportData SubmitForm Rendition Movie Sound 3D Screen Collection',
  ]
    .join(' ')
    .split(' '),
);
/** Keys that say who, when and with what; dropped from every object of the new file. */
const talk = ['Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'AF', 'StructParents', 'StructParent'];
/** Keys of an annotation that act or name its author; its picture stays. */
const annotationTalk = ['A', 'PA', 'Dest', 'T', 'NM', 'M', 'CreationDate', 'Subj', 'RC', 'Parent', 'Popup'];

/** The same pages in a new file. Throws FileRefused; may take long or much memory on a hostile file (pdf.ts guards it). */
export async function cleanPdf(given: Uint8Array): Promise<Uint8Array> {
  const source = await open(given);
  for (const [, object] of source.context.enumerateIndirectObjects()) search(object, 0);
  const pages = source.getPageCount();
  if (pages === 0) throw new FileRefused('broken');
  if (pages > mostPages) throw new FileRefused('pages');
  // Before the copying, which follows references: what is cut here takes all that hangs on it along.
  for (const page of source.getPages()) disarmAnnotations(page.node.Annots());
  for (const [ref, object] of source.context.enumerateIndirectObjects()) {
    strip(object, 0);
    if (object instanceof PDFRawStream) source.context.assign(ref, withoutImageMetadata(object));
  }
  const target = await PDFDocument.create({ updateMetadata: false });
  for (const page of await target.copyPages(source, source.getPageIndices())) target.addPage(page);
  return target.save({ updateFieldAppearances: false });
}

async function open(given: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(given, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch {
    // An encrypted file fails in many ways; the library's own error class cannot be told by instanceof.
    throw new FileRefused(Buffer.from(given).includes('/Encrypt') ? 'encrypted' : 'broken');
  }
}

/** Throws when the object, or what it directly holds, is active. References need no following: every object is searched. */
function search(object: PDFObject, depth: number): void {
  if (depth > 60) throw new FileRefused('broken');
  if (object instanceof PDFName) {
    if (active.has(object.decodeText())) throw new FileRefused('active');
  } else if (object instanceof PDFArray) {
    for (const item of object.asArray()) search(item, depth + 1);
  } else if (object instanceof PDFDict) {
    for (const [key, value] of object.entries()) {
      search(key, depth + 1);
      search(value, depth + 1);
    }
  } else if (object instanceof PDFStream) {
    // A stream whose contents are in another file.
    if (object.dict.has(PDFName.of('F'))) throw new FileRefused('active');
    search(object.dict, depth + 1);
  }
}

function disarmAnnotations(annotations: PDFArray | undefined): void {
  if (!annotations) return;
  for (let index = 0; index < annotations.size(); index += 1) {
    const annotation = annotations.lookup(index);
    if (annotation instanceof PDFDict) for (const key of annotationTalk) annotation.delete(PDFName.of(key));
  }
}

function strip(object: PDFObject, depth: number): void {
  if (depth > 60) throw new FileRefused('broken');
  if (object instanceof PDFArray) {
    for (const item of object.asArray()) strip(item, depth + 1);
  } else if (object instanceof PDFStream) {
    strip(object.dict, depth + 1);
  } else if (object instanceof PDFDict) {
    for (const key of talk) object.delete(PDFName.of(key));
    for (const value of object.values()) strip(value, depth + 1);
  }
}

function withoutImageMetadata(stream: PDFRawStream): PDFRawStream {
  const filters = filtersOf(stream);
  if (!filters.includes('DCTDecode')) {
    // JPEG 2000 has its own boxes of metadata; no library here rewrites them.
    if (filters.includes('JPXDecode')) throw new FileRefused('broken');
    return stream;
  }
  const raw = Buffer.from(stream.contents);
  const jpeg = withoutJpegMetadata(filters.length === 1 ? raw : unpacked(raw, filters));
  if (!jpeg) throw new FileRefused('broken');
  stream.dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'));
  if (filters.length > 1) stream.dict.delete(PDFName.of('DecodeParms'));
  return PDFRawStream.of(stream.dict, jpeg);
}

function unpacked(raw: Buffer, filters: string[]): Buffer {
  if (filters.join() !== 'FlateDecode,DCTDecode') throw new FileRefused('broken');
  try {
    return inflateSync(raw, { maxOutputLength: mostImageBytes });
  } catch {
    throw new FileRefused('broken');
  }
}

function filtersOf(stream: PDFRawStream): string[] {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  if (filter instanceof PDFName) return [filter.decodeText()];
  if (!(filter instanceof PDFArray)) return [];
  return filter.asArray().map((_, index) => filter.lookup(index, PDFName).decodeText());
}
