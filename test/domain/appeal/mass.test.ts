// Many households with one matter: what a case makes of being told so, and of a list that came with it.
import { describe, expect, test } from 'vitest';
import { beginning, hear } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { minuteMs } from '../../../domain/time/shanghai.ts';
import {
  act,
  anAppeal,
  append,
  clockOf,
  eventsOf,
  facts,
  lastAt,
  logOf,
  passTime,
  shown,
  tuesday,
} from './builders.ts';
import { clerk, director, resident } from './cast.ts';

const telling = { kind: 'gather', households: 3, master: 'SQ20261124-000007' } as const;

function gathered(appeal: Appeal): Appeal {
  return append(appeal, hear(appeal, telling, 'gather', lastAt(appeal) + minuteMs).events);
}

describe('§4.6 mass', () => {
  test('three households make the case a mass one: rung 1 at once, an item of the agenda, a master proposed', () => {
    const appeal = gathered(anAppeal({ state: 'handling' }));
    expect(appeal.flags.mass).toMatchObject({ by: 'system' });
    expect(appeal.agenda).not.toBeNull();
    expect(rowOf(appeal).rung).toBe(1);
    expect(appeal.escalations).toMatchObject([{ rung: 1, reasons: ['mass'], endedAt: null }]);
    expect(clockOf(appeal, 'supervision')).toMatchObject({ half: 'acknowledge', openedAt: lastAt(appeal) });
    expect(eventsOf(appeal, 'gathered')[0]?.data).toEqual({
      reason: 'appeals',
      households: 3,
      master: 'SQ20261124-000007',
    });
  });

  test('the supervisor is told with what an acknowledgement must name', () => {
    const before = anAppeal({ state: 'handling' });
    const after = gathered(before);
    const [notice] = noticesFor(before, after, logOf(after).slice(before.version));
    expect(notice).toMatchObject({ kind: 'massGathered', to: { role: 'supervisor' }, rung: 1 });
    expect(notice?.facts.raisedSeq).toBe(after.escalations[0]?.raisedSeq);
  });

  test('told a second time nothing follows; a case that is over is not told', () => {
    const appeal = gathered(anAppeal({ state: 'handling' }));
    expect(hear(appeal, telling, 'gather', lastAt(appeal))).toEqual({ events: [], told: 'taken' });
    expect(hear(anAppeal({ state: 'declined' }), telling, 'gather', tuesday).events).toEqual([]);
  });

  test('the rung of a mass ends when somebody acts after it was acknowledged, not before, and with the case', () => {
    const raised = gathered(anAppeal({ state: 'handling' }));
    expect(rowOf(act(raised, 'contact')).rung).toBe(1);
    const seen = act(raised, 'acknowledgeEscalation');
    expect(rowOf(act(seen, 'contact')).rung).toBe(1);
    expect(rowOf(act(act(seen, 'contact'), 'complete')).rung).toBe(0);
    const over = act(gathered(anAppeal({ state: 'registered' })), 'decline');
    expect(rowOf(over).rung).toBe(0);
  });

  test('a rung that is live already gets the reason added and restarts nothing', () => {
    const late = passTime(anAppeal({ state: 'handling' }), tuesday + 20 * 24 * 60 * minuteMs);
    const before = clockOf(late, 'supervision');
    const after = gathered(late);
    expect(after.escalations.find(({ rung }) => rung === 1)?.reasons).toContain('mass');
    expect(clockOf(after, 'supervision')).toEqual(before);
  });

  test('a list of five appellants makes a mass case at its registration, one of four does not', () => {
    const five = beginning({ ...facts({}, tuesday), appellants: 5 }, 'run-1', clerk, tuesday);
    expect(five.map(({ kind }) => kind)).toEqual(['registered', 'gathered', 'escalated']);
    const appeal = rebuild(five);
    expect(appeal && rowOf(appeal).rung).toBe(1);
    expect(appeal?.flags.mass).toBeDefined();
    expect(five[1]?.data).toEqual({ reason: 'list', households: 5, master: null });
    expect(beginning({ ...facts({}, tuesday), appellants: 4 }, 'run-1', clerk, tuesday)).toHaveLength(1);
  });

  test('a mass case goes on as proactive when its appellant withdraws', () => {
    const appeal = act(gathered(anAppeal({ state: 'handling' })), 'withdraw', {}, { actor: resident });
    expect(appeal.state).toBe('handling');
    expect(appeal.proactive).not.toBeNull();
  });

  test('its rung can be acknowledged by the director too', () => {
    const raised = gathered(anAppeal({ state: 'accepted' }));
    const seen = act(raised, 'acknowledgeEscalation', {}, { actor: director });
    expect(clockOf(seen, 'supervision').half).toBe('act');
    expect(shown(clockOf(seen, 'supervision').openedAt)).toBe(shown(lastAt(seen)));
  });
});
