// 吹哨: the formal letter to a street or department, when a community's own means have run out (domain §4.5 R4). The same letter, to
// print and to acknowledge, stands behind its link.
import { eventLabels } from '../../web/wording/event-labels.ts';
import { classLabels, clockLabels, stateHints } from '../../web/wording/labels.ts';
import { officeLetterWords as words } from '../../web/wording/office-letter.ts';
import { instantText, lengthText } from '../../web/wording/times.ts';
import type { Page } from './page.ts';
import type { Subject, Written } from './subject.ts';

/** `office`: whom it is to; `url`: the letter's page, for that office alone. */
export function officePage(subject: Subject, { office, url }: { office: string; url: string }, written: Written): Page {
  const { facts } = subject;
  const at = (instant: number) => instantText(instant, written.at);
  const tried = facts.tried.map(({ kind, at: when }) => `${at(when)} ${eventLabels[kind]}`);
  const rows: [string, string][] = [
    [words.number, words.numberOf(facts.no, facts.raisedSeq ?? 0)],
    ['诉求编号', facts.no],
    ['地点', [subject.community, subject.compound].filter(Boolean).join(' ')],
    ['事项', subject.category],
    ['紧急程度', classLabels[facts.class]],
    ['目前', stateHints[facts.state]],
  ];
  if (facts.dueAt !== null) {
    rows.push([
      words.broken,
      `${facts.clock === null ? '办理' : clockLabels[facts.clock]}应于${at(facts.dueAt)}前完成`,
    ]);
    rows.push(['已超期', lengthText(written.at - facts.dueAt)]);
  }
  if (facts.nextAt !== null) rows.push([words.until, `${at(facts.nextAt)}前`]);
  return {
    subject: `【${words.title}】${facts.no} ${subject.community} ${subject.category}`,
    blocks: [
      { heading: words.title },
      { paragraph: `${office}：` },
      { paragraph: words.opening(subject.community) },
      { facts: rows },
      { paragraph: tried.length > 0 ? words.tried : words.nothingTried },
      ...(tried.length > 0 ? [{ list: tried }] : []),
      { paragraph: words.asked },
      { button: words.open, url },
      { paragraph: words.openHint },
    ],
    footer: `${subject.community}居民诉求中心自动发出，请勿回复。链接只供收函单位使用，请勿转发。`,
  };
}
