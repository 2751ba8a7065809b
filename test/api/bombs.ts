// Little that unpacks to very much, made without packing all of it.
import { constants, deflateRawSync } from 'node:zlib';

const pieceSize = 1 << 20;

/** What `deflateRaw` could make of `size` bytes that are all `byte`. */
export function packedRun(size: number, byte: number): Buffer {
  // Flushed, a piece ends with a whole byte and refers to nothing before it: it can follow itself.
  const piece = deflateRawSync(Buffer.alloc(pieceSize, byte), { finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: Math.floor(size / pieceSize) }, () => piece);
  return Buffer.concat([...pieces, deflateRawSync(Buffer.alloc(size % pieceSize, byte))]);
}

/** The same as a zlib stream, with the right checksum. */
export function zlibRun(size: number, byte: number): Buffer {
  const [n, value, modulus] = [BigInt(size), BigInt(byte), 65_521n];
  const low = (1n + n * value) % modulus;
  const high = (n + (value * n * (n + 1n)) / 2n) % modulus;
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(Number(high * 65_536n + low));
  return Buffer.concat([Buffer.from([0x78, 0x01]), packedRun(size, byte), checksum]);
}
