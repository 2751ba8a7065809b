// Who works in a community, one entry a role held.
import { z } from 'zod';
import { roles } from '../domain/words.ts';
import { code } from './base.ts';

export const staffMember = z
  .strictObject({ id: z.string(), name: z.string(), role: z.enum(roles), unitId: code.nullable() })
  .meta({ id: 'StaffMember' });

export const staffList = z.strictObject({ items: z.array(staffMember) }).meta({ id: 'StaffList' });
