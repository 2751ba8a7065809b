import { describe, expect, test } from 'vitest';
import { consentFor, guardianOf } from '../../../domain/appeal/guardian.ts';
import { protectionFlags } from '../../../domain/appeal/rules-police.ts';
import { act, anAppeal, lastAt, refusalOf } from './builders.ts';
import { gridWorker } from './cast.ts';

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
