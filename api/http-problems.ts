// The refusals of the HTTP face itself, as the table of all of them has them (problem.ts).
import type { ApiCode } from '../contracts/problem.ts';

export type ProblemEntry = { status: number; title: string; detail: string; retryAfter?: number };

export const httpProblems = {
  invalid: { status: 400, title: '填写有误', detail: '请按各项提示改正后重新提交。' },
  malformedJson: { status: 400, title: '请求内容不是有效的 JSON', detail: '请求正文无法读懂，请检查格式。' },
  malformedUrl: { status: 400, title: '网址写法有误', detail: '网址中的编码无法读懂。' },
  keyRequired: {
    status: 400,
    title: '缺少 Idempotency-Key',
    detail: '请在请求头 Idempotency-Key 中给出 8 到 200 个可见 ASCII 字符，每件事一个。',
  },
  unauthenticated: { status: 401, title: '请先登录', detail: '尚未登录，或登录已失效。' },
  badCredentials: { status: 401, title: '用户名或密码不对', detail: '请检查后重新登录；账号停用时也不能登录。' },
  wrongPassword: {
    status: 422,
    title: '现在的密码不对',
    detail: '密码没有更换；多次填错后，须过一刻钟再试。',
  },
  passwordChangeNeeded: {
    status: 403,
    title: '请先换成自己的密码',
    detail: '您是用一次性密码登录的，换成自己的密码之后方可办理其他事项。',
  },
  crossSite: { status: 403, title: '请求来自其他网站', detail: '为安全起见，只接受从本站页面发出的请求。' },
  forbidden: { status: 403, title: '没有权限', detail: '您的角色不能查看或办理此内容。' },
  reasonRequired: { status: 422, title: '请写明理由', detail: '查看此案的联系电话须写明理由，并会留下记录。' },
  notFound: { status: 404, title: '没有找到', detail: '没有这项内容，或您无权看到它。' },
  methodNotAllowed: { status: 405, title: '不支持此请求方法', detail: '此网址不支持所用的请求方法。' },
  tooLarge: { status: 413, title: '内容过大', detail: '请求内容超过了允许的大小。' },
  unsupportedMediaType: {
    status: 415,
    title: '不支持的内容类型',
    detail:
      '数据请以 application/json（UTF-8）提交，文件请以 multipart/form-data 提交，且只收 JPG、PNG、WebP 照片和 PDF。',
  },
  unknownReference: {
    status: 422,
    title: '所选内容不存在',
    detail: '填写的社区、小区、单位、类别等有不存在的，请重新选择。',
  },
  ownAccount: {
    status: 403,
    title: '不能这样办理自己的账号',
    detail: '不能停用自己的账号、重置自己的密码、给自己增加岗位或去掉自己的管理员岗位，请由另一位管理员办理。',
  },
  otherCommunities: {
    status: 403,
    title: '此人在其他社区也有岗位',
    detail: '停用、启用或重置密码须由管理其所有社区的管理员办理；您可以增减其在本社区的岗位。',
  },
  postHeld: { status: 409, title: '已有这个岗位', detail: '此人已有这个岗位，请刷新后再看。' },
  postGone: { status: 409, title: '已没有这个岗位', detail: '此人已没有这个岗位，请刷新后再看。' },
  usernameTaken: { status: 409, title: '用户名已有人用', detail: '这个用户名已有人用，请另取一个。' },
  emailTaken: { status: 409, title: '邮箱已有人用', detail: '这个邮箱已是另一个账号的，请换一个。' },
  tooManyRequests: { status: 429, title: '过于频繁', detail: '请求过于频繁，请稍后再试。', retryAfter: 60 },
  staleEntry: { status: 409, title: '已被改动', detail: '您看到之后已有人改动过这一项，请刷新后再决定。' },
  alreadyListed: {
    status: 409,
    title: '名录中已有',
    detail: '本社区名录中已有相同的电话（党员）或名称（单位、团队）。',
  },
  oldPreview: { status: 409, title: '预览已经过时', detail: '预览之后名录有了变动，或预览已过期，请重新上传核对。' },
  unreadableTable: {
    status: 422,
    title: '表格无法读取',
    detail: '请用模板填写，保存为 XLSX 或 CSV（UTF-8）后再上传。',
  },
  internal: { status: 500, title: '系统出错', detail: '系统出了意外，未能完成；报障时请提供请求编号。' },
  mayHaveTakenEffect: {
    status: 503,
    title: '暂未得到结果',
    detail: '办理可能已经生效，也可能没有；请稍后用同一个 Idempotency-Key 重试，不会重复办理。',
    retryAfter: 5,
  },
  unavailable: {
    status: 503,
    title: '系统暂时不可用',
    detail: '所需的部分暂时不可用，没有任何改动；请稍后重试。',
    retryAfter: 5,
  },
} as const satisfies Record<ApiCode, ProblemEntry>;
