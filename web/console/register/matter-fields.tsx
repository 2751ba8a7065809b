// What it is about: the caller's words first, then their kind. The category fixes by which limits the clocks run.
import { Alert, Form, Input, Radio, Select, type FormInstance } from 'antd';
import { appealTypes } from '../../../domain/words.ts';
import { classHints, classLabels, typeLabels } from '../../wording/labels.ts';
import { durationText } from '../../wording/times.ts';
import { useCategories } from '../api/reference.ts';
import { AboutFields } from './about-fields.tsx';
import type { Fields } from './fields.ts';
import { HarmFields } from './harm-fields.tsx';

export function MatterFields({ form }: { form: FormInstance<Fields> }) {
  const community = Form.useWatch('communityId', form);
  const categories = useCategories(community);
  const code = Form.useWatch('category', form);
  const type = Form.useWatch('type', form);
  const harm = Form.useWatch('harm', form) ?? false;
  const chosen = categories.find((each) => each.code === code);
  return (
    <>
      <Form.Item name="text" label="诉求人怎么说" required>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 5, maxRows: 14 }}
          maxLength={4000}
          placeholder="何时、何地、什么事、希望怎样解决"
        />
      </Form.Item>
      <Form.Item
        name="category"
        label="类别"
        required
        extra={
          chosen &&
          (harm ? (
            '有人受到伤害，不论类别按“特急”计时'
          ) : (
            <>
              按“{classLabels[chosen.class]}”计时（{classHints[chosen.class]}
              {chosen.handling && `；处理限 ${durationText(chosen.handling)}`}），先由{chosen.firstOwner}承接
            </>
          ))
        }
      >
        <Select
          showSearch={{ filterOption: matches, autoClearSearchValue: true }}
          placeholder="输入几个字查找，如 路灯、停暖、漏水"
          options={categories.map(({ code: value, name, class: cls }) => ({ value, label: name, cls }))}
          optionRender={({ data }) => (
            <span className="row spread">
              {data.label}
              <small className="quiet">
                {data.value} · {classLabels[data.cls]}
              </small>
            </span>
          )}
          notFoundContent="没有这样的类别，可选“其他”"
        />
      </Form.Item>
      {chosen?.safety && !harm && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title="涉及安全：请先问清现场是否有人身危险，必要时请诉求人立即拨打 110 / 119 / 120"
        />
      )}
      <HarmFields form={form} />
      <Form.Item name="type" label="诉求性质" required>
        <Radio.Group optionType="button" options={appealTypes.map((value) => ({ value, label: typeLabels[value] }))} />
      </Form.Item>
      {type === 'REPORT' && community && <AboutFields community={community} />}
    </>
  );
}

/** Words that callers use for a category whose name does not hold them. */
const alsoCalled: Record<string, string> = {
  LIGHT: '路灯 照明 灯不亮 楼道灯',
  HEAT_OUT: '暖气 不热 停暖 供热',
  HEAT_NET: '接暖 集中供热',
  PIPE: '水管 漏水 爆管 堵 下水道 停水 自来水',
  HAZARD: '危险 倒塌 裂缝 围墙 井盖',
  GATE: '门禁 大门 道闸',
  CLEAN: '垃圾 保洁 脏 异味',
  TOILET: '厕所',
  RENOV: '改造 健身器材 加装电梯',
  ROAD: '修路 坑洼 路面',
  SIGN: '门牌 指示牌',
  PROP: '物业费 保安',
  NEIGH: '噪音 吵架 邻居',
  FAMILY: '家暴 夫妻',
  ELDER: '老人 助餐 养老',
  DISAB: '残疾 轮椅',
  HEALTH: '看病 体检 血压',
  PSY: '心理 抑郁',
  CHILD: '孩子 暑托',
  ERRAND: '代办 跑腿 买药',
  CULT: '广场舞 活动室',
};

function matches(input: string, option?: { value: string; label: string }): boolean {
  if (!option) return false;
  const text = `${option.value} ${option.label} ${alsoCalled[option.value] ?? ''}`.toLowerCase();
  return input
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}
