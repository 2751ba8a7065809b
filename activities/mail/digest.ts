// The daily digest: promises of which four fifths are used up. A warning escalates nothing (domain §4.4).
import { classLabels, clockLabels, stateHints } from '../../web/wording/labels.ts';
import { instantText } from '../../web/wording/times.ts';
import type { NoticeFacts } from '../../domain/appeal/notices.ts';
import type { Page } from './page.ts';
import type { Subject, Written } from './subject.ts';

/** One person's warnings, soonest due first. */
export function digestPage(subjects: Subject[], written: Written): Page {
  return {
    subject: `【预警】${subjects.length} 件诉求的时限已过八成`,
    blocks: [
      { heading: '临期预警' },
      { paragraph: `以下 ${subjects.length} 件诉求的时限已过八成，请在到期前办理。到期未办的将记为超期。` },
      ...subjects.map(({ facts, ...subject }) => ({
        card: [
          { paragraph: [facts.no, subject.compound ?? subject.community, subject.category].join(' · ') },
          {
            paragraph: [
              `${facts.class} ${classLabels[facts.class]}`,
              stateHints[facts.state],
              dueText(facts, written),
            ].join(' · '),
          },
          { link: '打开诉求', url: subject.caseUrl },
        ],
      })),
    ],
    footer: `${subjects[0]?.community ?? ''}居民诉求中心每日汇总，自动发出，请勿回复。`,
  };
}

function dueText({ clock, dueAt }: NoticeFacts, written: Written): string {
  const what = clock === null ? '办理' : clockLabels[clock];
  if (dueAt === null) return `${what}到期 未定`;
  return dueAt < written.at
    ? `${what}已超期，应于 ${instantText(dueAt, written.at)}`
    : `${what}到期 ${instantText(dueAt, written.at)}`;
}
