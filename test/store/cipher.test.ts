import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  CipherError,
  newQueryCode,
  normalisePhone,
  normaliseQueryCode,
  openCipher,
  phoneTail,
} from '../../store/cipher.ts';

const oldKey = { id: 'k1', key: randomBytes(32) };
const newKey = { id: 'k2', key: randomBytes(32) };
const lookup = randomBytes(32);
const place = { table: 'intake', column: 'phone', id: 'row-1' };

describe('§9 personal columns', () => {
  test('a value opens where it was sealed, and its ciphertext never repeats', () => {
    const cipher = openCipher([newKey], lookup);
    const first = cipher.encrypt('张先生 13812345678', place);
    expect(cipher.decrypt(first, place)).toBe('张先生 13812345678');
    expect(cipher.encrypt('张先生 13812345678', place)).not.toBe(first);
    expect(first).toMatch(/^v1:k2:[\w-]{16}:[\w-]+$/);
    expect(cipher.decrypt(cipher.encrypt('', place), place)).toBe('');
  });

  test('a value does not open in another row, column or table', () => {
    const cipher = openCipher([newKey], lookup);
    const value = cipher.encrypt('张先生', place);
    for (const moved of [
      { ...place, id: 'row-2' },
      { ...place, column: 'name' },
      { ...place, table: 'letter' },
    ]) {
      expect(() => cipher.decrypt(value, moved)).toThrow(CipherError);
    }
  });

  test('an altered value is refused, its nonce, text or tag', () => {
    const cipher = openCipher([newKey], lookup);
    const [version, id, nonce, sealed] = cipher.encrypt('张先生', place).split(':') as [string, string, string, string];
    const flip = (text: string, at: number) => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes.toString('base64url');
    };
    const altered = [
      [version, id, flip(nonce, 0), sealed],
      [version, id, nonce, flip(sealed, 0)],
      [version, id, nonce, flip(sealed, Buffer.from(sealed, 'base64url').length - 1)],
      [version, id, nonce, sealed.slice(0, 8)],
      ['v2', id, nonce, sealed],
      [version, 'k9', nonce, sealed],
    ];
    for (const parts of altered) expect(() => cipher.decrypt(parts.join(':'), place)).toThrow(CipherError);
  });

  test('after a change of keys old values still open and new ones carry the new key', () => {
    const value = openCipher([oldKey], lookup).encrypt('张先生', place);
    const both = openCipher([newKey, oldKey], lookup);
    expect(both.decrypt(value, place)).toBe('张先生');
    expect(both.encrypt('李女士', place)).toMatch(/^v1:k2:/);
    expect(() => openCipher([newKey], lookup).decrypt(value, place)).toThrow(CipherError);
  });

  test('a keyed hash depends on the text and the key alone', () => {
    const cipher = openCipher([newKey], lookup);
    expect(cipher.keyedHash('13812345678')).toBe(openCipher([oldKey], lookup).keyedHash('13812345678'));
    expect(cipher.keyedHash('13812345678')).not.toBe(cipher.keyedHash('13812345679'));
    expect(cipher.keyedHash('13812345678')).not.toBe(openCipher([newKey], randomBytes(32)).keyedHash('13812345678'));
  });
});

describe('phones and query codes', () => {
  test.each([
    '13812345678',
    '138 1234 5678',
    '+86 138-1234-5678',
    '008613812345678',
    '8613812345678',
    '１３８１２３４５６７８',
  ])('%s is one phone', (written) => expect(normalisePhone(written)).toBe('13812345678'));

  test('the last four digits of a landline are those before its extension', () => {
    expect(phoneTail('03594022123-801')).toBe('2123');
    expect(phoneTail('138-1234-5678')).toBe('5678');
  });

  test('query codes have 8 characters beside a phone and 16 alone, none of them easily confused', () => {
    const codes = Array.from({ length: 200 }, () => newQueryCode(false));
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(new Set(codes).size).toBe(200);
    expect(newQueryCode(true)).toMatch(/^[2-9A-HJKMNP-Z]{16}$/);
    expect(normaliseQueryCode(' abcd-2345 ')).toBe('ABCD2345');
  });
});
