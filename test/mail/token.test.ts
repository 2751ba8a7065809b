import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMailToken, signMailToken } from '../../store/mail-token.ts';

const key = randomBytes(32);
const now = Date.UTC(2026, 10, 24, 10);
const grant = { userId: 'supervisor', no: 'SQ20261124-000001', rung: 1, raisedSeq: 7, endsAt: now + 1 };
const token = signMailToken(key, grant);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';

describe('the token of a link in a mail', () => {
  test('opens what it was written for, until its end', () => {
    expect(readMailToken(key, token, now)).toMatchObject({ kind: 'valid', grant });
    expect(readMailToken(key, token, now + 1)).toMatchObject({ kind: 'ended', grant });
  });

  test('carries at least 128 bits of MAC and only characters a URL takes as they are', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
  });

  test('with any one character changed, added or left out it is forged', () => {
    for (let at = 0; at < token.length; at += 1) {
      for (const other of alphabet) {
        if (other === token[at]) continue;
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        expect(readMailToken(key, changed, now).kind).toBe('forged');
      }
      expect(readMailToken(key, token.slice(0, at) + token.slice(at + 1), now).kind).toBe('forged');
    }
    for (const added of ['=', 'A', '.', ' ']) expect(readMailToken(key, token + added, now).kind).toBe('forged');
  });

  test('under another key it is forged', () => {
    expect(readMailToken(randomBytes(32), token, now).kind).toBe('forged');
  });

  test('whatever else is sent is forged and never an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readMailToken(key, text, now).kind === 'forged'));
  });

  test('names its one use by the same id each time, another link by another', () => {
    const idOf = (text: string) => {
      const read = readMailToken(key, text, now);
      return read.kind === 'forged' ? null : read.id;
    };
    expect(idOf(token)).toBe(idOf(signMailToken(key, grant)));
    expect(idOf(token)).not.toBe(idOf(signMailToken(key, { ...grant, userId: 'director' })));
  });
});
