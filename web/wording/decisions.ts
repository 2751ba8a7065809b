// The words of asking and deciding: returns, extensions, parking, downgrades, redoing, mediation and council.
import type { AfterParking, MediationResult, RequestKind, RequestState } from '../../domain/words.ts';

export const requestLabels: Record<RequestKind, string> = {
  return: '退单',
  extension: '延期',
  park: '挂账',
  downgrade: '降级',
  redo: '重办',
  merge: '并案',
  unmerge: '恢复单独办理',
};

export const requestStateLabels: Record<RequestState, string> = {
  pending: '待审批',
  granted: '已同意',
  denied: '未同意',
  lapsed: '已失效',
};

export const mediationResultLabels: Record<MediationResult, string> = {
  agreed: '达成协议',
  failed: '调解不成',
  refused: '当事人不愿继续',
};

export const afterParkingLabels: Record<AfterParking, string> = { handling: '恢复处理', inCouncil: '提交居民议事会' };
