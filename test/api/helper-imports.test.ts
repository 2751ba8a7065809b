// Lists of helpers in and out: previewed, complained about in words, written whole or not at all; and files that mean harm.
import { readSheet } from 'read-excel-file/node';
import writeExcel from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportPreview } from '../../contracts/helper-tables.ts';
import type { HelperPage } from '../../contracts/helpers.ts';
import { packedRun } from './bombs.ts';
import { openApi, problemOf, type Answer, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
let supervisor: Client;
beforeAll(async () => {
  api = await openApi();
  [clerk, supervisor] = await Promise.all([api.as('clerk'), api.as('supervisor')]);
});
afterAll(() => api.stop());

const headings = [
  '类别',
  '单位或团队名称',
  '姓名或联系人',
  '电话',
  '所在小区',
  '所在单位',
  '能力',
  '可服务时间',
  '同时承接上限',
  '是否同意',
];
const csv = (...rows: string[][]) => [headings, ...rows].map((row) => row.join(',')).join('\r\n');
const upload = (content: string | Uint8Array, who = clerk, community = 'shuangta') => {
  const body = new FormData();
  body.append('community', community);
  body.append('file', new Blob([content as BlobPart]), '名单.xlsx');
  return who.send<ImportPreview>('/api/v1/helpers/imports', { method: 'POST', body });
};
const apply = (id: string, who = clerk) => who.post<ImportPreview>(`/api/v1/helpers/imports/${id}/apply`, {});
const count = () => api.deps.store.db.helper.count();
const codeOf = (answer: Answer) => problemOf(answer).code;
const messagesOf = (answer: Answer) =>
  problemOf(answer)
    .errors?.map(({ message }) => message)
    .join() ?? '';
let phones = 0;
const member = (given: Partial<Record<string, string>> = {}) => {
  const phone = `1380099${String(++phones).padStart(4, '0')}`;
  const cells = { 类别: '在职党员', 姓名或联系人: '司马导入', 电话: phone, 是否同意: '是', ...given };
  return headings.map((heading) => (cells as Record<string, string>)[heading] ?? '');
};

describe('§1 import with a preview', () => {
  test('writes nothing before it is approved, then all of it, waiting for somebody else to verify', async () => {
    const before = await count();
    const answer = await upload(
      csv(
        member({ 类别: '共建单位', 单位或团队名称: '导入中学', 能力: '托管辅导、场地提供' }),
        member({
          所在单位: '导入中学',
          所在小区: '丰林小区',
          能力: '电工照明',
          可服务时间: '周六、周日 09:00-18:00；周五至周一 19:00-21:00',
        }),
      ),
    );
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({ rows: 2, issueCount: 0, listedCount: 0 });
    expect(answer.json.adds).toEqual([
      { kind: 'unit', count: 1 },
      { kind: 'member', count: 1 },
      { kind: 'team', count: 0 },
    ]);
    expect(await count()).toBe(before);
    expect(codeOf(await apply(answer.json.id, supervisor))).toBe('notFound');
    expect((await apply(answer.json.id)).json).toMatchObject({ added: 2 });
    expect(await count()).toBe(before + 2);
    const { json } = await clerk.get<HelperPage>('/api/v1/helpers?text=司马导入&kind=member');
    expect(json.items[0]).toMatchObject({
      state: 'enrolled',
      source: 'import',
      unitName: '导入中学',
      compoundName: '丰林小区',
      hours: [
        { days: [6, 0], from: 540, to: 1080 },
        { days: [5, 6, 0, 1], from: 1140, to: 1260 },
      ],
    });
    expect(codeOf(await apply(answer.json.id))).toBe('oldPreview');
  });

  test('says in words what is wrong, by row and column, and then nothing can be approved', async () => {
    const phone = '13800998888';
    const answer = await upload(
      csv(
        member({ 类别: '群众' }),
        member({ 电话: '12345' }),
        member({ 能力: '电工照明、飞行' }),
        member({ 所在小区: '月亮小区' }),
        member({ 电话: phone }),
        member({ 电话: phone }),
        member({ 可服务时间: '有空就行' }),
        member({ 类别: '党员服务团队' }),
      ),
    );
    expect(answer.json.issues).toEqual([
      { row: 2, column: '类别', message: '应为：共建单位、在职党员、党员服务团队' },
      { row: 3, column: '电话', message: '应为大陆手机号，或带区号的固定电话' },
      { row: 4, column: '能力', message: '没有“飞行”这项能力，请从模板的说明中选' },
      { row: 5, column: '所在小区', message: '社区里没有“月亮小区”' },
      { row: 7, column: '电话', message: '与第 6 行重复' },
      { row: 8, column: '可服务时间', message: expect.stringContaining('看不懂“有空就行”') as string },
      { row: 9, column: '单位或团队名称', message: '单位、团队须填名称' },
    ]);
    const before = await count();
    expect(codeOf(await apply(answer.json.id))).toBe('invalid');
    expect(await count()).toBe(before);
  });

  test('a load is a whole number of 0 to 40, both included', async () => {
    const loads = ['0', '40', '41', '-1', '1.5', '两件'];
    const unit = (load: string) =>
      member({ 类别: '共建单位', 单位或团队名称: `承接${load}件的单位`, 同时承接上限: load });
    const { issues } = (await upload(csv(...loads.map(unit)))).json;
    const message = '应为 0 到 40 的整数';
    expect(issues).toEqual([4, 5, 6, 7].map((row) => ({ row, column: '同时承接上限', message })));
  });

  test('a heading that is missing or unknown is said so', async () => {
    const { json } = await upload('类别,姓名,电话\r\n在职党员,甲,13800997777');
    expect(json.issues).toEqual([
      { row: 1, column: '姓名', message: '不认识这一列，请使用模板的列标题' },
      { row: 1, column: '姓名或联系人', message: '缺少这一列' },
    ]);
  });

  test('who is in the directory already is found by phone and not entered again', async () => {
    const phone = '13800996666';
    await apply((await upload(csv(member({ 电话: phone })))).json.id);
    const { json } = await upload(csv(member({ 电话: '+86 138-0099-6666' }), member()));
    expect(json).toMatchObject({ listedCount: 1, listed: [{ row: 2, label: '司**' }], issueCount: 0 });
    expect((await apply(json.id)).json.added).toBe(1);
  });

  test('a preview is refused once the directory has changed, and nothing of it is written', async () => {
    const phone = '13800995555';
    const first = await upload(csv(member({ 电话: phone }), member()));
    const second = await upload(csv(member({ 电话: phone })));
    await apply(second.json.id);
    const before = await count();
    expect(codeOf(await apply(first.json.id))).toBe('oldPreview');
    expect(await count()).toBe(before);
  });

  test('two approvals of one preview at the same moment write it once', async () => {
    const { json } = await upload(csv(member(), member(), member()));
    const before = await count();
    const answers = await Promise.all([apply(json.id), apply(json.id), apply(json.id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await count()).toBe(before + 3);
  });

  test('1,969 members and 72 units come in at once', async () => {
    const rows = [
      ...Array.from({ length: 72 }, (_, index) => member({ 类别: '共建单位', 单位或团队名称: `第${index}号导入单位` })),
      ...Array.from({ length: 1969 }, (_, index) =>
        member({ 所在单位: `第${index % 72}号导入单位`, 能力: '义务劳动' }),
      ),
    ];
    const sheet = [headings, ...rows].map((row) => row.map((value) => ({ value, type: String })));
    const answer = await upload(await writeExcel(sheet, {}).toBuffer(), clerk, 'demo');
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({ rows: 2041, issueCount: 0 });
    expect((await apply(answer.json.id)).json.added).toBe(2041);
  });

  test('is for those who enter helpers, in their own community', async () => {
    expect(codeOf(await upload(csv(member()), await api.as('auditor')))).toBe('forbidden');
    expect(codeOf(await upload(csv(member()), clerk, 'qunan'))).toBe('forbidden');
    expect(codeOf(await upload(csv(member()), api.anybody))).toBe('unauthenticated');
    const kept = await api.deps.store.db.helperImport.findMany({ where: { appliedAt: null } });
    expect(JSON.stringify(kept)).not.toMatch(/司马导入|13800/);
  });
});

describe('§1 files that mean harm', () => {
  const refused = async (content: string | Uint8Array, words: string) => {
    const answer = await upload(content);
    expect(codeOf(answer)).toBe('unreadableTable');
    expect(messagesOf(answer)).toContain(words);
  };

  test('a zip that unpacks to too much, or says little and unpacks to much, is refused', async () => {
    const size = 100 * 1024 * 1024;
    for (const claimed of [size, 10]) await refused(zipOf('xl/worksheets/sheet1.xml', size, claimed), '解压后过大');
  });

  test('a broken zip, another zip, noise and nothing are refused', async () => {
    await refused(Buffer.from('PK\u0003\u0004 nothing behind it'), '打不开');
    await refused(zipOf('hello.txt', 5), '打不开');
    await refused(Buffer.from([0x00, 0x01, 0x02, 0x00]), '打不开');
    await refused('', '空的');
    await refused('类别,"没有结束的引号', '打不开');
  });

  test('too many rows, too many columns and too long cells are refused', async () => {
    await refused(`类别\n${'x\n'.repeat(10_001)}`, '超过 10000 行');
    await refused(','.repeat(40), '列数过多');
    expect(messagesOf(await upload(','.repeat(39)))).not.toContain('列数过多');
    await refused(`类别\n${'长'.repeat(2001)}`, '2000 字');
    expect(codeOf(await upload(new Uint8Array(5 * 1024 * 1024 + 1)))).toBe('tooLarge');
  });

  test('text with hidden characters is complained about where it stands', async () => {
    const { json } = await upload(csv(member({ 姓名或联系人: '张\u202e三' })));
    expect(json.issues).toMatchObject([{ row: 2, column: '姓名或联系人', message: '含有不可见或控制字符' }]);
  });

  test('a CSV as a Chinese Excel saves it is read', async () => {
    // 类别,姓名或联系人,电话 in GB18030
    const heading = Buffer.from('c0e0b1f02cd0d5c3fbbbf2c1aacfb5c8cb2cb5e7bbb0', 'hex');
    const { json } = await upload(Buffer.concat([heading, Buffer.from('\r\n,,13800991234')]));
    expect(json.issues.map(({ column }) => column)).toEqual(['类别', '姓名或联系人']);
  });
});

describe('§1 export', () => {
  const exported = (body: object, who = clerk) =>
    who.send('/api/v1/helpers/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ format: 'csv', community: 'huludao', ...body }),
    });

  test('is masked, whole in number, and counts its rows', async () => {
    const answer = await exported({});
    const rows = Number(answer.headers.get('x-row-count'));
    expect(rows).toBe(
      await api.deps.store.db.helper.count({ where: { communityId: 'huludao', state: { not: 'left' } } }),
    );
    expect(answer.text.trim().split('\r\n')).toHaveLength(rows + 1);
    expect(answer.text).not.toMatch(/140\d{8}/);
    expect(answer.text).toMatch(/140\*\*\*\*\d{4}/);
  });

  test('shows whole names and numbers to who verifies, for a reason, noted for each person', async () => {
    expect(codeOf(await exported({ reason: '核对' }))).toBe('forbidden');
    const answer = await exported({ reason: '核对', kind: 'unit' }, supervisor);
    expect(answer.text).toMatch(/140\d{8}/);
    const noted = await api.deps.store.db.helperEvent.count({ where: { kind: 'disclosed', by: 'user-supervisor' } });
    expect(noted).toBe(Number(answer.headers.get('x-row-count')));
    expect(codeOf(await exported({ community: 'qunan' }))).toBe('notFound');
  });

  test('no cell is ever a formula, and what was exported comes in again', async () => {
    await apply((await upload(csv(member({ 类别: '共建单位', 单位或团队名称: '=1+1' })))).json.id);
    const answer = await exported({ community: 'shuangta', kind: 'unit', reason: '核对' }, supervisor);
    expect(answer.text).toContain(`"'=1+1"`);
    const { json } = await upload(answer.text);
    expect(json).toMatchObject({ issueCount: 0, listedCount: json.rows });
  });

  test('as XLSX it is a sheet, and the template is one that can be filled in', async () => {
    const fetched = await fetch(`${api.url}/api/v1/helpers/template?format=xlsx`, {
      headers: { cookie: clerk.cookie },
    });
    const sheet = await readSheet(Buffer.from(await fetched.arrayBuffer()), 1);
    expect(sheet[0]).toEqual(expect.arrayContaining(['类别', '电话', '能力']));
    expect(fetched.headers.get('content-disposition')).toContain('filename*=UTF-8');
  });
});

/** A zip of one part that unpacks to `size` bytes; `claimed`: the size it says to have. */
function zipOf(name: string, size: number, claimed = size): Buffer {
  const packed = packedRun(size, 0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(claimed, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
