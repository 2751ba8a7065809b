// 报到: the pages on which a unit, a party member or a team enrols alone. Plain forms; the community verifies afterwards.
import { helperConsentVersion } from '../../domain/directory/rules.ts';
import { capabilities } from '../../domain/matching/capabilities.ts';
import { helperKinds, type HelperKind } from '../../domain/matching/types.ts';
import { capabilityLabels, consentText, consentTitle } from '../wording/helpers.ts';
import { Checkbox, ErrorSummary, ErrorText, Radios, TextField, type Errors } from './fields.tsx';
import { Page, type Frame } from './frame.tsx';

const doors: Record<HelperKind, { title: string; hint: string; person: string }> = {
  member: { title: '我是在职党员', hint: '到居住的社区报到，做力所能及的事', person: '您的姓名' },
  unit: { title: '我们是单位', hint: '机关、学校、医院、企业，与社区共建', person: '联系人姓名' },
  team: { title: '我们是党员服务团队', hint: '几位党员一起服务', person: '联系人姓名' },
};

/** When somebody usually has time, in the choices of the form. */
export const joinHours = {
  any: '说不定，来问就是',
  workdays: '工作日的上班时间',
  evenings: '工作日的晚上（18:30—21:00）',
  weekends: '周末的白天（9:00—18:00）',
} as const;
export type JoinHours = keyof typeof joinHours;

export function JoinPage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title="双报到" back="/">
      <h1>来社区报到，帮邻居办点事</h1>
      <p className="lead">报到后由社区核实。居民有难处时，我们按您能做的事来问您，帮不帮由您定。</p>
      <div className="doors">
        {(['member', 'unit', 'team'] as const).map((kind) => (
          <a key={kind} className={kind === 'member' ? 'door first' : 'door'} href={`/join/${kind}`}>
            <b>{doors[kind].title}</b>
            <span>{doors[kind].hint}</span>
          </a>
        ))}
      </div>
      <p>
        <a className="plain" href="/join/consent">
          先看{consentTitle}：收集什么、谁能看到
        </a>
      </p>
    </Page>
  );
}

export type JoinShown = {
  communityId?: string;
  compoundId?: string;
  name?: string;
  person?: string;
  phone?: string;
  email?: string;
  capabilities: string[];
  hours?: string;
  night: boolean;
  consent: boolean;
};
export type JoinPlace = { id: string; name: string; compounds: { id: string; name: string }[] };

type FormProps = { frame: Frame; kind: HelperKind; errors: Errors; shown: JoinShown; places: JoinPlace[] };

export function JoinFormPage({ frame, kind, errors, shown, places }: FormProps) {
  const { title, person } = doors[kind];
  return (
    <Page frame={frame} title={`报到：${title}`} back="/join" hasErrors={Object.keys(errors).length > 0}>
      <ErrorSummary errors={errors} />
      <h1>报到：{title}</h1>
      <form method="post" action={`/join/${kind}`} noValidate data-enhance="once">
        {kind === 'member' ? null : (
          <TextField
            name="name"
            legend={kind === 'unit' ? '单位名称' : '团队名称'}
            errors={errors}
            value={shown.name}
            autoComplete="organization"
            maxLength={60}
          />
        )}
        <TextField
          name="person"
          legend={person}
          errors={errors}
          value={shown.person}
          autoComplete="name"
          width="medium"
          maxLength={30}
        />
        <TextField
          name="phone"
          legend="电话"
          hint="加密保存，名单上遮住中间几位"
          errors={errors}
          value={shown.phone}
          type="tel"
          autoComplete="tel"
          width="medium"
          maxLength={40}
        />
        <TextField
          name="email"
          legend="邮箱（可不填）"
          hint="填了，有求助时发邮件给您，点一下就能答复"
          errors={errors}
          value={shown.email}
          type="email"
          autoComplete="email"
          maxLength={200}
        />
        <Radios
          name="communityId"
          legend="到哪个社区报到？"
          errors={errors}
          chosen={shown.communityId}
          columns
          choices={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <CompoundField errors={errors} chosen={shown.compoundId} places={places} />
        <CapabilityField errors={errors} chosen={shown.capabilities} />
        <Radios
          name="hours"
          legend="一般什么时候有空？"
          errors={errors}
          chosen={shown.hours ?? 'any'}
          choices={Object.entries(joinHours).map(([value, label]) => ({ value, label }))}
        />
        <Checkbox name="night" label="晚上十点到早上七点不要找我" checked={shown.night} errors={errors} />
        <h2>{consentTitle}</h2>
        <Consent />
        <Checkbox
          name="consent"
          label={`我已看过并同意${consentTitle}（${helperConsentVersion} 版）`}
          checked={shown.consent}
          errors={errors}
        />
        <div className="actions">
          <button type="submit" className="button">
            提交报到
          </button>
        </div>
      </form>
    </Page>
  );
}

function CompoundField({ errors, chosen, places }: { errors: Errors; chosen?: string; places: JoinPlace[] }) {
  return (
    <div className={errors.compoundId ? 'question wrong' : 'question'}>
      <label htmlFor="compoundId">住在（或靠近）哪个小区（可不选）</label>
      <ErrorText name="compoundId" errors={errors} />
      <select id="compoundId" name="compoundId" defaultValue={chosen ?? ''} className="medium">
        <option value="">不选</option>
        {places
          .filter(({ compounds }) => compounds.length > 0)
          .map(({ id, name, compounds }) => (
            <optgroup key={id} label={name}>
              {compounds.map((compound) => (
                <option key={compound.id} value={compound.id}>
                  {compound.name}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </div>
  );
}

function CapabilityField({ errors, chosen }: { errors: Errors; chosen: readonly string[] }) {
  return (
    <fieldset className={errors.capabilities ? 'question wrong' : 'question'}>
      <legend>能帮什么忙？（可多选）</legend>
      <ErrorText name="capabilities" errors={errors} />
      <div className="choices columns">
        {capabilities.map((each, index) => {
          const id = index === 0 ? 'capabilities' : `capabilities-${each}`;
          return (
            <label key={each} className="choice" htmlFor={id}>
              <input type="checkbox" id={id} name="capabilities" value={each} defaultChecked={chosen.includes(each)} />
              <span>{capabilityLabels[each]}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function Consent() {
  return (
    <dl>
      {consentText.map(({ heading, text }) => (
        <div key={heading}>
          <dt>
            <b>{heading}</b>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function JoinConsentPage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title={consentTitle} back="/join">
      <h1>
        {consentTitle}（{helperConsentVersion} 版）
      </h1>
      <Consent />
    </Page>
  );
}

export function JoinDonePage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title="已收到报到">
      <div className="banner">
        <h1>已收到，谢谢您</h1>
        <p>社区会打电话跟您核实，核实以后才会有人来问您。</p>
      </div>
      <p>如果您以前已经在这个社区报到过，不会重复登记。要改资料，请打电话告诉社区。</p>
      <p>
        <a className="button" href="/">
          回到首页
        </a>
      </p>
    </Page>
  );
}

/** Whether an address names one of the forms. */
export function isJoinKind(text: unknown): text is HelperKind {
  return (helperKinds as readonly unknown[]).includes(text);
}
