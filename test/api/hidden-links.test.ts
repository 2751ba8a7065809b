// A case that is kept from somebody is not named to them in another one that they see.
import { describe, expect, test } from 'vitest';
import { withoutHidden, withoutLinks } from '../../api/hidden-links.ts';
import type { AppealDetail } from '../../contracts/appeals.ts';
import type { TimelineEntry } from '../../contracts/timeline.ts';

const secret = 'SQ20261124-000001';
const plain = 'SQ20261124-000002';
const entry = (kind: string, facts: object) => ({ kind, facts }) as unknown as TimelineEntry;

describe('§4.6 report', () => {
  test('the course of another case does not say that it joined or left', () => {
    const course = [
      entry('registered', {}),
      entry('childJoined', { child: secret, childSeq: 7 }),
      entry('childJoined', { child: plain, childSeq: 9 }),
      entry('childLeft', { child: secret, childSeq: 7 }),
    ];
    expect(withoutHidden(course, [secret]).map(({ facts }) => facts.child)).toEqual([undefined, plain]);
    expect(withoutHidden(course, [])).toEqual(course);
  });

  test('nor does its page, wherever it names others', () => {
    const joined = [secret, plain].map((no) => ({ no, at: '2026-11-24T02:00:00.000Z' }));
    const asked = { into: secret };
    const page = { linkedTo: secret, merge: { into: secret }, children: joined, requests: [asked] };
    const seen = (hidden: string[]) => withoutLinks(page as unknown as AppealDetail, hidden);
    expect(seen([secret])).toMatchObject({
      ...{ linkedTo: null, merge: null, children: [{ no: plain }], requests: [{ into: null }] },
    });
    expect(seen([plain])).toMatchObject({ ...page, children: [{ no: secret }] });
  });
});
