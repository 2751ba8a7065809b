// Photos and PDF that belong to a case. What is stored is always the product's own re-encoding, never the file as it came.
import { z } from 'zod';
import { instant, uuid } from './base.ts';

const attachmentPurposes = ['intake', 'evidence'] as const;

/** Largest file that is taken, in bytes. */
export const largestAttachment = 10 * 1024 * 1024;
/** Most files with one form. */
export const mostFilesAtOnce = 5;
/** Most files a case can have, of residents and staff together. */
export const mostFilesOfCase = 40;

export const attachment = z
  .strictObject({
    id: uuid,
    purpose: z.enum(attachmentPurposes).meta({ description: 'intake 居民所附；evidence 办理佐证' }),
    fileName: z.string(),
    mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
    bytes: z.int(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    hasThumbnail: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof attachment>;

export const attachmentList = z.strictObject({ items: z.array(attachment) }).meta({ id: 'AttachmentList' });
export type AttachmentList = z.infer<typeof attachmentList>;

export const fileRefusals = [
  'none',
  'empty',
  'tooLarge',
  'tooMany',
  'kind',
  'heic',
  'broken',
  'pixels',
  'active',
  'encrypted',
  'pages',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** Why a file is not taken, in words for whoever sent it. */
export const fileRefusalWords: Record<FileRefusal, string> = {
  none: '请选择要上传的文件',
  empty: '这个文件是空的，请重新选择',
  tooLarge: '文件太大，每个文件不能超过 10 MB',
  tooMany: '文件太多了，请减少几个再上传',
  kind: '只能上传照片（JPG、PNG、WebP）或 PDF 文件',
  heic: '不能识别 HEIC 格式的照片，请转成 JPG 再上传，或截屏后上传截图',
  broken: '这个文件打不开，可能已损坏，请换一个',
  pixels: '照片尺寸太大，不能超过 4000 万像素',
  active: '这个 PDF 含有脚本、外部动作或内嵌文件，不能上传，请另存为普通 PDF 或改传照片',
  encrypted: '这个 PDF 设有密码保护，请去掉密码再上传',
  pages: '这个 PDF 页数太多，不能超过 200 页',
};
