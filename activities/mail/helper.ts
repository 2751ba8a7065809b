// Letters to helpers: the masked card with the link to their own page, and what became of an offer. No name, number or door, and
// nothing of what the appellant said; never another helper's answer.
import type { NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import { askTexts } from '../../web/wording/offer-page.ts';
import { durationText, instantText } from '../../web/wording/times.ts';
import type { Block, Page } from './page.ts';
import type { Subject, Written } from './subject.ts';

export type HelperKind = Extract<NoticeKind, 'offer' | 'offerLost' | 'offerWithdrawn' | 'helpConfirmed'>;

/** `url`: the helper's own page of this one offer. */
export function helperPage(subject: Subject, url: string, written: Written): Page {
  const { title, blocks, button } = letters[subject.kind as HelperKind](subject, written);
  const place = subject.compound ?? subject.community;
  return {
    subject: `【${subject.community}】${title}：${subject.category}（${place}）`,
    blocks: [{ heading: title }, { paragraph: '您好：' }, ...blocks, { button, url }, ...hint(button)],
    footer: `${subject.community}居民诉求中心自动发出，请勿回复。链接只供您本人使用，请勿转发。不想再收到请求，可告诉社区。`,
  };
}

type Say = { title: string; blocks: Block[]; button: string };

const letters: Record<HelperKind, (subject: Subject, written: Written) => Say> = {
  offer: (subject, written) => ({
    title: '请您帮个忙',
    blocks: [
      { paragraph: '身边有一件事，想请您出一份力。帮不帮由您决定，帮不了说一声就好，没有任何影响。' },
      { facts: card(subject, written) },
      {
        paragraph:
          (subject.facts.rung === 3 ? '这件事同时请了几位，先答应的就定下来。' : '') +
          '答应之后，经工作人员确认，才会看到去哪里、找谁。',
      },
    ],
    button: '看一看，回个话',
  }),
  offerLost: (subject) => ({
    title: '已有人先答应了',
    blocks: [
      {
        paragraph: `谢谢您！${subject.category}这件事已有人先答应，这次不用您出力了。您什么都不用做，下次有事再请您。`,
      },
      { facts: [['编号', subject.facts.no]] },
    ],
    button: '看这件事',
  }),
  offerWithdrawn: (subject) => ({
    title: '这件事不用办了',
    blocks: [
      { paragraph: `谢谢您！${subject.category}这件事已有着落，您不用再做什么。` },
      { facts: [['编号', subject.facts.no]] },
    ],
    button: '看这件事',
  }),
  helpConfirmed: (subject, written) => ({
    title: '可以去办了',
    blocks: [
      { paragraph: '工作人员已经确认由您来帮忙。打开下面的页面，可以看到去哪里、找谁（每次查看都会留下记录）。' },
      { facts: card(subject, written) },
      { paragraph: '到了、办得怎样、办完了，都在同一页上说一声就行。去不了了，请尽快告诉社区，好另请别人。' },
    ],
    button: '去哪里、找谁',
  }),
};

function card({ facts, ...subject }: Subject, written: Written): [string, string][] {
  const rows: [string, string | null][] = [
    ['什么事', subject.category],
    ['请您', facts.ask ? askTexts[facts.ask] : null],
    ['在哪里', [subject.community, subject.compound].filter(Boolean).join(' ')],
    [facts.answered ? '请在' : '请答复', facts.nextAt === null ? null : `${instantText(facts.nextAt, written.at)}前`],
    ['答应以后', facts.answered || !facts.within ? null : `${durationText(facts.within)}内到场或推动`],
    ['同行', facts.inPairs ? '须两人一起去，工作人员会安排另一位' : null],
    ['编号', facts.no],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as [string, string]]));
}

function hint(button: string): Block[] {
  return [{ paragraph: `按“${button}”打开您自己的页面，不用登录；打开本身不算答复，要在页面上再按一次。` }];
}
