// What this person can do with the case now; and, folded, what their post can do but not now, each with the reason.
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { isTerminal, type ActionName } from '../../../domain/words.ts';
import { actionLabels, stateHints, stateLabels } from '../../wording/labels.ts';
import { ActionDialog, type Typed } from './action-dialog.tsx';
import { hurts } from './action-words.ts';

/** Acts that move the case on stand before those that accompany it. */
const aside: readonly ActionName[] = [
  'note',
  'urge',
  'progressCall',
  'supervise',
  'list',
  'unlist',
  'reclass',
  'redispatch',
  'waiveTask',
  'withdraw',
  'requestReturn',
  'designate',
  'requestExtension',
  'requestPark',
  'requestDowngrade',
  'toMediation',
  'toCouncil',
  'shield',
  'findViolence',
  'recordConsent',
  'requestMerge',
  'requestUnmerge',
];

export function Actions({ detail }: { detail: AppealDetail }) {
  const [open, setOpen] = useState<ActionName | null>(null);
  const [kept, setKept] = useState<Partial<Record<ActionName, Typed>>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  // The police have a panel of their own (police-panel.tsx).
  const allowed = detail.actions
    .filter((each) => each.allowed && each.action !== 'reportToPolice')
    .map((each) => each.action);
  // Spoken with the appellant once: speaking again is no longer what comes next.
  const beside = (action: ActionName) =>
    aside.includes(action) || (action === 'contact' && detail.contactedAt !== null);
  const main = allowed
    .filter((action) => !beside(action) && !hurts[action])
    .sort((a, b) => Number(movesOn.includes(b)) - Number(movesOn.includes(a)));
  const rest = [
    ...allowed.filter((action) => !main.includes(action) && !hurts[action]),
    ...allowed.filter((action) => hurts[action]),
  ];
  return (
    <section className="paper actions" aria-labelledby="actions">
      <h2 id="actions" ref={heading} tabIndex={-1}>
        办理
        {!isTerminal(detail.state) && <span className="quiet small"> {stateHints[detail.state]}</span>}
      </h2>
      {allowed.length === 0 && <p className="quiet">现在没有需要您办理的。</p>}
      <Buttons actions={main} open={setOpen} primary />
      <Buttons actions={rest} open={setOpen} />
      <NotNow detail={detail} />
      {open && (
        <ActionDialog
          key={open}
          action={open}
          detail={detail}
          typed={kept[open]}
          keep={(typed) => setKept({ ...kept, [open]: typed })}
          close={() => setOpen(null)}
          closed={() => heading.current?.focus()}
        />
      )}
    </section>
  );
}

/** What takes a case a step on: offered first. */
const movesOn: readonly ActionName[] = [
  'decideReturn',
  'decideExtension',
  'decidePark',
  'decideMerge',
  'decideUnmerge',
  'decideDowngrade',
  'decideRedo',
  'acknowledgeEscalation',
  'accept',
  'dispatch',
  'sign',
  'complete',
  'reply',
  'feedback',
  'infoGiven',
  'mediated',
  'resolved',
];

type ButtonsProps = { actions: ActionName[]; open: (action: ActionName) => void; primary?: boolean };

function Buttons({ actions, open, primary = false }: ButtonsProps) {
  if (actions.length === 0) return null;
  return (
    <div className="row actions-row">
      {actions.map((action, index) => (
        <Button
          key={action}
          type={primary && index === 0 ? 'primary' : 'default'}
          danger={hurts[action] !== undefined}
          onClick={() => open(action)}
        >
          {actionLabels[action]}
        </Button>
      ))}
    </div>
  );
}

/** Refusals that only say that the case is none of those. */
const noCase: readonly string[] = ['policeTold', 'noConsentNeeded'];

function NotNow({ detail }: { detail: AppealDetail }) {
  // What no case like this one has is not worth a line.
  const refused = detail.actions.filter(({ allowed, reason }) => !allowed && !noCase.includes(reason?.code ?? ''));
  if (refused.length === 0) return null;
  // Most wait for another state only: one line says it for all of them.
  const otherState = refused.filter(({ reason }) => reason?.code === 'wrongState');
  const otherwise = refused.filter((each) => !otherState.includes(each));
  return (
    <details className="not-now">
      <summary>现在不能办理的（{refused.length} 项）</summary>
      <ul>
        {otherwise.map(({ action, reason }) => (
          <li key={action}>
            <strong>{actionLabels[action]}</strong>：{reason?.text ?? '现在不能办理'}
          </li>
        ))}
        {otherState.length > 0 && (
          <li>
            <strong>{otherState.map(({ action }) => actionLabels[action]).join('、')}</strong>：
            {stateLabels[detail.state]}的诉求不能这样办理
          </li>
        )}
      </ul>
    </details>
  );
}
