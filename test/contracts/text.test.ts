import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone } from '../../contracts/phone.ts';
import { line, paragraphs } from '../../contracts/text.ts';

describe('text', () => {
  it.each(['王秀芳', '八家巷3号楼2单元', '❤️', '𠮷野家', 'e\u0301', '葛\u{E0100}', '一家👨‍👩‍👧‍👦', '👩🏽‍⚕️', '🏳️‍🌈'])(
    'is taken as people write it: %s',
    (text) => {
      expect(line(20).safeParse(text).success).toBe(true);
    },
  );

  it('is brought to NFC, trimmed, its line ends unified', () => {
    expect(line(20).parse('  e\u0301 ')).toBe('\u00e9');
    expect(paragraphs(20).parse('一\r\n二\r三\t四')).toBe('一\n二\n三 四');
  });

  it.each(['路\u200D灯', '\u200D👧', '👧\u200D', '👧\u200D\u200D👧', '👧\u200D灯', '👧\u200D👧\u200D'])(
    'joins nothing but pictures without showing it: %j',
    (text) => {
      expect(line(20).safeParse(text).success).toBe(false);
    },
  );

  it('of one line has no line break', () => {
    expect(line(20).safeParse('一\n二').success).toBe(false);
  });

  it('what passes holds no character that hides or reorders, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        const parsed = paragraphs(60).safeParse(given);
        if (!parsed.success) return;
        expect(parsed.data.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(parsed.data).toBe(parsed.data.normalize('NFC').trim());
        expect(parsed.data.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('parsed twice is parsed once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (given) => {
        const once = paragraphs(60).safeParse(given);
        if (once.success) expect(paragraphs(60).parse(once.data)).toBe(once.data);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a telephone number', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['+86-138-1234-5678', '13812345678'],
    ['0086 138 1234 5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['(0359) 402 2123', '03594022123'],
    ['+86 359 4022123', '03594022123'],
    ['010-62345678', '01062345678'],
    ['0359-4022123-801', '03594022123-801'],
    ['0359-4022123转801', '03594022123-801'],
  ])('%s is %s', (given, expected) => {
    expect(normalisePhone(given)).toBe(expected);
  });

  it.each([
    '',
    '12345',
    '4022123',
    '12812345678',
    '138123456789',
    '13812345678转1',
    '0359-40221',
    '+1 202 555 0100',
    '138a12345678',
  ])('%s is none of the mainland, or lacks its area code', (given) => {
    expect(normalisePhone(given)).toBeNull();
  });

  it('in its one form stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -+()转#'), maxLength: 24 }), (given) => {
        const number = normalisePhone(given);
        if (number !== null) expect(normalisePhone(number)).toBe(number);
      }),
      { numRuns: 3000 },
    );
  });
});
