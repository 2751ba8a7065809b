import { Checkbox, Radio, ErrorText, TextField } from '../fields.tsx';
import { Step, type StepProps } from './steps.tsx';

export type ContactShown = {
  contact?: 'named' | 'anonymous';
  name?: string;
  phone?: string;
  email?: string;
  vulnerable: boolean;
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
