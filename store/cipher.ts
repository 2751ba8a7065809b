// Personal columns: AES-256-GCM with the key's id in the value, so that keys can change; keyed hashes for what must be found.
// A value is bound to its table, column and row: copied anywhere else, it does not open.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt } from 'node:crypto';

export type DataKey = { id: string; key: Buffer };

/** Where a value stands. `id`: the row's primary key. */
export type Place = { table: string; column: string; id: string };

export type Cipher = {
  /** 'v1:keyId:nonce:ciphertext+tag', the last two in base64url. */
  encrypt(text: string, place: Place): string;
  /** Throws CipherError when the value was altered, moved, or its key is not among the settings. */
  decrypt(value: string, place: Place): string;
  /** HMAC-SHA-256 of a text under the lookup key, in base64url: equal texts, equal hashes. */
  keyedHash(text: string): string;
};

/** A personal value that cannot be opened; the message never holds any of it. */
export class CipherError extends Error {
  override readonly name = 'CipherError';
}

/** `keys` newest first: the first encrypts, all decrypt. */
export function openCipher(keys: readonly DataKey[], lookupKey: Buffer): Cipher {
  const newest = keys[0];
  if (!newest) throw new CipherError('no data key');
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    encrypt: (text, place) => {
      const nonce = randomBytes(12);
      const gcm = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(boundTo(place));
      const sealed = Buffer.concat([gcm.update(text, 'utf8'), gcm.final(), gcm.getAuthTag()]);
      return `v1:${newest.id}:${nonce.toString('base64url')}:${sealed.toString('base64url')}`;
    },
    decrypt: (value, place) => {
      const [version, id = '', nonce = '', sealed = ''] = value.split(':');
      const key = byId.get(id);
      if (version !== 'v1' || !key) throw new CipherError(`no key for ${place.table}.${place.column}`);
      const bytes = Buffer.from(sealed, 'base64url');
      try {
        const gcm = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 });
        gcm.setAAD(boundTo(place)).setAuthTag(bytes.subarray(-16));
        return Buffer.concat([gcm.update(bytes.subarray(0, -16)), gcm.final()]).toString('utf8');
      } catch {
        throw new CipherError(`${place.table}.${place.column} was altered or moved`);
      }
    },
    keyedHash: (text) => createHmac('sha256', lookupKey).update(text).digest('base64url'),
  };
}

// Without 0 O 1 I L: read out on the telephone and copied from paper.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const lengths = { withPhone: 8, anonymous: 16 } as const;

/** A code by which a resident follows the case: short beside the phone's last digits, longer where it stands alone. */
export function newQueryCode(anonymous: boolean): string {
  const length = anonymous ? lengths.anonymous : lengths.withPhone;
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The code as typed by people: any case, with spaces or dashes. */
export function normaliseQueryCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
}

/** Digits only, without +86: how a phone is hashed, whoever wrote it. */
export function normalisePhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/[^\d+]/g, '');
  return digits.replace(/^(\+86|0086|86(?=1\d{10}$))/, '').replace(/\D/g, '');
}

/** The last four digits by which a caller proves to know the phone; an extension (03594022123-801) does not count. */
export function phoneTail(phone: string): string {
  const main = /^(0\d{9,11})-\d{1,6}$/.exec(phone)?.[1] ?? phone;
  return normalisePhone(main).slice(-4);
}

function boundTo({ table, column, id }: Place): Buffer {
  return Buffer.from(`${table}.${column}:${id}`, 'utf8');
}
