// What helpers read on the page behind an offer's link and in the portal: plain words, no office language.
import type { Ask } from '../../domain/matching/types.ts';
import type { OfferDeclineReason, OfferState } from '../../domain/words.ts';

/** What is asked for, as one would say it. */
export const askTexts: Record<Ask, string> = {
  work: '出力，帮着把事办了',
  visit: '上门或打电话，把情况说清、问明白',
  supply: '出资或出物，支持把事办成',
};

export type OfferStanding = 'open' | 'waiting' | 'going' | 'done' | Exclude<OfferState, 'sent' | 'seen' | 'accepted'>;

/** Where an offer stands, for whoever was asked. */
export const offerStandings: Record<OfferStanding, { title: string; text: string }> = {
  open: {
    title: '请您帮个忙',
    text: '身边有一件事，想请您出一份力。帮不帮由您决定，帮不了说一声就好，没有任何影响。',
  },
  waiting: {
    title: '谢谢您答应帮忙',
    text: '工作人员核对后会写信给您，那时在这一页就能看到去哪里、找谁。确认之前请先不要上门。',
  },
  going: { title: '可以去办了', text: '工作人员已经确认。到了、办得怎样、办完了，都可以在这里说一声。' },
  done: { title: '办完了，谢谢您', text: '您的服务已经记下。后面由承办单位收尾，并答复居民。' },
  declined: { title: '谢谢您回话', text: '这次已另请别人，您不用再做什么。下次有事再请您。' },
  lost: { title: '已有人先答应了', text: '谢谢您愿意帮忙。这件事已有人先答应，这次不用您出力了，下次有事再请您。' },
  expired: { title: '已过答复的时间', text: '这件事已过了答复的时间，另请了别人。您不用再做什么，下次有事再请您。' },
  withdrawn: { title: '这件事不用办了', text: '事情已有着落，您不用再做什么。谢谢您。' },
};

/** What somebody's answer was, in their own record, and whether it counts for the score. */
export const ownAnswers: Record<OfferState, { title: string; counts: string }> = {
  sent: { title: '等您答复', counts: '还没有计' },
  seen: { title: '等您答复', counts: '还没有计' },
  accepted: { title: '答应了', counts: '计为答应' },
  declined: { title: '婉拒了', counts: '不计' },
  lost: { title: '别人先答应了', counts: '不计' },
  expired: { title: '没有回话', counts: '计为没有回话' },
  withdrawn: { title: '不用办了', counts: '不计' },
};

export type OwnMove = 'suspend' | 'reinstate' | 'leave';

/** What helpers do about their own entry: the button, what is asked before, and what is said after. */
export const ownMoves: Record<OwnMove, { button: string; title: string; text: string; done: string }> = {
  suspend: {
    button: '暂停一阵',
    title: '暂停一阵？',
    text: '暂停后没有新的求助来找您；已经答应的请照常办完。想回来时，在这里按“重新开始”。',
    done: '已暂停',
  },
  reinstate: {
    button: '重新开始',
    title: '重新开始？',
    text: '有合适的事会再来问您，帮不帮由您定。',
    done: '欢迎回来',
  },
  leave: {
    button: '退出',
    title: '退出双报到？',
    text: '退出后不再请您，服务记录保留，联系方式按规定删除。不能恢复，想再帮忙须重新报到。只想歇一阵，用“暂停一阵”就好。',
    done: '已退出，谢谢您',
  },
};

export const offerDeclineTexts: Record<OfferDeclineReason, string> = {
  noTime: '这几天没有时间',
  notAble: '这件事我做不来',
  tooFar: '太远了',
  concerned: '跟我有关，我该回避',
  other: '别的原因',
};

/** Why a press could not be done, where the domain's own sentence is not for these readers. */
export const offerTroubles = {
  reason: '请选一项原因，再告诉他们。',
  hours: '请填写用了几个小时，例如 2 或 1.5。',
  persons: '帮到几个人，请填整数。',
  text: '请写几句进展；不要写看不见的特殊字符。',
  unsure: '系统忙，还不知道有没有办成。请过一会儿再按一次，不会重复。',
  busy: '试的次数太多了，请过一会儿再来。',
} as const;
