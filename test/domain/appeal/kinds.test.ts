// What hangs on the kind of an appeal: its category's flags, suggestions, praise, and those who give no name.
import { describe, expect, test } from 'vitest';
import { beginning } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Appeal, FlagName } from '../../../domain/appeal/types.ts';
import { dayMs } from '../../../domain/time/shanghai.ts';
import {
  act,
  anAppeal,
  append,
  clockOf,
  eventsOf,
  facts,
  logOf,
  openNames,
  passTime,
  refusalOf,
  tuesday,
} from './builders.ts';
import { clerk, leadUnit } from './cast.ts';

function filed(flags: FlagName[], categoryFlags: FlagName[]): Appeal {
  const events = beginning({ ...facts({ flags }, tuesday), categoryFlags }, 'run-1', clerk, tuesday);
  const appeal = rebuild(events);
  if (!appeal) throw new Error('no case');
  return append(appeal, []);
}

const flagsAfter = (appeal: Appeal, flags: FlagName[]) => {
  const after = act(appeal, 'accept', { category: 'ROAD', flags }, { at: tuesday + 1000 });
  return { names: Object.keys(after.flags).sort(), after };
};

describe('§5 flags of a category', () => {
  test('go when the appeal is accepted under a category that does not give them', () => {
    const appeal = filed(['sensitive', 'vulnerable'], ['sensitive', 'vulnerable']);
    expect(flagsAfter(appeal, []).names).toEqual([]);
  });

  test('stay when somebody gave them, whatever the category', () => {
    const appeal = filed(['sensitive', 'vulnerable'], ['sensitive']);
    expect(flagsAfter(appeal, []).names).toEqual(['vulnerable']);
  });

  test('of the new category come in their place, and can go again', () => {
    const { names, after } = flagsAfter(filed(['sensitive'], ['sensitive']), ['safety']);
    expect(names).toEqual(['safety']);
    expect(after.categoryFlags).toEqual(['safety']);
  });

  test('that go take their share of the handling time with them', () => {
    const weak = filed(['vulnerable'], ['vulnerable']);
    const { after } = flagsAfter(weak, []);
    expect(clockOf(after, 'handling').dueAt).toBeGreaterThan(clockOf(weak, 'handling').dueAt);
  });
});

describe('§4.4 home visit', () => {
  test('the unit that is to make it is told at once, with its due', () => {
    const before = anAppeal({ state: 'awaitingResident', flags: ['vulnerable'] });
    const after = passTime(before, tuesday + 40 * dayMs);
    const raised = eventsOf(after, 'homeVisitRaised')[0];
    const notices = noticesFor(before, after, logOf(after).slice(before.version));
    const visit = notices.find(({ kind }) => kind === 'homeVisit');
    expect(visit).toMatchObject({ to: { unit: leadUnit } });
    expect(visit?.facts.dueAt).toBe(raised?.data.dueAt);
  });
});

describe('§4.2 suggestion', () => {
  test('is answered adopted or not, never without saying which', () => {
    const appeal = anAppeal({ state: 'handled', type: 'SUGGEST' });
    expect(refusalOf(appeal, 'reply')).toBe('adoptionNeeded');
    expect(act(appeal, 'reply', { adopted: false }).adopted).toBe(false);
    expect(act(appeal, 'reply', { adopted: true }).adopted).toBe(true);
  });

  test('alone knows of adoption: a reply to anything else drops it', () => {
    const appeal = act(anAppeal({ state: 'handled' }), 'reply', { adopted: true });
    expect(appeal.adopted).toBeNull();
    expect(eventsOf(appeal, 'replied')[0]?.data).not.toHaveProperty('adopted');
  });
});

describe('§2 praise', () => {
  test('is thanked for at once, asks for no callback, and stands in no rate', () => {
    const appeal = act(anAppeal({ type: 'PRAISE' }), 'answerNow');
    expect(appeal.state).toBe('replied');
    expect(openNames(appeal)).toEqual(['reopen']);
    expect(rowOf(appeal).counted).toBe(false);
  });
});

describe('§4.6 anonymous', () => {
  test('is proved on the spot instead of by a callback', () => {
    const appeal = anAppeal({ state: 'handling', flags: ['anonymous'] });
    expect(refusalOf(appeal, 'complete', { evidence: [] })).toBe('siteProofNeeded');
    const replied = act(act(appeal, 'complete', { evidence: ['photo-1'] }), 'reply');
    expect(openNames(replied)).toEqual(['reopen']);
  });

  test('stands outside the rates; so does who was never reached', () => {
    expect(rowOf(anAppeal({ flags: ['anonymous'] })).counted).toBe(false);
    expect(rowOf(anAppeal()).counted).toBe(true);
    expect(rowOf({ ...anAppeal({ state: 'closed' }), outcome: 'noFeedback' }).counted).toBe(false);
  });
});
