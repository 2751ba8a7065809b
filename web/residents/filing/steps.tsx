// The questions of filing, one a page. Each takes the answers so far and what was wrong with the last attempt.
import type { ReactNode } from 'react';
import type { Attachment } from '../../../contracts/attachments.ts';
import { appealTypes, victims } from '../../../domain/words.ts';
import { harmChoices, matters, purposes } from '../../wording/residents.ts';
import {
  ErrorSummary,
  ErrorText,
  FileField,
  Radio,
  Radios,
  TextArea,
  TextField,
  type Choice,
  type Errors,
} from '../fields.tsx';
import { Page, type Frame } from '../frame.tsx';
import { Emergency, Files } from '../parts.tsx';

export const noPlace = 'none';

/** The answers as a form shows them: always texts. */
export type Shown = Partial<
  Record<
    'type' | 'category' | 'harm' | 'communityId' | 'compoundId' | 'buildingId' | 'address' | 'text' | 'about',
    string
  >
>;

export type StepProps = {
  frame: Frame;
  shown: Shown;
  errors: Errors;
  back: string;
  /** Came from the check page. */ change: boolean;
};

export function PurposePage(props: StepProps) {
  const choices = appealTypes.toSorted((a, b) => order(a) - order(b)).map((value) => ({ value, ...purposes[value] }));
  return (
    <Step {...props} step={1} title="您想做什么">
      <Emergency />
      <Radios
        name="type"
        legend={<h1>您想做什么？</h1>}
        errors={props.errors}
        choices={choices}
        chosen={props.shown.type}
      />
    </Step>
  );
}

/** `known`: the categories that the policy has; one without words of its own comes under 其他. */
export function MatterPage({ known, ...props }: StepProps & { known: readonly { code: string; name: string }[] }) {
  const named = new Set(matters.flatMap(({ items }) => items.map(({ code }) => code)));
  const others = known
    .filter(({ code }) => !named.has(code))
    .map(({ code, name }) => ({ code, label: name, hint: undefined }));
  const groups = [...matters, ...(others.length > 0 ? [{ theme: '还有', items: others }] : [])];
  return (
    <Step {...props} step={1} title="是哪方面的事">
      <fieldset className={props.errors.category ? 'question wrong' : 'question'}>
        <legend>
          <h1>是哪方面的事？</h1>
        </legend>
        <p className="hint">选最接近的一项。选错了没关系，工作人员会改。</p>
        <ErrorText name="category" errors={props.errors} />
        {groups.map(({ theme, items }, group) => (
          <div className="group" key={theme} role="group" aria-labelledby={`theme-${group}`}>
            <h2 id={`theme-${group}`}>{theme}</h2>
            <div className="choices columns">
              {items
                .filter(({ code }) => known.some((each) => each.code === code))
                .map(({ code, label, hint }, index) => (
                  <Radio
                    key={code}
                    name="category"
                    id={group === 0 && index === 0 ? 'category' : `category-${code}`}
                    choice={{ value: code, label, hint }}
                    chosen={props.shown.category}
                  />
                ))}
            </div>
          </div>
        ))}
      </fieldset>
    </Step>
  );
}

/** Asked where the matter is about people. Who answers yes is told first whom to call. */
export function HarmPage(props: StepProps) {
  const choices = [{ value: 'none', label: '没有' }, ...victims.map((value) => ({ value, ...harmChoices[value] }))];
  return (
    <Step {...props} step={1} title="有没有人受到伤害">
      <Emergency />
      <Radios
        name="harm"
        legend={<h1>有没有人受到伤害？</h1>}
        hint="挨打、受虐待、被关起来、没有人管，都算；不确定的也请选。社区会保密，需要的马上报告公安。"
        errors={props.errors}
        choices={choices}
        chosen={props.shown.harm}
      />
    </Step>
  );
}

export function CommunityPage({ choices, ...props }: StepProps & { choices: readonly Choice[] }) {
  return (
    <Step {...props} step={2} title="在哪个社区">
      <Radios
        name="communityId"
        legend={<h1>在哪个社区？</h1>}
        errors={props.errors}
        choices={choices}
        chosen={props.shown.communityId}
      />
    </Step>
  );
}

export function CompoundPage({ choices, ...props }: StepProps & { choices: readonly Choice[] }) {
  return (
    <Step {...props} step={2} title="在哪个小区">
      <Radios
        name="compoundId"
        legend={<h1>在哪个小区？</h1>}
        errors={props.errors}
        choices={[...choices, { value: noPlace, label: '不在上面，或者说不清' }]}
        chosen={props.shown.compoundId}
        columns
      />
    </Step>
  );
}

export function SpotPage({ choices, ...props }: StepProps & { choices: readonly Choice[] }) {
  const address = { name: 'address', errors: props.errors, value: props.shown.address, maxLength: 120 };
  const hint = '例如：3单元楼道口、北门往东50米。不需要可以空着。';
  if (choices.length === 0) {
    return (
      <Step {...props} step={2} title="具体在哪里">
        <h1>
          <label htmlFor="address">具体在哪里？</label>
        </h1>
        <TextField {...address} legend="位置（可不填）" hint={hint} />
      </Step>
    );
  }
  return (
    <Step {...props} step={2} title="在哪栋楼">
      <Radios
        name="buildingId"
        legend={<h1>在哪栋楼？</h1>}
        errors={props.errors}
        choices={[...choices, { value: noPlace, label: '不在楼里，或者说不清' }]}
        chosen={props.shown.buildingId}
        columns
      />
      <TextField {...address} legend="具体位置（可不填）" hint={hint} />
    </Step>
  );
}

type DetailsProps = StepProps & { files: readonly Attachment[] };

export function DetailsPage({ files, ...props }: DetailsProps) {
  return (
    <Step {...props} step={3} title="说说情况" multipart>
      <h1>说说情况</h1>
      <TextArea
        name="text"
        legend="发生了什么事？"
        hint="什么时候、什么样子、影响到谁。想到什么写什么。不要写身份证号、银行卡号。"
        errors={props.errors}
        value={props.shown.text}
        rows={7}
      />
      {props.shown.type === 'REPORT' ? (
        <TextField
          name="about"
          legend="举报的是谁（可不填）"
          hint="写单位名称，或者工作人员的姓名。写出来的单位和人看不到这件事，也不会来办。"
          errors={props.errors}
          value={props.shown.about}
          maxLength={100}
        />
      ) : null}
      <FileField
        name="files"
        legend="照片或 PDF（可不传）"
        hint="一次最多 5 个，每个不超过 10 MB。拍摄地点等信息会自动去掉。"
        errors={props.errors}
        accept="image/jpeg,image/png,image/webp,application/pdf"
      />
      <Files files={files} base="/file/files" drop />
    </Step>
  );
}

const parts = ['什么事', '在哪里', '说情况', '怎么联系您', '核对提交'] as const;

type StepFrame = StepProps & {
  step: 1 | 2 | 3 | 4 | 5;
  title: string;
  multipart?: boolean;
  submit?: string;
  children: ReactNode;
};

/** A page of the sequence: where one is, the question, and one button that leads on. */
export function Step({ frame, errors, back, change, step, title, multipart, submit = '下一步', children }: StepFrame) {
  return (
    <Page frame={frame} title={title} back={back} hasErrors={Object.keys(errors).length > 0}>
      <p className="step">
        第 {step} 步，共 {parts.length} 步：{parts[step - 1]}
      </p>
      <ErrorSummary errors={errors} />
      <form method="post" noValidate encType={multipart ? 'multipart/form-data' : undefined} data-enhance="once">
        {change ? <input type="hidden" name="change" value="1" /> : null}
        {children}
        <p className="actions">
          <button type="submit" className="button">
            {submit}
          </button>
        </p>
      </form>
    </Page>
  );
}

const first = ['HELP', 'CONSULT', 'COMPLAINT', 'REPORT', 'SUGGEST', 'PRAISE'];
const order = (type: string) => first.indexOf(type);
