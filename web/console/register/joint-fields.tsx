// A joint appeal: how many ask, and who of them speaks for all, five at most.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber } from 'antd';

const mostRepresentatives = 5;

export function JointFields() {
  return (
    <>
      <Form.Item name="appellants" label="联名人数" extra="多人联名时填写；5 人以上按群体性诉求办理，代表不超过 5 人">
        <InputNumber min={2} max={9999} precision={0} />
      </Form.Item>
      <Form.List name="representatives">
        {(rows, { add, remove }) => (
          <fieldset className="representatives">
            <legend>代表（1 至 5 人）</legend>
            {rows.map((row, index) => (
              <div key={row.key} className="representative">
                <Form.Item name={[row.name, 'name']} noStyle>
                  <Input aria-label={`代表 ${index + 1} 的称谓`} maxLength={40} placeholder="称谓" autoComplete="off" />
                </Form.Item>
                <Form.Item name={[row.name, 'phone']} noStyle>
                  <Input
                    aria-label={`代表 ${index + 1} 的电话`}
                    maxLength={40}
                    placeholder="电话"
                    inputMode="tel"
                    autoComplete="off"
                  />
                </Form.Item>
                <Button
                  type="text"
                  aria-label={`去掉代表 ${index + 1}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            {rows.length < mostRepresentatives && (
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                添加代表
              </Button>
            )}
          </fieldset>
        )}
      </Form.List>
    </>
  );
}
