import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { revise } from '../../../domain/revision/revise.ts';
import { compactLimit } from '../../../domain/policy/terms.ts';
import { dayMs } from '../../../domain/time/shanghai.ts';
import { statutoryLimit } from '../../../domain/xinfang/overlay.ts';
import {
  act,
  anAppeal,
  clockOf,
  eventsOf,
  lastAt,
  logOf,
  openNames,
  passTime,
  refusalOf,
  shown,
} from '../appeal/builders.ts';
import { callbackAgent, clerk, colleague, director, handler, resident, supervisor } from '../appeal/cast.ts';
import { at } from '../time/cast.ts';
import { calendar2027, revisedAt } from '../revision/cast.ts';

const accepted = (when = at('2026-08-05 10:00')) =>
  anAppeal({ xinfang: true, class: 'U4', state: 'accepted', at: when });
const inHandling = () => anAppeal({ xinfang: true, class: 'U4', state: 'handling', at: at('2026-11-24 10:00') });
const closed = () => anAppeal({ xinfang: true, class: 'U4', state: 'closed', at: at('2026-11-24 10:00') });
const due = (appeal: Appeal, name: 'xinfangInform' | 'xinfangClose' | 'xinfangReview' | 'xinfangReReview' | 'reopen') =>
  shown(clockOf(appeal, name).dueAt);

describe('§3.1 信访工作条例 §22-23, 34: the statutory overlay', () => {
  test.each(['returnReview', 'inMediation', 'inCouncil', 'parked'] as const)(
    'runs on, and can be kept and extended, while the case is %s',
    (state) => {
      const aside = anAppeal({ xinfang: true, class: 'U4', state });
      expect(clockOf(aside, 'xinfangClose').pausedRemaining).toBeNull();
      expect(act(aside, 'informXinfang').xinfang?.informedAt).not.toBeNull();
      const extended = act(act(aside, 'requestXinfangExtension'), 'decideXinfangExtension');
      expect(clockOf(extended, 'xinfangClose').dueAt).toBeGreaterThan(clockOf(aside, 'xinfangClose').dueAt);
    },
  );

  test('runs only where a case is marked: informed in 15 日, closed in 60 日, beside the service promises', () => {
    expect(openNames(anAppeal({ class: 'U4', state: 'accepted' }))).not.toContain('xinfangClose');
    expect(openNames(accepted())).toEqual(['dispatch', 'handling', 'xinfangClose', 'xinfangInform']);
    // The sixtieth day lies in the National Day break: 民法典 §203.
    expect(due(accepted(), 'xinfangClose')).toBe('10-08 18:00');
    expect(due(accepted(at('2026-09-11 10:00')), 'xinfangInform')).toBe('09-28 18:00');
  });

  test('is informed within 15 日 of the receipt, closed within 60 日 of the acceptance, if that is another day', () => {
    const registered = anAppeal({ class: 'U4', at: at('2026-09-01 10:00') });
    const later = act(registered, 'accept', { xinfang: true }, { at: at('2026-09-08 10:00') });
    expect([due(later, 'xinfangInform'), due(later, 'xinfangClose')]).toEqual(['09-16 18:00', '11-09 18:00']);
  });

  test('the answer that is not there in time presses the supervisor as well', () => {
    const before = inHandling();
    const late = passTime(before, clockOf(before, 'xinfangClose').dueAt);
    expect(eventsOf(late, 'escalated').map(({ data }) => data.reason)).toContain('xinfangClose');
  });

  test('has its limits in cases whose terms were frozen before a policy had them', () => {
    const { statutory: _none, ...terms } = anAppeal().terms;
    const limits = (
      ['xinfangInform', 'xinfangClose', 'xinfangExtend', 'xinfangRequest', 'xinfangReview', 'xinfangReReview'] as const
    ).map((name) => compactLimit(statutoryLimit(terms, 'U4', name)));
    expect(limits).toEqual(['15d', '60d', '30d', '30d', '30d', '30d']);
  });

  test('is never paused by an ordinary pause', () => {
    const before = inHandling();
    const paused = act(before, 'needInfo');
    expect(clockOf(paused, 'handling').pausedRemaining).not.toBeNull();
    for (const name of ['xinfangInform', 'xinfangClose'] as const) {
      expect(clockOf(paused, name).pausedRemaining).toBeNull();
      expect(due(paused, name)).toBe(due(before, name));
    }
  });

  test('warns 15, 7 and 3 日 before its due, each once and each with a notice of its own', () => {
    const before = inHandling();
    const { dueAt } = clockOf(before, 'xinfangClose');
    const after = passTime(before, dueAt - 1);
    const warned = eventsOf(after, 'warned').filter(({ data }) => data.clock === 'xinfangClose');
    expect(warned.map(({ data }) => (dueAt - data.markAt) / dayMs)).toEqual([15, 7, 3]);
    const keys = warned.flatMap((event) => noticesFor(before, after, [event]).map(({ key }) => key));
    expect(new Set(keys).size).toBe(3);
    const inform = eventsOf(after, 'warned').filter(({ data }) => data.clock === 'xinfangInform');
    expect(inform).toHaveLength(2);
  });

  test('a worker that was down past several marks raises the latest of them once', () => {
    const before = inHandling();
    const { dueAt } = clockOf(before, 'xinfangClose');
    const after = passTime(act(before, 'note', {}, { at: dueAt - 2 * dayMs }), dueAt - dayMs);
    expect(new Set(logOf(after).map(({ key }) => key)).size).toBe(logOf(after).length);
  });

  test('its expiry escalates, is recorded as late, and tells supervisor and director', () => {
    const before = inHandling();
    const late = passTime(before, clockOf(before, 'xinfangInform').dueAt);
    const [expired] = eventsOf(late, 'expired').filter(({ data }) => data.clock === 'xinfangInform');
    expect(eventsOf(late, 'escalated').map(({ data }) => data.reason)).toContain('xinfangInform');
    expect(late.late.map(({ clock }) => clock)).toContain('xinfangInform');
    expect(expired && noticesFor(before, late, [expired]).map(({ to }) => to)).toEqual([
      { role: 'supervisor' },
      { role: 'director' },
    ]);
  });

  test('informing and the written answer end their clocks; the resident is told', () => {
    const informed = act(inHandling(), 'informXinfang');
    expect(openNames(informed)).not.toContain('xinfangInform');
    expect(refusalOf(informed, 'informXinfang')).toBe('xinfangInformed');
    const event = logOf(informed).at(-1);
    expect(event && noticesFor(informed, informed, [event]).map(({ to, kind }) => [kind, to])).toEqual([
      ['xinfangInformed', 'appellant'],
    ]);
    expect(openNames(anAppeal({ xinfang: true, state: 'replied' }))).not.toContain('xinfangClose');
  });

  test('a case that is not 信访 knows none of it', () => {
    for (const action of ['informXinfang', 'requestXinfangExtension', 'decideXinfangExtension'] as const)
      expect(refusalOf(anAppeal({ state: 'handling' }), action)).toBe('notXinfang');
    expect(refusalOf(anAppeal({ state: 'closed' }), 'requestXinfangReview')).toBe('notXinfang');
  });
});

describe('§3.1 信访工作条例 §34: 延期 30 日 once, approved by another person', () => {
  test('moves the due 30 日 on from where it was, warns anew, and the resident is told', () => {
    const asked = act(inHandling(), 'requestXinfangExtension');
    expect(due(asked, 'xinfangClose')).toBe('01-25 18:00');
    const extended = act(asked, 'decideXinfangExtension');
    // 24 February.
    expect(due(extended, 'xinfangClose')).toBe('02-24 18:00');
    const event = logOf(extended).at(-1);
    expect(event && noticesFor(asked, extended, [event])).toMatchObject([{ kind: 'xinfangExtended', to: 'appellant' }]);
    expect(refusalOf(extended, 'requestXinfangExtension')).toBe('xinfangExtendedOnce');
    const after = passTime(extended, clockOf(extended, 'xinfangClose').dueAt - 1);
    expect(eventsOf(after, 'warned').filter(({ data }) => data.clock === 'xinfangClose')).toHaveLength(3);
    expect(after.late.map(({ clock }) => clock)).not.toContain('xinfangClose');
  });

  test('who asks never decides; a refusal moves nothing and may be followed by another request', () => {
    const asked = act(
      inHandling(),
      'requestXinfangExtension',
      {},
      { actor: { ...supervisor, role: 'handler', unitId: handler.unitId } },
    );
    expect(refusalOf(asked, 'decideXinfangExtension', {}, { actor: supervisor })).toBe('xinfangSamePerson');
    const refused = act(asked, 'decideXinfangExtension', { approved: false }, { actor: director });
    expect(due(refused, 'xinfangClose')).toBe(due(asked, 'xinfangClose'));
    expect(refusalOf(refused, 'decideXinfangExtension')).toBe('xinfangNothingAsked');
    expect(refusalOf(asked, 'requestXinfangExtension')).toBe('xinfangExtensionAsked');
    const granted = act(act(refused, 'requestXinfangExtension'), 'decideXinfangExtension');
    expect(refusalOf(granted, 'requestXinfangExtension')).toBe('xinfangExtendedOnce');
  });

  test('after the due it can be neither asked nor approved', () => {
    const asked = act(inHandling(), 'requestXinfangExtension', {}, { actor: colleague });
    const late = passTime(asked, clockOf(asked, 'xinfangClose').dueAt);
    expect(refusalOf(late, 'decideXinfangExtension', {}, { at: lastAt(late) + 1 })).toBe('xinfangTooLate');
  });

  test('an approved extension stays measured right when the calendar is revised', () => {
    const before = act(act(inHandling(), 'requestXinfangExtension'), 'decideXinfangExtension');
    // Made so that both the due and where the extension begins fall on days off.
    const days = ['2027-01-25', '2027-01-26', '2027-02-26', '2027-02-27', '2027-02-28', '2027-03-01'];
    const calendar = { ...calendar2027, version: 'X', holidays: [...calendar2027.holidays, ...days] };
    const after = revisedAt(before, { id: 1, kind: 'calendar', calendar }, at('2026-12-01 10:00'));
    // 25 January rolls to the 27th; thirty days on is 26 February, which rolls to 2 March.
    expect(due(after, 'xinfangClose')).toBe('03-02 18:00');
    const { dueAt, warnAt } = clockOf(after, 'xinfangClose');
    expect((dueAt - (warnAt ?? 0)) / dayMs).toBe(15);
    expect(revise(after, { id: 1, kind: 'calendar', calendar }, at('2026-12-01 10:00'))).toBeNull();
  });
});

describe('§3.1 信访工作条例 §35-36: 复查 and 复核, 30 日 each', () => {
  test('the closed case stays open for 30 日 in which the review may be asked for', () => {
    const before = closed();
    expect(due(before, 'reopen')).toBe('12-24 18:00');
    const asked = act(before, 'requestXinfangReview', {}, { actor: resident });
    expect(openNames(asked)).toEqual(['xinfangReview']);
    expect(due(asked, 'xinfangReview')).toBe('12-24 18:00');
    const over = passTime(before, clockOf(before, 'reopen').dueAt);
    expect(refusalOf(over, 'requestXinfangReview', {}, { actor: clerk })).toBe('windowClosed');
  });

  test('after the review the re-review may be asked for, decided by somebody else, and after that nothing: the opinion is final', () => {
    const reviewed = act(act(closed(), 'requestXinfangReview'), 'decideXinfangReview');
    expect(openNames(reviewed)).toEqual(['reopen']);
    const again = act(reviewed, 'requestXinfangReview');
    expect(openNames(again)).toEqual(['xinfangReReview']);
    expect(refusalOf(again, 'requestXinfangReview')).toBe('xinfangReviewOpen');
    expect(refusalOf(again, 'decideXinfangReview')).toBe('xinfangSameReviewer');
    const final = act(again, 'decideXinfangReview', { upheld: false }, { actor: supervisor });
    expect(final.archivedAt).not.toBeNull();
    expect(refusalOf(final, 'requestXinfangReview')).toBe('xinfangReviewsUsedUp');
    expect(final.xinfang?.reviews.map(({ stage, upheld }) => [stage, upheld])).toEqual([
      ['review', true],
      ['reReview', false],
    ]);
  });

  test('while it is under way nothing is done anew', () => {
    const asked = act(closed(), 'requestXinfangReview');
    expect(refusalOf(asked, 'redo')).toBe('windowClosed');
  });

  test('who asked for it is on record, and never decides it', () => {
    const byResident = act(closed(), 'requestXinfangReview', {}, { actor: resident });
    expect(byResident.xinfang?.reviews).toMatchObject([{ stage: 'review', askedBy: resident.id }]);
    const both = { ...clerk, id: 'clerk-and-director' };
    const asked = act(closed(), 'requestXinfangReview', {}, { actor: both });
    expect(asked.xinfang?.reviews[0]?.askedBy).toBe(both.id);
    const judge = { ...both, role: 'director' as const };
    expect(refusalOf(asked, 'decideXinfangReview', {}, { actor: judge })).toBe('xinfangSamePerson');
    expect(refusalOf(asked, 'decideXinfangReview', {}, { actor: director })).toBeNull();
  });

  test('who handled the case never judges it; an undecided review is late and the director is told', () => {
    const asked = act(closed(), 'requestXinfangReview');
    const judge = { ...handler, role: 'director' as const, unitId: null };
    expect(refusalOf(asked, 'decideXinfangReview', {}, { actor: judge })).toBe('sameHandler');
    const late = passTime(asked, clockOf(asked, 'xinfangReview').dueAt);
    const [expired] = eventsOf(late, 'expired').slice(-1);
    expect(expired && noticesFor(asked, late, [expired])).toMatchObject([
      { kind: 'xinfangOverdue', to: { role: 'director' } },
    ]);
    expect(late.archivedAt).toBeNull();
    expect(refusalOf(late, 'decideXinfangReview', {}, { at: lastAt(late) + 1 })).toBeNull();
    expect(refusalOf(asked, 'feedback', {}, { actor: callbackAgent })).toBe('wrongState');
  });
});
