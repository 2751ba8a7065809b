// How an entry stands, in words; without consent nobody is asked, whatever the state.
import type { HelperState } from '../../../domain/matching/types.ts';
import { helperStateLabels } from '../../wording/helpers.ts';

const looks: Record<HelperState, string> = {
  enrolled: 'badge-near',
  verified: 'badge-calm',
  suspended: 'badge-late',
  left: 'badge-was-late',
};

export function StateBadge({ state, consented }: { state: HelperState; consented: boolean }) {
  return (
    <>
      <span className={`badge ${looks[state]}`}>{helperStateLabels[state]}</span>
      {!consented && <span className="row-sub">未同意</span>}
    </>
  );
}
