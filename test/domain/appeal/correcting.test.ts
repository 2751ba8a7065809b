// Who may put right what was written down wrong, and what of it.
import { describe, expect, test } from 'vitest';
import {
  correctableFields,
  correctionRefusal,
  correctorOf,
  fieldsOnRecord,
  type CorrectableField,
} from '../../../domain/appeal/correcting.ts';
import { correctionReaders, correctors } from '../../../domain/people/permissions.ts';
import { roles, states, type Role } from '../../../domain/words.ts';
import { anAppeal } from './builders.ts';
import { handler } from './cast.ts';

const everybody = { anonymous: false, proxy: true, guardian: true };
const alone = { anonymous: false, proxy: false, guardian: false };
const nobody = { anonymous: true, proxy: false, guardian: false };
const who = (role: Role, { id = 'somebody', communityId = 'shuangta' } = {}) => ({
  id,
  grants: [{ role, communityId, unitId: null }],
});
const handling = anAppeal({ state: 'handling' });
const refusal = (caller = who('clerk'), fields: CorrectableField[] = ['phone'], on = everybody, appeal = handling) =>
  correctionRefusal(appeal, caller, fields, on);

describe('§9 who corrects', () => {
  test.each(roles.map((role) => [role, ['clerk', 'callbackAgent'].includes(role) ? null : 'notPermitted'] as const))(
    '%s: %s',
    (role, answer) => {
      expect(refusal(who(role))).toBe(answer);
      expect(correctorOf(handling, who(role))).toBe(answer === null ? role : null);
    },
  );

  test('nobody of another community', () => {
    expect(refusal(who('clerk', { communityId: 'huludao' }))).toBe('notPermitted');
  });

  test('not who has handled it, whatever else they are: the callback would go to a number of their choosing', () => {
    expect(refusal(who('clerk', { id: handler.id }))).toBe('handlerCorrects');
    expect(refusal(who('callbackAgent', { id: handler.id }), ['text'])).toBe('handlerCorrects');
    const unsigned = anAppeal({ state: 'dispatched' });
    expect(refusal(who('clerk', { id: handler.id }), ['phone'], everybody, unsigned)).toBeNull();
  });

  test.each(states.filter((state) => !['returnReview', 'inMediation', 'inCouncil', 'parked'].includes(state)))(
    'the right does not end with the case: %s',
    (state) => {
      expect(refusal(who('clerk'), ['phone'], everybody, anAppeal({ state }))).toBeNull();
    },
  );

  test('who corrects reads what stood there before, and so does who answers for the house or audits it', () => {
    expect(correctionReaders).toEqual([...correctors, 'supervisor', 'director', 'auditor']);
  });
});

describe('§9 what is corrected', () => {
  test('whatever is on record of appellant, proxy and guardian, and the words', () => {
    expect(fieldsOnRecord(everybody)).toEqual([...correctableFields]);
    expect(fieldsOnRecord(alone)).toEqual(['name', 'phone', 'email', 'address', 'title', 'text']);
    expect(fieldsOnRecord(nobody)).toEqual(['title', 'text']);
    expect(fieldsOnRecord({ ...nobody, proxy: true })).toEqual(['title', 'text', 'proxyName', 'proxyPhone']);
  });

  test.each(['name', 'phone', 'email', 'address'] as const)('of an anonymous appeal no %s is filled in', (field) => {
    expect(refusal(who('clerk'), ['text', field], nobody)).toBe('anonymousStays');
  });

  test.each(['proxyName', 'proxyPhone', 'guardianName', 'guardianPhone'] as const)('nobody is added: %s', (field) => {
    expect(refusal(who('clerk'), [field], alone)).toBe('nobodyOnRecord');
    expect(refusal(who('clerk'), [field], everybody)).toBeNull();
  });
});
