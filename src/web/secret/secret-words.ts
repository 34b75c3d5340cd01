import type { REVEAL_REASONS, SecretKind } from '#contract/person-secret.ts'

export const KIND_WORDS: { readonly [K in SecretKind]: string } = { 'id-number': '身份证号', phone: '电话', bank: '银行卡号' }

const REASON_WORDS: { readonly [R in (typeof REVEAL_REASONS)[number]]: string } = {
  'verify-identity': '核对身份',
  contact: '联系本人',
  payment: '发放款项',
  transfer: '迁移或合并',
  audit: '审计核查',
  other: '其他',
}
export const REASON_CHOICES = Object.entries(REASON_WORDS).map(([value, label]) => ({ value, label }))

/** What kind of record a person stands in. */
export const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  worker: '社工',
  client: '服务对象',
  person: '人员',
  volunteer: '志愿者',
}

/** What the files of a person are. */
export const FILE_KINDS = [
  { code: 'identity', label: '身份证明' },
  { code: 'certificate', label: '证书' },
  { code: 'contract', label: '合同、协议' },
  { code: 'check', label: '查询、体检证明' },
  { code: 'other', label: '其他' },
] as const
