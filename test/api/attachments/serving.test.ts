import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttachmentList } from '../../../contracts/attachments.ts';
import type { AppealCreated } from '../../../contracts/appeals.ts';
import type { Followed } from '../../../contracts/public.ts';
import { newKey, openApi, problemOf, type Answer, type Api, type Client } from '../client.ts';
import { hostilePdfs, phonePhoto, somePdf } from './files.ts';

let api: Api;
let clerk: Client;
let no: string;
let queryCode: string;
const folder = mkdtempSync(join(tmpdir(), 'huying-attachments-'));
const kept = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

beforeAll(async () => {
  api = await openApi({ env: { ATTACHMENT_DIR: folder } });
  clerk = await api.as('clerk');
  ({ no, queryCode } = await filed());
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function filed(): Promise<AppealCreated> {
  const appellant = { name: '王大爷', phone: '13812345678' };
  const facts = { type: 'HELP', category: 'LIGHT', communityId: 'shuangta', text: '没有路灯', appellant };
  return (await clerk.post<AppealCreated>('/api/v1/appeals', facts, newKey())).json;
}

type Named = [name: string, bytes: Buffer | string];
function upload(who: Client, path: string, files: Named[], headers = {}): Promise<Answer<AttachmentList>> {
  const body = new FormData();
  for (const [name, bytes] of files) body.append('files', new File([new Uint8Array(Buffer.from(bytes))], name));
  return who.send<AttachmentList>(path, { method: 'POST', body, headers });
}
const toCase = (files: Named[], who = clerk, to = no) => upload(who, `/api/v1/appeals/${to}/attachments`, files);

describe('uploading', () => {
  test('keeps photo and PDF under their names, without metadata, and lists them', async () => {
    const { status, json } = await toCase([
      ['现场 照片.jpeg', await phonePhoto()],
      ['验收单.pdf', await somePdf()],
    ]);
    expect(status).toBe(201);
    expect(json.items).toMatchObject([
      {
        fileName: '现场 照片.jpg',
        mediaType: 'image/jpeg',
        purpose: 'evidence',
        hasThumbnail: true,
        width: 60,
        height: 80,
      },
      { fileName: '验收单.pdf', mediaType: 'application/pdf', hasThumbnail: false },
    ]);
    const { json: list } = await clerk.get<AttachmentList>(`/api/v1/appeals/${no}/attachments`);
    expect(list.items.map(({ id }) => id)).toEqual(json.items.map(({ id }) => id));
  });

  test('goes by content: what is no photo and no PDF is refused, whatever it is called', async () => {
    const before = kept();
    const refusals: [Named, number, RegExp][] = [
      [['图.jpg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], 415, /只能上传/],
      [['图.png', 'MZ\x90 a program'], 415, /只能上传/],
      [['图.jpg', '\0\0\0\x18ftypheic'], 415, /HEIC/],
      [['空.jpg', ''], 400, /空的/],
      [['坏.png', Buffer.from('89504e470d0a1a0a00000000', 'hex')], 400, /打不开/],
      [['脚本.pdf', await somePdf(hostilePdfs['a script at opening'])], 400, /含有脚本/],
      [['大.jpg', Buffer.alloc(10 * 1024 * 1024 + 1, 0xff)], 413, /10 MB/],
    ];
    for (const [file, status, words] of refusals) {
      const answer = await toCase([file]);
      expect([file[0], answer.status]).toEqual([file[0], status]);
      expect(problemOf(answer).errors?.[0]?.message).toMatch(words);
    }
    expect(kept()).toBe(before);
  });

  test('takes all files of a request or none', async () => {
    const before = kept();
    expect(
      (
        await toCase([
          ['好.jpg', await phonePhoto()],
          ['坏.jpg', 'nothing'],
        ])
      ).status,
    ).toBe(415);
    expect(kept()).toBe(before);
  });

  test('refuses a sixth file, none at all, another encoding, and a broken body', async () => {
    const photo = await phonePhoto();
    expect(
      problemOf(await toCase(Array.from({ length: 6 }, (_, i): Named => [`${i}.jpg`, photo]))).errors?.[0]?.message,
    ).toMatch(/太多/);
    expect(problemOf(await toCase([])).code).toBe('invalid');
    const path = `/api/v1/appeals/${no}/attachments`;
    expect(problemOf(await clerk.post(path, { files: [] })).code).toBe('unsupportedMediaType');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(problemOf(await clerk.send(path, { method: 'POST', headers, body: '--x\r\nContent-' })).status).toBe(400);
  });

  test('is for those who work on cases of that community', async () => {
    const file: Named[] = [['a.jpg', await phonePhoto()]];
    expect(problemOf(await toCase(file, api.anybody)).code).toBe('unauthenticated');
    expect(problemOf(await toCase(file, await api.as('auditor'))).code).toBe('forbidden');
    expect(problemOf(await toCase(file, clerk, 'SQ20200101-000001')).code).toBe('notFound');
  });
});

describe('downloading', () => {
  test('hands out the re-encoding as a download that no browser runs', async () => {
    const { json } = await toCase([['现场.jpg', await phonePhoto()]]);
    const id = json.items[0]?.id ?? '';
    for (const [part, format] of [
      ['', 'jpeg'],
      ['/thumbnail', 'webp'],
    ] as const) {
      const response = await fetch(`${api.url}/api/v1/appeals/${no}/attachments/${id}${part}`, {
        headers: { cookie: clerk.cookie },
      });
      expect(response.headers.get('content-type')).toBe(`image/${format}`);
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; .*filename\*=UTF-8''%E7%8E%B0%E5%9C%BA\.jpg$/,
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      const read = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      expect([read.format, read.exif]).toEqual([format, undefined]);
    }
  });

  test('a file is found only under its own case, by those who may see it', async () => {
    const { json } = await toCase([['现场.jpg', await phonePhoto()]]);
    const id = json.items[0]?.id ?? '';
    const other = await filed();
    expect(problemOf(await clerk.get(`/api/v1/appeals/${other.no}/attachments/${id}`)).code).toBe('notFound');
    expect(problemOf(await api.anybody.get(`/api/v1/appeals/${no}/attachments/${id}`)).code).toBe('unauthenticated');
    expect(problemOf(await clerk.get(`/api/v1/appeals/${no}/attachments/..%2f..%2fkeys.json`)).code).toBe('notFound');
    const admin = await api.as('admin');
    expect([403, 404]).toContain((await admin.get(`/api/v1/appeals/${no}/attachments/${id}`)).status);
  });

  test('the resident adds and reads their own, and evidence only once there is a reply', async () => {
    const { json } = await api.anybody.post<Followed>('/api/v1/public/follow', { queryCode, phoneTail: '5678' });
    const headers = { authorization: `Bearer ${json.capability}` };
    const added = await upload(api.anybody, '/api/v1/public/attachments', [['家里.jpg', await phonePhoto()]], headers);
    expect(added.json.items).toMatchObject([{ purpose: 'intake', fileName: '家里.jpg' }]);
    const path = `/api/v1/public/attachments/${added.json.items[0]?.id ?? ''}`;
    expect((await api.anybody.send(path, { headers })).status).toBe(200);
    expect((await api.anybody.get(path)).status).toBe(401);
    const evidence = (await toCase([['现场.jpg', await phonePhoto()]])).json.items[0]?.id ?? '';
    expect((await api.anybody.send(`/api/v1/public/attachments/${evidence}`, { headers })).status).toBe(404);
    expect((await upload(api.anybody, '/api/v1/public/attachments', [['家里.jpg', await phonePhoto()]])).status).toBe(
      401,
    );
  });
});
