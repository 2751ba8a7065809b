// The privacy notice residents agree to; its version is contracts/privacy.ts: change both together.

export const privacyTitle = '个人信息告知书';

export const privacyNotice: readonly { heading: string; text: string }[] = [
  {
    heading: '我们收集什么',
    text: '您的称谓、电话、所在小区楼栋，您写的情况和上传的照片；邮箱由您自愿填写。不收集身份证号。匿名反映不收集称谓和电话。',
  },
  { heading: '用来做什么', text: '只用来办理您这件诉求：核实情况、联系您、答复、回访和督办。' },
  {
    heading: '谁能看到',
    text: '您的电话加密保存，平时遮住中间几位。只有承办人和回访员能看到，其他工作人员要写明理由，每次查看都有记录。不向无关单位和个人提供。',
  },
  { heading: '照片', text: '照片里的拍摄地点、时间、手机型号等信息，上传时自动去掉。' },
  { heading: '保存多久', text: '结案后保存两年，之后去掉您的联系方式，只留统计数字。' },
  { heading: '您的权利', text: '您可以查看、更正或要求删除自己的信息，请向社区居民诉求中心提出。' },
];
