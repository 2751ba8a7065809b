// Helpers as matching sees them: what they can do, where and when, and how much they carry. No personal data is read here.
import type { HelperKind, HelperProfile, HelperState, WeeklyWindow } from '../domain/matching/types.ts';
import type { Store } from './client.ts';

type ProfileRow = Omit<HelperProfile, 'kind' | 'state' | 'quiet'> & {
  kind: string;
  state: string;
  hours: WeeklyWindow[];
  quietFrom: number | null;
  quietTo: number | null;
};

// Who left long ago is no answer to "why was nobody asked".
const selectProfiles = `
SELECT id, user_id AS "userId", kind, community_id AS "communityId", compound_id AS "compoundId", state, consent_at IS NOT NULL AS "consented",
  capabilities, training, recusals, unit_id AS "unitId", team_id AS "teamId", hours, quiet_from AS "quietFrom",
  quiet_to AS "quietTo", open_offers AS "openOffers", max_open_offers AS "maxOpenOffers", active_tasks AS "activeTasks",
  max_active_tasks AS "maxActiveTasks", round(extract(epoch FROM cooling_until) * 1000)::float8 AS "coolingUntil",
  accepted_count AS accepted, declined_count AS declined, silent_count AS silent
FROM helper WHERE community_id = $1 AND kind = ANY($2) AND state <> 'left' ORDER BY id`;

/** Everybody of these kinds in a community who has not left, for `rank`. */
export async function profilesFor(
  store: Store,
  communityId: string,
  kinds: readonly HelperKind[],
): Promise<HelperProfile[]> {
  const { rows } = await store.pool.query<ProfileRow>({
    name: 'helper-profiles',
    text: selectProfiles,
    values: [communityId, [...kinds]],
  });
  return rows.map(({ quietFrom, quietTo, kind, state, ...row }) => ({
    ...row,
    kind: kind as HelperKind,
    state: state as HelperState,
    quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
  }));
}
