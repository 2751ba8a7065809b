// The case that the bench files and takes to its closing, the same for the product and the yardstick.
import type { Step } from './load-jobs.ts';

/** Those who act in a walk; `creator` files. */
export const walkers = ['clerk', 'dispatcher', 'handler', 'callback'] as const;
export const creator = 'clerk';

export function appealBody(communityId: string, compoundId?: string): object {
  return {
    type: 'HELP',
    category: 'LIGHT',
    communityId,
    ...(compoundId === undefined ? {} : { compoundId }),
    text: '小区东门进来第二排楼前的路灯坏了两盏，老人晚上出门看不清路，请派人来修。',
    appellant: { name: '张女士', phone: '13800001234', address: '3 号楼 2 单元 501' },
  };
}

/** From registered to closed. */
export function stepsToClosing(unitId: string): Step[] {
  return [
    { who: 'clerk', action: 'accept', body: { type: 'HELP', category: 'LIGHT', class: 'U3' } },
    { who: 'dispatcher', action: 'dispatch', body: { unitId } },
    { who: 'handler', action: 'sign', body: {} },
    { who: 'handler', action: 'contact', body: { way: 'phone' } },
    { who: 'handler', action: 'complete', body: { text: '已更换两盏路灯，夜间照明恢复' } },
    { who: 'handler', action: 'reply', body: { channel: 'phone', text: '路灯已经修好，请您查看' } },
    { who: 'callback', action: 'feedback', body: { contacted: true, solved: true, satisfaction: 'satisfied' } },
  ];
}
