// Files that a test uploads: honest ones and hostile ones, made on the spot.
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { zlibRun } from '../bombs.ts';

/** A photo of a phone: it lies on its side (orientation 6) and says where it was taken. */
export async function phonePhoto(width = 80, height = 60): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#c96' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '35/1 9/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

export async function plainImage(kind: 'png' | 'webp'): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 4, background: '#369a' } })
    .toFormat(kind)
    .toBuffer();
}

/** One page with a line of text and a photo that holds EXIF; `change` may spoil it. */
export async function somePdf(change: (pdf: PDFDocument) => void | Promise<void> = () => undefined): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.setAuthor('SecretAuthor');
  const page = pdf.addPage([300, 200]);
  page.drawText('Street lamp', { font: await pdf.embedFont(StandardFonts.Helvetica) });
  page.drawImage(await pdf.embedJpg(await phonePhoto()), { x: 10, y: 10, width: 40, height: 30 });
  await change(pdf);
  return Buffer.from(await pdf.save());
}

export const hostilePdfs: Record<string, (pdf: PDFDocument) => void | Promise<void>> = {
  'a script at opening': (pdf) => pdf.addJavaScript('hi', 'app.alert(1)'),
  'an embedded file': (pdf) => pdf.attach(Buffer.from('MZ evil'), 'tool.exe', { mimeType: 'application/x-msdownload' }),
  'a launch action': (pdf) => {
    pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') }));
  },
  'a script behind a link': (pdf) => {
    const action = pdf.context.obj({ S: 'JavaScript', JS: PDFString.of('this.exportDataObject()') });
    const link = pdf.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: action });
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(link)]));
  },
  'an action when the page opens': (pdf) => {
    pdf.getPage(0).node.set(PDFName.of('AA'), pdf.context.obj({ O: { S: 'Named', N: 'NextPage' } }));
  },
  'a form of XFA': (pdf) => {
    pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], XFA: PDFString.of('<x/>') }));
  },
};

/** A PDF whose one object stream unpacks to very much. */
export function pdfBomb(unpacked: number): Buffer {
  const packed = zlibRun(unpacked, 0x20);
  const head = `%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\n%%EOF\n', 'latin1')]);
}
