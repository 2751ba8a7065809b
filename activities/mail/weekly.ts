// The weekly list of what came in under 其他: a category that grows is one the catalogue lacks (domain §5 OTHER).
import { stateLabels, classLabels } from '../../web/wording/labels.ts';
import type { Page } from './page.ts';
import type { Subject } from './subject.ts';

/** One director's list, in the order the cases were taken in. */
export function weeklyPage(subjects: Subject[]): Page {
  return {
    subject: `【归类】上周有 ${subjects.length} 件诉求归入“其他”`,
    blocks: [
      { heading: '“其他”类诉求每周清单' },
      {
        paragraph: `以下 ${subjects.length} 件诉求受理时归入“其他”。请看是否应归入已有类别；同类的多了，请考虑增设类别。`,
      },
      ...subjects.map(({ facts, ...subject }) => ({
        card: [
          { paragraph: [facts.no, subject.compound ?? subject.community].join(' · ') },
          { paragraph: [`${facts.class} ${classLabels[facts.class]}`, stateLabels[facts.state]].join(' · ') },
          { link: '打开诉求', url: subject.caseUrl },
        ],
      })),
    ],
    footer: `${subjects[0]?.community ?? ''}居民诉求中心每周清单，自动发出，请勿回复。`,
  };
}
