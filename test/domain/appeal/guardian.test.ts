import { describe, expect, test } from 'vitest';
import { consentFor, guardianOf } from '../../../domain/appeal/guardian.ts';
import { protectionFlags } from '../../../domain/appeal/rules-police.ts';
import { promiseClocks } from '../../../domain/appeal/clocks.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { dayMs } from '../../../domain/time/shanghai.ts';
import type { State } from '../../../domain/words.ts';
import { act, anAppeal, clockOf, eventsOf, lastAt, openNames, passTime, refusalOf, shown } from './builders.ts';
import { gridWorker, handler, resident } from './cast.ts';

const child = { under14: true, anonymous: false, victim: null, class: 'U3' } as const;

describe('§9 个人信息保护法 §31: a guardian’s consent under 14', () => {
  test('must be there before anything is taken down', () => {
    expect(consentFor(child)).toBe('first');
    expect(consentFor({ ...child, under14: false })).toBe('none');
  });

  test('never holds up an emergency: it is sought afterwards', () => {
    expect(consentFor({ ...child, class: 'U1' })).toBe('later');
  });

  test('is not asked for where nothing personal is taken down', () => {
    expect(consentFor({ ...child, anonymous: true })).toBe('none');
  });

  test.each(['minor', 'unable', 'adult'] as const)(
    'is never asked for where the sufferer is %s: the guardian may be who does it',
    (victim) => {
      expect(consentFor({ ...child, victim, class: 'U1' })).toBe('none');
    },
  );

  test('§28: a child’s appeal is sensitive and a minor’s', () => {
    expect(protectionFlags({ victim: null, under14: true })).toEqual(['sensitive', 'minor']);
  });
});

describe('§9 the consent that comes later', () => {
  const waiting = () => anAppeal({ class: 'U1', guardianConsent: null });

  test('is recorded with who and when, and once', () => {
    const consented = act(waiting(), 'recordConsent', { way: 'visit' });
    expect(consented.guardian).toEqual(guardianOf('visit', { at: lastAt(consented), by: 'clerk' }));
    expect(refusalOf(consented, 'recordConsent')).toBe('noConsentNeeded');
  });

  test('is no matter of cases that need none, nor of those whose consent was there', () => {
    expect(refusalOf(anAppeal(), 'recordConsent')).toBe('noConsentNeeded');
    expect(refusalOf(anAppeal({ guardianConsent: 'phone' }), 'recordConsent')).toBe('noConsentNeeded');
  });

  test('is not sought any more once violence is found', () => {
    expect(refusalOf(act(waiting(), 'findViolence'), 'recordConsent')).toBe('noConsentNeeded');
  });

  test('is not for those from whom the case is kept', () => {
    expect(refusalOf(waiting(), 'recordConsent', {}, { actor: gridWorker })).toBe('notPermitted');
  });
});

describe('§9 个人信息保护法 §13 (4), §31: the clock of a consent still owed', () => {
  const waiting = (state: State = 'registered') => anAppeal({ class: 'U1', guardianConsent: null, state });
  const owed = (appeal: Appeal) => clockOf(appeal, 'guardianConsent');

  test('runs from the filing for as long as the policy says, with a source, beside the promises and not among them', () => {
    const row = defaultPolicy.limits.find(({ name }) => name === 'guardianConsent');
    expect(row).toMatchObject({ limit: { value: 1, unit: 'workingDay' }, source: 'D 个人信息保护法§13、§31' });
    expect(shown(owed(waiting()).dueAt)).toBe('11-25 18:00');
    expect(rowOf(waiting()).dueClock).toBe('acceptance');
    expect(promiseClocks(waiting()).map(({ name }) => name)).not.toContain('guardianConsent');
  });

  test('runs nowhere else: given already, asked of nobody, or kept from whoever may be the one who does it', () => {
    for (const other of [
      {},
      { guardianConsent: 'phone' as const },
      { guardianConsent: null, victim: 'minor' as const },
    ])
      expect(openNames(anAppeal({ class: 'U1', ...other }))).not.toContain('guardianConsent');
  });

  test('a case that was frozen before the policy knew of it is judged by the same length', () => {
    const limits = defaultPolicy.limits.filter(({ name }) => name !== 'guardianConsent');
    const old = anAppeal({ class: 'U1', guardianConsent: null, policy: { ...defaultPolicy, limits } });
    expect(owed(old).dueAt).toBe(owed(waiting()).dueAt);
  });

  test.each(['handling', 'awaitingResident', 'returnReview', 'inCouncil', 'parked', 'handled', 'replied'] as const)(
    'runs on unpaused while the case is %s',
    (state) => {
      const appeal = anAppeal({ guardianConsent: null, state });
      expect(owed(appeal)).toMatchObject({
        pausedRemaining: null,
        dueAt: owed(anAppeal({ guardianConsent: null })).dueAt,
      });
    },
  );

  test('before its due whoever took the call is reminded, or who has taken the case in hand', () => {
    const reminded = (appeal: Appeal) => {
      const after = passTime(appeal, owed(appeal).dueAt - 1);
      const [warned] = eventsOf(after, 'warned').filter(({ data }) => data.clock === 'guardianConsent');
      return warned && noticesFor(appeal, after, [warned]).map(({ kind, to, gather }) => [kind, to, gather]);
    };
    expect(reminded(waiting())).toEqual([['warning', { role: 'clerk' }, 'digest']]);
    expect(reminded(waiting('handling'))).toEqual([['warning', { user: handler.id }, 'digest']]);
  });

  test('at its due they are urged and the supervisor told, once; no rung is raised and nothing else moves', () => {
    const before = waiting('handling');
    const after = passTime(before, owed(before).dueAt);
    const [expired] = eventsOf(after, 'expired').filter(({ data }) => data.clock === 'guardianConsent');
    expect(expired && noticesFor(before, after, [expired]).map(({ kind, to }) => [kind, to])).toEqual([
      ['urged', { user: handler.id }],
      ['urged', { role: 'supervisor' }],
    ]);
    expect(after.escalations.flatMap(({ reasons }) => reasons)).not.toContain('guardianConsent');
    expect(after.late.filter(({ clock }) => clock === 'guardianConsent')).toHaveLength(1);
    const later = passTime(after, owed(before).dueAt + 30 * dayMs);
    expect(eventsOf(later, 'expired').filter(({ data }) => data.clock === 'guardianConsent')).toHaveLength(1);
  });

  test('ends with the consent, with violence found, and with the case; done again while it is owed, it begins anew', () => {
    const ended = (appeal: Appeal) => !openNames(appeal).includes('guardianConsent');
    expect(ended(act(waiting(), 'recordConsent', { way: 'visit' }))).toBe(true);
    expect(ended(act(waiting(), 'findViolence'))).toBe(true);
    const closed = anAppeal({ guardianConsent: null, state: 'closed' });
    expect(openNames(closed)).toEqual(['reopen']);
    const again = act(closed, 'redo');
    expect(owed(again)).toMatchObject({ openedAt: lastAt(again), round: 1 });
    const given = act(anAppeal({ guardianConsent: null, state: 'replied' }), 'recordConsent', { way: 'visit' });
    expect(ended(act(given, 'redo'))).toBe(true);
  });

  test('answered on the spot it is still owed until the case is closed, and not twice when it is done again', () => {
    const answered = act(anAppeal({ class: 'U0', type: 'CONSULT', guardianConsent: null }), 'answerNow');
    expect(openNames(answered)).toContain('guardianConsent');
    const again = act(answered, 'redo', {}, { actor: resident });
    expect(openNames(again).filter((name) => name === 'guardianConsent')).toHaveLength(1);
  });
});
