import { PDFDocument, PDFRawStream } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanFileName } from '../../../api/attachments/file-name.ts';
import { kindOf } from '../../../api/attachments/kind.ts';
import { cleanPdfApart } from '../../../api/attachments/pdf.ts';
import { cleanPhoto } from '../../../api/attachments/photo.ts';
import { hostilePdfs, pdfBomb, phonePhoto, plainImage, somePdf } from './files.ts';

const refusal = (reason: string): unknown => expect.objectContaining({ name: 'FileRefused', reason });

describe('a photo', () => {
  test('is turned upright and loses its place and maker', async () => {
    const given = await phonePhoto(80, 60);
    expect(given.includes('SecretPhone')).toBe(true);
    const clean = await cleanPhoto(given, 'jpeg');
    expect(clean).toMatchObject({ width: 60, height: 80 });
    const { exif, orientation, xmp, icc } = await sharp(clean.bytes).metadata();
    expect({ exif, orientation, xmp, icc }).toEqual({});
    expect(clean.bytes.includes('SecretPhone')).toBe(false);
    expect(await sharp(clean.thumbnail).metadata()).toMatchObject({ format: 'webp', width: 60, height: 80 });
  });

  test.each(['png', 'webp'] as const)('%s stays in its format', async (kind) => {
    const given = await plainImage(kind);
    expect(kindOf(given)).toBe(kind);
    const clean = await cleanPhoto(given, kind);
    expect((await sharp(clean.bytes).metadata()).format).toBe(kind);
  });

  test('of more than 40 megapixels is refused before it is decoded', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 4_001, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await expect(cleanPhoto(huge, 'png')).rejects.toEqual(refusal('pixels'));
  });

  test('that is cut off or is something else is refused', async () => {
    const photo = await phonePhoto(400, 300);
    await expect(cleanPhoto(photo.subarray(0, photo.length / 2), 'jpeg')).rejects.toEqual(refusal('broken'));
    await expect(cleanPhoto(Buffer.from('\xff\xd8\xff<script>alert(1)</script>', 'latin1'), 'jpeg')).rejects.toEqual(
      refusal('broken'),
    );
  });
});

describe('the kind of a file', () => {
  test('is told by content: markup, programs and unknown bytes are none', () => {
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'GIF89a',
      'MZ',
      '',
      'PK\x03\x04',
      '<!doctype html>',
    ]) {
      expect(kindOf(Buffer.from(text))).toBeNull();
    }
    expect(kindOf(Buffer.from('\0\0\0\x18ftypheic'))).toBe('heic');
  });
});

describe('a PDF', () => {
  test('keeps its pages and loses author, revisions and the EXIF of its photos', async () => {
    const given = await somePdf();
    const clean = await cleanPdfApart(given);
    const read = await PDFDocument.load(clean, { updateMetadata: false });
    expect(read.getPageCount()).toBe(1);
    expect(read.getAuthor()).toBeUndefined();
    const contents = read.context
      .enumerateIndirectObjects()
      .map(([, object]) => (object instanceof PDFRawStream ? Buffer.from(object.contents).toString('latin1') : ''))
      .join('');
    expect(contents).not.toContain('SecretPhone');
    expect(contents).toContain('\xff\xd8\xff');
  });

  test.each(Object.entries(hostilePdfs))('with %s is refused', async (_name, spoil) => {
    await expect(cleanPdfApart(await somePdf(spoil))).rejects.toEqual(refusal('active'));
  });

  test('that is encrypted or no PDF at all is refused', async () => {
    const encrypted = Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' +
        '3 0 obj<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R>>\n%%EOF',
    );
    await expect(cleanPdfApart(encrypted)).rejects.toEqual(refusal('encrypted'));
    await expect(cleanPdfApart(Buffer.from('%PDF-1.7 nothing here'))).rejects.toEqual(refusal('broken'));
  });

  test('that unpacks to gigabytes ends with its own process', async () => {
    await expect(cleanPdfApart(pdfBomb(1_500_000_000))).rejects.toEqual(refusal('broken'));
  });
});

describe("a file's name", () => {
  test('is decoded, cleaned and ends in what is inside', () => {
    const asMulterReads = (name: string) => Buffer.from(name, 'utf8').toString('latin1');
    expect(cleanFileName(asMulterReads('八家巷 路灯.JPG'), 'jpg')).toBe('八家巷 路灯.jpg');
    expect(cleanFileName('../../etc/passwd', 'png')).toBe('passwd.png');
    expect(cleanFileName(asMulterReads('照片\u202egpj.exe'), 'jpg')).toBe('照片gpj.jpg');
    expect(cleanFileName('a\r\nSet-Cookie: x=1.pdf', 'pdf')).toBe('aSet-Cookie_ x=1.pdf');
    expect(cleanFileName('.htaccess', 'jpg')).toBe('htaccess.jpg');
    expect(cleanFileName('', 'jpg')).toBe('附件.jpg');
    expect([...cleanFileName('长'.repeat(500), 'jpg')].length).toBe(64);
  });
});
