// Communities, their compounds and buildings, and the units that serve them.
import { z } from 'zod';
import { code } from './base.ts';

export const community = z
  .strictObject({
    id: code,
    name: z.string(),
    town: z.string().nullable(),
    feature: z.string().nullable(),
    demo: z.boolean(),
  })
  .meta({ id: 'Community' });
export type Community = z.infer<typeof community>;

export const compound = z.strictObject({ id: code, communityId: code, name: z.string() }).meta({ id: 'Compound' });
export type Compound = z.infer<typeof compound>;

export const building = z.strictObject({ id: code, compoundId: code, name: z.string() }).meta({ id: 'Building' });
export type Building = z.infer<typeof building>;

export const unit = z
  .strictObject({
    id: code,
    communityId: code,
    name: z.string(),
    kind: z.string(),
    categories: z.array(z.string()),
    active: z.boolean(),
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof unit>;

export const communityList = z.strictObject({ items: z.array(community) }).meta({ id: 'CommunityList' });
export const compoundList = z.strictObject({ items: z.array(compound) }).meta({ id: 'CompoundList' });
export const buildingList = z.strictObject({ items: z.array(building) }).meta({ id: 'BuildingList' });
export const unitList = z.strictObject({ items: z.array(unit) }).meta({ id: 'UnitList' });

export const ofCommunity = z.strictObject({ community: code });
export const ofCompound = z.strictObject({ compound: code });
