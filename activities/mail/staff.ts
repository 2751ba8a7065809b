// Letters to staff about single cases: an expiry that climbed to the supervisor or the director, an urge, a dissatisfied resident.
// One notice makes a full letter; several of one person make one letter with a card and a button each.
import type { NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import { requestLabels, requestStateLabels } from '../../web/wording/decisions.ts';
import { eventLabels } from '../../web/wording/event-labels.ts';
import { classLabels, clockLabels, stateHints } from '../../web/wording/labels.ts';
import { rungText } from '../../web/wording/offers.ts';
import { instantText, lengthText } from '../../web/wording/times.ts';
import type { AppellantKind } from './appellant.ts';
import type { HelperKind } from './helper.ts';
import type { Block, Page } from './page.ts';
import type { Subject, Written } from './subject.ts';

/** `helpConfirmed` goes to helpers as well (helper.ts): here the house is told. */
export type StaffKind = Exclude<
  NoticeKind,
  'warning' | 'otherListed' | 'officeCalled' | AppellantKind | Exclude<HelperKind, 'helpConfirmed'>
>;

type Kind = { tag: string; title: (subject: Subject) => string; next: (subject: Subject, written: Written) => string };

const lateWord = (subject: Subject) => `${clock(subject)}超期`;

const kinds: Record<StaffKind, Kind> = {
  handlingOverdue: { tag: '督办', title: lateWord, next: supervised },
  replyOverdue: { tag: '督办', title: lateWord, next: supervised },
  signingOverdue: { tag: '督办', title: lateWord, next: supervised },
  feedbackOverdue: { tag: '督办', title: lateWord, next: supervised },
  supervisionSilent: {
    tag: '督办无回应',
    title: () => '督办到期无回应',
    next: () => '督办员未在时限内签收或推动，现报您处置。督办持续到诉求有实际推动为止，承办单位责任不变。',
  },
  acceptanceOverdue: {
    tag: '受理超期',
    title: lateWord,
    next: () => '已同时催办受理员。受理之前诉求停在“已登记”，按超期统计。',
  },
  dispatchOverdue: {
    tag: '派单超期',
    title: lateWord,
    next: () => '已同时催办派单员。派单之前处理时限照常在走，按超期统计。',
  },
  xinfangOverdue: {
    tag: '信访超期',
    title: lateWord,
    next: () => '信访事项的法定期限已过，超期照实记录。请立即补办并督促承办单位，向诉求人说明情况。',
  },
  xinfangAsked: {
    tag: '信访待审批',
    title: () => '信访事项有申请待您决定',
    next: () => '请在诉求页查看延期或复查申请并作出决定。申请人、承办人不得自行决定；决定及理由会告知诉求人。',
  },
  urged: {
    tag: '催办',
    title: ({ facts }) => (facts.clock === null ? '请尽快办理' : `请尽快办理：${clockLabels[facts.clock]}`),
    next: () => '请尽快办理。催办不改变时限；已超期的如实记录，事后办结也不抹去。',
  },
  supervised: {
    tag: '督办',
    title: () => '诉求被督办',
    next: () => '请尽快推动并在诉求页写明进展。督办不改变时限；督办员会继续跟进，直到诉求有实际推动。',
  },
  urgentTurn: {
    tag: '紧急待办',
    title: ({ facts }) => `${facts.class === 'U1' ? '特急' : '紧急'}诉求等您办理`,
    next: ({ facts }, written) =>
      `现在是下班时间，此类诉求全天候计时。${facts.dueAt === null ? '请立即办理。' : `请在${instantText(facts.dueAt, written.at)}前办理。`}同时告知值班人。`,
  },
  dutyGap: {
    tag: '无人值班',
    title: () => '紧急诉求到来时无人值班',
    next: ({ facts }, written) =>
      `现在起到${facts.nextAt === null ? '下次上班' : instantText(facts.nextAt, written.at)}，值班表上有空档。这件诉求已直接告知有关岗位的人员。请补排值班，或指定人员盯守。`,
  },
  policeDue: {
    tag: '立即报警',
    title: () => '请立即报警并记录',
    next: ({ facts }, written) =>
      `有人遭受或疑似遭受伤害。请立即拨打 110，并${facts.dueAt === null ? '' : `在${instantText(facts.dueAt, written.at)}前`}在诉求页记录接警情况。此事严格保密，只限办理的人知道；报警之前诉求不能结束。`,
  },
  policeOverdue: {
    tag: '报警超期',
    title: () => '尚未报警，请立即处置',
    next: (subject, written) =>
      `法律要求立即报警，至今没有记录。请马上亲自报警或督促报警，并在诉求页记录。${supervised(subject, written)}`,
  },
  massGathered: {
    tag: '群体性',
    title: () => '同一事项多户反映',
    next: (subject, written) =>
      `${supervised(subject, written)}本件已列入议事会议题；同一事项的诉求可并案办理，每位诉求人仍须逐一答复。`,
  },
  homeVisit: {
    tag: '上门走访',
    title: () => '请上门走访诉求人',
    next: () =>
      '诉求人一直没有补充情况，因涉及安全或属重点人群，不按联系不上结案。请按时上门看望、问清情况，并在诉求页记录。',
  },
  listed: {
    tag: '挂牌督办',
    title: ({ facts }) => (facts.rung === 5 ? '诉求挂牌督办，请召集联席会议' : '诉求被挂牌督办'),
    next: ({ facts }) =>
      facts.rung === 5
        ? '各级请求均未能推动此事，现挂牌督办并列入联席会议议程。请召集有关方面商定办法，并在诉求页签收。'
        : '请立即推动并在诉求页写明进展，要求见诉求页。挂牌不改变时限；办妥之后由督办员或书记（主任）解除。',
  },
  unlisted: {
    tag: '解除挂牌',
    title: () => '诉求解除挂牌督办',
    next: () => '请照常办理，理由见诉求页；时限没有改变。',
  },
  helperAccepted: {
    tag: '有人认领',
    title: () => '有人认领协助，请确认',
    next: () => '请在诉求页核对并确认由其协助；确认之后对方才看得到联系方式，查看会留下记录。承办单位责任不变。',
  },
  helpConfirmed: {
    tag: '协助已确认',
    title: () => '协助已确认',
    next: () => '这次协助已经确认，对方可以看到联系方式，每次查看都有记录。请与对方衔接；承办单位责任不变。',
  },
  helperDone: {
    tag: '协助完成',
    title: () => '协助已完成，请办结',
    next: () => '协助方报告已完成。请承办单位核实，尽快办结或答复；处置时限已重新开始计算。',
  },
  decisionAsked: {
    tag: '待审批',
    title: ({ facts }) => `有一项${requestWord(facts)}申请等您审批`,
    next: ({ facts }) =>
      facts.request?.kind === 'return'
        ? '请在“待我决定”里审批。逾期未批视为不同意，由原单位继续承办；居民的处理时限不停。'
        : facts.request?.kind === 'extension'
          ? '请在处理时限届满之前审批。到时未批的稍作等待，仍未批即不予延期并记为超期。'
          : '请在“待我决定”里审批。未批之前各项时限照常计算。',
  },
  decisionPressing: {
    tag: '延期待批',
    title: () => '处理时限已到，延期尚未审批',
    next: () => '请立即审批：同意则不算超期；稍候仍未批，即不予延期、记为超期并督办。',
  },
  decisionMade: {
    tag: '审批结果',
    title: ({ facts }) =>
      `${requestWord(facts)}申请${facts.request ? requestStateLabels[facts.request.state] : '已审批'}`,
    next: ({ facts }) =>
      facts.request?.state === 'granted'
        ? '请按审批结果办理，意见见诉求页。'
        : '请照常办理，意见见诉求页；时限没有改变。',
  },
  handedOver: {
    tag: '转办',
    title: ({ facts }) => `诉求转到您这里：${stateHints[facts.state]}`,
    next: () => '请打开诉求查看缘由和时限，居民的处理时限一直在计算。',
  },
  parkReviewDue: {
    tag: '挂账到期',
    title: () => '挂账的诉求恢复办理',
    next: () => '请对照原来的计划看条件是否具备；居民已得到通知，处理时限从暂停处继续计算。',
  },
  dissatisfied: {
    tag: '不满意',
    title: () => '已解决但诉求人不满意',
    next: () => '请在诉求页决定是否重办。决定重办，处理时限从那时起重新计算；不重办，评价照实统计。',
  },
};

/** What was asked for, in one word. */
function requestWord({ request }: Subject['facts']): string {
  return request ? requestLabels[request.kind] : '一项';
}

/** Cards spelled out in full up to this many; above it each case is a few lines and its button. */
const fullCards = 5;

/** The letter for one person's gathered notices; `subjects` is not empty and in the order to be shown. */
export function staffPage(subjects: Subject[], written: Written): Page {
  const [only] = subjects;
  if (only && subjects.length === 1) return single(only, written);
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    const title = kindOf(subject).title(subject);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const summary = [...counts].map(([title, count]) => `${title} ${count} 件`).join('，');
  return {
    subject: `【${tagOf(subjects)}】${subjects.length} 件诉求等您处置：${summary}`,
    blocks: [
      { heading: `${subjects.length} 件诉求等您处置` },
      { paragraph: `${summary}。每件各有按钮，请逐件处置。` },
      ...subjects.map((subject) => ({
        card: subjects.length > fullCards ? brief(subject, written) : full(subject, written),
      })),
    ],
    footer: footerOf(subjects),
  };
}

/** The letters' common tag, or that of the most pressing. */
function tagOf(subjects: Subject[]): string {
  const tags = new Set(subjects.map((subject) => kindOf(subject).tag));
  return tags.size === 1 ? [...tags].join('') : '督办';
}

function single(subject: Subject, written: Written): Page {
  const { facts } = subject;
  const place = subject.compound ?? subject.community;
  return {
    subject: `【${kindOf(subject).tag}】${facts.no} ${place} ${kindOf(subject).title(subject)}`,
    blocks: [{ heading: kindOf(subject).title(subject) }, ...full(subject, written).slice(1)],
    footer: footerOf([subject]),
  };
}

function full(subject: Subject, written: Written): Block[] {
  const { facts } = subject;
  const tried = facts.tried.map(({ kind, at }) => `${instantText(at, written.at)} ${eventLabels[kind]}`);
  return [
    { paragraph: kindOf(subject).title(subject) },
    {
      facts: [
        ['诉求编号', facts.no],
        ['小区', subject.compound ?? '（未填）'],
        ['社区', subject.community],
        ['分类', subject.category],
        ['类别', `${facts.class} ${classLabels[facts.class]}`],
        ['目前', facts.round > 0 ? `${stateHints[facts.state]}（第 ${facts.round} 次重办）` : stateHints[facts.state]],
        ...dueFacts(subject, written),
        ...(facts.rung === null ? [] : [['提级', rungText(facts.rung)] as [string, string]]),
      ],
    },
    { paragraph: tried.length > 0 ? '已做过：' : '已做过：尚无任何办理记录。' },
    ...(tried.length > 0 ? [{ list: tried }] : []),
    { paragraph: `接下来：${kindOf(subject).next(subject, written)}` },
    ...actions(subject),
  ];
}

function brief(subject: Subject, written: Written): Block[] {
  const { facts } = subject;
  const due = dueFacts(subject, written).map(([label, value]) => `${label} ${value}`);
  const parts = [
    subject.compound ?? subject.community,
    subject.category,
    `${facts.class} ${classLabels[facts.class]}`,
    ...due,
  ];
  return [
    { paragraph: `${facts.no} ${kindOf(subject).title(subject)}` },
    { paragraph: parts.join(' · ') },
    { paragraph: `接下来：${kindOf(subject).next(subject, written)}` },
    ...actions(subject),
  ];
}

function actions(subject: Subject): Block[] {
  const open: Block = { link: '打开诉求', url: subject.caseUrl };
  return subject.acknowledgeUrl ? [{ button: '签收督办', url: subject.acknowledgeUrl }, open] : [open];
}

function dueFacts({ facts }: Subject, written: Written): [string, string][] {
  if (facts.dueAt === null) return [];
  const late = written.at - facts.dueAt;
  return [
    ['应完成于', instantText(facts.dueAt, written.at)],
    ...(facts.firedAt !== null && late >= 0
      ? [['已超期', late < 1000 ? '刚到时限' : lengthText(late)] as [string, string]]
      : []),
  ];
}

function supervised({ facts, acknowledgeUrl }: Subject, written: Written): string {
  if (facts.nextAt === null)
    return `诉求已列为督办。请${acknowledgeUrl ? '签收并' : ''}督促承办单位，直到诉求有实际推动。`;
  return (
    `请在${instantText(facts.nextAt, written.at)}前签收督办。签收后另有同样长的时限，其间诉求须有实际推动；` +
    '到时无人签收或没有推动，系统将报告社区书记（主任）。'
  );
}

function clock({ facts }: Subject): string {
  return facts.clock === null ? '办理' : clockLabels[facts.clock];
}

function kindOf(subject: Subject): Kind {
  return kinds[subject.kind as StaffKind];
}

/** Of a button only where there is one. */
function footerOf(subjects: Subject[]): string {
  const button = subjects.some(({ acknowledgeUrl }) => acknowledgeUrl)
    ? '。邮件中的按钮只供收件人本人使用，打开后须再点一次才生效，请勿转发。'
    : '、转发。';
  return `${subjects[0]?.community ?? ''}居民诉求中心自动发出，请勿回复${button}`;
}
