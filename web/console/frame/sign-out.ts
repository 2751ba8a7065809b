// Leaving: the session ends, and nothing of the person or of any resident stays in this browser.
import { App as AntApp } from 'antd';
import { useHref } from 'react-router';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { pages } from '../paths.ts';
import { endDrafts, hasDraft } from '../parts/draft.ts';

export function useSignOut(): () => Promise<void> {
  const { modal, message } = AntApp.useApp();
  const signIn = useHref(pages.signIn);
  const me = useMe();
  return async () => {
    if (hasDraft(me.id)) {
      const leave = await modal.confirm({
        title: '还有没保存的内容',
        content: '退出后草稿会从本机删除。',
        okText: '删除草稿并退出',
        cancelText: '留下继续填写',
        okButtonProps: { danger: true },
      });
      if (!leave) return;
    }
    try {
      await api.signOut();
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'unauthenticated')) {
        message.error(wordsOf(error));
        return;
      }
    }
    endDrafts(me.id);
    // A new page rather than a new view: with it goes everything that was read for this person.
    window.location.replace(signIn);
  };
}
