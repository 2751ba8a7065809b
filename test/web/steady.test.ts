import { describe, expect, it } from 'vitest';
import { hasMoved, inPlace, withMore, withoutDoubles } from '../../web/console/appeals/steady.ts';

const row = (no: string, state = 'registered') => ({ no, state });

describe('a list under the hand', () => {
  it('keeps every row in its place and shows its newest contents', () => {
    const kept = [row('A'), row('B'), row('C')];
    const fresh = [row('C', 'accepted'), row('A'), row('B', 'handling')];
    expect(inPlace(kept, fresh)).toEqual([row('A'), row('B', 'handling'), row('C', 'accepted')]);
  });

  it('keeps a row that has left and lets new ones wait', () => {
    expect(inPlace([row('A'), row('B')], [row('N'), row('B')])).toEqual([row('A'), row('B')]);
  });

  it('lets further pages come below without moving what stands above', () => {
    const shown = withMore([row('A'), row('B')], [row('N'), row('B', 'accepted'), row('A'), row('C')]);
    expect(shown.map(({ no }) => no)).toEqual(['A', 'B', 'N', 'C']);
    expect(shown[1]?.state).toBe('accepted');
  });

  it('notices when places differ, not when contents do', () => {
    expect(hasMoved([row('A'), row('B')], [row('A', 'accepted'), row('B')])).toBe(false);
    expect(hasMoved([row('A'), row('B')], [row('B'), row('A')])).toBe(true);
    expect(hasMoved([row('A')], [])).toBe(true);
  });

  it('shows a row once that two pages brought', () => {
    expect(withoutDoubles([row('A'), row('B'), row('A')])).toEqual([row('A'), row('B')]);
  });
});
