// A caller who calls again: what staff see of their earlier appeals, and what a stranger learns by typing somebody's number.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import type { AppealCreated } from '../../contracts/appeals.ts';
import type { EarlierAppeals } from '../../contracts/earlier-appeals.ts';
import { PlainBrowser, wordsOf } from '../residents/browser.ts';
import { newKey, openApi, problemOf, type Api, type Client } from './client.ts';

let api: Api;
let clerk: Client;
let no: string;
const number = '13822223333';

beforeAll(async () => {
  api = await openApi();
  clerk = await api.as('clerk');
  const facts = {
    ...{ type: 'HELP', category: 'LIGHT', communityId: 'huludao', compoundId: 'huludao.1', text: '路灯不亮' },
    appellant: { name: '王某', phone: number },
  };
  no = (await clerk.post<AppealCreated>('/api/v1/appeals', facts, newKey())).json.no;
});
afterAll(() => api.stop());

const byPhone = async (who: Client) =>
  (await who.post<EarlierAppeals>('/api/v1/appeals/by-phone', { phone: number })).json.items.find(
    (each) => each.no === no,
  );

describe('§4.6 repeat callers', () => {
  it('an appeal whose workflow has not begun yet is told of as it will be', async () => {
    expect(await byPhone(clerk)).toMatchObject({ state: 'registered', seq: 1, promise: { clock: 'handling' } });
  });

  it('staff see until when it is promised and whether the call may be recorded', async () => {
    const settings = { stateSearchAttribute: true, historyBound: 2_000, warn: () => undefined };
    await createRecordActivities({ store: api.deps.store, ...settings }).begin({
      no,
      owner: 'r',
      line: 'run:0',
      now: Date.now(),
    });
    expect(await byPhone(clerk)).toMatchObject({
      seq: 1,
      unitName: null,
      promise: { clock: 'handling', late: false },
      mayCall: true,
    });
  });

  it('a sensitive one is told to those alone whose task it is, and counted for nobody else', async () => {
    const facts = { type: 'HELP', category: 'FAMILY', communityId: 'huludao', text: '家里有矛盾，想请人调解' };
    const appellant = { name: '王某', phone: '13822224444' };
    const filed = await clerk.post<AppealCreated>('/api/v1/appeals', { ...facts, appellant }, newKey());
    const seen = async (who: Client) =>
      (await who.post<EarlierAppeals>('/api/v1/appeals/by-phone', { phone: appellant.phone })).json;
    expect(await seen(clerk)).toMatchObject({ total: 1, items: [{ no: filed.json.no }] });
    expect(await seen(await api.as('grid'))).toEqual({ total: 0, items: [] });
  });

  it('the answer holds no name and no number', async () => {
    const { text } = await clerk.post('/api/v1/appeals/by-phone', { phone: number });
    expect(text).not.toMatch(/王某|13822223333|3333/);
  });

  it.each([{ seq: 1, text: '' }, { seq: -1 }, { seq: 1, more: 1 }, { seq: 1, text: '\u202e' }])(
    'a call recorded in bad faith is refused: %j',
    async (body) => {
      const answer = await clerk.post(`/api/v1/appeals/${no}/actions/progressCall`, body, newKey());
      expect(problemOf(answer).code).toBe('invalid');
    },
  );

  it('who types somebody’s number on the residents’ pages learns nothing of their appeals', async () => {
    const browser = new PlainBrowser(api.url);
    for (const [step, fields] of [
      ['purpose', { type: 'HELP' }],
      ['matter', { category: 'LIGHT' }],
      ['community', { communityId: 'huludao' }],
      ['compound', { compoundId: 'huludao.1' }],
      ['spot', { buildingId: 'none', address: '' }],
      ['details', { text: '路灯不亮' }],
    ] as const)
      await browser.post(`/file/${step}`, fields);
    const check = await browser.post('/file/contact', { contact: 'named', name: '王某', phone: number, email: '' });
    expect(check.path).toBe('/file/check');
    expect(wordsOf(check)).not.toContain(no);
    expect(wordsOf(check)).not.toContain('反映过同一类的事');
  });
});
