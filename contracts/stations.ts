// Party-and-masses service stations (党群服务站): where they are, when they are open and what one gets there.
import { z } from 'zod';
import { code } from './base.ts';
import { seenVersion, weeklyWindow } from './helpers.ts';
import { line } from './text.ts';

const facts = {
  compoundId: code.nullable(),
  name: line(60),
  address: line(100),
  hours: z.array(weeklyWindow).max(14),
  services: z.array(line(20)).max(20),
};

export const station = z
  .strictObject({
    id: code,
    communityId: code,
    compoundId: code.nullable(),
    name: z.string(),
    address: z.string(),
    hours: z.array(z.strictObject({ days: z.array(z.int()), from: z.int(), to: z.int() })),
    services: z.array(z.string()),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Station' });
export type Station = z.infer<typeof station>;

export const stationList = z.strictObject({ items: z.array(station) }).meta({ id: 'StationList' });

export const stationToAdd = z
  .strictObject({
    communityId: code,
    ...facts,
    compoundId: facts.compoundId.default(null),
    hours: facts.hours.default([]),
    services: facts.services.default([]),
  })
  .meta({ id: 'StationToAdd' });
/** What is not named stays as it is: hence no defaults here, which would stand for what was not said. */
export const stationChange = z
  .strictObject({ ...facts, active: z.boolean() })
  .partial()
  .extend({ version: seenVersion })
  .meta({ id: 'StationChange' });
