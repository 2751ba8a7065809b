// The posts of an account: given, and taken after one has read what waits for whoever holds it.
import { useMutation } from '@tanstack/react-query';
import { Alert, App as AntApp, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { fieldIssues } from '../../../contracts/issues.ts';
import { postToAdd, type OpenWork, type User } from '../../../contracts/users.ts';
import { postRoles } from '../../../domain/people/accounts.ts';
import { roleLabels } from '../../wording/labels.ts';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { complain } from '../parts/complain.ts';
import { pages } from '../paths.ts';
import { useAccountRefusal, useUsersChanged } from './data.ts';
import { blankPost, postBody, PostFieldsOf, type PostFields } from './post-fields.tsx';
import type { HeldPost } from './posts-of.ts';

export function Posts({ user }: { user: User }) {
  const me = useMe();
  const refusalOf = useAccountRefusal(user);
  return (
    <>
      {user.grants.length === 0 && <p className="quiet">没有岗位：可以登录，但看不到也办不了任何事项。</p>}
      <ul className="user-held">
        {user.grants.map((post) => (
          <li key={[post.role, post.communityId, post.unitId].join()}>
            <span>
              {postText(post)} <span className="quiet">{post.communityName}</span>
            </span>
            {refusalOf('removePost', post) === null && <Take user={user} post={post} />}
          </li>
        ))}
      </ul>
      {hasRole(me, 'admin') && user.id !== me.id && <Give user={user} />}
    </>
  );
}

function Take({ user, post }: { user: User; post: HeldPost }) {
  const me = useMe();
  const { modal, message } = AntApp.useApp();
  const changed = useUsersChanged();
  const navigate = useNavigate();
  const query = { role: post.role, community: post.communityId, ...(post.unitId ? { unit: post.unitId } : {}) };
  const take = useMutation({
    mutationFn: () => api.removePost(user.id, query),
    onSuccess: async () => {
      message.success(`已去掉${user.name}的岗位：${postText(post)}`);
      // With their last post in one's communities somebody is out of sight, unless it was their last one at all.
      const left = user.grants.filter((each) => each !== post);
      const own = communitiesOf(me, 'admin').map(({ id }) => id);
      if (left.length > 0 && !left.some(({ communityId }) => own.includes(communityId))) await navigate(pages.users);
    },
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: changed,
  });
  const look = useMutation({
    mutationFn: () => api.postWork(user.id, query),
    onSuccess: (work) =>
      void modal.confirm({
        title: `去掉${user.name}的岗位：${postText(post)}（${post.communityName}）？`,
        content: <Waiting work={work} user={user} post={post} />,
        okText: '去掉',
        okButtonProps: { danger: true },
        onOk: () => take.mutateAsync().catch(() => undefined),
      }),
    onError: (error) => void message.error(wordsOf(error)),
  });
  return (
    <Button
      size="small"
      danger
      aria-label={`去掉岗位：${postText(post)}，${post.communityName}`}
      loading={look.isPending || take.isPending}
      onClick={() => look.mutate()}
    >
      去掉
    </Button>
  );
}

/** What stays behind, in the words of who must see to it. */
function Waiting({ work, user, post }: { work: OpenWork; user: User; post: HeldPost }) {
  const elsewhere = user.grants.some((each) => each !== post && each.communityId === post.communityId);
  const { cases, others } = work;
  // Whoever holds another post in the community may go on being on duty there.
  const shifts = elsewhere ? 0 : work.shifts;
  // Helpers are entered in the directory, most of them without an account: the console does not give their posts.
  const isStaff = postRoles.some((role) => role === post.role);
  const alone = post.unitName === null ? '本社区' : post.unitName;
  return (
    <>
      <p>立即生效：下一步操作就不再有这个岗位的权限。</p>
      {cases > 0 && (
        <p className="post-warning">
          其手上有 <b>{cases}</b> 件未了结的诉求，仍在{post.unitName}，可由同单位的其他承办人接着办。
        </p>
      )}
      {shifts > 0 && (
        <p className="post-warning">
          已排值班 <b>{shifts}</b> 班（含替补），届时不再通知此人，请书记/主任另排。
        </p>
      )}
      {isStaff && others === 0 && (
        <p className="post-warning">
          去掉后，{alone}没有其他{roleLabels[post.role]}。
        </p>
      )}
      {!isStaff && <p className="post-warning">名录中的登记不变；去掉后，此人不能再登录办理，这里也不能再加。</p>}
    </>
  );
}

function Give({ user }: { user: User }) {
  const [form] = Form.useForm<PostFields>();
  const [problem, setProblem] = useState<string | null>(null);
  const { message } = AntApp.useApp();
  const changed = useUsersChanged();
  const give = useMutation({
    mutationFn: async (fields: PostFields) => {
      const parsed = postToAdd.safeParse(postBody(fields));
      if (!parsed.success) throw new ApiProblem('invalid', '', { errors: fieldIssues(parsed.error) });
      return api.addPost(user.id, parsed.data);
    },
    onMutate: () => setProblem(null),
    onSuccess: () => {
      message.success(`已给${user.name}增加岗位`);
      form.resetFields();
    },
    onError: (error) => {
      const fields = error instanceof ApiProblem ? error.fields : [];
      setProblem(fields.length > 0 ? complain(form, fields, blankPost) : wordsOf(error));
    },
    onSettled: changed,
  });
  return (
    <Form
      form={form}
      layout="vertical"
      className="post-entry"
      requiredMark={false}
      initialValues={blankPost}
      onValuesChange={(values: PostFields) => {
        for (const name of Object.keys(values)) form.setFields([{ name: name as keyof PostFields, errors: [] }]);
      }}
      onFinish={(fields) => give.mutate(fields)}
    >
      <h3>增加岗位</h3>
      <div className="post-fields">
        <PostFieldsOf />
        <Button htmlType="submit" loading={give.isPending}>
          增加
        </Button>
      </div>
      {problem && <Alert type="error" showIcon title={problem} />}
    </Form>
  );
}

function postText({ role, unitName }: HeldPost): string {
  return [roleLabels[role], unitName].filter(Boolean).join(' · ');
}
