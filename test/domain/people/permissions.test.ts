// As whom a caller acts: the first permitted role held in the case's community, a handler's in one of the case's units (domain §8).
import { describe, expect, test } from 'vitest';
import {
  actorFor,
  permissions,
  registrars,
  unitsOf,
  type Caller,
  type Grant,
} from '../../../domain/people/permissions.ts';
import { actionNames, type Role } from '../../../domain/words.ts';
import { act, anAppeal } from '../appeal/builders.ts';

function grant(role: Role, unitId: string | null = null, communityId = 'shuangta'): Grant {
  return { role, communityId, unitId };
}

function caller(...grants: Grant[]): Caller {
  return { id: 'somebody', grants };
}

const handling = anAppeal({ state: 'handling', assist: [null] });

describe('§8 who may act', () => {
  test('nobody acts in a community where they hold nothing', () => {
    const elsewhere = caller(grant('supervisor', null, 'hulu'), grant('clerk', null, 'hulu'));
    for (const action of actionNames) expect(actorFor(handling, elsewhere, action)).toBeNull();
  });

  test('auditors, administrators and the system act on no case', () => {
    for (const action of actionNames)
      for (const role of ['auditor', 'admin', 'system'] as const) expect(permissions[action].roles).not.toContain(role);
  });

  test('each action has somebody who may do it', () => {
    for (const action of actionNames) expect(permissions[action].roles.length).toBeGreaterThan(0);
  });

  test('a role that does not cover the action gives no actor', () => {
    expect(actorFor(handling, caller(grant('dispatcher')), 'complete')).toBeNull();
  });

  test('clerks may record what a resident says by phone', () => {
    for (const action of ['infoGiven', 'feedback', 'redo', 'withdraw'] as const)
      expect(permissions[action].roles).toEqual(expect.arrayContaining(['resident', 'clerk']));
  });

  test('clerks and grid workers register for others', () => {
    expect([...registrars].sort()).toEqual(['clerk', 'gridWorker']);
  });
});

describe('§8 as whom', () => {
  test('a handler acts for the lead unit when they hold several', () => {
    const several = caller(grant('handler', 'unit-power'), grant('handler', 'unit-property'));
    expect(actorFor(handling, several, 'complete')).toEqual({
      id: 'somebody',
      role: 'handler',
      unitId: 'unit-property',
    });
    expect(actorFor(handling, several, 'completeTask')?.unitId).toBe('unit-power');
  });

  test('a task is done for the unit that has it open in this community, not for one of that name elsewhere', () => {
    const tasks = ['unit-water', 'unit-power'].map((unitId, i) => ({ id: `task-${i}`, unitId, limit: null }));
    const both = act(anAppeal({ state: 'accepted' }), 'dispatch', { assist: tasks });
    const grants = [
      grant('handler', 'unit-water', 'hulu'),
      grant('handler', 'unit-heat'),
      grant('handler', 'unit-power'),
    ];
    expect(actorFor(both, caller(...grants), 'completeTask')?.unitId).toBe('unit-power');
  });

  test('a handler of no unit of the case is still a handler: the case refuses them, with its reason', () => {
    expect(actorFor(handling, caller(grant('handler', 'unit-sanitation')), 'complete')?.unitId).toBe('unit-sanitation');
  });

  test('a supervisor who handles elsewhere replies as supervisor, in their own unit as handler', () => {
    const elsewhere = caller(grant('handler', 'unit-sanitation'), grant('supervisor'));
    expect(actorFor(handling, elsewhere, 'reply')?.role).toBe('supervisor');
    const here = caller(grant('handler', 'unit-property'), grant('supervisor'));
    expect(actorFor(handling, here, 'reply')?.role).toBe('handler');
  });

  test('who is clerk and supervisor re-classes as supervisor', () => {
    expect(actorFor(handling, caller(grant('clerk'), grant('supervisor')), 'reclass')?.role).toBe('supervisor');
  });

  test('who is clerk and callback agent judges as callback agent', () => {
    expect(actorFor(handling, caller(grant('clerk'), grant('callbackAgent')), 'feedback')?.role).toBe('callbackAgent');
  });

  test('a grant in another community does not count beside one here', () => {
    const both = caller(grant('supervisor', null, 'hulu'), grant('clerk'));
    expect(actorFor(handling, both, 'reclass')?.role).toBe('clerk');
  });
});

test('the units of a case are the lead’s and the assisting ones', () => {
  expect(unitsOf(handling)).toEqual(['unit-property', 'unit-power']);
  expect(unitsOf(anAppeal())).toEqual([]);
});
