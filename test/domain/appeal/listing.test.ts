// 挂牌督办 by a person's own act, beside the one that the ladder's last rung brings with it.
import { describe, expect, test } from 'vitest';
import { isListed } from '../../../domain/appeal/listing.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { late, silent } from '../ladder/cast.ts';
import { act, anAppeal, clockOf, eventsOf, logOf, refusalOf } from './builders.ts';
import { director, handler, supervisor } from './cast.ts';

const listed = act(anAppeal({ state: 'handling' }), 'list');
const told = (before: Appeal, after: Appeal) =>
  noticesFor(before, after, logOf(after).slice(logOf(before).length)).map(({ kind, to }) => [kind, to]);

describe('§4.2 list', () => {
  test('is recorded with who and when, and moves no clock and no state', () => {
    const before = anAppeal({ state: 'handling' });
    expect(listed.supervision.at(-1)).toMatchObject({ level: 'listed', by: supervisor.id, textId: 'text-1' });
    expect(clockOf(listed, 'handling').dueAt).toBe(clockOf(before, 'handling').dueAt);
    expect(listed.state).toBe('handling');
    expect(isListed(listed)).toBe(true);
    expect(listed.councilItem).toBeNull();
  });

  test('whoever works on the case is told, and the director whom the supervisor does not ask', () => {
    const before = anAppeal({ state: 'handling' });
    expect(told(before, act(before, 'list'))).toEqual([
      ['listed', { user: handler.id }],
      ['listed', { role: 'director', except: supervisor.id }],
    ]);
    expect(told(listed, act(listed, 'unlist', {}, { actor: director }))).toEqual([
      ['unlisted', { user: handler.id }],
      ['unlisted', { role: 'supervisor', except: director.id }],
    ]);
  });

  test('stands until it is lifted, once, with a reason; then it may be made again', () => {
    expect(refusalOf(listed, 'list')).toBe('caseListed');
    const lifted = act(listed, 'unlist');
    expect(isListed(lifted)).toBe(false);
    expect(lifted.supervision.at(-1)).toMatchObject({ level: 'listed', endedBy: director.id });
    expect(refusalOf(lifted, 'unlist')).toBe('caseNotListed');
    expect(isListed(act(lifted, 'list'))).toBe(true);
  });

  test('the row by which lists are narrowed says the same as the case', () => {
    const before = anAppeal({ state: 'handling' });
    expect([before, listed, act(listed, 'unlist')].map((appeal) => rowOf(appeal).listed)).toEqual([false, true, false]);
  });

  test('ends with the case', () => {
    const closed = (['contact', 'complete', 'reply', 'feedback'] as const).reduce<Appeal>(
      (appeal, action) => act(appeal, action),
      listed,
    );
    expect(isListed(closed)).toBe(false);
    expect(rowOf(closed).listed).toBe(false);
  });
});

describe('§4.5 R5', () => {
  test('lists the case as long as its rung lives: nobody lifts that by hand', () => {
    let appeal = late();
    while (!eventsOf(appeal, 'listed').length) appeal = silent(appeal);
    expect(isListed(appeal)).toBe(true);
    expect(appeal.councilItem).not.toBeNull();
    expect(refusalOf(appeal, 'unlist')).toBe('caseNotListed');
    expect(refusalOf(appeal, 'list')).toBe('caseListed');
    const done = act(act(act(appeal, 'contact'), 'complete'), 'reply');
    expect(isListed(done)).toBe(false);
  });
});
