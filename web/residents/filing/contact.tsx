import { Checkbox, Radio, ErrorText, TextField } from '../fields.tsx';
import { Step, type StepProps } from './steps.tsx';

export type ContactShown = {
  contact?: 'named' | 'anonymous';
  name?: string;
  phone?: string;
  email?: string;
  vulnerable: boolean;
  under14: boolean;
  guardianName?: string;
  guardianPhone?: string;
  guardianConsent: boolean;
  /** Somebody suffers: then no guardian is asked. */
  harmed: boolean;
};

export function ContactPage({ contact, ...props }: StepProps & { contact: ContactShown }) {
  const { errors } = props;
  return (
    <Step {...props} step={4} title="怎么联系您">
      <fieldset className={errors.contact ? 'question wrong' : 'question'}>
        <legend>
          <h1>怎么联系您？</h1>
        </legend>
        <p className="hint">您的信息只用来办这件事，电话加密保存，平时遮住中间几位。</p>
        <ErrorText name="contact" errors={errors} />
        <div className="choices">
          <Radio
            name="contact"
            id="contact"
            choice={{ value: 'named', label: '留下称谓和电话', hint: '工作人员会打电话问清情况，办完了回访您' }}
            chosen={contact.contact}
          />
        </div>
        <div className="inset when-named">
          <TextField
            name="name"
            legend="怎么称呼您"
            hint="例如：王阿姨、李建国"
            errors={errors}
            value={contact.name}
            autoComplete="name"
            width="medium"
            maxLength={40}
          />
          <TextField
            name="phone"
            legend="电话"
            hint="手机，或带区号的座机。只有办事的人能看到。"
            errors={errors}
            value={contact.phone}
            type="tel"
            autoComplete="tel"
            width="medium"
            maxLength={40}
          />
          <TextField
            name="email"
            legend="邮箱（可不填）"
            hint="填了，进展会同时发到邮箱"
            errors={errors}
            value={contact.email}
            type="email"
            autoComplete="email"
            maxLength={200}
          />
          <Checkbox
            name="vulnerable"
            label="我是老年人或残疾人，希望优先、上门办理"
            checked={contact.vulnerable}
            errors={errors}
          />
          {contact.harmed ? null : (
            <>
              <Checkbox name="under14" label="我不满 14 岁" checked={contact.under14} errors={errors} />
              <div className="inset when-young">
                <p>请爸爸、妈妈或者别的监护人和您一起填。</p>
                <TextField
                  name="guardianName"
                  legend="怎么称呼监护人"
                  errors={errors}
                  value={contact.guardianName}
                  width="medium"
                  maxLength={40}
                />
                <TextField
                  name="guardianPhone"
                  legend="监护人的电话"
                  errors={errors}
                  value={contact.guardianPhone}
                  type="tel"
                  width="medium"
                  maxLength={40}
                />
                <Checkbox
                  name="guardianConsent"
                  label="我是监护人，同意孩子反映这件事，同意社区为办这件事使用这些信息"
                  checked={contact.guardianConsent}
                  errors={errors}
                />
              </div>
            </>
          )}
        </div>
        <div className="choices">
          <Radio
            name="contact"
            id="contact-anonymous"
            choice={{ value: 'anonymous', label: '匿名反映', hint: '没有人能联系您，您只能自己凭查询码来查' }}
            chosen={contact.contact}
          />
        </div>
      </fieldset>
    </Step>
  );
}
