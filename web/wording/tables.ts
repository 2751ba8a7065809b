// What is wrong with an uploaded table as a whole.
export const tableTroubleWords: Record<
  'broken' | 'tooManyRows' | 'tooManyColumns' | 'cellTooLong' | 'encoding' | 'bomb' | 'empty',
  string
> = {
  broken: '文件打不开：不是 XLSX 或 CSV，或已损坏、加了密码',
  tooManyRows: '超过 10000 行，请分成几个文件',
  tooManyColumns: '列数过多，请使用模板',
  cellTooLong: '有的格子超过 2000 字',
  encoding: '文字编码无法识别，请另存为“CSV UTF-8”或 XLSX',
  bomb: '文件解压后过大，已拒绝',
  empty: '表格是空的',
};
