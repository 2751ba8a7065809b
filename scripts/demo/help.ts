// The demo's ladder, from its helpers' mail alone: a unit declines, three members are asked, two answer at the same moment and one of
// them wins; confirmed by staff that one goes there, reports and is done.
import type { AppealDetail } from '../../contracts/appeals.ts';
import { offerStandings } from '../../web/wording/offer-page.ts';
import { expect, patienceMs, until } from './check.ts';
import { linkIn, openLink, pressOn, waitForLetters, type Letter } from './letters.ts';

export type HelpDeps = {
  no: string;
  mailUrl: string;
  caseUrl: string;
  say: (step: string, link?: string) => void;
  read: () => Promise<AppealDetail>;
  /** A member of staff confirms that helper: only then whom to help is shown. */
  confirm: (offerId: string) => Promise<void>;
};

const asking = offerStandings.open.title;

/** From the unit's offer to the helper's last report; throws with what is not as the domain says. */
export async function helpFromMail(deps: HelpDeps): Promise<void> {
  await unitDeclines(deps);
  const winner = await membersRace(deps);
  await staffConfirms(deps);
  await helperReports(deps, winner);
}

async function unitDeclines({ no, mailUrl, caseUrl, say, read }: HelpDeps): Promise<void> {
  const detail = await until(read, ({ offers }) => offers.some(({ rung }) => rung === 2), '提级到共建单位并发出请求');
  const [offer] = detail.offers;
  say(`督办员签收之后没有推动，已提级：请共建单位 ${offer?.helperName ?? ''} 帮忙`, caseUrl);
  const [letter] = await waitForLetters(mailUrl, no, asking, 1, patienceMs);
  if (!letter) throw new Error('共建单位没有收到邮件');
  expect(!/张女士|13800001234/.test(letter.text + letter.html), '请求的邮件里没有居民的姓名和电话');
  const link = linkIn(letter, 'o');
  const { seq } = await read();
  await openLink(link);
  expect((await read()).seq === seq, '只打开请求的链接（GET）不改变任何东西');
  say(`共建单位收到邮件《${letter.subject}》`, `${mailUrl}/#/email/${letter.id}`);
  const page = await pressOn(link, { act: 'decline', reason: 'noTime', text: '期中考试周，电工走不开。' });
  expect(page.includes(offerStandings.declined.title), '婉拒之后页面致谢');
  say('共建单位不用登录，在邮件的页面上婉拒并说明原因', link);
}

/** Answers with the winner's address. */
async function membersRace({ no, mailUrl, caseUrl, say, read }: HelpDeps): Promise<string> {
  const detail = await until(
    read,
    ({ offers }) => offers.filter(({ rung }) => rung === 3).length === 3,
    '婉拒之后即刻请三位在职党员',
  );
  expect(
    detail.offers.some(({ rung, state }) => rung === 2 && state === 'declined'),
    '共建单位的婉拒已记录',
  );
  say('已提级：同时请三位在职党员帮忙', caseUrl);
  const letters = await waitForLetters(mailUrl, no, asking, 4, patienceMs);
  const [first, second, third] = letters.slice(-3);
  if (!first || !second || !third) throw new Error('没有三封请求邮件');
  say('三位党员各收到一封邮件', `${mailUrl}/#/email/${third.id}`);
  const [one, two] = await Promise.all([first, second].map((letter) => pressOn(linkIn(letter, 'o'), { act: 'claim' })));
  const pages: [Letter, string][] = [
    [first, one ?? ''],
    [second, two ?? ''],
  ];
  const won = pages.filter(([, page]) => page.includes(offerStandings.waiting.title));
  const lost = pages.filter(([, page]) => page.includes(offerStandings.lost.title));
  expect(won.length === 1 && lost.length === 1, '两人同时答应，恰有一人成功，另一人得知已有人先答应');
  const { offers } = await read();
  expect(
    offers.filter(({ state }) => state === 'accepted').length === 1 &&
      offers.filter(({ state }) => state === 'lost').length === 2,
    '一人认领，其余两人均告知',
  );
  await waitForLetters(mailUrl, no, offerStandings.lost.title, 2, patienceMs);
  say('两位党员同一时刻答应：一位认领成功，另外两位收到致谢', caseUrl);
  return won[0]?.[0].to[0]?.address ?? '';
}

async function staffConfirms({ read, confirm }: HelpDeps): Promise<void> {
  const { offers } = await read();
  const taken = offers.find(({ state }) => state === 'accepted');
  if (!taken) throw new Error('没有被认领的请求');
  await confirm(taken.id);
}

async function helperReports({ no, mailUrl, caseUrl, say, read }: HelpDeps, winner: string): Promise<void> {
  const [letter] = await waitForLetters(mailUrl, no, offerStandings.going.title, 1, patienceMs);
  if (!letter) throw new Error('没有收到确认的邮件');
  expect(
    letter.to.some(({ address }) => address === winner),
    '确认的邮件只寄给认领的人',
  );
  const link = linkIn(letter, 'o');
  expect(!(await openLink(link)).includes('13800001234'), '打开页面本身不显示联系方式');
  const contact = await pressOn(link, { act: 'contact' });
  expect(contact.includes('13800001234'), '经确认的人按下之后看到联系方式');
  say('认领的党员在邮件的页面上查看联系方式（留有记录）', link);
  await pressOn(link, { act: 'report', stage: 'arrived' });
  const words = '带了工具和灯具，三盏路灯都亮了。';
  const page = await pressOn(link, { act: 'report', stage: 'done', hours: '2', persons: '36', text: words });
  expect(page.includes(offerStandings.done.title), '报告完成之后页面致谢');
  const done = (await read()).offers.find(({ doneAt }) => doneAt !== null);
  expect(done?.hours === 2 && done.persons === 36, '服务时长和帮到的人数已记录');
  say('党员报告到场、报告完成（2 小时，帮到 36 人）', caseUrl);
}
