import type { AuditEntryView } from '#contract/audit.ts'

/** Fields of changes and details that people meet often; others stand as they are recorded. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  isActive: '可以使用',
  is_active: '可以使用',
  expiresOn: '到期日',
  expires_on: '到期日',
  password: '密码',
  role: '身份',
  scopeCode: '辖区',
  scope: '辖区',
  validFrom: '起始日',
  validTo: '失效日',
  isActing: '代理职务',
  value: '值',
  reason: '事由',
  remark: '说明',
  kind: '种类',
  rows: '条数',
  found: '查到',
  status: '状态',
  from: '从',
  to: '到',
  action: '操作',
  outcome: '结果',
  name: '姓名',
  roles: '身份',
  grantId: '授权编号',
  alsoSecondFactor: '同时清除二次验证',
  endedSessions: '结束的登录数',
  wasActive: '原来可以使用',
  expiredOn: '原到期日',
  looked: '号码的指纹',
  ruleId: '规则',
  rule: '规则',
  exceptions: '批准的例外',
  schemeId: '方案',
  sha256: '文件指纹',
  bytes: '字节数',
  'id-number': '身份证号',
  phone: '电话',
  bank: '银行卡号',
}

/** Values recorded as codes. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  'verify-identity': '核对身份',
  contact: '联系本人',
  payment: '发放款项',
  transfer: '迁移或合并',
  other: '其他',
  'id-number': '身份证号',
  phone: '电话',
  bank: '银行卡号',
  ordered: '已作出决定',
  declined: '不予处理',
}

export const fieldInWords = (field: string): string => FIELD_WORDS[field] ?? field

/** A recorded value for people: nothing is nothing, yes is yes. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (value === true) return '是'
  if (value === false) return '否'
  if (typeof value === 'string') return VALUE_WORDS[value] ?? value
  return Array.isArray(value) ? value.map(valueInWords).join('、') : JSON.stringify(value)
}

const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  account: '账号',
  setting: '设定',
  scheme: '方案',
  person: '人员',
  worker: '社工',
  client: '服务对象',
  contract: '协议',
  posting: '岗位',
  station: '社工站',
  agency: '承接机构',
  consequence: '处理建议',
  audit: '审计',
  'break-glass': '紧急查阅',
}

/** What was acted on. */
export const subjectInWords = ({ subject }: Pick<AuditEntryView, 'subject'>): string =>
  subject === null ? '—' : (SUBJECT_WORDS[subject] ?? subject)

export const SUBJECT_CHOICES = Object.entries(SUBJECT_WORDS).map(([value, label]) => ({ value, label }))

export const OUTCOME_CHOICES = [
  { value: 'done', label: '已完成' },
  { value: 'refused', label: '被拒绝' },
] as const

/** Who did it, as far as it is known. */
export const whoInWords = ({ accountName, accountId }: AuditEntryView): string =>
  accountName ?? (accountId === null ? '未登录' : '其他辖区的账号')
