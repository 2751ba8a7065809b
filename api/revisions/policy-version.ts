// A new version of a policy: an earlier one with some limits changed, each with its source. New cases take it from its day on.
import type { PolicyVersionToCreate } from '../../contracts/revisions.ts';
import { isStatutory } from '../../domain/policy/terms.ts';
import { createPolicy, readPolicy, type PolicyHead } from '../../store/policies.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';

/** A statutory limit hangs on no class: it changes for all. Throws `notFound` for an unknown base, `unknownReference` for a version that is taken. */
export async function createPolicyVersion(
  deps: Dependencies,
  { from, limits, effectiveFrom, ...head }: PolicyVersionToCreate,
  by: string,
): Promise<PolicyHead> {
  const base = await readPolicy(deps.store, from);
  if (!base) throw new ProblemError('notFound');
  const changed = (each: { class: string; name: string }) =>
    limits.find((limit) => limit.name === each.name && (limit.class === each.class || isStatutory(limit.name)));
  const policy = {
    ...base,
    ...head,
    // A version belongs to its policy whatever it is called: communities take the newest of the name.
    name: base.name,
    limits: base.limits.map((each) => ({ ...each, ...changed(each), class: each.class })),
    effectiveFrom: Date.parse(effectiveFrom),
  };
  if (!(await createPolicy(deps.store, policy)))
    throw new ProblemError('unknownReference', { errors: [{ path: 'version', message: '这个版本号已经用过' }] });
  deps.log.info({ by, policy: policy.version, from }, 'policy version created');
  const { version, name, source } = policy;
  return { version, name, source, effectiveFrom: policy.effectiveFrom };
}
