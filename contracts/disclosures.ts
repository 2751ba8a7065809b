// Seeing an appellant's telephone number: always on record (domain §9).
import { z } from 'zod';
import { line } from './text.ts';

export const disclosureRequest = z.strictObject({ reason: line(200).optional() }).meta({ id: 'DisclosureRequest' });

export const disclosure = z
  .strictObject({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    proxyName: z.string().nullable(),
    proxyPhone: z.string().nullable(),
    guardianName: z.string().nullable(),
    guardianPhone: z.string().nullable(),
    representatives: z
      .array(z.strictObject({ name: z.string(), phone: z.string() }))
      .meta({ description: '联名的代表' }),
  })
  .meta({ id: 'Disclosure' });
export type Disclosure = z.infer<typeof disclosure>;
