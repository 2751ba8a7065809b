// The fields of each action, one entry a name, so that an action without fields of its own fails to compile.
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { ActionName } from '../../../domain/words.ts';
import { unconfirmedOffers, withdrawableOffers } from './action-values.ts';
import { textWords } from './action-words.ts';
import { AssistFields } from './fields/assist-fields.tsx';
import {
  AdoptionField,
  ClassField,
  ReasonField,
  TextField,
  TransferField,
  VerdictField,
  WayField,
} from './fields/common-fields.tsx';
import {
  AfterField,
  ConsentFields,
  DecisionFields,
  ExtensionFields,
  MediationResultField,
  ParkFields,
} from './fields/decision-fields.tsx';
import { EvidenceField } from './fields/evidence-field.tsx';
import { FeedbackFields } from './fields/feedback-fields.tsx';
import { KindFields } from './fields/kind-fields.tsx';
import { MasterField } from './fields/master-field.tsx';
import { GuardianFields } from './fields/guardian-fields.tsx';
import { PoliceResultField, VictimField } from './fields/violence-fields.tsx';
import { OfferField, RungField, ShieldFields, TaskField, UnitField } from './fields/target-fields.tsx';

type Props = { detail: AppealDetail; form: FormInstance };
type Fields = (props: Props) => ReactNode;

const own: Record<ActionName, Fields> = {
  accept: KindFields,
  decline: () => <ReasonField />,
  transferOut: () => <TransferField />,
  answerNow: () => <WayField name="channel" label="答复方式" />,
  dispatch: ({ detail }) => (
    <>
      <UnitField detail={detail} label="主办单位" />
      <AssistFields detail={detail} />
    </>
  ),
  redispatch: ({ detail }) => <UnitField detail={detail} label="改派给" />,
  sign: () => null,
  contact: () => <WayField name="way" label="联系方式" />,
  needInfo: () => null,
  infoGiven: () => null,
  completeTask: ({ detail }) => <TaskField detail={detail} />,
  waiveTask: ({ detail }) => <TaskField detail={detail} />,
  complete: () => null,
  reply: ({ detail }) => (
    <>
      <WayField name="channel" label="答复方式" />
      {detail.type === 'SUGGEST' && <AdoptionField />}
    </>
  ),
  feedback: FeedbackFields,
  callbackFailed: () => <WayField name="way" label="回访方式" />,
  redo: () => null,
  urge: () => null,
  progressCall: () => null,
  supervise: () => null,
  list: () => null,
  unlist: () => null,
  acknowledgeEscalation: RungField,
  seeOffer: () => null,
  claimOffer: () => null,
  declineOffer: () => null,
  withdrawOffer: ({ detail }) => <OfferField detail={detail} of={withdrawableOffers(detail)} />,
  confirmHelp: ({ detail }) => <OfferField detail={detail} of={unconfirmedOffers(detail)} />,
  reportHelp: () => null,
  reclass: ({ detail }) => <ClassField above={detail.class} />,
  requestReturn: () => null,
  decideReturn: ({ detail }) => <DecisionFields kind="return" detail={detail} />,
  designate: ({ detail }) => <UnitField detail={detail} label="指定单位" />,
  requestExtension: ({ detail }) => <ExtensionFields detail={detail} />,
  decideExtension: ({ detail }) => <DecisionFields kind="extension" detail={detail} />,
  requestPark: () => <ParkFields />,
  decidePark: ({ detail }) => <DecisionFields kind="park" detail={detail} />,
  unpark: () => <AfterField name="to" label="转往" />,
  requestDowngrade: ({ detail }) => <ClassField below={detail.class} />,
  decideDowngrade: ({ detail }) => <DecisionFields kind="downgrade" detail={detail} />,
  decideRedo: ({ detail }) => <DecisionFields kind="redo" detail={detail} />,
  toMediation: () => <ConsentFields />,
  mediated: () => <MediationResultField />,
  toCouncil: () => null,
  resolved: ({ detail }) => <AssistFields detail={detail} />,
  withdraw: () => null,
  note: () => null,
  informXinfang: () => <WayField name="way" label="告知方式" />,
  requestXinfangExtension: () => null,
  decideXinfangExtension: () => <VerdictField name="approved" label="延期三十日" yes="批准" no="不批准" />,
  requestXinfangReview: () => null,
  decideXinfangReview: () => <VerdictField name="upheld" label="原处理意见" yes="维持" no="需要改正" />,
  requestMerge: MasterField,
  decideMerge: ({ detail }) => <DecisionFields kind="merge" detail={detail} />,
  requestUnmerge: () => null,
  decideUnmerge: ({ detail }) => <DecisionFields kind="unmerge" detail={detail} />,
  shield: ShieldFields,
  findViolence: VictimField,
  reportToPolice: PoliceResultField,
  recordConsent: () => <GuardianFields />,
};

export function ActionFields({ action, detail, form }: Props & { action: ActionName }) {
  const Own = own[action];
  const words = textWords[action];
  return (
    <>
      <Own detail={detail} form={form} />
      {words && <TextField words={words} />}
      {action === 'complete' && <EvidenceField no={detail.no} />}
    </>
  );
}
