// Small marks that stand beside a case: its state, its class, its flags. Each says its meaning in words.
import { isTerminal, type AppealClass, type Outcome, type State } from '../../../domain/words.ts';
import { classHints, classLabels, flagLabels, outcomeLabels, stateHints, stateLabels } from '../../wording/labels.ts';

export function StateMark({ state, outcome = null }: { state: State; outcome?: Outcome | null }) {
  const words =
    outcome && state === 'closed' ? `${stateLabels[state]} · ${outcomeLabels[outcome]}` : stateLabels[state];
  return (
    <span className={`mark ${isTerminal(state) ? 'mark-over' : 'mark-open'}`} title={stateHints[state]}>
      {words}
    </span>
  );
}

export function ClassMark({ cls }: { cls: AppealClass }) {
  return (
    <span className={`mark mark-class mark-${cls.toLowerCase()}`} title={`${cls}：${classHints[cls]}`}>
      {classLabels[cls]}
    </span>
  );
}

/** The police are still to be told: before everything else. */
export function PoliceMark() {
  return <span className="mark mark-police">待报警</span>;
}

/** 挂牌督办. */
export function ListedMark() {
  return (
    <span className="mark mark-rung" title="挂牌督办：最高一级的督办">
      挂牌督办
    </span>
  );
}

export function FlagMarks({ flags }: { flags: string[] }) {
  return (
    <>
      {flags.map((flag) => (
        <span key={flag} className="mark mark-flag">
          {(flagLabels as Record<string, string>)[flag] ?? flag}
        </span>
      ))}
    </>
  );
}
