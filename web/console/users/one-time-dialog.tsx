// The one-time password, shown this once: it closes only when somebody says that they have it.
import { App as AntApp, Button, Modal } from 'antd';
import type { OneTimePassword } from '../../../contracts/users.ts';
import { instantText } from '../../wording/times.ts';
import { serverNow } from '../api/client.ts';

export function OneTimeDialog({ given, close }: { given: OneTimePassword | null; close: () => void }) {
  return (
    <Modal
      title={given ? `${given.user.name}的一次性密码` : ''}
      open={given !== null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          已记下，关闭
        </Button>
      }
    >
      {given && <Said given={given} />}
    </Modal>
  );
}

function Said({ given: { user, password, until } }: { given: OneTimePassword }) {
  const { message } = AntApp.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(password);
      message.success('已复制');
    } catch {
      message.error('浏览器不让复制，请抄写');
    }
  };
  return (
    <>
      <p>
        用户名 <b className="nums">{user.username}</b>
      </p>
      <p className="one-time">
        <code>{password}</code>
        <Button size="small" onClick={() => void copy()}>
          复制
        </Button>
      </p>
      <p>请当面或打电话告诉本人，不要发到群里。关闭后不再显示。</p>
      <p className="quiet">{instantText(Date.parse(until), serverNow())}前登录有效；登录后须先换成自己的密码。</p>
    </>
  );
}
