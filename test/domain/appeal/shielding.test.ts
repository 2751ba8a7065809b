// A report is kept from whom it is about: they may not act on it, and it is not given to them.
import { describe, expect, test } from 'vitest';
import { allowedActions } from '../../../domain/appeal/allowed.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import { actionNames } from '../../../domain/words.ts';
import { act, anAppeal, attempt, refusalOf } from './builders.ts';
import { assistUnit, clerk, dispatcher, leadUnit, otherHandler, otherUnit, supervisor } from './cast.ts';

const from = [otherUnit, dispatcher.id];

describe('§4.6 report', () => {
  test('whom it is about is recorded in the case and in its row', () => {
    const appeal = act(anAppeal({ type: 'REPORT' }), 'shield', { from });
    expect(appeal.shieldedFrom).toEqual(from);
    expect(rowOf(appeal).shieldedFrom).toEqual(from);
  });

  test('the target may do nothing with it, whatever their roles permit', () => {
    const appeal = act(anAppeal({ type: 'REPORT', state: 'accepted' }), 'shield', { from });
    for (const action of actionNames)
      for (const actor of [dispatcher, otherHandler]) expect(attempt(appeal, action, {}, { actor }).events).toEqual([]);
    expect(refusalOf(appeal, 'dispatch')).toBe('notPermitted');
    const grants = [{ role: 'dispatcher' as const, communityId: 'shuangta', unitId: null }];
    expect(allowedActions(appeal, { id: dispatcher.id, grants }, appeal.receivedAt)).toEqual([]);
    expect(allowedActions(appeal, { id: 'another', grants }, appeal.receivedAt)).not.toEqual([]);
  });

  test('a recused unit is given it neither to lead, nor to assist, nor anew', () => {
    const another = { ...dispatcher, id: 'another' };
    const appeal = act(anAppeal({ type: 'REPORT', state: 'accepted' }), 'shield', { from });
    expect(refusalOf(appeal, 'dispatch', { unitId: otherUnit }, { actor: another })).toBe('recused');
    const assist = [{ id: 'task-1', unitId: otherUnit, limit: null }];
    expect(refusalOf(appeal, 'dispatch', { unitId: leadUnit, assist }, { actor: another })).toBe('recused');
    const given = act(appeal, 'dispatch', { unitId: leadUnit }, { actor: another });
    expect(refusalOf(given, 'redispatch', { unitId: otherUnit }, { actor: another })).toBe('recused');
    expect(refusalOf(given, 'redispatch', { unitId: assistUnit }, { actor: another })).toBeNull();
    expect(refusalOf(given, 'designate', { unitId: otherUnit }, { actor: another })).toBe('recused');
  });

  test('whoever works on it is taken off it first, and nobody shuts themselves out', () => {
    const appeal = anAppeal({ type: 'REPORT', state: 'handling' });
    expect(refusalOf(appeal, 'shield', { from: [leadUnit] })).toBe('redispatchFirst');
    expect(refusalOf(appeal, 'shield', { from: [supervisor.id] }, { actor: supervisor })).toBe('notPermitted');
    expect(refusalOf(appeal, 'shield', { from: [] }, { actor: clerk })).toBe('alreadyShielded');
  });
});
