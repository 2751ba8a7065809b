// The words of 吹哨: a formal letter, in the mail and on its page alike.

export const officeLetterWords = {
  title: '吹哨报到函',
  number: '函号',
  numberOf: (no: string, raisedSeq: number) => `${no}-哨${raisedSeq}`,
  broken: '未兑现的承诺',
  until: '请签收',
  opening: (community: string) =>
    `${community}受理的一件居民诉求已超过承诺的时限，经社区逐级督办、协调，仍未解决。依照“街道（社区）吹哨、部门报到”机制，现请贵单位到场牵头处置。有关情况如下：`,
  tried: '社区已经做过：',
  nothingTried: '社区已经做过：尚无办理记录。',
  asked:
    '请贵单位：一、签收本函，指定牵头人；二、与社区商定到场时间，到场查看，提出处置办法；三、将结果告知社区，由社区答复居民。承办单位的责任不因本函免除。',
  within: (length: string) => `签收之后，请在${length}内到场推动；到时没有推动，将列入挂牌督办，提请联席会议研究。`,
  contact: '联系人',
  centre: (community: string) => `${community}居民诉求中心`,
  open: '查看原函并签收',
  openHint: '原函可以打印。打开本身不算签收，须在页面上再按一次。',
  acknowledge: '签收本函',
  acknowledgeText: '由谁牵头、何时到场（可不填）',
  print: '打印',
} as const;
