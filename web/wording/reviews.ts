// 复查 and 复核 of a 信访 matter (信访工作条例 §35-36) in the residents' words.
import type { PublicCard } from '../../contracts/public.ts';

type Stage = NonNullable<PublicCard['review']>;

export const stageNames: Record<Stage, string> = { review: '复查', reReview: '复核' };

/** What a resident of a closed 信访 matter may ask for. `next`: what happens after sending. */
export const reviewTexts: Record<
  Stage,
  { button: string; title: string; why: string; against: string; next: readonly string[] }
> = {
  review: {
    button: '对答复不服，申请复查',
    title: '申请复查',
    why: '对书面答复不服的，可以请原办理机关的上一级机关复查。',
    against: '您不服的答复',
    next: [
      '申请马上记下来，在“查进度”里能看到。',
      '三十日内给您书面的复查意见。',
      '对复查意见还不服，可以再申请复核。',
    ],
  },
  reReview: {
    button: '对复查意见不服，申请复核',
    title: '申请复核',
    why: '对复查意见不服的，可以请复查机关的上一级机关复核。',
    against: '您不服的复查意见',
    next: [
      '申请马上记下来，在“查进度”里能看到。',
      '三十日内给您书面的复核意见。',
      '复核意见是最终的意见：同样的事实和理由，以后不再受理。',
    ],
  },
};

/** While an opinion is awaited. */
export const underReview: Record<Stage, { title: string; text: string }> = {
  review: { title: '正在复查', text: '您申请了复查。复查意见出来以后，会写在这里。' },
  reReview: { title: '正在复核', text: '您申请了复核。复核意见出来以后，会写在这里。' },
};

export function opinionText(upheld: boolean): string {
  return upheld ? '结论：维持原来的处理意见。' : '结论：原来的处理意见需要改正。';
}

/** After the last opinion there is nothing more to ask for; better said than found out. */
export const finalText = '复核意见是最终的意见。同样的事实和理由，不再受理；有新的情况，可以接着反映。';

/** Why no review can be asked for now; the code is the refusal's. */
export function reviewRefusalText(code: string, { xinfang }: Pick<PublicCard, 'xinfang'>): string {
  if (xinfang === null)
    return '复查、复核只用于信访事项，这件事不是信访事项。没办好的，可以在期限内要求重办，或者请社区安排议事会讨论、人民调解。';
  const { reviews } = xinfang;
  const last = reviews.at(-1);
  if (last && last.decidedAt === null) return `您的${stageNames[last.stage]}申请已经收到，正在办，不用再提。`;
  if (reviews.length > 1) return finalText;
  // What is over and offers no review is too late; all else has not come so far.
  if (code === 'windowClosed') return lateText(last ? 'reReview' : 'review');
  return '这件信访事项还没有办结。收到书面答复、作出评价之后，对答复不服的，可以在三十日内申请复查。';
}

export function lateText(stage: Stage): string {
  const [answer, name] = stage === 'review' ? ['书面答复', '复查'] : ['复查意见', '复核'];
  return `申请${name}的时间已经过了：要在收到${answer}后的三十日内提出。有新的情况，可以接着反映。`;
}
