// Letters to the appellant. They say where the case stands and how to see more; what was said in the case stays behind the
// query code, because mail is read by more people than it is meant for.
import { outcomeLabels, stateLabels } from '../../web/wording/labels.ts';
import { instantText } from '../../web/wording/times.ts';
import type { Block, Page } from './page.ts';
import type { Subject, Written } from './subject.ts';

export type Follow = { url: string; queryCode: string; anonymous: boolean };

export type AppellantKind =
  | 'registered'
  | 'replied'
  | 'closed'
  | 'answerReminder'
  | 'merged'
  | 'unmerged'
  | 'xinfangInformed'
  | 'xinfangExtended'
  | 'xinfangReviewed'
  | 'extended'
  | 'parked'
  | 'unparked';

/** `subject.kind` is one of the appellant's. */
export function appellantPage(subject: Subject, follow: Follow, written: Written): Page {
  const say = letters[subject.kind as AppellantKind](subject, follow, written);
  return {
    subject: `${say.title}（${subject.facts.no}）`,
    blocks: [{ heading: say.title }, { paragraph: '您好：' }, ...say.blocks, { button: say.button, url: follow.url }],
    footer: `${subject.community}居民诉求中心自动发出，请勿回复。如非您本人提出诉求，请忽略此信。`,
  };
}

type Say = { title: string; blocks: Block[]; button: string };

const letters: Record<AppellantKind, (subject: Subject, follow: Follow, written: Written) => Say> = {
  registered: (subject, follow, written) => ({
    title: '您的诉求已登记',
    blocks: [
      {
        facts: [
          ['诉求编号', subject.facts.no],
          ['查询码', follow.queryCode],
          ['分类', subject.category],
          ['小区', subject.compound ?? '（未填）'],
          ...(subject.facts.dueAt === null
            ? []
            : [['承诺处理时限', `${instantText(subject.facts.dueAt, written.at)}前`] as [string, string]]),
        ],
      },
      { paragraph: howToFollow(follow) },
      { paragraph: '接下来由受理员核对并派给承办单位，每一步都有时限；超期会自动报告社区督办员。' },
    ],
    button: '查询进度',
  }),
  replied: (subject, follow) => ({
    title: '您的诉求已有答复',
    blocks: [
      { paragraph: `您的诉求 ${subject.facts.no} 已有答复。请打开查询页查看答复全文，并评价是否解决、是否满意。` },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看答复并评价',
  }),
  answerReminder: (subject, follow, written) => ({
    title: '请补充情况',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 正等您补充情况` +
          (subject.facts.dueAt === null
            ? '，请打开查询页查看需要补充什么。'
            : `，请在${instantText(subject.facts.dueAt, written.at)}前打开查询页补充。逾期未补充，诉求将按联系不上结案。`),
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '补充情况',
  }),
  merged: (subject, follow) => ({
    title: '您的诉求与同一事项合并办理',
    blocks: [
      {
        paragraph: `别的住户也反映了同一件事，您的诉求 ${subject.facts.no} 与它合并办理。您的诉求没有结束：答复和结果都会照样告诉您。`,
      },
      { paragraph: '您提出诉求的时间不变，仍从登记时算起。' },
      { paragraph: howToFollow(follow) },
    ],
    button: '查询进度',
  }),
  unmerged: (subject, follow) => ({
    title: '您的诉求恢复单独办理',
    blocks: [
      {
        paragraph: `您的诉求 ${subject.facts.no} 不再与其他诉求合并，恢复单独办理。时限仍从登记时算起，没有重新计算。`,
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查询进度',
  }),
  xinfangInformed: (subject, follow, written) => ({
    title: '您的信访事项已受理',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 已按信访事项受理` +
          (subject.facts.dueAt === null
            ? '。'
            : `，将在${instantText(subject.facts.dueAt, written.at)}前办结并书面答复您。`),
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看受理告知',
  }),
  xinfangExtended: (subject, follow, written) => ({
    title: '您的信访事项延期办理',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 情况复杂，经批准延期办理` +
          (subject.facts.dueAt === null ? '。' : `，将在${instantText(subject.facts.dueAt, written.at)}前办结。`) +
          '延期理由请在查询页查看。',
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看延期理由',
  }),
  xinfangReviewed: (subject, follow, written) => ({
    title: '您申请的复查（复核）已有意见',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 的复查（复核）意见请在查询页查看。` +
          (subject.facts.dueAt === null
            ? ''
            : `对复查意见不服的，可在${instantText(subject.facts.dueAt, written.at)}前申请复核。`),
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看意见',
  }),
  extended: (subject, follow, written) => ({
    title: '您的诉求延期办理',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 不能按原来的时限办完，经批准延期` +
          (subject.facts.dueAt === null ? '。' : `至${instantText(subject.facts.dueAt, written.at)}。`) +
          '为什么延期，请打开查询页查看。',
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看延期原因',
  }),
  parked: (subject, follow, written) => ({
    title: '您的诉求已列入计划',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 目前条件还不具备，已列入计划` +
          (subject.facts.dueAt === null
            ? '。'
            : `，最迟${instantText(subject.facts.dueAt, written.at)}复查，到时自动恢复办理。`) +
          '原因和计划，请打开查询页查看。',
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看原因和计划',
  }),
  unparked: (subject, follow, written) => ({
    title: '您的诉求恢复办理',
    blocks: [
      {
        paragraph:
          `您的诉求 ${subject.facts.no} 已恢复办理` +
          (subject.facts.dueAt === null ? '。' : `，承诺处理时限为${instantText(subject.facts.dueAt, written.at)}。`),
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查询进度',
  }),
  closed: (subject, follow, written) => ({
    title: '您的诉求已结案',
    blocks: [
      {
        facts: [
          ['诉求编号', subject.facts.no],
          [
            '结果',
            subject.facts.outcome === null ? stateLabels[subject.facts.state] : outcomeLabels[subject.facts.outcome],
          ],
        ],
      },
      {
        paragraph:
          subject.facts.dueAt === null
            ? '如问题仍未解决，可在查询页申请重办，或另提新的诉求。'
            : `如问题仍未解决，可在${instantText(subject.facts.dueAt, written.at)}前在查询页申请重办；此后请另提新的诉求。`,
      },
      { paragraph: howToFollow(follow) },
    ],
    button: '查看诉求',
  }),
};

function howToFollow(follow: Follow): string {
  return follow.anonymous
    ? '凭登记时的查询码可随时查询，请妥善保管。'
    : '凭查询码和登记电话的后四位可随时查询，请妥善保管查询码。';
}
