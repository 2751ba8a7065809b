// A merge shows two cases in each other: whom one is kept from must not find it in the other (domain §4.6 report).
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../domain/appeal/case-messages.ts';
import { hear } from '../../../domain/appeal/decide.ts';
import type { Telling } from '../../../domain/appeal/tell.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { act, anAppeal, append, eventsOf, lastAt, logOf, refusalOf, renumbered } from './builders.ts';
import { dispatcher, otherUnit } from './cast.ts';

const child = 'SQ20261124-000002';
const master = 'SQ20261124-000009';
const about = [otherUnit, 'zhou'];

const shielded = (from: string[]) => act(anAppeal({ state: 'handling', type: 'COMPLAINT' }), 'shield', { from });
const joining = (appeal: Appeal, shieldedFrom?: string[]) =>
  hear(appeal, { kind: 'childJoined', child, childSeq: 7, shieldedFrom }, 'k', lastAt(appeal) + 1);

describe('§4.6 report in a merge', () => {
  test('what is kept from somebody follows no master that they see, and nothing they see follows it', () => {
    expect(refusalOf(shielded(about), 'requestMerge', { into: master, intoShieldedFrom: [] })).toBe(
      'shieldedOtherwise',
    );
    const open = anAppeal({ state: 'handling' });
    expect(refusalOf(open, 'requestMerge', { into: master, intoShieldedFrom: about })).toBe('shieldedOtherwise');
    expect(refusalOf(shielded(about), 'requestMerge', { into: master, intoShieldedFrom: [otherUnit] })).toBe(
      'shieldedOtherwise',
    );
    expect(
      refusalOf(shielded(about), 'requestMerge', { into: master, intoShieldedFrom: [...about].reverse() }),
    ).toBeNull();
  });

  test('shielded between the asking and the decision, it is not merged any more; a denial is still possible', () => {
    const asked = act(anAppeal({ state: 'handling' }), 'requestMerge', { into: master });
    expect(refusalOf(asked, 'decideMerge', { intoShieldedFrom: about })).toBe('shieldedOtherwise');
    expect(refusalOf(act(asked, 'shield', { from: about }), 'decideMerge')).toBe('shieldedOtherwise');
    const requestSeq = asked.requests.at(-1)?.seq ?? 0;
    const denied = { granted: false, requestSeq, textId: 'text-2', intoShieldedFrom: about };
    expect(refusalOf(asked, 'decideMerge', denied)).toBeNull();
  });

  test('shielded while the child was on its way, the master refuses it and it goes back', () => {
    expect(joining(shielded(about)).told).toBe('refused');
    expect(joining(anAppeal({ state: 'handling' }), about).told).toBe('refused');
    expect(joining(shielded(about), about).told).toBe('taken');
    expect(joining(anAppeal({ state: 'handling' })).told).toBe('taken');
    const sent = messagesFor(shielded(about), ...merging(shielded(about)));
    expect(sent[0]?.body).toMatchObject({ kind: 'childJoined', shieldedFrom: about });
  });

  test('a master that is shielded later takes its children with it', () => {
    const leading = append(anAppeal({ state: 'handling' }), joining(anAppeal({ state: 'handling' })).events);
    const after = act(leading, 'shield', { from: about, helpers: ['helper-1'] });
    const [message] = messagesFor(leading, after, logOf(after).slice(logOf(leading).length));
    expect(message).toMatchObject({ to: child, body: { kind: 'masterShielded', from: about, helpers: ['helper-1'] } });
    const following = renumbered(anAppeal({ state: 'merged' }), child);
    const body: Telling = {
      ...{ kind: 'masterShielded', master, childSeq: following.merge?.seq ?? 0 },
      ...{ from: about, helpers: [] },
    };
    const heard = append(following, hear(following, body, 'k', lastAt(following) + 1).events);
    expect(heard).toMatchObject({ state: 'merged', shieldedFrom: about });
    // Told twice, or after it has left, it changes nothing.
    expect(hear(heard, body, 'k2', lastAt(heard) + 1).events).toEqual([]);
    expect(hear(following, { ...body, childSeq: 1 }, 'k3', lastAt(heard) + 1).events).toEqual([]);
  });

  test('a child that turns out to be about somebody leaves its master at once, and the master hears of it', () => {
    const following = renumbered(anAppeal({ state: 'merged' }), child);
    const after = act(following, 'shield', { from: about });
    expect(after).toMatchObject({ state: 'handling', merge: null, shieldedFrom: about });
    expect(eventsOf(after, 'unmerged').at(-1)?.data).toMatchObject({ from: master, reason: 'shielded' });
    const sent = messagesFor(following, after, logOf(after).slice(logOf(following).length));
    expect(sent.map(({ to, body }) => [to, body.kind])).toEqual([[master, 'childLeft']]);
    expect(refusalOf(after, 'requestMerge', { into: master }, { actor: { ...dispatcher, id: 'zhou' } })).toBe(
      'notPermitted',
    );
  });
});

function merging(appeal: Appeal): [Appeal, ReturnType<typeof logOf>] {
  const asked = act(appeal, 'requestMerge', { into: master, intoShieldedFrom: appeal.shieldedFrom });
  const after = act(asked, 'decideMerge', { intoShieldedFrom: appeal.shieldedFrom });
  return [after, logOf(after).slice(logOf(appeal).length)];
}
