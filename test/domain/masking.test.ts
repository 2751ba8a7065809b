import { describe, expect, it } from 'vitest';
import { maskAddress, maskName, maskNumbers, maskPhone } from '../../domain/people/masking.ts';

describe('masking', () => {
  it('leaves of a name its first character, however long it is', () => {
    expect([maskName('张三'), maskName('欧阳修文'), maskName('𠮷田')]).toEqual(['张**', '欧**', '𠮷**']);
  });

  it('leaves of a number three digits and four', () => {
    expect([maskPhone('13812345678'), maskPhone('03594022123-801')]).toEqual(['138****5678', '035****2123']);
  });

  it('hides door numbers', () => {
    expect(maskAddress('3单元501室')).toBe('*单元*室');
  });

  it.each([
    ['请打13812345678', '请打138****5678'],
    ['138 1234 5678或139-1234-5678', '138****5678或139****5678'],
    ['身份证110101199003077578。', '身份证1101****78。'],
    ['座机0359-4022123', '座机035****23'],
    ['全角１３８１２３４５６７８', '全角138****5678'],
    ['2026年10月9日3号楼', '2026年10月9日3号楼'],
    ['编号20261009000123456', '编号20261009000123456'],
  ])('stars numbers out of free text: %s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });
});
