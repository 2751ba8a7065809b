import { describe, expect, test } from 'vitest';
import { rungs } from '../../domain/words.ts';
import { escalationText } from '../../web/wording/residents.ts';

describe('§4.5 what the resident reads of the ladder', () => {
  test.each(rungs)('on rung %i it says in plain words who is asked now', (rung) => {
    const text = escalationText({ rung, helped: false });
    expect(text).toMatch(rung === 1 ? /^已自动督办：/ : /^已提级：/);
    expect(text).not.toMatch(/rung|级别|[1-5] ?级/);
  });

  test('somebody who has taken it is told of, not named', () => {
    expect(escalationText({ rung: 3, helped: true })).toBe('已提级：有人答应来帮忙了，承办单位继续负责到底。');
  });

  test('supervision without a rung is said as well', () => {
    expect(escalationText({ rung: 0, helped: false })).toContain('督办');
  });
});
