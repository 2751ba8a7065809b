// The walk of one appeal through the closed loop, as its people would take it: the lamps of 八家巷小区, two deadlines that pass, and
// the help that is found for them.
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated, AppealDetail } from '../../contracts/appeals.ts';
import type { Community, Compound, Unit } from '../../contracts/places.ts';
import type { Timeline } from '../../contracts/timeline.ts';
import matters from '../../prisma/data/linyi.json' with { type: 'json' };
import { outcomeLabels, stateLabels } from '../../web/wording/labels.ts';
import { signIn, type Caller } from './caller.ts';
import { expect, expectOrder, patienceMs, until } from './check.ts';
import { helpFromMail } from './help.ts';
import { lettersAbout, linkIn, openLink, pressOn, waitForLetter, type Letter } from './letters.ts';

export type Report = {
  appealNo: string;
  state: string;
  outcome: string | null;
  /** Rungs of the ladder in the order in which they were raised. */
  rungs: number[];
  offers: { sent: number; declined: number; lost: number; accepted: number };
  events: number;
  mails: number;
  seconds: number;
};

export type DemoDeps = {
  url: string;
  mailUrl: string;
  /** null: nobody said where it is. */
  temporalUiUrl: string | null;
  namespace: string;
  password: string;
  /** Prints a step; `link` is where to see it. */
  say: (step: string, link?: string) => void;
};

/** Walks the appeal; throws with what is not as the domain says. */
export async function walk(deps: DemoDeps): Promise<Report> {
  const { url, say, password } = deps;
  const began = Date.now();
  const as = (username: string) => signIn(url, username, password);
  const [clerk, dispatcher, handler, supervisor, callback] = await Promise.all([
    as('clerk'),
    as('dispatcher'),
    as('handler'),
    as('supervisor'),
    as('callback'),
  ]);
  const { no, act, read, timeline } = await file(deps, clerk);

  await act(clerk, 'accept', { type: 'HELP', category: 'LIGHT', class: 'U3' });
  await act(dispatcher, 'dispatch', { unitId: await leadUnit(handler, await read(clerk)) });
  await act(handler, 'sign', {});
  await act(handler, 'contact', { way: 'phone' });

  say('承办人迟迟没有办结：等处理时限届满 …');
  const overdue = await until(
    () => read(clerk),
    (each) => each.overdue && each.escalations.length > 0,
    '处理时限届满后升级',
  );
  expect(
    overdue.state === 'handling' && overdue.late.some((late) => late.clock === 'handling'),
    '超期已记录，状态仍为办理中',
  );
  say(`处理超期，已升级到督办（第 ${overdue.rung} 级）`, `${url}/console/appeals/${no}`);

  const letter = await waitForLetter(deps.mailUrl, no, '超期', patienceMs);
  say(`督办员收到邮件《${letter.subject}》`, `${deps.mailUrl}/#/email/${letter.id}`);
  await acknowledge(deps, letter, () => read(clerk));

  say('督办员签收之后没有下文：等督办时限届满 …');
  await helpFromMail({
    no,
    say,
    mailUrl: deps.mailUrl,
    caseUrl: `${url}/console/appeals/${no}`,
    read: () => read(clerk),
    confirm: (offerId) => act(supervisor, 'confirmHelp', { offerId }),
  });

  await act(handler, 'complete', { text: '党员电工自带工具，三盏路灯已安装通电，现场核实都亮。' });
  await act(handler, 'reply', {
    channel: 'phone',
    text: '您反映的路灯问题已解决：党员电工义务帮忙，路灯已安装通电，欢迎监督。',
  });
  await act(callback, 'feedback', { contacted: true, solved: true, satisfaction: 'satisfied' });

  const closed = await read(clerk);
  expect(closed.state === 'closed' && closed.outcome === 'solved', '办结：已解决');
  const entries = await timeline();
  expectOrder(
    entries.map((entry) => entry.kind),
    expected,
  );
  const count = (state: string) => closed.offers.filter((offer) => offer.state === state).length;
  const offers = {
    sent: closed.offers.length,
    declined: count('declined'),
    lost: count('lost'),
    accepted: count('accepted'),
  };
  const rungs = closed.escalations.map(({ rung }) => rung);
  expect(rungs.join() === '1,2,3', `依次提级 1、2、3；实际：${rungs.join('、')}`);
  await waitForLetter(deps.mailUrl, no, '结案', patienceMs);
  const letters = await lettersAbout(deps.mailUrl, no);
  return {
    appealNo: no,
    state: closed.state,
    outcome: closed.outcome,
    rungs,
    offers,
    events: entries.length,
    mails: letters.length,
    seconds: (Date.now() - began) / 1000,
  };
}

async function file({ url, say, temporalUiUrl, namespace }: DemoDeps, clerk: Caller) {
  const matter = matters.matters.find((each) => each.category === 'LIGHT' && each.compound === '八家巷小区');
  if (!matter) throw new Error('data/linyi.json lacks the lamps of 八家巷小区');
  const communities = await clerk.get<{ items: Community[] }>('/api/v1/communities');
  const community = communities.items.find((each) => each.demo);
  if (!community) throw new Error('没有演示社区：请先运行 npm run seed（生产环境没有演示社区）');
  const compounds = await clerk.get<{ items: Compound[] }>(`/api/v1/compounds?community=${community.id}`);
  const compound = compounds.items.find((each) => each.name === matter.compound);
  const created = await clerk.post<AppealCreated>('/api/v1/appeals', {
    type: 'HELP',
    category: 'LIGHT',
    communityId: community.id,
    compoundId: compound?.id,
    text: matter.matter,
    appellant: { name: '张女士', phone: '13800001234', email: 'resident@huying.example' },
    channel: 'phone',
  });
  const { no } = created;
  say(
    `登记：${matter.compound}，${matter.matter}。编号 ${no}，查询码 ${created.queryCode}`,
    `${url}/console/appeals/${no}`,
  );
  if (temporalUiUrl !== null)
    say('这件诉求的工作流', `${temporalUiUrl}/namespaces/${namespace}/workflows/appeal-${no}`);
  const read = (caller: Caller) => caller.get<AppealDetail>(`/api/v1/appeals/${no}`);
  const act = async (caller: Caller, action: string, payload: object) => {
    const { seq } = await read(caller);
    const answer = await caller.post<ActionAnswer>(`/api/v1/appeals/${no}/actions/${action}`, { seq, ...payload });
    say(
      `${steps[action] ?? action} → ${stateLabels[answer.state]}${answer.outcome ? `（${outcomeLabels[answer.outcome]}）` : ''}`,
      `${url}/console/appeals/${no}`,
    );
  };
  const timeline = async () => (await clerk.get<Timeline>(`/api/v1/appeals/${no}/timeline`)).items;
  return { no, act, read, timeline };
}

const steps: Record<string, string> = {
  accept: '受理员受理',
  dispatch: '派单员派单',
  sign: '承办人签收',
  contact: '承办人首次联系',
  complete: '承办人办结',
  reply: '承办人答复',
  confirmHelp: '督办员核对并确认由其协助',
  feedback: '回访员回访：已解决，满意',
};

/** A unit for which the demo's handler acts in the case's community. */
async function leadUnit(handler: Caller, detail: AppealDetail): Promise<string> {
  const units = await handler.get<{ items: Unit[] }>(`/api/v1/units?community=${detail.communityId}`);
  const me = await handler.get<{ grants: { unitId: string | null; communityId: string }[] }>('/api/v1/me');
  const unit = units.items.find((each) => me.grants.some((grant) => grant.unitId === each.id));
  if (!unit) throw new Error('演示社区没有承办人所在的单位');
  return unit.id;
}

async function acknowledge({ say }: DemoDeps, letter: Letter, read: () => Promise<AppealDetail>): Promise<void> {
  const before = await read();
  const link = linkIn(letter, 'm');
  await openLink(link);
  expect((await read()).seq === before.seq, '只打开邮件里的链接（GET）不改变任何东西');
  await pressOn(link);
  const after = await read();
  expect(
    after.escalations.some((each) => each.acknowledgedAt !== null),
    '督办员已从邮件签收督办',
  );
  say('督办员在邮件里一键签收督办', link);
}

/** The events a case of this kind must show, in this order (others may stand between them). */
const expected = [
  'registered',
  'accepted',
  'dispatched',
  'signed',
  'contacted',
  'expired',
  'supervised',
  'escalated',
  'escalationAcknowledged',
  'expired',
  'escalated',
  'helpersAsked',
  'offerDeclined',
  'escalated',
  'helpersAsked',
  'offerAccepted',
  'helpConfirmed',
  'helpReported',
  'helpReported',
  'completed',
  'replied',
  'feedbackGiven',
  'closed',
];
