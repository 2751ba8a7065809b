// Lists of helpers as tables: the columns by their headings, which import, export and template share, and what a preview says.
import { z } from 'zod';
import { helperKinds } from '../domain/matching/types.ts';
import { code, instant, uuid } from './base.ts';
import { line } from './text.ts';

export const mostRows = 10_000;
export const largestTable = 5 * 1024 * 1024;
/** A preview is applied within so long, or made anew. */
export const previewMs = 60 * 60 * 1000;

export const tableColumns = [
  'kind',
  'name',
  'person',
  'phone',
  'email',
  'compound',
  'unit',
  'team',
  'capabilities',
  'training',
  'hours',
  'quiet',
  'maxActiveTasks',
  'consented',
] as const;
export type TableColumn = (typeof tableColumns)[number];

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** One thing that is wrong, where it stands as the sheet's reader counts: the heading is row 1. */
export const rowIssue = z.strictObject({
  row: z.int(),
  column: z.string().nullable().meta({ description: '列标题；整行的问题为空' }),
  message: z.string(),
});
export type RowIssue = z.infer<typeof rowIssue>;

export const importPreview = z
  .strictObject({
    id: uuid,
    communityId: code,
    fileName: z.string(),
    createdAt: instant,
    expiresAt: instant,
    rows: z.int().meta({ description: '表中的行数（不含标题、空行）' }),
    adds: z.array(z.strictObject({ kind: z.enum(helperKinds), count: z.int() })),
    listed: z.array(z.strictObject({ row: z.int(), label: z.string() })).max(200),
    listedCount: z.int().meta({ description: '名录中已有、不会重复录入的行' }),
    issues: z.array(rowIssue).max(500),
    issueCount: z.int().meta({ description: '须改正的问题；有一处就不能录入' }),
    appliedAt: instant.nullable(),
    added: z.int().nullable(),
  })
  .meta({ id: 'HelperImport' });
export type ImportPreview = z.infer<typeof importPreview>;

export const importUpload = z.strictObject({
  community: code,
  file: z.string().meta({ format: 'binary', description: 'XLSX，或 UTF-8 的 CSV；≤ 5 MB、≤ 10000 行' }),
});

export const exportRequest = z
  .strictObject({
    format: z.enum(tableFormats),
    community: code,
    kind: z.enum(helperKinds).optional(),
    reason: line(200).optional().meta({ description: '写明理由，则含完整的姓名与联系方式，并逐人留下记录' }),
  })
  .meta({ id: 'HelperExport' });
